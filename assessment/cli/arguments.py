"""Arguments that several commands take."""

from __future__ import annotations

import argparse
import re

from assessment.authoring.desk_data import UNIT, YEAR


def unit_codes(text: str) -> list[str]:
    """Three-letter codes of countries or regions, `AAA,BBB`, each once, in the order given."""
    units = list(dict.fromkeys(re.split(r"[,\s]+", text.strip())))
    for unit in units:
        if not UNIT.fullmatch(unit):
            raise argparse.ArgumentTypeError(f"{unit!r} is no three-letter code; write AAA,BBB")
    return units


def unit_code(text: str) -> str:
    """One such code."""
    if not UNIT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no three-letter code; write AAA")
    return text


def year(text: str) -> int:
    """A year of four digits."""
    if not YEAR.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no year of four digits, such as 2026")
    return int(text)
