"""Robustness: a thousand draws for one country, a thousand weightings of two hundred, beside the same sums in NumPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assessment.authoring.desk_data import by_country, read_desk
from assessment.authoring.loader import load
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.robustness.answers import answer_table
from assessment.methodology.robustness.draws import factors
from assessment.methodology.robustness.ranges import robustness_of
from assessment.methodology.robustness.separation import weight_draws
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.methodology.tally import tally_of
from assessment.services.demonstration.portfolio import DESK_FILE, portfolio
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.measuring import measured
from benchmarks.scoring import invented_responses

RESPONDENTS = 150
DRAWS = 1000
UNITS = 200
AREAS, INDICATORS = 7, 7
TIMES = 7


def run() -> None:
    """The demonstration's questionnaire for one country; 49 published indicators in 7 areas for many."""
    _one_country()
    _many_countries()


def _one_country() -> None:
    instrument = load(QUESTIONNAIRES / portfolio().countries[0].questionnaire)
    responses = invented_responses(instrument, RESPONDENTS)
    evidence = Evidence(
        tally_of(instrument, responses),
        desk=by_country(read_desk(DESK_FILE))["SEN"],
        register=portfolio().countries[0].register_sizes,
    )
    year = instrument.reference_year
    measured(
        f"{DRAWS} draws for one country, {RESPONDENTS} respondents",
        TIMES,
        lambda: robustness_of(instrument, responses, evidence, year, draws=DRAWS),
        goal=1.0,
    )
    table = answer_table(instrument, responses)
    scores = [group.places.astype(np.float64) for group in table.groups.values()]
    measured("  its resampled means alone, in bare NumPy", TIMES, lambda: _bare_means(scores))


def _many_countries() -> None:
    instrument = _published()
    scorecards = _scorecards(instrument)
    measured(
        f"{DRAWS} weightings of {UNITS} countries, {AREAS * INDICATORS} indicators",
        TIMES,
        lambda: weight_draws(instrument, scorecards, draws=DRAWS),
        goal=0.1,
    )
    values = np.array([[card.nodes[code].score for card in scorecards] for code in instrument.indicator_of])
    weights = factors(instrument, DRAWS, 1)[0][:, : AREAS * INDICATORS]
    measured("  the same weighted means in bare NumPy", TIMES, lambda: _bare_weighting(weights, values))


def _bare_means(scores: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """The mean of each question in each group over resampled respondents, a draw a row: no tree, no alternatives."""
    chance = np.random.Generator(np.random.PCG64(1))
    means = []
    for group in scores:
        size = len(group)
        times = chance.multinomial(size, np.full(size, 1 / size), size=DRAWS).astype(np.float64)
        known = (group >= 0).astype(np.float64)
        means.append((times @ np.where(group >= 0, group, 0.0)) / np.maximum(times @ known, 1))
    return means


def _bare_weighting(weights: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Areas by their indicators, then the index by its areas: two levels, draws x countries."""
    index = np.zeros((DRAWS, UNITS))
    for area in range(AREAS):
        here = slice(area * INDICATORS, (area + 1) * INDICATORS)
        index += (weights[:, here] @ values[here]) / weights[:, here].sum(axis=1, keepdims=True)
    return index / AREAS


def _published() -> Instrument:
    """A questionnaire of published figures alone."""
    codes = [[f"I-{area}-{number}" for number in range(INDICATORS)] for area in range(AREAS)]
    scale = {"goalposts": {"low": 0, "high": 100}, "direction": "up", "unit": "%", "source": "Invented"}
    return Instrument.model_validate(
        {
            "code": "published",
            "version": "1",
            "title": "Published figures",
            "reference_year": 2026,
            "basis": "desk_only",
            "overall": True,
            "series": [{"code": code, "name": code, **scale} for area in codes for code in area],
            "areas": [
                {
                    "code": f"A{place}",
                    "label": f"Area {place}",
                    "short_label": f"Area {place}",
                    "indicators": [
                        {"code": f"A{place}-{number}", "label": code, "series": [{"code": code}]}
                        for number, code in enumerate(area)
                    ],
                }
                for place, area in enumerate(codes)
            ],
        }
    )


def _scorecards(instrument: Instrument) -> list[Scorecard]:
    chance = np.random.Generator(np.random.PCG64(1))
    series = list(instrument.series_of)
    return [
        score(
            instrument,
            Evidence(desk=desk_of(DeskFigure(code, 2025, float(chance.uniform(0, 100))) for code in series)),
            2026,
        )
        for _ in range(UNITS)
    ]
