"""Pages of questions, the choice of modules and the review of all answers, made ready for their templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from flask import url_for
from markupsafe import Markup

from assessment.errors import NotFound
from assessment.language import CatalogueVoice
from assessment.methodology.applicability import modules_for
from assessment.methodology.instrument import Item
from assessment.methodology.voice import N_
from assessment.services.sittings import Sitting
from assessment.web.answer_texts import answer_text
from assessment.web.fieldwork_frame import Frame, frame_of
from assessment.web.questionnaire_pages import CHOICE, OfferedModule, Page, Wording, offered_modules, pages_for

HERE = Markup(' class="here" aria-current="step"')
DONE = Markup(' class="done"')


@dataclass(frozen=True)
class Step:
    """One page in the list of pages: its name, how far it is answered, and whether nothing is missing."""

    code: str
    label: str
    given: int
    asked: int
    complete: bool
    here: bool = False

    @property
    def mark(self) -> Markup:
        """The attributes that say where the respondent is and what is complete."""
        return HERE if self.here else DONE if self.complete else Markup()


@dataclass(frozen=True)
class QuestionPage:
    """One page in its frame, without the questions themselves."""

    frame: Frame
    page: Page
    number: int
    total: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ChoicePage(QuestionPage):
    """The page on which further modules are chosen."""

    modules: tuple[OfferedModule, ...]


class Line(NamedTuple):
    """One question on the review page; `answer` is empty where nothing was answered."""

    question: str
    item: str
    text: str
    answer: str


@dataclass(frozen=True)
class Lines:
    """Questions under a common heading: the rows of a grid; without one, questions that stand alone."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReviewSection:
    """The questions of one area on a page; the heading is empty where the page has no other area."""

    heading: str
    parts: tuple[Lines, ...]


@dataclass(frozen=True)
class ReviewPage:
    """Every question that applies, page by page; `choice` is the code of the page of modules, if there is one."""

    frame: Frame
    pages: tuple[tuple[Step, tuple[ReviewSection, ...]], ...]
    missing: int
    is_institution: bool
    choice: str
    problem: str = ""


def pages_of(sitting: Sitting, voice: CatalogueVoice) -> tuple[Page, ...]:
    """The pages of a questionnaire as answers and choice have made it, for a colleague those assigned."""
    pages = pages_for(sitting.instrument, sitting.respondent, sitting.asked, voice)
    if sitting.colleague is None or sitting.colleague.clears:
        return pages
    return tuple(page for page in pages if page.code in sitting.colleague.pages)


def whole_of(sitting: Sitting) -> Sitting:
    """The sitting as if every topic were chosen and every question asked: all that the respondent may come to."""
    modules = tuple(module.code for module in modules_for(sitting.instrument, sitting.respondent))
    return replace(sitting, respondent=replace(sitting.respondent, modules=modules), is_whole=True)


def check_assigned(sitting: Sitting, item: Item, voice: CatalogueVoice) -> None:
    """Refuse a colleague what others answer.

    Raises:
        NotFound: the item stands on no page that they see.
    """
    if not (sitting.sees_everything or any(item in page.items for page in pages_of(whole_of(sitting), voice))):
        raise NotFound(N_("There is no such question."))


def page_of(sitting: Sitting, code: str, voice: CatalogueVoice) -> Page:
    """One of these pages.

    Raises:
        NotFound: there is none of that code for this respondent.
    """
    page = next((page for page in pages_of(sitting, voice) if page.code == code), None)
    if page is None:
        raise NotFound(N_("There is no such page in this questionnaire."))
    return page


def steps_of(sitting: Sitting, voice: CatalogueVoice, here: str = "") -> tuple[Step, ...]:
    """Every page with how far it is answered."""
    on_path = frozenset(sitting.asked)
    return tuple(_step(sitting, page, on_path, here) for page in pages_of(sitting, voice))


def question_page(sitting: Sitting, page: Page, voice: CatalogueVoice) -> QuestionPage:
    """One page of questions."""
    return QuestionPage(frame_of(sitting.assessment, voice), page, *_place(sitting, page, voice))


def choice_page(sitting: Sitting, page: Page, voice: CatalogueVoice) -> ChoicePage:
    """The page of further modules."""
    offered = offered_modules(sitting.instrument, sitting.respondent, sitting.answers)
    return ChoicePage(frame_of(sitting.assessment, voice), page, *_place(sitting, page, voice), offered)


def way_in(sitting: Sitting, secret: str, voice: CatalogueVoice) -> str:
    """Where answering begins or goes on: what is still open, else the first page; the review if nothing is asked."""
    steps = steps_of(sitting, voice)
    if not steps:
        return url_for("fieldwork.review", secret=secret)
    step = next((step for step in steps if not step.complete), steps[0])
    return url_for("fieldwork.page", secret=secret, code=step.code)


def next_address(sitting: Sitting, secret: str, code: str, sent: Mapping[str, str], voice: CatalogueVoice) -> str:
    """Where a stored page leads: itself in another language, back, to the review, or onwards."""
    codes = [page.code for page in pages_of(sitting, voice)]
    place = codes.index(code) if code in codes else 0
    if "language" in sent:
        return url_for("fieldwork.page", secret=secret, code=code)
    if "back" in sent:
        return (
            url_for("fieldwork.page", secret=secret, code=codes[place - 1])
            if place
            else url_for("fieldwork.welcome", secret=secret)
        )
    if "review" in sent or place + 1 >= len(codes):
        return url_for("fieldwork.review", secret=secret)
    return url_for("fieldwork.page", secret=secret, code=codes[place + 1])


def review_page(sitting: Sitting, voice: CatalogueVoice, problem: str = "") -> ReviewPage:
    """Every question that applies with its answer."""
    pages = pages_of(sitting, voice)
    on_path = frozenset(sitting.asked)
    steps = tuple(_step(sitting, page, on_path) for page in pages)
    counts = sitting.instrument.group_of[sitting.respondent.group].counts
    return ReviewPage(
        frame_of(sitting.assessment, voice),
        tuple(
            (step, tuple(_reviewed(sitting, page, on_path, voice)))
            for step, page in zip(steps, pages, strict=True)
            if page.sections
        ),
        sum(step.asked - step.given for step in steps),
        counts == "institutions",
        next((page.code for page in pages if page.code == CHOICE), ""),
        problem=problem and voice.say(problem),
    )


def _place(sitting: Sitting, page: Page, voice: CatalogueVoice) -> tuple[int, int, tuple[Step, ...]]:
    """The number of a page, the number of pages, and all of them as steps."""
    steps = steps_of(sitting, voice, page.code)
    return next(number for number, step in enumerate(steps, start=1) if step.here), len(steps), steps


def _step(sitting: Sitting, page: Page, on_path: frozenset[str], here: str = "") -> Step:
    questions = on_path.intersection(page.questions)
    given = len(questions & sitting.answers.keys())
    complete = given >= len(questions) if page.sections else sitting.modules is not None
    return Step(page.code, page.label, given, len(questions), complete, page.code == here)


def _reviewed(sitting: Sitting, page: Page, on_path: frozenset[str], voice: CatalogueVoice) -> Iterator[ReviewSection]:
    for section in page.sections:
        parts = []
        for heading, wordings in section.wordings:
            lines = tuple(_line(sitting, wording, voice) for wording in wordings if wording.question in on_path)
            if lines:
                parts.append(Lines(heading, lines))
        if parts:
            yield ReviewSection(section.area.short_label if page.has_headings else "", tuple(parts))


def _line(sitting: Sitting, wording: Wording, voice: CatalogueVoice) -> Line:
    item, question, text = wording
    answer = sitting.answers.get(question)
    return Line(question, item.code, text, answer_text(sitting.instrument, item, answer, voice) if answer else "")
