"""`etready translations`: keep the catalogues, send them to translators and take them back."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from assessment.authoring.extraction import source_texts
from assessment.config import read_settings
from assessment.errors import Conflict
from assessment.language import COMPLETE, LANGUAGES, offered_languages
from assessment.language.catalogue import SourceText, standing_of, update
from assessment.language.catalogue.audience import texts_for
from assessment.language.catalogue.cells import cells_of, read_cells
from assessment.language.catalogue.entries import read_entries, write_entries
from assessment.language.catalogue.exchange import STATES, chosen_texts, take
from assessment.language.catalogue.merging import new_catalogue
from assessment.language.catalogue.worksheet import read_worksheet, write_worksheet
from assessment.language.offered import CODE, DIRECTION, FALLS_BACK_TO, NAME
from assessment.language.po import write_catalogue
from assessment.language.texts import po_file

FAULTY = 2
FORMATS = (".xlsx", ".po")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `translations` with its deeds."""
    translations = commands.add_parser("translations", help="keep the catalogues", description=__doc__)
    deeds = translations.add_subparsers(title="deeds", metavar="DEED", required=True)
    merge = deeds.add_parser("update", help="collect the texts and merge them into the catalogues")
    merge.add_argument("--languages", nargs="+", type=_language, default=None, metavar="LANGUAGE")
    merge.set_defaults(run=run_update)
    check = deeds.add_parser("check", help="how far each language is, and every fault with file and line")
    check.add_argument("--languages", nargs="+", type=_language, default=None, metavar="LANGUAGE")
    check.set_defaults(run=run_check)
    export = deeds.add_parser("export", help="write one language as a spreadsheet or a .po file for translators")
    export.add_argument("language", type=_language, metavar="LANGUAGE")
    export.add_argument("--to", type=_exchanged, required=True, metavar="FILE", help="ends in .xlsx or .po")
    export.add_argument("--only", type=_states, default=STATES, metavar="STATES", help="of complete,stale,missing")
    export.add_argument("--questionnaire", metavar="CODE/VERSION", help="its texts alone, without those of the screens")
    export.set_defaults(run=run_export)
    bring = deeds.add_parser("import", help="take a filled file back; nothing is taken if a cell is refused")
    bring.add_argument("language", type=_language, metavar="LANGUAGE")
    bring.add_argument("file", type=_exchanged, metavar="FILE")
    bring.add_argument("--accept-good", action="store_true", help="take what is right and leave out what is refused")
    bring.set_defaults(run=run_import)
    add = deeds.add_parser("add", help="begin a further language, for respondents only")
    add.add_argument("code", type=_code, metavar="CODE", help="such as wo or ha")
    add.add_argument("--name", required=True, help="as its speakers write it, such as Wolof")
    add.add_argument("--falls-back-to", choices=COMPLETE, required=True, help="says what is not translated")
    add.add_argument("--direction", choices=("ltr", "rtl"), default="ltr")
    add.set_defaults(run=run_add)


def run_update(options: argparse.Namespace) -> None:
    """Merge every text of the program and of the questionnaires into the catalogues."""
    texts = _texts()
    for language in options.languages or _translated():
        missing = update([language], texts_for(language, texts))
        sys.stdout.write(f"{language}: {missing[language]} to translate\n")


def run_check(options: argparse.Namespace) -> int:
    """One line a language, one line a fault; faults of a complete language make the check fail."""
    texts = _texts()
    standings = [standing_of(language, texts_for(language, texts)) for language in options.languages or _translated()]
    for one in standings:
        counts = f"{one.complete} complete, {one.stale} stale, {one.missing} missing, {len(one.faults)} faults"
        sys.stdout.write(f"{one.language}: {counts}\n")
        sys.stdout.writelines(f"{one.language}: {fault}\n" for fault in one.faults)
    return FAULTY if any(one.faults for one in standings if one.language in COMPLETE) else 0


def run_export(options: argparse.Namespace) -> None:
    """Write the chosen texts of a language to a file and print how many rows or entries it has."""
    texts = texts_for(options.language, _texts())
    if options.questionnaire:
        texts = [text for text in texts if text.context.startswith(f"{options.questionnaire} ")]
    chosen = chosen_texts(options.language, texts, options.only)
    language = offered_languages()[options.language]
    if options.to.suffix == ".po":
        count = write_entries(options.to, language, chosen)
    else:
        cells = (cell for text, entry in chosen for cell in cells_of(language.code, text, entry))
        count = write_worksheet(options.to, language, cells)
    sys.stdout.write(f"{options.to}: {count} rows\n")


def run_import(options: argparse.Namespace) -> int:
    """Take a file back: all of it, or with `--accept-good` what is right; each refused cell is told with its reason."""
    texts = _texts()
    if options.file.suffix == ".po":
        reading = read_entries(options.language, texts, options.file)
    else:
        reading = read_cells(options.language, texts, read_worksheet(options.file, options.language))
    sys.stderr.writelines(f"etready: {options.file}: {refused}\n" for refused in reading.rejected)
    if reading.rejected and not options.accept_good:
        sys.stderr.write("etready: nothing was taken; correct these, or take the rest with --accept-good\n")
        return FAULTY
    sys.stdout.write(f"{options.language}: {take(options.language, texts, reading)} translations new or changed\n")
    return FAULTY if reading.rejected else 0


def run_add(options: argparse.Namespace) -> None:
    """Begin a catalogue whose header makes the language one that respondents are offered."""
    path = po_file(options.code)
    if options.code in LANGUAGES or path.exists():
        raise Conflict(f"{options.code}: there is such a language already")
    catalogue = new_catalogue(options.code, options.name)
    catalogue.own = {NAME: options.name, FALLS_BACK_TO: options.falls_back_to, DIRECTION: options.direction}
    write_catalogue(path, catalogue)
    missing = update([options.code], texts_for(options.code, _texts()))
    sys.stdout.write(f"{path}: {missing[options.code]} to translate\n")


def _texts() -> list[SourceText]:
    return list(source_texts(read_settings().questionnaires))


def _translated() -> list[str]:
    return [language for language in offered_languages() if language != "en"]


def _language(text: str) -> str:
    if text not in _translated():
        raise argparse.ArgumentTypeError(f"{text!r} is no language with a catalogue: {', '.join(_translated())}")
    return text


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no code of a language, such as wo or uz_Cyrl")
    return text


def _exchanged(text: str) -> Path:
    if Path(text).suffix not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text!r} ends in neither {' nor '.join(FORMATS)}")
    return Path(text)


def _states(text: str) -> Sequence[str]:
    states = re.split(r"[,\s]+", text.strip())
    if unknown := [state for state in states if state not in STATES]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(STATES)}")
    return states
