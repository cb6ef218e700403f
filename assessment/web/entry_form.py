"""Answers typed line by line as they stand on paper: one input a question, codes as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessment.authoring.typed_answers import answer_typed, choice_typed
from assessment.language import CatalogueVoice, NotANumber, number_to_edit, parse_number
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.responses import Answer, Money, Unusable, plain
from assessment.services.entry import put_to
from assessment.services.respondents import attributes_of
from assessment.services.sittings import Sitting

ABOUT, SOURCE = "about~", "source~"


@dataclass
class Line:
    """One input: its name, the question, the codes that may be typed, what stands in it, and what is wrong there."""

    name: str
    code: str
    text: str
    codes: tuple[tuple[str, str], ...]
    hint: str
    typed: str
    source: str = ""
    problem: str = ""


@dataclass
class Part:
    """The lines of one area under its heading."""

    heading: str
    lines: list[Line]


@dataclass
class EntryForm:
    """What is entered: `answers` and `attributes` hold what can be kept once the form is read."""

    sitting: Sitting
    instrument: Instrument
    voice: CatalogueVoice
    sources: Mapping[str, str]
    sent: Mapping[str, str] | None = None
    parts: list[Part] = field(default_factory=list)
    answers: dict[str, Answer | None] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    coded: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        about = [self._about(code) for code in attributes_of(self.instrument, self.sitting.respondent.group)]
        if about and self.sitting.origin != "expert":
            self.parts.append(Part(self.voice.say("About you"), about))
        items = put_to(self.instrument, self.sitting)
        for area in self.instrument.areas:
            lines = [line for item in items if item in area.items for line in self._lines(item)]
            if lines:
                self.parts.append(Part(area.label, lines))

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Inputs with what is wrong there."""
        return [(line.name, line.problem) for part in self.parts for line in part.lines if line.problem]

    def dispute(self, question: str, typed: str, problem: str) -> None:
        """Show again what was typed for a question that somebody else has answered otherwise meanwhile."""
        for line in (line for part in self.parts for line in part.lines if line.name == question):
            line.typed, line.problem = typed, problem

    def _about(self, code: str) -> Line:
        attribute = attributes_of(self.instrument, self.sitting.respondent.group)[code]
        name = f"{ABOUT}{code}"
        labels = tuple((option.code, option.label) for option in attribute.options)
        typed = self.sent.get(name, "") if self.sent is not None else self.sitting.attributes.get(code, "")
        line = Line(name, code, attribute.text, labels, "", typed)
        if typed:
            try:
                self.attributes[code] = choice_typed([*(one for one, _ in labels), *attribute.allows], typed.strip())
            except Unusable as fault:
                line.problem = fault.sentence.said(self.voice)
        return line

    def _lines(self, item: Item) -> Iterator[Line]:
        labels = tuple((option.code, option.label) for option in self.instrument.options_of(item))
        rows = {f"{item.code}.{row.code}": row.text for row in item.rows}
        for code in item.questions():
            text = (
                self.voice.say("{question}: {row}", question=item.text, row=rows[code]) if code in rows else item.text
            )
            line = Line(code, code, text, labels, self._hint(item), "")
            self._fill(line, item)
            yield line

    def _fill(self, line: Line, item: Item) -> None:
        stored = self.sitting.answers.get(line.code)
        before, cited = self._as_typed(stored), self.sources.get(line.code, "")
        if self.sent is None:
            line.typed, line.source = before, cited
            return
        line.typed = self.sent.get(line.name, "")
        line.source = self.sent.get(f"{SOURCE}{line.code}", "").strip()
        if line.typed.strip() == before and line.source == cited:
            return
        try:
            number = self._number
            answer = answer_typed(self.instrument, item, line.typed, number) if line.typed.strip() else None
        except NotANumber as fault:
            line.problem = str(fault)
        except Unusable as fault:
            line.problem = fault.sentence.said(self.voice)
        else:
            self.answers[line.code] = answer
            self.coded[line.code] = line.source
            if self.sitting.origin == "expert" and answer is not None and not line.source:
                line.problem = self.voice.say("Give the source of every answer that you code.")

    def _number(self, text: str) -> float:
        return parse_number(text, self.voice.language)

    def _hint(self, item: Item) -> str:
        """What is typed where there are no codes."""
        if item.type == "money":
            return self.voice.say("Amount, currency and year: 12.5 XOF 2025")
        if item.type == "date":
            return self.voice.say("Year-month-day: 2026-01-31")
        return item.unit or ("%" if item.type == "percentage" else "")

    def _as_typed(self, answer: Answer | None) -> str:
        if answer is None:
            return ""
        match answer.value:
            case None:
                return answer.state
            case tuple(codes):
                return " ".join(codes)
            case Money(amount, currency, year):
                return f"{number_to_edit(amount, self.voice.language)} {currency} {year}"
            case float(value):
                return number_to_edit(value, self.voice.language)
            case value:
                return str(plain(value))
