"""Estimates of probability surveys as CSV and JSON: the one form in which they leave the program as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from assessment.documents.scores import ten_digits

if TYPE_CHECKING:
    from assessment.methodology.probability.results import Figure, SurveyResults

Surveys = Mapping[str, Sequence["SurveyResults"]]
COLUMNS = (
    "unit", "group", "question", "trait", "category", "answer", "kind", "estimate", "standard_error", "low", "high",
    "n", "design_effect", "reliable",
)  # fmt: skip


def estimates_csv(surveys: Surveys) -> str:
    """One row an estimate; `low` and `high` are the 95 % confidence interval, empty where it cannot be told."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for unit, results in surveys.items():
        for one in results:
            writer.writerows({"unit": unit, "group": one.group, **row} for row in _rows(one))
    return text.getvalue()


def estimates_json(surveys: Surveys) -> str:
    """`[{"unit", "group", "response": {…}, "remarks": […], "estimates": [{…}]}]`, one survey a line."""
    lines = [json.dumps(_survey(unit, one), ensure_ascii=False) for unit, found in surveys.items() for one in found]
    return "[" + ",\n".join(lines) + "]\n"


def _survey(unit: str, results: SurveyResults) -> dict[str, object]:
    rates = results.rates
    return {
        "unit": unit,
        "group": results.group,
        "response": {
            "drawn": rates.drawn or None,
            "rr1": ten_digits(rates.rr1),
            "rr2": ten_digits(rates.rr2),
            "weights_effect": ten_digits(results.weights_effect),
        },
        "remarks": [remark.message.format(**remark.values) for remark in results.weighted.remarks],
        "estimates": list(_rows(results)),
    }


def _rows(results: SurveyResults) -> Iterator[dict[str, object]]:
    for question, told in results.questions.items():
        for figure in (*told.figures, *told.totals):
            yield {"question": question, **_row(figure)}


def _row(figure: Figure) -> dict[str, object]:
    found = figure.estimate
    return {
        "trait": figure.trait,
        "category": figure.category,
        "answer": figure.answer,
        "kind": found.kind,
        "estimate": ten_digits(found.value),
        "standard_error": ten_digits(found.error),
        "low": ten_digits(found.low),
        "high": ten_digits(found.high),
        "n": found.answered,
        "design_effect": ten_digits(found.design_effect),
        "reliable": found.is_reliable,
    }
