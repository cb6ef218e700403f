"""The pages of a questionnaire for one respondent: one an area; or core questions, the choice of modules, one a module.

Whose group goes on by choice meets the core items of all areas first, then says which modules to go on with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from assessment.methodology.applicability import asked, items_for, modules_for
from assessment.methodology.burden import minutes_for
from assessment.methodology.instrument import Area, Instrument, Item, Module
from assessment.methodology.remembered import Remembered
from assessment.methodology.responses import Answer, Respondent
from assessment.methodology.voice import N_, Voice

CORE = "core"
CHOICE = "modules"
CORE_LABEL = N_("Main questions")
CORE_INTRODUCTION = N_("After these questions you can send your answers, or go on with the topics you know about.")
CHOICE_LABEL = N_("Further topics")
CHOICE_TITLE = N_("Go on with what you know about")


class Wording(NamedTuple):
    """The text of a question: that of its item, or of a grid's row."""

    item: Item
    question: str
    text: str


@dataclass(frozen=True)
class Section:
    """The items of one area on a page, also those whose condition does not hold."""

    area: Area
    items: tuple[Item, ...]

    @cached_property
    def wordings(self) -> tuple[tuple[str, tuple[Wording, ...]], ...]:
        """Every question, those of a grid together under its text, those that stand alone under none."""
        together = groupby(self.items, key=lambda item: (item.code, item.text) if item.rows else ("", ""))
        return tuple((heading, tuple(_wordings(items))) for (_, heading), items in together)


@dataclass(frozen=True)
class Page:
    """One page: `label` in the list of pages, `title` above it, and sections; the choice of modules has none.

    `code` names it in addresses: an area's code, `core`, `modules`, or a module's code behind `module-`.
    """

    code: str
    label: str
    title: str
    introduction: str
    sections: tuple[Section, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of all sections."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The codes of their questions."""
        return tuple(code for item in self.items for code in item.questions())

    @property
    def has_headings(self) -> bool:
        """Whether its areas must be told apart."""
        return len(self.sections) > 1


_remembered: Remembered[tuple[Page, ...]] = Remembered()


@dataclass(frozen=True)
class OfferedModule:
    """A module to choose, with the number of questions and minutes that it would add."""

    module: Module
    chosen: bool
    questions: int
    minutes: int


def pages_for(instrument: Instrument, respondent: Respondent, path: Iterable[str], voice: Voice) -> tuple[Page, ...]:
    """The pages for a respondent in order: those with a question on the path, and the choice of modules if any.

    `path` are the codes of the questions asked (`applicability.asked`).
    """
    on_path = frozenset(path)
    pages = _remembered.of(
        instrument,
        voice,
        respondent.group,
        respondent.role,
        respondent.modules,
        otherwise=lambda: _possible_pages(instrument, respondent, voice),
    )
    return tuple(page for page in pages if page.code == CHOICE or not on_path.isdisjoint(page.questions))


def _wordings(items: Iterable[Item]) -> Iterator[Wording]:
    for item in items:
        if item.rows:
            yield from (Wording(item, f"{item.code}.{row.code}", row.text) for row in item.rows)
        else:
            yield Wording(item, item.code, item.text)


def _possible_pages(instrument: Instrument, respondent: Respondent, voice: Voice) -> tuple[Page, ...]:
    """Every page that answers may lead the respondent to."""
    items = items_for(instrument, respondent)
    offered = modules_for(instrument, respondent)
    return tuple(_by_choice(instrument, items, offered, voice) if offered else _by_area(instrument, items))


def offered_modules(
    instrument: Instrument, respondent: Respondent, answers: Mapping[str, Answer]
) -> tuple[OfferedModule, ...]:
    """What a respondent chooses from: modules chosen before, or with a question for them after what they answered."""
    core = len(asked(instrument, replace(respondent, modules=()), answers))
    offered = []
    for module in modules_for(instrument, respondent):
        added = len(asked(instrument, replace(respondent, modules=(module.code,)), answers)) - core
        chosen = module.code in (respondent.modules or ())
        if added or chosen:
            offered.append(OfferedModule(module, chosen, added, minutes_for(added)))
    return tuple(offered)


def _by_area(instrument: Instrument, items: Sequence[Item]) -> Iterator[Page]:
    for section in _sections(instrument, items):
        area = section.area
        yield Page(area.code, area.short_label, area.label, area.introduction or "", (section,))


def _by_choice(
    instrument: Instrument, items: Sequence[Item], offered: Sequence[Module], voice: Voice
) -> Iterator[Page]:
    by_choice = {module.code for module in offered}
    core = [item for item in items if item.module not in by_choice]
    label = voice.say(CORE_LABEL)
    yield Page(CORE, label, label, voice.say(CORE_INTRODUCTION), _sections(instrument, core))
    yield Page(CHOICE, voice.say(CHOICE_LABEL), voice.say(CHOICE_TITLE), "")
    for module in offered:
        members = [item for item in items if item.module == module.code]
        sections = _sections(instrument, members)
        yield Page(f"module-{module.code}", module.label, module.label, module.description or "", sections)


def _sections(instrument: Instrument, items: Sequence[Item]) -> tuple[Section, ...]:
    """Items under their areas; they come in the questionnaire's order, area by area."""
    area_of = instrument.area_of_item
    together = groupby(items, key=lambda item: area_of[item.code].code)
    return tuple(Section(instrument.area_of[code], tuple(members)) for code, members in together)
