"""The lists of choices of a foreign form: scales where several questions share them, else options of the one item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessment.authoring.xlsform.codes import Codes
from assessment.authoring.xlsform.names import STATES
from assessment.authoring.xlsform.tables import Line, Table, inserted_answers
from assessment.authoring.xlsform.vocabulary import LABEL

FEWEST = 2


@dataclass(frozen=True)
class Choices:
    """One list: its lines, our codes by theirs, the non-answers in it, and the scale that it became, if any."""

    lines: tuple[Line, ...]
    codes: Mapping[str, str]
    allows: tuple[str, ...]
    scale: str


class Lists:
    """The lists of a form by their names; `used` counts the questions of each."""

    def __init__(self, table: Table, used: Counter[str], codes: Codes) -> None:
        self.table = table
        by_list: dict[str, list[Line]] = {}
        for line in table.lines:
            by_list.setdefault(line["list_name"], []).append(line)
        self.by_name: dict[str, Choices] = {}
        for name, lines in by_list.items():
            if used[name]:
                self.by_name[name] = self._choices(name, lines, used[name] > 1, codes)
            else:
                table.tell(lines[0].number, "list_name", f"no question uses {name}: not kept")

    def _choices(self, name: str, lines: list[Line], shared: bool, codes: Codes) -> Choices:
        taken: set[str] = set()
        answers = [line for line in lines if line["name"] not in STATES]
        given: dict[str, str] = {}
        for line in answers:
            place = f"{self.table.place}:{line.number}"
            if line["name"] in given:
                self.table.refuse(line.number, "name", f"{line['name']} stands twice in {name}: give it another name")
            given[line["name"]] = codes.option(line["name"], taken, place)
            taken.add(given[line["name"]])
            for key in inserted_answers(line):
                self.table.refuse(line.number, key, "a text that shows an earlier answer has no counterpart")
        if len(answers) < FEWEST:
            self.table.refuse(lines[0].number, "list_name", f"{name} needs at least {FEWEST} choices")
        allows = tuple(state for state in STATES if state in {line["name"] for line in lines})
        scales = {choices.scale for choices in self.by_name.values()}
        scale = codes.scale(name, scales, f"{self.table.place}:{lines[0].number}") if shared else ""
        return Choices(tuple(answers), given, allows, scale)

    def options(self, choices: Choices, path: str) -> list[dict[str, Any]]:
        """The options of an item or a scale as an author would write them, texts kept under `path`."""
        return [
            {"code": code, "label": self.table.keep(f"{path}.{code}", line.said.get(LABEL, {}), line)}
            for line in choices.lines
            for code in (choices.codes[line["name"]],)
        ]

    def scales(self) -> list[dict[str, Any]]:
        """The shared lists."""
        return [
            {"code": choices.scale, "options": self.options(choices, f"scales.{choices.scale}")}
            for choices in self.by_name.values()
            if choices.scale
        ]
