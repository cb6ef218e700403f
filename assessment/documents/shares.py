"""Shares of economies by status and country group, as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from assessment.documents.scores import ten_digits
from assessment.methodology.shares import Standing

COLUMNS = ("group", "item", "status", "economies", "members", "share")


def shares_json(standings: Iterable[Standing]) -> str:
    """`[{"group", "item", "members", "statuses": [{"status", "share", "economies": ["AGO", …]}]}]`, one a line."""
    lines = ",\n".join(json.dumps(_values(standing), ensure_ascii=False, allow_nan=False) for standing in standings)
    return f"[{lines}]\n"


def _values(standing: Standing) -> dict[str, object]:
    return {
        "group": standing.group,
        "item": standing.question,
        "members": standing.members,
        "statuses": [
            {"status": status, "share": ten_digits(standing.share_of(status)), "economies": economies}
            for status, economies in standing.economies.items()
        ],
    }


def shares_csv(standings: Iterable[Standing]) -> str:
    """One row a group, item and status: how many economies, of how many members, and the share 0..100."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for standing in standings:
        for status, economies in standing.economies.items():
            share = ten_digits(standing.share_of(status))
            writer.writerow((standing.group, standing.question, status, len(economies), standing.members, share))
    return text.getvalue()
