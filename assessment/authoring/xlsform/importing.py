"""From an XLSForm to a questionnaire folder: a form of ours as it was, any other as far as it has a counterpart."""

from __future__ import annotations

from pathlib import Path

from assessment.authoring.xlsform.folder import identity_of, write_folder
from assessment.authoring.xlsform.foreign import foreign_form
from assessment.authoring.xlsform.judge import check_extra, judged
from assessment.authoring.xlsform.names import VERSION
from assessment.authoring.xlsform.own_form import is_own, returned
from assessment.authoring.xlsform.sheets import Sheet, read_workbook
from assessment.errors import InvalidInput


def imported(file: Path, directory: Path) -> list[str]:
    """Write the questionnaire of a form into a new folder, which names it; returns what the author should know.

    Raises:
        InvalidInput: the file or the folder cannot be used, or pyxform is missing or does not accept the form.
        FormError: parts of the form have no counterpart, all of them with sheet, row and reason.
    """
    check_extra()
    code, version = identity_of(directory)
    sheets = read_workbook(file)
    if VERSION in {row["name"] for row in sheets.get("survey", Sheet("")).rows} and not is_own(sheets):
        cure = "export the form for everybody, without --group, and import that file as it is"
        raise InvalidInput(f"{file}: lacks the sheets in which a form of etready carries the rest: {cure}")
    form, notes = (returned(sheets), []) if is_own(sheets) else foreign_form(sheets, code, version)
    warnings = judged(file)
    instrument = form.instrument.model_copy(update={"code": code, "version": version})
    write_folder(directory, instrument, form.translations)
    said = [f"{directory}: {len(instrument.question_of)} questions in {len(form.translations) + 1} languages"]
    return [*said, *notes, *(f"pyxform: {warning}" for warning in warnings)]
