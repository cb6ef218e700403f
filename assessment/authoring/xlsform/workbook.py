"""A form as an XLSX file: survey, choices and settings for every program, two sheets more for our own import."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import xlsxwriter

from assessment.authoring.xlsform.form import Form, Row
from assessment.errors import InvalidInput
from assessment.language import LANGUAGES, Language, offered_languages

CARRIED_SHEET = "etready"
TEXTS_SHEET = "etready_texts"
FIRST = {
    "survey": ("type", "name", "label", "hint", "required", "relevant", "appearance", "constraint",
               "constraint_message", "calculation"),
    "choices": ("list_name", "name", "label"),
}  # fmt: skip
LONGEST_CELL = 32_767
WIDTHS = {"label": 60, "hint": 40, "relevant": 40}
OLDEST = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # XLSX knows no time zones; the file says nothing of when it was made


def workbook_of(form: Form) -> bytes:
    """The file. Cells are texts only: nothing in it is a formula, a link or a number.

    Raises:
        InvalidInput: a text is longer than a cell can be.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": form.settings["form_title"], "created": OLDEST})
        bold = book.add_format({"bold": True, "bg_color": "#dde8f0"})
        for name, table in _sheets(form).items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            for column, (header, *cells) in enumerate(zip(*table, strict=True)):
                sheet.set_column(column, column, WIDTHS.get(header.partition("::")[0], 18))
                sheet.write_string(0, column, header, bold)
                for row, cell in enumerate(cells, start=1):
                    _write(sheet, row, column, cell)
    return content.getvalue()


@lru_cache
def _languages() -> dict[str, Language]:
    return offered_languages()


def column_language(code: str) -> str:
    """A language as columns name it: `Français (fr)`; readers of XLSForm know two letters only, so `简体中文 (zh)`."""
    known = _languages().get(code)
    return f"{known.name if known else code} ({code.partition('_')[0]})"


def language_column(header: str, language: str) -> str:
    """`label::Français (fr)`."""
    return f"{header}::{column_language(language)}"


def language_of(column: str) -> str:
    """The language of a column such as `label::Français (fr)`: ours by name or code, else what is in brackets."""
    written = column.rpartition("::")[2].strip()
    code = written.rpartition("(")[2].rstrip(")").strip()
    named = {column_language(known): known for known in _languages()}
    by_letters = {known.partition("_")[0]: known for known in reversed(LANGUAGES)}
    return named.get(written) or by_letters.get(code, code)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: str) -> None:
    if len(cell) > LONGEST_CELL:
        raise InvalidInput(
            f"{sheet.get_name()}:{row + 1}: a text has more than {LONGEST_CELL:,} characters: shorten it"
        )
    if cell:
        sheet.write_string(row, column, cell)


def _sheets(form: Form) -> dict[str, Sequence[Sequence[str]]]:
    settings = {**form.settings, "default_language": column_language(form.languages[0])}
    sheets: dict[str, Sequence[Sequence[str]]] = {
        "survey": _table("survey", form.survey, form.languages),
        "choices": _table("choices", form.choices, form.languages),
        "settings": [list(settings), list(settings.values())],
    }
    if form.carried:
        sheets[CARRIED_SHEET] = [("key", "value"), *form.carried]
        sheets[TEXTS_SHEET] = list(_texts(form.texts, form.languages))
    return sheets


def _table(sheet: str, rows: Sequence[Row], languages: Sequence[str]) -> list[list[str]]:
    """The rows under one header: the usual columns that are used in their order, then ours."""
    used = dict.fromkeys(key for row in rows for key in (*row.cells, *row.said))
    said = {key for row in rows for key in row.said}
    keys = [key for key in FIRST[sheet] if key in used] + sorted(key for key in used if key not in FIRST[sheet])
    header = [column for key in keys for column in _columns(key, languages, is_text=key in said)]
    return [header, *([cell for key in keys for cell in _cells(row, key, languages, key in said)] for row in rows)]


def _columns(key: str, languages: Sequence[str], *, is_text: bool) -> list[str]:
    return [language_column(key, language) for language in languages] if is_text else [key]


def _cells(row: Row, key: str, languages: Sequence[str], is_text: bool) -> Iterable[str]:
    if not is_text:
        return [row.cells.get(key, "")]
    return [row.said[key].shown(language) if key in row.said else "" for language in languages]


def _texts(texts: Mapping[str, Mapping[str, str]], languages: Sequence[str]) -> Iterator[list[str]]:
    yield ["path", *(language_column("text", language) for language in languages)]
    for path, words in texts.items():
        yield [path, *(words[language] for language in languages)]
