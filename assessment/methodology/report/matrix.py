"""The action matrix: adopted actions, proposals that await adoption, and what would close the data gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.methodology.aggregation import reaches
from assessment.methodology.gaps import Unjudged
from assessment.methodology.instrument import Area
from assessment.methodology.recommendations import Priority, Recommendation, with_included
from assessment.methodology.report.baselines import baseline_of, has_unit, is_measure, told_baseline
from assessment.methodology.report.edition import PRIORITY_TONES, Edition
from assessment.methodology.report.material import MatrixAction, TimeFrame
from assessment.methodology.report.model import Block, Cell, Column, Paragraph, Row, Section, Table, Tone
from assessment.methodology.report.words import PRIORITIES, STATUSES, TIME_FRAMES
from assessment.methodology.sufficiency import coverage_needed

WEIGHTY = 0.2
STATUS_TONES: dict[str, Tone] = {
    "completed": "good",
    "under_way": "fair",
    "planned": "fair",
    "on_hold": "weak",
    "not_started": "muted",
    "dropped": "muted",
}


@dataclass(frozen=True)
class Line:
    """One line of the matrix, adopted or proposed."""

    code: str
    action: str
    result: str
    priority: Priority
    time_frame: TimeFrame
    lead: str
    contributors: tuple[str, ...]
    partners: tuple[str, ...]
    measure: str
    baseline: str
    target: str
    timing: str
    status: str
    tone: Tone
    evidence: str = ""
    strategic: bool = False
    includes: str = ""


def matrix_section(edition: Edition) -> Section:
    """The matrix on landscape pages, by area; in each area the adopted actions come first."""
    lines = {area.code: tuple(lines_of(edition, area)) for area in edition.instrument.areas}
    blocks: list[Block] = [Paragraph(text) for text in _opening(edition, sum(map(len, lines.values())))]
    rows: list[Row] = []
    for area in edition.instrument.areas:
        if lines[area.code]:
            rows.append(Row((Cell(area.label),), heading=True))
            rows.extend(_row(edition, line) for line in lines[area.code])
    if rows:
        blocks.append(Table(edition.say("Action matrix"), _columns(edition), tuple(rows)))
    return Section(edition.say("Action matrix"), tuple(blocks), layout="landscape", code="actions")


def _opening(edition: Edition, lines: int) -> list[str]:
    if not lines:
        return [
            edition.say("The assessment leads to no action: every indicator reached its target and could be judged.")
        ]
    adopted = len(edition.material.actions)
    state = (
        edition.count(
            "{number} action has been adopted by the country; the others are proposals.",
            "{number} actions have been adopted by the country; the others are proposals.",
            adopted,
        )
        if adopted
        else edition.say("All of them are proposals that await adoption.")
    )
    sentences = [
        edition.count(
            "The matrix holds {number} action. {state} A line that bears the code of an indicator stands for data "
            "to be collected, so that the next assessment can judge it. Bodies named for a proposal are "
            "suggestions.",
            "The matrix holds {number} actions. {state} A line that bears the code of an indicator stands for data "
            "to be collected, so that the next assessment can judge it. Bodies named for a proposal are "
            "suggestions.",
            lines,
            state=state,
        )
    ]
    if any(one.includes for one in edition.material.recommendations):
        sentences.append(
            edition.say("Where an action includes others, the chapters say what each of these asks for, and why.")
        )
    return sentences


def lines_of(edition: Edition, area: Area) -> Iterator[Line]:
    """The lines of an area: adopted, proposed, and for every indicator still without data how to obtain them."""
    adopted = [action for action in edition.material.actions if action.area == area.code]
    taken = {action.recommendation for action in edition.material.actions}
    proposed = [r for r in edition.recommended_in(area) if r.advice.code not in taken]
    yield from (_adopted(edition, action) for action in adopted)
    yield from (_proposed(edition, recommendation) for recommendation in proposed)
    recommended = with_included(edition.material.recommendations)
    covered = {code for r in recommended if r.advice.kind == "data" for code in r.advice.rests_on}
    covered |= {action.code for action in adopted} | taken
    for missing in edition.material.unjudged:
        if missing.area == area.code and missing.code not in covered and missing.data_action:
            yield _data(edition, missing)


def _adopted(edition: Edition, action: MatrixAction) -> Line:
    known = {r.advice.code: r for r in with_included(edition.material.recommendations)}
    recommendation = known.get(action.recommendation)
    status = edition.say(STATUSES[action.status])
    if action.status == "under_way" and action.per_cent is not None:
        status = f"{status}\n{edition.voice.percent(action.per_cent)}"
    return Line(
        action.code,
        action.action,
        action.expected_result,
        action.priority,
        action.time_frame,
        action.lead,
        action.contributors,
        action.partners,
        _measure(edition, action.measure, action.unit if _fits(edition, action.baseline) else ""),
        told_baseline(edition, action.baseline),
        action.target,
        _dates(edition, action),
        status,
        STATUS_TONES[action.status],
        recommendation.advice.code if recommendation else "",
        recommendation is not None and recommendation.advice.strategic,
        _includes(edition, recommendation) if recommendation else "",
    )


def _fits(edition: Edition, baseline: str) -> bool:
    return not is_measure(edition, baseline) or has_unit(edition, baseline)


def _dates(edition: Edition, action: MatrixAction) -> str:
    starts, due = (edition.voice.date(day) if day else "" for day in (action.starts_on, action.due_on))
    if starts and due:
        timing = edition.say("{start} to {due}", start=starts, due=due)
    elif starts:
        timing = edition.say("From {date}", date=starts)
    else:
        timing = edition.say("Due {date}", date=due) if due else ""
    return _lines(timing, edition.say("Cost: {cost}", cost=action.cost) if action.cost else "")


def _proposed(edition: Edition, recommendation: Recommendation) -> Line:
    advice = recommendation.advice
    return Line(
        advice.code,
        advice.action,
        advice.expected_result,
        recommendation.priority,
        advice.time_frame,
        advice.lead,
        tuple(advice.contributors),
        tuple(advice.partners),
        _measure(edition, advice.measure, advice.unit if has_unit(edition, advice.baseline) else ""),
        baseline_of(edition, advice.baseline) if advice.baseline else "",
        advice.target,
        edition.say("To be agreed"),
        edition.say("Proposed"),
        "muted",
        advice.code,
        advice.strategic,
        _includes(edition, recommendation),
    )


def _includes(edition: Edition, recommendation: Recommendation) -> str:
    """What a recommendation includes, without what was adopted as an action of its own."""
    adopted = {action.recommendation for action in edition.material.actions}
    codes = [one.advice.code for one in recommendation.includes if one.advice.code not in adopted]
    return edition.say("It includes {codes}.", codes=edition.voice.join(codes)) if codes else ""


def _data(edition: Edition, missing: Unjudged) -> Line:
    label = edition.label(missing.code)
    indicator = edition.instrument.indicator_of[missing.code]
    return Line(
        missing.code,
        missing.data_action,
        edition.say("“{indicator}” can be judged in the next assessment.", indicator=label),
        "high" if reaches(missing.importance, WEIGHTY) else "medium",
        "short",
        missing.competent_body,
        (),
        (),
        edition.say("Share of “{indicator}” that is known", indicator=label),
        edition.share(missing.coverage),
        edition.say("At least {share}", share=edition.share(coverage_needed(edition.instrument, indicator))),
        edition.say("To be agreed"),
        edition.say("Proposed"),
        "muted",
        missing.code,
    )


def _measure(edition: Edition, measure: str, unit: str) -> str:
    return edition.say("{measure} ({unit})", measure=measure, unit=unit) if measure and unit else measure


def _columns(edition: Edition) -> tuple[Column, ...]:
    return (
        Column(edition.say("Code"), width=1.1),
        Column(edition.say("Action and expected result"), width=5.0),
        Column(edition.say("Priority"), "chip", 1.0),
        Column(edition.say("Time frame"), width=1.2),
        Column(edition.say("Lead"), width=1.6),
        Column(edition.say("Contributors and partners"), width=2.5),
        Column(edition.say("Indicator, baseline and target"), width=3.0),
        Column(edition.say("Dates"), width=1.4),
        Column(edition.say("Status"), "chip", 1.2),
    )


def _row(edition: Edition, line: Line) -> Row:
    contributors = edition.voice.row(line.contributors)
    partners = edition.voice.row(edition.partner(code) for code in line.partners)
    return Row(
        (
            Cell(line.code, strong=True, evidence=line.evidence),
            Cell(
                _lines(
                    line.action,
                    line.includes,
                    edition.say("Expected result: {result}", result=line.result) if line.result else "",
                )
            ),
            Cell(
                _lines(edition.say(PRIORITIES[line.priority]), edition.say("Strategic") if line.strategic else ""),
                PRIORITY_TONES[line.priority],
            ),
            Cell(edition.say(TIME_FRAMES[line.time_frame])),
            Cell(line.lead),
            Cell(_lines(contributors, edition.say("Partners: {partners}", partners=partners) if partners else "")),
            Cell(_measured(edition, line)),
            Cell(line.timing),
            Cell(line.status, line.tone),
        )
    )


def _measured(edition: Edition, line: Line) -> str:
    return _lines(
        line.measure,
        edition.say("Baseline: {baseline}", baseline=line.baseline) if line.baseline else "",
        edition.say("Target: {target}", target=line.target) if line.target else "",
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
