"""The survey of a foreign form, row by row: groups, questions, notes, and what of them is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assessment.authoring.source import Source
from assessment.authoring.xlsform.codes import Codes
from assessment.authoring.xlsform.lists import Choices, Lists
from assessment.authoring.xlsform.rules import limits_in
from assessment.authoring.xlsform.tables import Line, Table, inserted_answers
from assessment.authoring.xlsform.vocabulary import (
    CONTROL,
    HINT,
    LABEL,
    RECORDED,
    SELECT,
    TYPES,
    reason_against,
)
from assessment.authoring.xlsform.xpath import Question, understood
from assessment.errors import ExpressionError
from assessment.methodology.expressions import Expression, Operation
from assessment.methodology.expressions.writing import written

EVERYBODY: Final = "ALL"
OUTSIDE: Final = "GENERAL"
TRUE = frozenset({"yes", "true", "true()", "1"})


@dataclass
class Opened:
    """A group that was begun and not yet ended, with its condition."""

    line: Line
    condition: Expression | None


@dataclass
class SurveyReader:
    """Turns rows into areas and items as an author would write them, noting where each came from."""

    survey: Table
    choices: Table
    source: Source
    codes: Codes = field(default_factory=Codes)
    questions: dict[str, Question] = field(default_factory=dict)
    opened: list[Opened] = field(default_factory=list)
    found: list[dict[str, Any]] = field(default_factory=list)
    notes: list[Mapping[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = [SELECT.fullmatch(line["type"]) for line in self.survey.lines]
        self.lists = Lists(self.choices, Counter(kind[2] for kind in kinds if kind), self.codes)

    def areas(self) -> list[dict[str, Any]]:
        """Every area that asks something; faults are left with the tables."""
        for line in self.survey.lines:
            for key in inserted_answers(line):
                self.refuse(line, key, "a text that shows an earlier answer has no counterpart")
            self._read(line)
        for group in self.opened:
            self.refuse(group.line, "type", "this group is never ended")
        self._no_notes_left()
        if not any(area["items"] for area in self.found):
            self.survey.refuse(1, "type", "the form asks nothing that has a counterpart")
        return [area for area in self.found if area["items"]]

    def refuse(self, line: Line, column: str, reason: str) -> None:
        self.survey.refuse(line.number, column, reason)

    def _read(self, line: Line) -> None:
        kind = line["type"]
        if control := CONTROL.fullmatch(kind):
            self._control(line, control[1].lower(), control[2].lower())
        elif kind == "note":
            self._note(line)
        elif select := SELECT.fullmatch(kind):
            self._choice(line, multiple="multiple" in select[1] or "all" in select[1], rest=select[3].strip())
        elif kind.lower() in TYPES:
            self._item(line, {"type": TYPES[kind.lower()], **self._limits(line)})
        elif kind.lower() in RECORDED:
            self.survey.tell(line.number, "type", f"{kind} is not kept: it asks nothing")
        elif not kind:
            self.refuse(line, "type", "is empty: give the row a type, or take it out")
        else:
            self.refuse(line, "type", reason_against(kind))

    def _control(self, line: Line, verb: str, what: str) -> None:
        if what != "group":
            self.refuse(line, "type", reason_against(f"{verb}_repeat"))
        elif verb == "begin":
            self.opened.append(Opened(line, self._condition(line)))
            if len(self.opened) == 1:
                self._begin_area(line, line["name"])
            elif line.said.get(LABEL):
                self.survey.tell(line.number, LABEL, "a group within a group has no name of its own: not kept")
        elif self.opened:
            self.opened.pop()
            if not self.opened:
                self._no_notes_left()
        else:
            self.refuse(line, "type", "ends a group that was not begun")

    def _begin_area(self, line: Line, name: str) -> None:
        code = self.codes.area(name, f"{self.survey.place}:{line.number}")
        words = line.said.get(LABEL) or {self.survey.language: name}
        label = self.survey.keep(f"{code}.label", words, line)
        self.survey.keep(f"{code}.short_label", words, line)
        self.source.positions["areas", len(self.found)] = (self.survey.place, line.number)
        self.found.append({"code": code, "label": label, "short_label": label, "items": []})

    def _note(self, line: Line) -> None:
        """A note introduces its area, or stands in the hint of the question behind it."""
        if line["relevant"]:
            self.refuse(line, "relevant", "a note with a condition has no counterpart")
        self.notes.append(line.said.get(LABEL, {}))
        if self.opened and self.found and not self.found[-1]["items"]:
            area = self.found[-1]
            words = self._joined(line, self.notes)
            area["introduction"] = self.survey.keep(f"{area['code']}.introduction", words, line)
            self.notes = [words]

    def _no_notes_left(self) -> None:
        if self.notes and self.found and self.found[-1]["items"]:
            self.survey.refuse(self._last_note(), "type", "a note behind the last question has no place: put it before")
        self.notes = []

    def _last_note(self) -> int:
        return max(line.number for line in self.survey.lines if line["type"] == "note")

    def _choice(self, line: Line, *, multiple: bool, rest: str) -> None:
        select = SELECT.fullmatch(line["type"])
        name = select[2] if select else ""
        if rest:
            self.refuse(line, "type", "or_other has no counterpart: ask for the text in a question of its own")
        if (choices := self.lists.by_name.get(name)) is None:
            self.refuse(line, "type", f"there is no list {name} on the sheet choices")
            return
        if line["constraint"]:
            self.refuse(line, "constraint", "only limits of a number have a counterpart")
        self._item(line, {"type": "multiple" if multiple else "single"}, choices)

    def _limits(self, line: Line) -> dict[str, float]:
        kind = TYPES[line["type"].lower()]
        if not line["constraint"]:
            return {}
        if kind != "number":
            self.refuse(line, "constraint", "only limits of a number have a counterpart")
            return {}
        try:
            return limits_in(line["constraint"], whole=line["type"].lower() != "decimal")
        except ExpressionError as fault:
            self.refuse(line, "constraint", str(fault))
            return {}

    def _item(self, line: Line, values: Mapping[str, Any], choices: Choices | None = None) -> None:
        name = line["name"]
        if not name or name in self.questions:
            self.refuse(line, "name", f"{name} stands twice: give one another name" if name else "is empty: fill it in")
            return
        condition = self._condition(line)
        if not self.found or not self.opened:
            self._begin_outside(line)
        area = self.found[-1]
        code = self.codes.item(name, area["code"], f"{self.survey.place}:{line.number}")
        self.source.positions["areas", len(self.found) - 1, "items", len(area["items"])] = (
            self.survey.place,
            line.number,
        )
        area["items"].append(
            {
                "code": code,
                "kind": "context",
                **values,
                **self._texts(line, code),
                "groups": [EVERYBODY],
                **({"when": written(condition)} if condition else {}),
                "allows": self._allowed(line, choices),
                **self._chosen_from(choices, code),
            }
        )
        self.questions[name] = Question(code, choices.codes if choices else {}, values["type"] == "multiple")

    def _begin_outside(self, line: Line) -> None:
        """Questions outside every group follow those of the area `GENERAL`, or begin another one."""
        if not self.found or not self.found[-1]["code"].startswith(OUTSIDE):
            self._begin_area(Line(line.number, {}, {}), OUTSIDE)

    def _texts(self, line: Line, code: str) -> dict[str, str]:
        texts = {"text": self.survey.keep(f"{code}.text", line.said.get(LABEL, {}), line)}
        introduced = "introduction" in self.found[-1] and not self.found[-1]["items"]
        hints = [*([] if introduced else self.notes), *([line.said[HINT]] if HINT in line.said else [])]
        self.notes = []
        if hints:
            texts["hint"] = self.survey.keep(f"{code}.hint", self._joined(line, hints), line)
        return texts

    def _allowed(self, line: Line, choices: Choices | None) -> list[str]:
        """Non-answers among the choices; else an optional question may be declined, a required one not."""
        if choices and choices.allows:
            return list(choices.allows)
        return [] if line["required"].lower() in TRUE else ["prefer_not_to_say"]

    def _chosen_from(self, choices: Choices | None, code: str) -> dict[str, Any]:
        if choices is None:
            return {}
        return (
            {"scale": choices.scale} if choices.scale else {"options": self.lists.options(choices, f"{code}.options")}
        )

    def _condition(self, line: Line) -> Expression | None:
        """The conditions of a row and of the groups around it, joined."""
        conditions = [group.condition for group in self.opened[-1:] if group.condition is not None]
        if line["relevant"]:
            try:
                expression, doubts = understood(line["relevant"], self.questions)
            except ExpressionError as fault:
                self.refuse(line, "relevant", f"column {fault.column}: {fault}")
                return None
            if doubts:
                self.survey.tell(
                    line.number,
                    "relevant",
                    f"while {', '.join(doubts)} is unanswered XPath shows this, etready does not",
                )
            conditions.append(expression)
        if len(conditions) < 2:
            return conditions[0] if conditions else None
        return Operation("and", tuple(conditions))

    def _joined(self, line: Line, texts: list[Mapping[str, str]]) -> dict[str, str]:
        """Several texts as one, in each language that has all of them."""
        spoken = dict.fromkeys(language for words in texts for language in words)
        whole = [language for language in spoken if all(language in words for words in texts)]
        if lost := [language for language in spoken if language not in whole]:
            said = f"a note and what follows it become one text, which is not whole in {', '.join(lost)}: not kept"
            self.survey.tell(line.number, HINT, said)
        return {language: " ".join(words[language] for words in texts) for language in whole}
