"""Arguments that several commands take."""

from __future__ import annotations

import argparse
import re

from assessment.authoring.desk_data import UNIT


def unit_codes(text: str) -> list[str]:
    """Three-letter codes of countries or regions, `AAA,BBB`, each once, in the order given."""
    units = list(dict.fromkeys(re.split(r"[,\s]+", text.strip())))
    if bad := next((unit for unit in units if not UNIT.match(unit)), None):
        raise argparse.ArgumentTypeError(f"{bad!r} is no three-letter code; write AAA,BBB")
    return units


def unit_code(text: str) -> str:
    """One such code."""
    if not UNIT.match(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no three-letter code; write AAA")
    return text
