"""Small XLSForms to take in, and files of answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlsxwriter

Table = Sequence[Sequence[object]]

SURVEY: Table = [
    ["type", "name", "label::English (en)", "label::Français (fr)", "required", "relevant", "constraint"],
    ["begin group", "shop", "Your shop", "Votre boutique", "", "", ""],
    ["note", "hello", "Thank you.", "Merci.", "", "", ""],
    ["text", "owner", "Who owns it?", "À qui est-elle ?", "yes", "", ""],
    ["integer", "SHOP_07", "How old is it?", "Quel âge a-t-elle ?", "", "", ". > 0 and . <= 200"],
    ["select_one yesno", "sells", "Do you sell online?", "Vendez-vous en ligne ?", "yes", "${SHOP_07} > 1", ""],
    ["select_multiple means", "paid", "How are you paid?", "Comment êtes-vous payé ?", "", "${sells} = 'Yes'", ""],
    ["select_one yesno", "cash", "Only cash?", "En espèces ?", "", "not(selected(${paid}, 'card'))", ""],
    ["end group", "", "", "", "", "", ""],
    ["date", "since", "Since when?", "Depuis quand ?", "", "${sells} != '' and ${sells} != 'No'", ""],
]
CHOICES: Table = [
    ["list_name", "name", "label::English (en)", "label::Français (fr)"],
    ["yesno", "Yes", "Yes", "Oui"],
    ["yesno", "No", "No", "Non"],
    ["yesno", "dont_know", "I do not know", "Je ne sais pas"],
    ["means", "card", "Card", "Carte"],
    ["means", "Mobile", "Mobile money", "Argent mobile"],
]
SETTINGS: Table = [["form_title", "form_id"], ["Shops online", "shops"]]


def workbook(path: Path, **sheets: Table) -> Path:
    """An XLSX file with these sheets, every text a text."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)
    return path


def a_form(path: Path, *rows: Sequence[object], choices: Table = CHOICES) -> Path:
    """The small form with further rows before its last."""
    return workbook(path, survey=[*SURVEY[:-1], *rows, SURVEY[-1]], choices=choices, settings=SETTINGS)


def changed(source: Path, target: Path, sheet: str, row: str, **cells: str | None) -> Path:
    """A copy of a form in which cells of the row called `row` are others; None takes the row out."""
    book = openpyxl.load_workbook(source)
    table = book[sheet]
    header = {str(cell.value): int(cell.column or 0) for cell in table[1]}
    (number,) = [
        int(line[0].row or 0) for line in table.iter_rows(min_row=2) if str(line[1].value) == row and not _ends(line)
    ]
    for column, value in cells.items():
        if value is None:
            table.delete_rows(number)
        else:
            table.cell(number, header[column.replace("__", "::", 1)], value)
    book.save(target)
    return target


def _ends(line: tuple[object, ...]) -> bool:
    return str(getattr(line[0], "value", "")).startswith("end")
