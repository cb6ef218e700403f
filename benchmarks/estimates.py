"""Estimates of a probability survey: ten thousand firms, 84 questions, five breakdowns, each with its interval."""

from __future__ import annotations

import numpy as np

from assessment.authoring.loader import load
from assessment.methodology.instrument import Item
from assessment.methodology.probability.margins import Margin
from assessment.methodology.probability.results import Coded, question_figures
from assessment.methodology.probability.tables import trait_of
from assessment.methodology.probability.weights import Frame, weighted
from assessment.methodology.responses import Respondent
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.measuring import measured

RESPONDENTS, QUESTIONS, STRATA, BREAKDOWNS = 10_000, 84, 20, 5
SILENT = 0.1
TIMES = 3


def run() -> None:
    """Weights raked to three margins, then every share by every breakdown with its linearised variance."""
    instrument = load(QUESTIONNAIRES / "business-ecommerce" / "2026")
    (group,) = instrument.groups
    draw = np.random.default_rng(1)
    options = {one.code: [option.code for option in one.options] for one in instrument.attributes}
    firms = [
        Respondent(
            f"{number:05}",
            group.code,
            attributes={code: codes[int(draw.integers(len(codes)))] for code, codes in options.items()},
            weight=float(draw.uniform(1, 9)),
            stratum=f"{number % STRATA:02}",
        )
        for number in range(RESPONDENTS)
    ]
    margins = instrument.survey.margins if instrument.survey else ()
    frame = Frame(
        margins=tuple(Margin(code, {one: 1e6 / len(options[code]) for one in options[code]}) for code in margins)
    )
    sample = measured(
        f"weights of {RESPONDENTS} respondents, {len(margins)} margins",
        TIMES,
        lambda: weighted(instrument, firms, frame),
    )
    item = next(one for one in instrument.question_of.values() if one.type == "single")
    coded = {str(number): _coded(item, draw) for number in range(QUESTIONS)}
    traits = [
        trait_of(code, [one.attributes[code] for one in sample.respondents]) for code in list(options)[:BREAKDOWNS]
    ]
    measured(
        f"{QUESTIONS} questions by {BREAKDOWNS} breakdowns with intervals",
        TIMES,
        lambda: question_figures(sample, coded, traits, group),
        goal=1.0,
    )


def _coded(item: Item, draw: np.random.Generator) -> Coded:
    """Answers to a question of four options that a tenth did not know."""
    knows = draw.random(RESPONDENTS) >= SILENT
    columns = np.eye(4)[draw.integers(0, 4, RESPONDENTS)] * knows[:, None]
    states = np.column_stack([knows, ~knows, np.zeros((RESPONDENTS, 2))]).astype(float)
    return Coded(item, tuple("abcd"), columns, np.ones(RESPONDENTS, dtype=bool), states)
