"""The chapter of an area: where it stands, gaps, figures, what respondents say, facts, recommendations."""

from __future__ import annotations

from assessment.methodology.gaps import Gap, Unjudged, target_of
from assessment.methodology.instrument import Area
from assessment.methodology.recommendations import Recommendation
from assessment.methodology.report.edition import PRIORITY_TONES, Edition
from assessment.methodology.report.facts import facts_section
from assessment.methodology.report.figures import figures_section
from assessment.methodology.report.gap_matrix import further_gaps
from assessment.methodology.report.heard import heard_section
from assessment.methodology.report.model import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.reasons import because, why_this_priority
from assessment.methodology.report.recommended import with_place
from assessment.methodology.report.standing import indicators_section, standing_blocks
from assessment.methodology.report.words import PRIORITIES, REASONS

MOST_CAUSES = 2


def chapter(edition: Edition, area: Area, number: int) -> Section:
    """All that the report says of one area."""
    parts = (
        indicators_section(edition, area),
        figures_section(edition, area),
        _gaps_section(edition, area),
        heard_section(edition, area),
        facts_section(edition, area),
        _desk_study(edition, area),
        _recommendations_section(edition, area),
    )
    return Section(
        area.label,
        standing_blocks(edition, area),
        tuple(part for part in parts if part is not None),
        layout="chapter",
        number=str(number),
        code=area.code,
    )


def _gaps_section(edition: Edition, area: Area) -> Section:
    gaps = edition.gaps_in(area)
    blind = [u for u in edition.material.unjudged if u.area == area.code]
    blocks: list[Block] = [Paragraph(_gaps_opening(edition, area, gaps), area.code)]
    if gaps:
        blocks.append(Bullets(tuple(Paragraph(_gap_sentence(edition, gap), gap.code) for gap in gaps)))
    if blind:
        blocks.append(Paragraph(_blind_sentence(edition, blind), area.code))
    return Section(edition.say("Gaps"), (*blocks, *further_gaps(edition, area)))


def _blind_sentence(edition: Edition, blind: list[Unjudged]) -> str:
    """Which indicators could not be judged; the reason too, where it is the same for all."""
    reasons = {unjudged.reason for unjudged in blind}
    reason = edition.say(REASONS[blind[0].reason]) if len(reasons) == 1 else ""
    return edition.count(
        "{number} indicator could not be judged: {indicators}. {reason}",
        "{number} indicators could not be judged: {indicators}. {reason}",
        len(blind),
        indicators=edition.listed(edition.label(unjudged.code) for unjudged in blind),
        reason=reason,
    ).strip()


def _gaps_opening(edition: Edition, area: Area, gaps: tuple[Gap, ...]) -> str:
    if not edition.judged(area):
        return edition.say(
            "No indicator of “{area}” could be judged, so no gap could be measured; what is missing comes first.",
            area=area.short_label,
        )
    if not gaps:
        return edition.say(
            "Every indicator of “{area}” that could be judged has reached its target.", area=area.short_label
        )
    return edition.count(
        "{number} indicator of “{area}” falls short of its target, which is {target} unless another is named.",
        "{number} indicators of “{area}” fall short of the target, which is {target} unless another is named. The "
        "gravest come first, by distance from the target and weight in the area.",
        len(gaps),
        area=area.short_label,
        target=edition.level_of(edition.instrument.target),
    )


def _gap_sentence(edition: Edition, gap: Gap) -> str:
    indicator = edition.instrument.indicator_of[gap.code]
    causes = _causes(edition, gap)
    values = {
        "severity": edition.severity_label(gap.severity),
        "indicator": indicator.label,
        "level": edition.level(gap.code),
    }
    sentences = [edition.say("{severity}: “{indicator}”, at the level {level}.", **values)]
    if target_of(edition.instrument, indicator, edition.material.targets) != edition.instrument.target:
        sentences.append(edition.say("Its own target is {target}.", target=edition.target(indicator)))
    if causes:
        sentences.append(edition.say("Furthest behind: {causes}.", causes=edition.listed(causes)))
    return " ".join(sentences)


def _causes(edition: Edition, gap: Gap) -> list[str]:
    """What holds an indicator down most, where it is made of several things that differ."""
    leaves = [edition.node(code) for code in edition.node(gap.code).children]
    below = sorted(
        (leaf for leaf in leaves if leaf.score is not None and leaf.weight > 0 and leaf.score < gap.score),
        key=lambda leaf: leaf.score or 0.0,
    )
    return [_cause(edition, leaf.code) for leaf in below[:MOST_CAUSES]]


def _cause(edition: Edition, code: str) -> str:
    return edition.statement(code) if code in edition.instrument.question_of else edition.label(code)


def _desk_study(edition: Edition, area: Area) -> Section | None:
    facts = [fact for fact in edition.material.country_facts if fact.area == area.code]
    if not facts:
        return None
    items = tuple(
        Paragraph(
            edition.say("{fact} ({year}).", fact=fact.text.rstrip("."), year=fact.year) if fact.year else fact.text,
            area.code,
        )
        for fact in facts
    )
    lead = edition.count(
        "The desk study records {number} dated fact on “{area}”; its address stands in the annex on sources.",
        "The desk study records {number} dated facts on “{area}”; their addresses stand in the annex on sources.",
        len(facts),
        area=area.short_label,
    )
    return Section(edition.say("From the desk study"), (Paragraph(lead, area.code), Bullets(items)))


def _recommendations_section(edition: Edition, area: Area) -> Section:
    rows = tuple(_recommendation_row(edition, one, place) for one, place in with_place(edition, area))
    if not rows:
        return Section(
            edition.say("Recommendations"),
            (
                Paragraph(
                    edition.say(
                        "No rule of the questionnaire calls for a recommendation on “{area}”.", area=area.short_label
                    ),
                    area.code,
                ),
            ),
        )
    lead = edition.count(
        "The findings on “{area}” call for {number} recommendation. Why it is made stands beside it; who does what "
        "by when stands in the action matrix.",
        "The findings on “{area}” call for {number} recommendations. Why each is made stands beside it; who does "
        "what by when stands in the action matrix.",
        len(rows),
        area=area.short_label,
    )
    if any(place for _, place in with_place(edition, area)):
        lead += " " + edition.say("What is part of another recommendation is carried out with it.")
    table = Table(
        edition.say("Recommendations: {area}", area=area.label),
        (
            Column(edition.say("Code"), width=1.1),
            Column(edition.say("Recommendation"), width=3.7),
            Column(edition.say("Why it is made"), width=5.2),
            Column(edition.say("Priority"), "chip", 1.2),
        ),
        rows,
    )
    return Section(edition.say("Recommendations"), (Paragraph(lead, area.code), table))


def _recommendation_row(edition: Edition, recommendation: Recommendation, place: str) -> Row:
    advice = recommendation.advice
    priority = Cell(edition.say(PRIORITIES[recommendation.priority]), PRIORITY_TONES[recommendation.priority])
    return Row(
        (
            Cell(advice.code, strong=True, evidence=advice.code),
            Cell(advice.action),
            Cell(
                f"{because(edition, recommendation)} {why_this_priority(edition, recommendation)}",
                evidence=_first_node(edition, advice.rests_on),
            ),
            Cell(edition.say("Part of {code}", code=place), "muted", place) if place else priority,
        ),
        anchor=advice.code,
    )


def _first_node(edition: Edition, codes: tuple[str, ...]) -> str:
    known = edition.scorecard.nodes
    return next((code for code in codes if code in known or code in edition.instrument.question_of), "")
