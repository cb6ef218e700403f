"""The pages of a team, made ready for their templates: who answers what, comments on a question, the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from assessment.errors import NotFound
from assessment.language import CatalogueVoice, Language, voice_for
from assessment.methodology.instrument import Item
from assessment.methodology.responses import Answer
from assessment.methodology.voice import N_
from assessment.services.discussion import Author, Change, Comment
from assessment.services.links import Link
from assessment.services.reporting import in_language
from assessment.services.sittings import Colleague, Sitting
from assessment.services.team import ColleagueDraft
from assessment.web import fieldwork_pages as pages
from assessment.web.answer_texts import answer_text
from assessment.web.context import languages_among, moment
from assessment.web.fieldwork_frame import Frame, frame_of
from assessment.web.questionnaire_pages import CHOICE, Page

WHO = {"coordinator": N_("Coordinator"), "staff": N_("Staff of the assessment")}
SUBJECT = N_("Please help to answer: {title}")
LETTER = N_("Please help us to answer the questionnaire “{title}” ({country}). This link is yours: {address}")


@dataclass(frozen=True)
class Shared:
    """A page of questions as the team sees it: who answers it, how far it is, who changed it last and when.

    `comments` counts those that wait to be resolved.
    """

    code: str
    label: str
    given: int
    asked: int
    people: str
    last: str
    comments: int


@dataclass(frozen=True)
class GivenLink:
    """A colleague's link to be given: shown once, ready to be copied or mailed from one's own mailbox."""

    name: str
    address: str
    letter: str
    mail: str


@dataclass(frozen=True)
class TeamPage:
    """Who answers what; only who `coordinates` changes it. `ready` is whether the pages are known already."""

    frame: Frame
    coordinates: bool
    ready: bool
    colleagues: tuple[Colleague, ...]
    shared: tuple[Shared, ...]
    languages: tuple[Language, ...]
    link: GivenLink | None = None
    entered: ColleagueDraft | None = None
    problem: str = ""


@dataclass(frozen=True)
class CommentLine:
    """A comment in words."""

    id: str
    text: str
    author: str
    at: str
    resolved: bool


@dataclass(frozen=True)
class CommentsPage:
    """What was said on one question, beside its answers; `page` is the code of the page on which it stands."""

    frame: Frame
    item: Item
    page: str
    answers: tuple[tuple[str, str], ...]
    comments: tuple[CommentLine, ...]
    settles: bool
    is_open: bool
    entered: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ChangeLine:
    """One change of an answer in words."""

    at: str
    author: str
    text: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryPage:
    """The latest changes first; `question` is empty where all are shown."""

    frame: Frame
    question: str
    lines: tuple[ChangeLine, ...]
    later: int | None


def team_page(
    sitting: Sitting,
    team: Sequence[Colleague],
    changes: Sequence[Change],
    comments: Mapping[str, int],
    voice: CatalogueVoice,
    *,
    link: GivenLink | None = None,
    entered: ColleagueDraft | None = None,
    problem: str = "",
) -> TeamPage:
    """Who answers what, and how far it is; `comments` are the open ones by item."""
    return TeamPage(
        frame_of(sitting.assessment, voice),
        sitting.colleague is None,
        sitting.profiled,
        tuple(team),
        tuple(_shared(sitting, team, changes, comments, voice)),
        languages_among(sitting.assessment.languages),
        link,
        entered,
        problem and voice.say(problem),
    )


def given_link(sitting: Sitting, colleague: Colleague, link: Link) -> GivenLink:
    """A colleague's link with a letter in the colleague's language."""
    voice = voice_for(colleague.language)
    told = {
        "title": in_language(sitting.assessment.instrument, voice).title,
        "country": voice.country(sitting.assessment.country),
        "address": link.address,
    }
    letter = voice.say(LETTER, **told)
    mail = f"mailto:{quote(colleague.email)}?subject={quote(voice.say(SUBJECT, **told))}&body={quote(letter)}"
    return GivenLink(colleague.name, link.address, letter, mail)


def comments_page(
    sitting: Sitting,
    item: Item,
    comments: Sequence[Comment],
    voice: CatalogueVoice,
    now: datetime,
    *,
    entered: str = "",
    problem: str = "",
) -> CommentsPage:
    """What was said on one question."""
    return CommentsPage(
        frame_of(sitting.assessment, voice),
        item,
        page_with(sitting, item, voice),
        tuple(_answers(sitting, item, voice)),
        tuple(_comment(sitting, one, voice) for one in comments),
        sitting.sees_everything,
        sitting.state == "draft" and sitting.assessment.is_open(now),
        entered,
        problem and voice.say(problem),
    )


def history_page(
    sitting: Sitting, changes: Sequence[Change], voice: CatalogueVoice, *, question: str, start: int, most: int
) -> HistoryPage:
    """The changes of one question or of all that the person sees, `most` of them from the `start`."""
    seen = {code for page in _all_pages(sitting, voice) for item in page.items for code in item.questions()}
    shown = [one for one in changes if one.question in ({question} & seen if question else seen)]
    later = start + most if start + most < len(shown) else None
    lines = tuple(_change(sitting, one, voice) for one in shown[start : start + most])
    return HistoryPage(frame_of(sitting.assessment, voice), question, lines, later)


def page_with(sitting: Sitting, item: Item, voice: CatalogueVoice) -> str:
    """The code of the page on which an item stands for this person.

    Raises:
        NotFound: it stands on none.
    """
    page = next((page for page in _all_pages(sitting, voice) if item in page.items), None)
    if page is None:
        raise NotFound(N_("There is no such question."))
    return page.code


def author_said(author: Author, voice: CatalogueVoice) -> str:
    """Who it was, as the team calls them."""
    return author.name or voice.say(WHO.get(author.who, WHO["coordinator"]))


def pages_to_share(sitting: Sitting, voice: CatalogueVoice) -> tuple[Page, ...]:
    """The pages of questions that can be assigned."""
    whole = pages.pages_of(pages.whole_of(replace(sitting, colleague=None)), voice)
    return tuple(page for page in whole if page.code != CHOICE)


def _all_pages(sitting: Sitting, voice: CatalogueVoice) -> tuple[Page, ...]:
    return pages.pages_of(pages.whole_of(sitting), voice)


def _shared(
    sitting: Sitting,
    team: Sequence[Colleague],
    changes: Sequence[Change],
    comments: Mapping[str, int],
    voice: CatalogueVoice,
) -> list[Shared]:
    steps = {step.code: step for step in pages.steps_of(replace(sitting, colleague=None), voice)}
    lines = []
    for page in pages_to_share(sitting, voice):
        own = {code for item in page.items for code in item.questions()}
        latest = next((change for change in changes if change.question in own), None)
        people = voice.join([one.name for one in team if page.code in one.pages and not one.revoked])
        step = steps.get(page.code)
        given, asked = (step.given, step.asked) if step else (0, 0)
        waiting = sum(comments.get(item.code, 0) for item in page.items)
        lines.append(Shared(page.code, page.label, given, asked, people, _last(sitting, latest, voice), waiting))
    return lines


def _last(sitting: Sitting, change: Change | None, voice: CatalogueVoice) -> str:
    if change is None:
        return ""
    at = moment(change.at, sitting.assessment.time_zone)
    return voice.row([author_said(change.author, voice), at])


def _answers(sitting: Sitting, item: Item, voice: CatalogueVoice) -> list[tuple[str, str]]:
    """The rows of a grid, or one row without a text, with what was answered."""
    texts: Mapping[str, str] = {f"{item.code}.{row.code}": row.text for row in item.rows}
    return [(texts.get(code, ""), _said(sitting, code, sitting.answers.get(code), voice)) for code in item.questions()]


def _comment(sitting: Sitting, comment: Comment, voice: CatalogueVoice) -> CommentLine:
    at = moment(comment.written_at, sitting.assessment.time_zone)
    author = author_said(comment.author, voice)
    return CommentLine(comment.id, comment.text, author, at, comment.resolved_at is not None)


def _change(sitting: Sitting, change: Change, voice: CatalogueVoice) -> ChangeLine:
    item = sitting.instrument.question_of[change.question]
    text = next((row.text for row in item.rows if change.question.endswith(f".{row.code}")), item.text)
    before, after = (_said(sitting, change.question, answer, voice) for answer in (change.before, change.after))
    at = moment(change.at, sitting.assessment.time_zone)
    return ChangeLine(at, author_said(change.author, voice), text, before, after)


def _said(sitting: Sitting, question: str, answer: Answer | None, voice: CatalogueVoice) -> str:
    item = sitting.instrument.question_of[question]
    return answer_text(sitting.instrument, item, answer, voice) if answer else voice.say("Not answered")
