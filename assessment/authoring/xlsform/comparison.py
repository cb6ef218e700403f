"""A form beside what its instrument is exported as: its texts where the two agree, every difference where not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.authoring.xlsform.export import form_of
from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.form import Row, Said, Wording, Words, by_path
from assessment.authoring.xlsform.names import VERSION
from assessment.authoring.xlsform.sheets import Sheet, SheetRow
from assessment.authoring.xlsform.workbook import TEXTS_SHEET, language_column
from assessment.errors import Problem
from assessment.language import voice_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import texts_of

LONGEST_SHOWN = 300


def texts_in(
    sheets: Mapping[str, Sheet], skeleton: Instrument, known: Mapping[str, Words]
) -> dict[str, dict[str, str]]:
    """Every text of the form by path and language; `skeleton` has the path of each text in its place.

    `known` are the texts that stand on no row of survey and choices.

    Raises:
        FormError: a cell is not what the instrument is exported as, or a text is missing.
    """
    paths = dict(texts_of(skeleton))
    languages = tuple(next(iter(known.values())))
    placeholders = by_path(dict.fromkeys(languages, paths))
    wording = Wording(
        {**placeholders, **{path: words for path, words in known.items() if path in paths}},
        {language: voice_for(language) for language in languages},
    )
    form = form_of(skeleton, wording)
    comparison = _Comparison(languages, {path: dict(words) for path, words in known.items()})
    for name, rows in (("survey", form.survey), ("choices", form.choices)):
        comparison.compare(sheets.get(name, Sheet(name)), rows)
    comparison.check_texts(sheets[TEXTS_SHEET], paths)
    if comparison.problems:
        raise FormError(comparison.problems)
    return comparison.found


@dataclass
class _Comparison:
    """Walks over both, noting texts and differences."""

    languages: tuple[str, ...]
    found: dict[str, dict[str, str]]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, sheet: Sheet, row: int, column: str, reason: str) -> None:
        self.problems.append(Problem(sheet.place, row, column, reason))

    def check_texts(self, sheet: Sheet, paths: Mapping[str, str]) -> None:
        """Every text is there in every language, and no other."""
        for path in paths:
            for language in self.languages:
                if not self.found.get(path, {}).get(language):
                    self.refuse(sheet, 1, path, f"the text is missing in {language}")
        for row in sheet.rows:
            if row["path"] not in paths:
                self.refuse(sheet, row.number, "path", f"{row['path']} is no text of this questionnaire")

    def compare(self, sheet: Sheet, rows: tuple[Row, ...]) -> None:
        """Row by row, whatever their order: it is the names that count."""
        written: dict[str, SheetRow] = {}
        for row in sheet.rows:
            if written.setdefault(_key(row), row) is not row:
                self.refuse(sheet, row.number, "name", f"{row['name']} stands twice: give one of them another name")
        for expected in rows:
            if _key(expected) in written:
                self._compare_row(sheet, written.pop(_key(expected)), expected)
            else:
                self.refuse(sheet, 1, expected.name, "this row is missing: export the form again to see it")
        for row in written.values():
            name = row["name"] or row["type"]
            self.refuse(sheet, row.number, "name", f"{name} has no counterpart in a questionnaire: take it out")

    def _compare_row(self, sheet: Sheet, row: SheetRow, expected: Row) -> None:
        plain = {column for column in row.cells if column.partition("::")[0] not in expected.said}
        for column in sorted(plain | set(expected.cells)):
            if row[column] != expected.cells.get(column, "") and row["name"] != VERSION:
                self.refuse(sheet, row.number, column, _why_different(row[column], expected.cells.get(column, "")))
        for column, said in expected.said.items():
            self._read(sheet, row, column, said)

    def _read(self, sheet: Sheet, row: SheetRow, column: str, said: Said) -> None:
        if not said.path:
            return
        for language in self.languages:
            header = language_column(column, language)
            text = said.read(row[header], language)
            if self.found.setdefault(said.path, {}).setdefault(language, text) != text:
                self.refuse(sheet, row.number, header, f"{said.path} reads otherwise elsewhere: write the same in both")


def _key(row: SheetRow | Row) -> str:
    """What tells a row from others: the ends of groups bear the name of their beginning."""
    cells = row.cells
    end = "end" if cells.get("type", "").startswith("end") else ""
    return " ".join((cells.get("list_name", ""), cells.get("name", ""), end))


def _why_different(cell: str, expected: str) -> str:
    found = f"reads {cell[:LONGEST_SHOWN]!r}" if cell else "is empty"
    wanted = f"{expected[:LONGEST_SHOWN]!r} follows" if expected else "nothing follows"
    return f"{found}, but {wanted} from the etready columns and sheets: change those, they decide"
