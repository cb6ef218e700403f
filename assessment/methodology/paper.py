"""The questionnaire on paper for one stakeholder group and role: every sentence and box, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from assessment.methodology.applicability import is_put_to
from assessment.methodology.expressions import parse
from assessment.methodology.instrument import CHOICE_TYPES, Attribute, Group, Instrument, Item, Option
from assessment.methodology.voice import N_, Voice
from assessment.methodology.wording import ATTRIBUTIONS, STATE_LABELS, condition_said

Manner = Literal["one", "several", "grid", "write"]
MANNER_OF: dict[str, Manner] = {**dict.fromkeys(CHOICE_TYPES, "one"), "multiple": "several", "grid": "grid"}
LINES_OF = {"short_text": 1, "long_text": 4}


@dataclass(frozen=True)
class Box:
    """A box to tick, with the code that the person who types the answer in enters."""

    code: str
    label: str


@dataclass(frozen=True)
class Blank:
    """A place to write: what stands before and behind it; `size` is small, medium or a number of whole lines."""

    label: str = ""
    unit: str = ""
    size: Literal["small", "medium"] | int = "medium"


@dataclass(frozen=True)
class PaperQuestion:
    """One question: its boxes, its lines in a grid, or its blanks; `states` are the boxes of non-answers."""

    number: str
    code: str
    text: str
    manner: Manner
    hint: str = ""
    only_if: str = ""
    boxes: tuple[Box, ...] = ()
    states: tuple[Box, ...] = ()
    rows: tuple[Box, ...] = ()
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True)
class PaperPart:
    """Questions under a heading."""

    heading: str
    introduction: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class Sheet:
    """A questionnaire to be printed; `fields` are filled in by hand, `notice` stands on every page.

    `several` stands where more than one box may be ticked.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    audience: str
    instructions: tuple[str, ...]
    fields: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    identity: str
    several: str
    notice: str = ""


def sheet(instrument: Instrument, voice: Voice, *, group: str, role: str = "", notice: str = "") -> Sheet:
    """The paper version for a group and role, core questions before those of modules.

    `instrument` must be in the voice's language; without a role of a group that has roles it holds what any of
    them is asked. Raises KeyError for an unknown group.
    """
    return _Compositor(instrument, voice, instrument.group_of[group], role).sheet(notice)


class _Compositor:
    """Composes one sheet; questions are numbered through."""

    def __init__(self, instrument: Instrument, voice: Voice, group: Group, role: str) -> None:
        self.instrument = instrument
        self.voice = voice
        self.group = group
        self.role = role
        self.numbers = count(1)

    def sheet(self, notice: str) -> Sheet:
        say = self.voice.say
        role = next((one.label for one in self.group.roles if one.code == self.role), "")
        return Sheet(
            language=self.voice.language,
            direction="rtl" if self.voice.direction == "rtl" else "ltr",
            title=self.instrument.title,
            audience=say("{group}: {role}", group=self.group.label, role=role) if role else self.group.label,
            instructions=(
                say("Tick one box for each question unless several are asked for. Skip what you do not know about."),
                say("“I don’t know” is a useful answer. There are no right or wrong opinions."),
                say("The small codes help the person who types your answers in."),
            ),
            fields=tuple(self._fields()),
            parts=tuple(part for part in self._parts() if part.questions),
            identity=self.instrument.identity,
            several=say("Tick all that apply."),
            notice=notice,
        )

    def _fields(self) -> Iterator[str]:
        if self.group.counts == "institutions":
            yield self.voice.say("Institution")
        if self.group.roles and not self.role:
            yield self.voice.say("Role")
        yield self.voice.say("Date")
        yield self.voice.say("Reference")

    def _parts(self) -> Iterator[PaperPart]:
        yield PaperPart(self.voice.say("About you"), "", tuple(map(self._attribute, self._attributes())))
        own = {module.code for module in self.instrument.modules if self.group.code in module.groups}
        for area in self.instrument.areas:
            core = [item for item in self._put(area.items) if item.module not in own]
            yield PaperPart(area.label, area.introduction or "", tuple(map(self._question, core)))
        for module in self.instrument.modules:
            if module.code in own:
                items = [item for item in self._put(self.instrument.item_of.values()) if item.module == module.code]
                heading = self.voice.say("If you can go on: {module}", module=module.label)
                yield PaperPart(heading, module.description or "", tuple(map(self._question, items)))
        yield PaperPart(self.voice.say("Your name in the report"), "", tuple(self._consent()))

    def _attributes(self) -> list[Attribute]:
        return [one for one in self.instrument.attributes if self.group.code in one.groups]

    def _put(self, items: Iterable[Item]) -> list[Item]:
        """What is put to the role, or to any role of the group."""
        roles = [self.role] if self.role or not self.group.roles else [role.code for role in self.group.roles]
        return [item for item in items if any(is_put_to(item, self.group.code, role) for role in roles)]

    def _attribute(self, attribute: Attribute) -> PaperQuestion:
        return PaperQuestion(
            self._next(),
            attribute.code,
            attribute.text,
            "one",
            hint=attribute.hint or "",
            boxes=_boxes(attribute.options),
            states=self._states(attribute.allows),
        )

    def _question(self, item: Item) -> PaperQuestion:
        manner = MANNER_OF.get(item.type, "write")
        condition = condition_said(self.voice, self.instrument, parse(item.when)) if item.when else ""
        return PaperQuestion(
            self._next(),
            item.code,
            item.text,
            manner,
            hint=item.hint or "",
            only_if=self.voice.say("Answer only if {condition}", condition=condition) if condition else "",
            boxes=_boxes(self.instrument.options_of(item)) if manner != "write" else (),
            states=self._states(item.allows),
            rows=tuple(Box(row.code, row.text) for row in item.rows),
            blanks=tuple(self._blanks(item)) if manner == "write" else (),
        )

    def _blanks(self, item: Item) -> Iterator[Blank]:
        if item.type == "money":
            yield Blank(self.voice.say("Amount"))
            yield Blank(self.voice.say("Currency"), size="small")
            yield Blank(self.voice.say("Year"), size="small")
        elif item.type == "date":
            for part in (N_("Day"), N_("Month"), N_("Year")):
                yield Blank(self.voice.say(part), size="small")
        elif item.type in LINES_OF:
            yield Blank(size=LINES_OF[item.type])
        else:
            yield Blank(unit=item.unit or ("%" if item.type == "percentage" else ""))

    def _consent(self) -> Iterator[PaperQuestion]:
        if self.group.counts == "institutions":
            boxes = tuple(Box(code, self.voice.say(label)) for code, label in ATTRIBUTIONS.items())
            yield PaperQuestion(
                self._next(), "attribution", self.voice.say("How may you appear in the report?"), "one", boxes=boxes,
            )  # fmt: skip
        yield PaperQuestion(
            self._next(), "quotable", self.voice.say("May the report quote what you wrote?"), "one",
            boxes=(Box("quotable", self.voice.say("Yes, without my name")),),
        )  # fmt: skip

    def _states(self, allowed: Iterable[str]) -> tuple[Box, ...]:
        return tuple(Box(code, self.voice.say(label)) for code, label in STATE_LABELS.items() if code in allowed)

    def _next(self) -> str:
        return self.voice.number(next(self.numbers))


def _boxes(options: Iterable[Option]) -> tuple[Box, ...]:
    return tuple(Box(option.code, option.label) for option in options)
