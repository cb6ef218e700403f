"""Scorecards as JSON and CSV: the one form in which scores leave the program as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from assessment.methodology.ranking import ranked
from assessment.methodology.scoring import NodeScore, Scorecard

DIGITS = 10
PLACES = ("place", "unit", "score", "tied")
COLUMNS = ("unit", "code", "kind", "score", "coverage", "band", "reason")


def ten_digits(value: float | None) -> float | None:
    """A float with the ten significant digits that data carry (rule 15)."""
    return None if value is None else float(f"{value:.{DIGITS}g}")


def node_values(node: NodeScore) -> dict[str, object]:
    """One node as plain values; `reason` is `provisional` beside a score that rests on unconfirmed facts."""
    return {
        "code": node.code,
        "kind": node.kind,
        "score": ten_digits(node.score),
        "coverage": ten_digits(node.coverage),
        "band": node.band,
        "reason": "provisional" if node.provisional else node.reason,
    }


def scores_json(scorecards: Mapping[str, Scorecard]) -> str:
    """`[{"unit": "SEN", "nodes": [{"code", "kind", "score", "coverage", "band", "reason"}]}]`, one node a line."""
    units = []
    for unit, scorecard in scorecards.items():
        nodes = ",\n  ".join(
            json.dumps(node_values(node), ensure_ascii=False, allow_nan=False) for node in scorecard.nodes.values()
        )
        units.append(f'{{"unit": {json.dumps(unit)}, "nodes": [\n  {nodes}\n]}}')
    return "[" + ",\n".join(units) + "]\n"


def places_csv(scorecards: Mapping[str, Scorecard], code: str) -> str:
    """The places of the units on one node, one row a unit; those without a score come last, with no place."""
    scores = {unit: scorecard.score_of(code) for unit, scorecard in scorecards.items()}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PLACES)
    writer.writerows(
        (one.place, one.unit, ten_digits(one.score), "yes" if one.tied else "no") for one in ranked(scores)
    )
    writer.writerows(("", unit, "", "") for unit, score in scores.items() if score is None)
    return text.getvalue()


def scores_csv(scorecards: Mapping[str, Scorecard]) -> str:
    """The same, one row a unit and node; an empty cell where there is none."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for unit, scorecard in scorecards.items():
        writer.writerows({"unit": unit, **node_values(node)} for node in scorecard.nodes.values())
    return text.getvalue()
