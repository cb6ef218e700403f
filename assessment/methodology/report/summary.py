"""The whole in brief: one page of figures, then the findings by area and the first recommendations."""

from __future__ import annotations

from assessment.methodology.instrument import ROOT, Area, Series
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import BASIS_TONES, finding_of, questions_in
from assessment.methodology.report.figures import series_in
from assessment.methodology.report.model import (
    Block,
    Bullets,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from assessment.methodology.report.recommended import told, with_place
from assessment.methodology.report.standing import chart_of, extremes
from assessment.methodology.report.words import BASES
from assessment.methodology.voice import N_

MOST_FIGURES = 4
MOST_LAWS = 7
MOST_RECOMMENDATIONS = 7
LAW_TONES: dict[str, Tone] = {
    "in_force": "good",
    "regional_direct": "good",
    "draft": "fair",
    "regional_not_transposed": "weak",
    "none": "poor",
}


def glance_section(edition: Edition) -> Section:
    """One page: country figures, laws, levels by area, who was heard, what was found."""
    blocks: list[Block] = [*_context(edition), _findings(edition), areas_chart(edition), *_laws(edition)]
    return Section(edition.say("At a glance"), tuple(blocks), layout="page")


def _context(edition: Edition) -> list[Block]:
    """The most recent published figures, one an area at most, those that are scored before context."""
    chosen: dict[str, Series] = {}
    for area in edition.instrument.areas:
        scored, context = series_in(edition, area)
        candidates = [s for s in (*scored, *context) if s.code not in chosen and _year(edition, s)]
        if candidates:
            newest = max(candidates, key=lambda series: _year(edition, series))
            chosen[newest.code] = newest
    newest_first = sorted(chosen.values(), key=lambda series: -_year(edition, series))[:MOST_FIGURES]
    if not newest_first:
        return []
    shown = tuple(_key_figure(edition, series) for series in chosen.values() if series in newest_first)
    return [KeyFigures(shown, edition.say("The country in published figures"))]


def _year(edition: Edition, series: Series) -> int:
    return edition.scorecard.desk[series.code].year or 0


def _key_figure(edition: Edition, series: Series) -> KeyFigure:
    result = edition.scorecard.desk[series.code]
    note = edition.say("{unit}, {year}", unit=edition.desk_unit(series), year=result.year)
    return KeyFigure(edition.desk_value(series, result), series.name, note, evidence=series.code)


def _findings(edition: Edition) -> KeyFigures:
    applying = sum(len(edition.applying(area)) for area in edition.instrument.areas)
    judged = sum(len(edition.judged(area)) for area in edition.instrument.areas)
    grave = edition.grave_gaps(edition.material.gaps)
    heard = edition.material.heard
    respondents = KeyFigure(
        edition.voice.number(sum(group.submitted for group in heard)),
        edition.heard(N_("respondents"), N_("synthetic respondents")),
        edition.count(
            "from {number} stakeholder group", "from {number} stakeholder groups", sum(g.submitted > 0 for g in heard)
        ),
        evidence="respondents",
    )
    return KeyFigures(
        (
            *((respondents,) if heard else ()),
            KeyFigure(
                edition.voice.number(judged),
                edition.say("indicators judged"),
                edition.count("of {number} that applies", "of {number} that apply", applying),
                evidence=ROOT,
            ),
            KeyFigure(
                edition.voice.number(len(grave)),
                edition.say("grave gaps"),
                edition.count("of {number} gap in all", "of {number} gaps in all", len(edition.material.gaps)),
                tone="weak" if grave else "",
                evidence="gaps",
            ),
            KeyFigure(
                edition.voice.number(len(edition.material.recommendations)),
                edition.say("recommendations"),
                edition.count(
                    "{number} of high priority",
                    "{number} of high priority",
                    sum(r.priority == "high" for r in edition.material.recommendations),
                ),
                evidence="recommendations",
            ),
        ),
        edition.heard(N_("The assessment in figures"), N_("The demonstration in figures")),
    )


def areas_chart(edition: Edition) -> Block:
    """The level of every area."""
    areas = edition.instrument.areas
    return chart_of(
        edition,
        [(area.short_label, edition.node(area.code)) for area in areas],
        caption=edition.say("Levels by policy area"),
        alternative=edition.count("Level of {number} policy area.", "Levels of {number} policy areas.", len(areas)),
    )


def _laws(edition: Edition) -> list[Block]:
    codes = [
        code
        for area in edition.instrument.areas
        for code in questions_in(edition, area)
        if edition.instrument.question_of[code].type == "law_status"
    ]
    known = [finding for code in codes if (finding := finding_of(edition, code)).basis != "unknown"]
    if not known:
        return []
    order = {"confirmed": 0, "provisional": 1, "contested": 2, "unknown": 3}
    shown = sorted(known, key=lambda finding: order[finding.basis])[:MOST_LAWS]
    rows = tuple(
        Row(
            (
                Cell(edition.statement(finding.question), evidence=finding.question),
                Cell(
                    finding.value if finding.basis != "contested" else "–",
                    LAW_TONES.get(str(_law(finding.result)), "unknown"),
                ),
                Cell(edition.say(BASES[finding.basis]), BASIS_TONES[finding.basis]),
            )
        )
        for finding in shown
    )
    columns = (
        Column(edition.say("Law or rule"), width=5),
        Column(edition.say("Status"), "chip", 1.4),
        Column(edition.say("Standing"), "chip", 1.4),
    )
    return [Table(edition.say("Laws and rules on which something is known"), columns, rows, note=edition.notice)]


def _law(result: object) -> object:
    confirmation = getattr(result, "confirmation", None)
    return confirmation.value if confirmation is not None else getattr(result, "value", None)


def summary_section(edition: Edition) -> Section:
    """The findings area by area, then the recommendations that come first."""
    opening = edition.heard(
        N_("The findings of each policy area in brief; the chapters give the evidence."),
        N_("What the demonstration yields in each policy area, in brief; the chapters show how it comes about."),
    )
    areas = tuple(
        Section(
            area.label, tuple(Paragraph(text, area.code) for text in (_area_summary(edition, area),)), in_contents=False
        )
        for area in edition.instrument.areas
    )
    return Section(
        edition.say("Summary of findings"),
        (Paragraph(opening, lead=True), Paragraph(_overview(edition))),
        (*areas, _first_recommendations(edition)),
        layout="page",
    )


def _overview(edition: Edition) -> str:
    nodes = [(area, edition.node(area.code)) for area in edition.instrument.areas]
    by_band = [
        edition.say(
            "{level}: {areas}",
            level=band.label,
            areas=edition.voice.join(a.short_label for a, n in nodes if n.band == band.code),
        )
        for band in sorted(edition.instrument.bands, key=lambda band: -band.start)
        if any(n.band == band.code for _, n in nodes)
    ]
    without = [area.short_label for area, node in nodes if node.score is None]
    sentences = []
    if edition.instrument.overall:
        sentences.append(edition.say("Over all areas together: {level}.", level=edition.level(ROOT)))
    if by_band:
        sentences.append(
            edition.say("Levels reached by the areas, the highest first. {levels}.", levels=edition.voice.row(by_band))
        )
    if without:
        sentences.append(
            edition.say(
                "Areas for which too little is known to give a level, whatever their single indicators say: {areas}.",
                areas=edition.voice.join(without),
            )
        )
    grave = edition.grave_gaps(edition.material.gaps)
    if grave:
        sentences.append(
            edition.say(
                "Over all areas, the gravest gaps are those of {indicators}.",
                indicators=edition.listed(edition.label(g.code) for g in grave[:5]),
            )
        )
    return " ".join(sentences)


def _area_summary(edition: Edition, area: Area) -> str:
    sentences = [_standing(edition, area)]
    highest, lowest = extremes(edition, area)
    if highest and lowest:
        sentences.append(
            edition.say(
                "Highest stand {strong}; lowest stand {weak}.",
                strong=edition.some([i.label for i in highest], 2),
                weak=edition.some([i.label for i in lowest], 2),
            )
        )
    gaps = edition.gaps_in(area)
    if gaps:
        sentences.append(
            edition.count(
                "{number} gap was measured, of which {grave} grave; the area has {recommendations}.",
                "{number} gaps were measured, of which {grave} grave; the area has {recommendations}.",
                len(gaps),
                grave=edition.voice.number(len(edition.grave_gaps(gaps))),
                recommendations=edition.count(
                    "{number} recommendation", "{number} recommendations", len(tuple(with_place(edition, area)))
                ),
            )
        )
    return " ".join(sentences)


def _standing(edition: Edition, area: Area) -> str:
    node = edition.node(area.code)
    known = edition.share(node.coverage)
    if node.score is None:
        return edition.say(
            "“{area}” is without a level ({reason}); {known} of what it means to measure is known.",
            area=area.short_label,
            reason=edition.why_shortly(node),
            known=known,
        )
    return edition.say(
        "“{area}” reaches the level {level}; {known} of what it means to measure is known.",
        area=area.short_label,
        level=edition.level(area.code),
        known=known,
    )


def _first_recommendations(edition: Edition) -> Section:
    """The strategic ones and then those of high priority; where there are none of these, the first of all."""
    every = edition.material.recommendations
    first = [r for r in every if r.advice.strategic or r.priority == "high"] or list(every)
    shown = first[:MOST_RECOMMENDATIONS]
    lead = edition.count(
        "{number} recommendation comes first; the action matrix holds all of them.",
        "{number} recommendations come first; the action matrix holds all of them.",
        len(shown),
    )
    items = tuple(Paragraph(told(edition, one), one.advice.code) for one in shown)
    blocks: tuple[Block, ...] = (Paragraph(lead), Bullets(items, numbered=True)) if items else ()
    return Section(edition.say("Recommendations that come first"), blocks, code="recommendations")
