"""Reports for tests: from a small instrument and a few answers, or from the whole shipped questionnaire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from assessment.authoring.loader import load
from assessment.language import voice_for
from assessment.methodology.applicability import asked
from assessment.methodology.desk import DeskFigure, desk_of
from assessment.methodology.gaps import gaps_of, unjudged_of
from assessment.methodology.instrument import CHOICE_TYPES, Instrument, Item
from assessment.methodology.recommendations import recommendations_of
from assessment.methodology.report import AssessmentFacts, GroupHeard, Report, ReportMaterial
from assessment.methodology.report.build import build_report
from assessment.methodology.report.glossary import texts_of
from assessment.methodology.report.model import Block, Chart, Section
from assessment.methodology.responses import Answer, Money, Respondent, Response
from assessment.methodology.scoring import Evidence, score
from assessment.methodology.tally import tally_of
from tests.methodology import small

FACTS = AssessmentFacts(
    name="SEN-2026-1",
    country="SEN",
    dated=date(2026, 3, 2),
    reference_year=2026,
    results_shown="published",
    demonstration=False,
    questionnaire="small/1",
    method_digest="a" * 64,
    data_digest="b" * 64,
)
QUESTIONNAIRE = Path(__file__).parents[3] / "questionnaires" / "etrade-rapid" / "2026.1"
LEAST = {"PUB": 4, "BIZ": 8, "LOG": 4, "FSP": 4, "TEL": 4, "CIV": 6, "DEV": 2}


def material(
    of: Instrument, responses: Sequence[Response] = (), *, evidence: Evidence | None = None, **facts: object
) -> ReportMaterial:
    """The material of these responses; `facts` change what is said of the assessment."""
    known = evidence or Evidence(tally=tally_of(of, responses))
    scorecard = score(of, known, 2026)
    gaps = gaps_of(of, scorecard)
    groups = Counter(response.respondent.group for response in responses)
    return ReportMaterial(
        replace(FACTS, questionnaire=of.identity, **facts),  # type: ignore[arg-type]
        of,
        scorecard,
        gaps,
        unjudged_of(of, scorecard),
        recommendations_of(of, scorecard, gaps),
        heard=tuple(GroupHeard(code, None, number, number, number) for code, number in groups.items()),
    )


def report(of: Instrument, responses: Sequence[Response] = (), **facts: Any) -> Report:
    """The English report of these responses."""
    return build_report(material(of, responses, **facts), voice_for("en"))


def texts(of: Report) -> list[str]:
    """Every text of a report, in reading order."""
    return [text for text in texts_of(of.sections) if text]


def blocks(sections: Sequence[Section]) -> Iterator[Block]:
    """Every block of the sections and of those below them."""
    for section in sections:
        yield from section.blocks
        yield from blocks(section.sections)


def charts(of: Report) -> list[Chart]:
    """Every chart of a report."""
    return [block for block in blocks(of.sections) if isinstance(block, Chart)]


def section(of: Report, heading: str) -> Section:
    """The part of the first level with this heading."""
    return next(part for part in of.sections if part.heading == heading)


def payments(*, when: str = "score('PAY-SPEED') < 60", **more: Any) -> Instrument:
    """Two indicators of opinions on payments and a rule that fires below 60."""
    rule = {
        "code": "PAY-R01",
        "area": "PAY",
        "when": when,
        "action": "Make transfers immediate.",
        "expected_result": "Money arrives at once.",
        "measure": "Speed of transfers",
        "unit": "score 0 to 100",
        "baseline": "PAY-SPEED",
        "target": "Immediate",
        "priority": "medium",
        "time_frame": "short",
        "effort": "low",
        "lead": "Central bank",
        "rests_on": ["PAY-SPEED"],
    }
    return small.instrument(
        [small.item("PAY_01"), small.item("PAY_02")],
        [
            small.indicator("PAY-SPEED", "PAY_01", competent_body="Central bank", data_action="Time ten transfers."),
            small.indicator("PAY-TRUST", "PAY_02", competent_body="Bureau", data_action="Ask buyers in a survey."),
        ],
        recommendations=[rule],
        **more,
    )


def answers(of: Instrument, *, first: Sequence[int], ministries: int = 3) -> list[Response]:
    """Firms that answer PAY_01 as given and PAY_02 with 4, and ministries that answer both with 2."""
    firms = [small.response(of, f"b{n}", "BIZ", {"PAY_01": str(step), "PAY_02": "4"}) for n, step in enumerate(first)]
    return firms + [small.response(of, f"p{n}", "PUB", {"PAY_01": "2", "PAY_02": "2"}) for n in range(ministries)]


def shipped() -> Instrument:
    """The questionnaire of the rapid assessment as shipped."""
    return load(QUESTIONNAIRE)


def shipped_material(of: Instrument, seed: int = 1, **facts: Any) -> ReportMaterial:
    """The whole questionnaire answered at random by a few of every role, with a figure for every second series."""
    responses = [
        Response(respondent, _answered(of, respondent, Random(f"{seed} {respondent.code}")))
        for respondent in _respondents(of)
    ]
    draw = Random(seed)
    figures = [
        DeskFigure(series.code, draw.choice((2012, 2018, 2021, 2024)), _figure_value(series.goalposts, draw))
        for place, series in enumerate(of.series)
        if place % 2 == 0
    ]
    evidence = Evidence(tally=tally_of(of, responses), desk=desk_of(figures))
    return material(of, responses, evidence=evidence, **facts)


def _figure_value(goalposts: object, draw: Random) -> float:
    low, high = (getattr(goalposts, "low", 0.0), getattr(goalposts, "high", 1.0))
    return round(draw.uniform(low, high), 3)


def _respondents(of: Instrument) -> Iterator[Respondent]:
    for group in of.groups:
        number = max(LEAST.get(group.code, 4), len(group.roles))
        for place in range(number):
            role = group.roles[place % len(group.roles)].code
            yield Respondent(f"{group.code}-{place}", group.code, role, attributes={"location": "rural"})


def _answered(of: Instrument, respondent: Respondent, draw: Random) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for _ in range(3):
        for code in asked(of, respondent, answers):
            if code not in answers:
                answers[code] = _answer(of, of.question_of[code], draw)
    return answers


def _answer(of: Instrument, item: Item, draw: Random) -> Answer:
    if "dont_know" in item.allows and draw.random() < 0.2:
        return Answer("dont_know")
    codes = [option.code for option in of.options_of(item)]
    if item.type == "multiple":
        return Answer("answered", tuple(codes[: draw.randint(1, len(codes))]))
    if item.type in CHOICE_TYPES or item.type == "grid":
        return Answer("answered", codes[0] if item.kind == "fact" and draw.random() < 0.8 else draw.choice(codes))
    if item.type == "money":
        return Answer("answered", Money(float(draw.randint(1, 90)), "XOF", 2025))
    if item.type == "date":
        return Answer("answered", date(2027, 1, 31))
    if item.type in ("short_text", "long_text"):
        return Answer("answered", "Some words.")
    return Answer("answered", 5.0 if item.kind == "figure" else float(draw.randint(1, 9)))
