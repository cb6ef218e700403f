"""A reader of countries written by hand: facts, answers, published figures, as few as a test speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assessment.authoring.loader import load
from assessment.authoring.yaml_source import read_document
from assessment.methodology.applicability import is_put_to
from assessment.methodology.consolidation import DECIDED, Confirmation
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.gaps import gaps_of
from assessment.methodology.instrument import Instrument, Series
from assessment.methodology.recommendations import Recommendation, recommendations_of
from assessment.methodology.responses import STATES, Respondent, Response, answers_from, value_from
from assessment.methodology.scoring import Evidence, score
from assessment.methodology.tally import tally_of
from tests.content.extremes import everybody_at_best, everybody_at_worst

HERE = Path(__file__).parent
RAPID = HERE.parents[1] / "questionnaires" / "etrade-rapid" / "2026.1"
KEYS = {"facts", "answers", "desk", "attributes"}
Answers = Mapping[str, Mapping[str, object]]


@lru_cache
def rapid() -> Instrument:
    """The rapid assessment, read once."""
    return load(RAPID)


def written(path: Path) -> dict[str, Any]:
    """What a YAML file of cases holds; a key that stands twice fails the test."""
    document = read_document(path, path.name)
    assert document.problems == []
    return document.value


def evidence_of(of: Instrument, case: Mapping[str, Any]) -> Evidence:
    """The evidence of one country as written; fails where an answer is given to a question that is not asked."""
    assert set(case) <= KEYS, f"unknown keys {sorted(set(case) - KEYS)}: there are {sorted(KEYS)}"
    told = _by_group(of, case.get("answers", {}))
    tally = tally_of(of, _responses(of, told, case.get("attributes", {})))
    silent = [(code, group) for code, groups in told.items() for group in groups if not _said(tally, code, group)]
    assert silent == [], "nobody of this group is asked this question, or only on a path that is not taken"
    confirmed = {code: value_from(of, of.question_of[code], value) for code, value in case.get("facts", {}).items()}
    assert all(of.question_of[code].kind in DECIDED for code in confirmed), "facts are of kind fact or figure"
    figures = [
        DeskFigure(of.series_of[code].code, of.reference_year, value) for code, value in case.get("desk", {}).items()
    ]
    confirmations = {code: Confirmation(code, value, "written by hand") for code, value in confirmed.items()}
    return Evidence(tally, confirmations, desk_of(figures))


def everywhere(of: Instrument, *, best: bool) -> Evidence:
    """A country in which every answer, fact and published figure stands at the best, or at the worst, of its scale."""
    figures = {series.code: _end(series, best=best) for series in of.series}
    bases = {series.ratio_to: 100.0 for series in of.series if series.ratio_to}
    return Evidence(
        tally_of(of, everybody_at_best(of) if best else everybody_at_worst(of)),
        desk=desk_of(DeskFigure(code, of.reference_year, value) for code, value in {**figures, **bases}.items()),
    )


def recommended(of: Instrument, evidence: Evidence) -> tuple[Recommendation, ...]:
    """What the rules make of it, through the full scoring."""
    scorecard = score(of, evidence, of.reference_year)
    return recommendations_of(of, scorecard, gaps_of(of, scorecard))


def _by_group(of: Instrument, answers: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """Answers by question and group: one answer for all stands for every group that is asked."""
    return {
        code: answer if isinstance(answer, Mapping) else dict.fromkeys(of.question_of[code].groups, answer)
        for code, answer in answers.items()
    }


def _responses(of: Instrument, told: Answers, attributes: Mapping[str, str]) -> Iterator[Response]:
    """As many respondents of every role as make its group real, all with the answers of their group."""
    for group in of.groups:
        for role in group.roles:
            raw = {
                code: _raw(groups[group.code])
                for code, groups in told.items()
                if group.code in groups and is_put_to(of.question_of[code], group.code, role.code)
            }
            answers = answers_from(of, raw)
            for number in range(group.minimum if answers else 0):
                name = f"{group.code}-{role.code}-{number}"
                yield Response(Respondent(name, group.code, role.code, attributes=attributes), answers)


def _raw(answer: object) -> object:
    return {"state": answer} if answer in STATES else answer


def _said(tally: Mapping[str, Mapping[str, Any]], code: str, group: str) -> bool:
    cell = tally.get(code, {}).get(group)
    return cell is not None and sum(cell.states.values()) > 0


def _end(series: Series, *, best: bool) -> float:
    """The end of a series' scale, of 0 to 100 where it has none."""
    ends = (series.goalposts.low, series.goalposts.high) if series.goalposts else (0.0, 100.0)
    return ends[best == (series.direction != "down")]
