"""Reading back the workbook of an institution's pack: whose it is, its answers, and every cell that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from assessment.authoring.spreadsheet import Cell, rows_of
from assessment.authoring.typed_answers import answer_typed, choice_typed, plain_number
from assessment.authoring.xlsform.answers import Rejected
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice, NotANumber, parse_number
from assessment.methodology.instrument import Instrument
from assessment.methodology.pack import ANSWER, QUESTIONNAIRE, RESPONSE
from assessment.methodology.responses import Answer, Unusable
from assessment.methodology.voice import N_
from assessment.methodology.wording import ATTRIBUTIONS

CHOSEN = re.compile(r".*\[([a-z0-9_]+)\]\s*", re.DOTALL)
FOREIGN = N_("This is the questionnaire of another respondent. Choose the file that came back from this one.")
NO_PACK = N_("This file is no workbook of a pack. Choose the one (XLSX) that came back from this respondent.")
OTHER_VERSION = N_("This questionnaire is another version than the respondent was asked in: it cannot be read back.")
Read = TypeVar("Read")


@dataclass
class PackReading:
    """What a workbook would bring: `rows` is the row of each answer; what cannot be read is told with its cure."""

    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    attribution: str = "hidden"
    quotable: bool = False
    rejected: list[Rejected] = field(default_factory=list)


def read_pack(
    content: bytes, instrument: Instrument, response_id: str, group: str, voice: CatalogueVoice
) -> PackReading:
    """The answers of one institution; an empty cell is no answer.

    Raises:
        InvalidInput: the file is no workbook, another respondent's, or of another questionnaire version.
    """
    lines = list(_lines(content))
    _check_identity(lines, response_id, instrument.identity)
    reader = _Reader(instrument, group, voice)
    for row, code, cell in lines:
        if cell.fault:
            reader.reject(row, code, "", voice.say(cell.fault))
        elif code and cell.text and not code.startswith("#"):
            reader.read(row, code, cell.text)
    return reader.reading


def _lines(content: bytes) -> Iterator[tuple[int, str, Cell]]:
    """The number of each row, its code and its answer."""
    for row in rows_of(content)[1:]:
        answer = row.cells[ANSWER] if len(row.cells) > ANSWER else Cell("")
        yield row.number, row.cells[0].text, answer


def _check_identity(lines: list[tuple[int, str, Cell]], response_id: str, identity: str) -> None:
    told = {code: cell.text for _, code, cell in lines if code.startswith("#")}
    if RESPONSE not in told:
        raise InvalidInput(NO_PACK)
    if told[RESPONSE] != response_id:
        raise InvalidInput(FOREIGN)
    if told.get(QUESTIONNAIRE) != identity:
        raise InvalidInput(OTHER_VERSION)


@dataclass
class _Reader:
    instrument: Instrument
    group: str
    voice: CatalogueVoice
    reading: PackReading = field(default_factory=PackReading)

    def reject(self, row: int, code: str, text: str, reason: str) -> None:
        self.reading.rejected.append(Rejected(row, code, text, reason))

    def read(self, row: int, code: str, text: str) -> None:
        """One answer, or what somebody says of themselves; a choice is told from the code behind its label."""
        attribute = next((one for one in self.instrument.attributes if one.code == code), None)
        if code in self.instrument.question_of:
            self._answer(row, code, text)
        elif attribute is not None and self.group in attribute.groups:
            codes = [*(option.code for option in attribute.options), *attribute.allows]
            if value := self._chosen(row, code, text, codes):
                self.reading.attributes[code] = value
        elif code == "attribution":
            self.reading.attribution = self._chosen(row, code, text, list(ATTRIBUTIONS)) or "hidden"
        elif code == "quotable":
            self.reading.quotable = self._chosen(row, code, text, ["quotable"]) is not None
        else:
            self.reject(row, code, text, self.voice.say(N_("There is no such question.")))

    def _answer(self, row: int, code: str, text: str) -> None:
        item = self.instrument.question_of[code]
        number = plain_number(lambda one: parse_number(one, self.voice.language))
        typed = _code_in(text) if self.instrument.options_of(item) else text
        answer = self._tried(row, code, text, lambda: answer_typed(self.instrument, item, typed, number))
        if answer is not None:
            self.reading.answers[code], self.reading.rows[code] = answer, row

    def _chosen(self, row: int, code: str, text: str, codes: list[str]) -> str | None:
        return self._tried(row, code, text, lambda: choice_typed(codes, _code_in(text)))

    def _tried(self, row: int, code: str, text: str, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except NotANumber as fault:
            self.reject(row, code, text, str(fault))
        except Unusable as fault:
            self.reject(row, code, text, fault.sentence.said(self.voice))
        return None


def _code_in(text: str) -> str:
    """The code behind the label of a choice; what was typed by hand stays."""
    chosen = CHOSEN.fullmatch(text)
    return chosen[1] if chosen else text
