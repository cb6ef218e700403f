"""Responses as lines of JSON, as `etready score` reads them.

In the records for everybody a key `withheld` lists the questions that are not told; `etready score` refuses such
lines, because scores of what is left would be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from assessment.methodology.instrument import Instrument
from assessment.methodology.release import Entry, Record, Release
from assessment.methodology.responses import STATES, plain

KEYS = ("weight", "stratum", "cluster")


def json_lines(instrument: Instrument, release: Release, unit: str) -> bytes:
    """One line a record; what was left unanswered or not asked has no key."""
    is_open, draw = release.audience == "open", _draw_keys(release)
    lines = (
        json.dumps(_values(instrument, record, unit, draw, is_open=is_open), ensure_ascii=False, allow_nan=False)
        for record in release.records
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _draw_keys(release: Release) -> list[str]:
    """What all records tell of a survey's draw: a key that some lack would be refused."""
    lacking: tuple[object, ...] = (None, "")
    return [key for key in KEYS if all(getattr(record, key) not in lacking for record in release.records)]


def _values(
    instrument: Instrument, record: Record, unit: str, draw: Sequence[str], *, is_open: bool
) -> dict[str, object]:
    entries = record.entries.items()
    chooses = any(record.group in module.groups for module in instrument.modules)
    withheld = [question for question, entry in entries if entry.state == "withheld"]
    return {
        "respondent": record.respondent,
        "institution": record.institution,
        "unit": unit,
        "group": record.group,
        "role": record.role,
        "attributes": dict(record.attributes),
        **({"modules": list(record.modules)} if chooses else {}),
        **{key: getattr(record, key) for key in draw},
        "answers": {question: _plain(entry) for question, entry in entries if entry.state in STATES},
        **({"withheld": withheld} if is_open else {}),
    }


def _plain(entry: Entry) -> object:
    return plain(entry.value) if entry.state == "answered" else {"state": entry.state}
