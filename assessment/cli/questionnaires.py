"""`etready check`, `schema` and `translations`: what authors and translators run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from assessment.authoring.extraction import Message, messages_of, partner_messages
from assessment.authoring.json_schema import questionnaire_schema
from assessment.authoring.loader import load
from assessment.authoring.partners import PARTNERS
from assessment.config import read_settings
from assessment.errors import AssessmentError, InvalidInput, QuestionnaireError
from assessment.language import COMPLETE, LANGUAGES
from assessment.language.catalogue import SourceText, problems, program_texts, update

FAULTY = 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `check`, `schema` and `translations`."""
    check = commands.add_parser("check", help="validate questionnaires", description="Validate questionnaire files.")
    check.add_argument("directories", type=Path, nargs="+", metavar="DIR", help="a questionnaire version")
    check.set_defaults(run=run_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of the format", description=__doc__)
    schema.set_defaults(run=run_schema)
    translations = commands.add_parser("translations", help="keep the catalogues", description=__doc__)
    deeds = translations.add_subparsers(title="deeds", metavar="DEED", required=True)
    merge = deeds.add_parser("update", help="collect the texts and merge them into the catalogues")
    merge.add_argument("--languages", nargs="+", choices=sorted(LANGUAGES), default=_translated())
    merge.set_defaults(run=run_update)
    complete = deeds.add_parser("check", help="list what is missing or wrong in the complete languages")
    complete.set_defaults(run=run_complete)


def run_check(options: argparse.Namespace) -> int:
    """One line a faultless questionnaire; one line a fault, with the file as it can be opened from here."""
    faults = [fault for directory in options.directories if (fault := _fault_of(directory)) is not None]
    for fault in faults:
        sys.stderr.writelines(f"etready: {line}\n" for line in fault.lines())
    if not faults:
        sys.stdout.writelines(f"{directory}: ok\n" for directory in options.directories)
    return FAULTY if faults else 0


def _fault_of(directory: Path) -> AssessmentError | None:
    if not directory.is_dir():
        return InvalidInput(f"{directory}: is no folder; name a questionnaire version such as etrade-rapid/2026.1")
    try:
        load(directory)
    except QuestionnaireError as fault:
        return fault
    return None


def run_schema(_options: argparse.Namespace) -> None:
    """Print the JSON Schema of questionnaire files."""
    sys.stdout.write(json.dumps(questionnaire_schema(), indent=2) + "\n")


def run_update(options: argparse.Namespace) -> None:
    """Merge every text of the program and of the questionnaires into the catalogues."""
    missing = update(options.languages, source_texts(read_settings().questionnaires))
    for language, count in missing.items():
        sys.stdout.write(f"{language}: {count} to translate\n")


def run_complete(_options: argparse.Namespace) -> int:
    """List the faults of every language that is declared complete."""
    faults = [f"{language}: {fault}" for language in _translated() for fault in problems(language)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return FAULTY if faults else 0


def source_texts(questionnaires: Path) -> Iterator[SourceText]:
    """Everything that is translated: the program's own texts, the questionnaires' and the partners'."""
    yield from program_texts()
    for main in sorted(questionnaires.glob("*/*/questionnaire.yaml")):
        folder = main.parent.relative_to(questionnaires.parent).as_posix()
        yield from (_source_text(folder, message) for message in messages_of(main.parent))
    partners = questionnaires / PARTNERS
    if partners.is_file():
        yield from (_source_text(questionnaires.name, message) for message in partner_messages(partners))


def _source_text(folder: str, message: Message) -> SourceText:
    return SourceText(message.text, f"{folder}/{message.file}", message.line, context=message.context)


def _translated() -> list[str]:
    return [language for language in COMPLETE if language != "en"]
