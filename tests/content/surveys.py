"""Respondents of the two statistical surveys: their paths, and their scores through the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assessment.methodology.applicability import asked
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, answers_from
from tests.conftest import ROOT

QUESTIONNAIRES = ROOT / "questionnaires"


def path_of(of: Instrument, answers: Mapping[str, object]) -> list[str]:
    """The questions that a respondent who gives these answers is asked."""
    group = of.groups[0]
    role = group.roles[0].code if group.roles else ""
    return list(asked(of, Respondent("r", group.code, role), answers_from(of, answers)))


def survey_file(folder: Path, group: str, respondents: Iterable[Mapping[str, Any]]) -> Path:
    """Respondents of Senegal as JSON Lines; each is a mapping of keys of a line."""
    path = folder / "responses.jsonl"
    lines = [
        {"respondent": f"r{number}", "unit": "SEN", "group": group, **one} for number, one in enumerate(respondents)
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return path
