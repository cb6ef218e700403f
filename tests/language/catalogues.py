"""Small catalogues to work on."""

from __future__ import annotations

from pathlib import Path

from assessment.language.catalogue import SourceText, standing_of, update
from assessment.language.catalogue.exchange import Reading, take
from assessment.language.texts import po_file

HELLO = SourceText("Hello {name}", "screen.py", 1)
FILES = SourceText("One file", "screen.py", 2, plural="{number} files")
QUESTION = SourceText("Is there a law?", "areas/legal.yaml", 3, context="etrade/1 LEG_01.text")


def edit(folder: Path, language: str, before: str, after: str) -> None:
    """Change the text of a catalogue."""
    path = po_file(language, folder)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def translated(folder: Path, language: str, text: SourceText, *forms: str) -> None:
    """A catalogue that holds one text with its translation."""
    update([language], [text], folder)
    take(language, [text], Reading({text.key: forms}, ()), folder)


def faults(folder: Path, language: str, *texts: SourceText) -> list[str]:
    """The faults of a catalogue as a translator reads them."""
    return [str(fault) for fault in standing_of(language, texts, folder).faults]
