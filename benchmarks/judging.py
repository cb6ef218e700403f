"""Judging from counts: scores of a million responses, the counting in the database, one assessment looked at."""

from __future__ import annotations

import sys
import time

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from assessment.methodology.counts import Count, tally_of_counts
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Value
from assessment.methodology.scoring import Evidence, Scorecard, score
from assessment.services.analysis import evidence_for
from assessment.services.assessments import AssessmentView
from assessment.storage import counting
from benchmarks.databases import postgres_database, sqlite_file
from benchmarks.filling import filled, values_of
from benchmarks.measuring import measured
from benchmarks.questionnaire import GROUP, benchmark_questionnaire

RESPONSES = 1_000_000
YEAR = 2026
SEED = 1
ANSWERS_A_RESPONSE = 84
COUNTED = {"PostgreSQL": 60_000, "SQLite": 6_000}
"""Responses whose answers each database counts: five million answers, and half a million."""
ANSWERS_A_SECOND = 5_000_000
RESPONDENTS = 1000
TIMES = 7
DATABASES = {"PostgreSQL": postgres_database, "SQLite": sqlite_file}


def run() -> None:
    """The benchmark questionnaire in each of the three."""
    _from_counts()
    for name, database in DATABASES.items():
        with database() as url, filled(url, COUNTED[name]) as (opened, assessment), opened.reading() as session:
            _counting(name, session, assessment)
    for name, database in DATABASES.items():
        with database() as url, filled(url, RESPONDENTS) as (opened, assessment):
            what = f"{name}: evidence and scores of {RESPONDENTS} respondents"
            with opened.writing() as session:  # which counts anew each time
                measured(what, TIMES, lambda: _looked_at(session, assessment), goal=0.05)
            with opened.reading() as session:
                measured("  while nothing more is sent", TIMES, lambda: _looked_at(session, assessment), goal=0.05)


def _from_counts() -> None:
    instrument = benchmark_questionnaire(YEAR)
    counts = _invented_counts(instrument)
    what = f"{RESPONSES:,} responses x {len(instrument.question_of)} items scored from counts"
    measured(what, TIMES, lambda: _scored(instrument, counts), goal=0.2)
    matrix, values = _opinions(instrument, counts)
    measured("  the same means in bare NumPy", TIMES, lambda: _bare_means(matrix, values))


def _invented_counts(instrument: Instrument) -> list[Count]:
    """How many of a million gave each answer, drawn with a fixed seed."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    counts = []
    for code, item in instrument.question_of.items():
        values = values_of(instrument, item)
        numbers = chance.multinomial(RESPONSES, chance.dirichlet(np.ones(len(values))))
        counts += [
            Count(GROUP, code, "answered", _hashable(value), int(number))
            for value, number in zip(values, numbers, strict=True)
        ]
    return counts


def _hashable(value: object) -> Value:
    return tuple(value) if isinstance(value, list) else value  # type: ignore[return-value]  # plain texts and numbers


def _scored(instrument: Instrument, counts: list[Count]) -> Scorecard:
    asked = {(code, GROUP): RESPONSES for code in instrument.question_of}
    return score(instrument, Evidence(tally_of_counts(asked, counts, {})), YEAR)


def _opinions(instrument: Instrument, counts: list[Count]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The counts of the scored questions, a question a row, and what each of their options is worth."""
    asked = [code for code, item in instrument.question_of.items() if item.kind == "perception"]
    points = [option.score or 0.0 for option in instrument.options_of(instrument.question_of[asked[0]])]
    numbers = [[count.number for count in counts if count.question == code] for code in asked]
    return np.array(numbers, dtype=np.float64), np.array(points)


def _bare_means(matrix: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    means: NDArray[np.float64] = matrix @ values / matrix.sum(axis=1)
    return means


def _counting(name: str, session: Session, assessment: AssessmentView) -> None:
    answers = COUNTED[name] * ANSWERS_A_RESPONSE
    seconds = []

    def count() -> None:
        began = time.perf_counter()
        counting.counted(session, assessment.instrument, assessment.id)
        seconds.append(time.perf_counter() - began)

    goal = answers / ANSWERS_A_SECOND if name == "PostgreSQL" else None
    measured(f"{name}: {answers:,} answers counted", 3, count, goal=goal)
    sys.stdout.write(f"  {answers / min(seconds):,.0f} answers a second\n")


def _looked_at(session: Session, assessment: AssessmentView) -> Scorecard:
    return score(assessment.instrument, evidence_for(session, assessment), assessment.reference_year)
