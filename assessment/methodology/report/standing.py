"""Where an area stands: its level, what is known of it, its indicators as a table and as a chart."""

from __future__ import annotations

from collections import Counter

from assessment.methodology.instrument import Area, Indicator
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Bar, Block, Cell, Chart, Column, Paragraph, Row, Section, Table
from assessment.methodology.scoring import NodeScore
from assessment.methodology.voice import N_


def standing_blocks(edition: Edition, area: Area) -> tuple[Block, ...]:
    """The opening of a chapter: the level, what it rests on, the strongest and the weakest indicators."""
    introduction = (Paragraph(area.introduction, lead=True),) if area.introduction else ()
    return (
        *introduction,
        Paragraph(f"{level_sentence(edition, area)} {_coverage_sentence(edition, area)}", area.code),
        *(Paragraph(text, area.code) for text in (_extremes(edition, area), _evidence(edition, area)) if text),
    )


def level_sentence(edition: Edition, area: Area) -> str:
    """The level of an area with its meaning, or why there is none."""
    node = edition.node(area.code)
    if node.score is None:
        return edition.say(
            "No level can be given for “{area}”. {reason}",
            area=area.label,
            reason=edition.why(node),
        )
    band = edition.band(node.score)
    return edition.heard(
        N_("The level found for “{area}” is {level}. {meaning}"),
        N_("In this demonstration the level computed for “{area}” is {level}. {meaning}"),
        area=area.label,
        level=edition.level(area.code),
        meaning=(band.meaning if band else None) or "",
    ).strip()


def _coverage_sentence(edition: Edition, area: Area) -> str:
    return edition.count(
        "Of {number} indicator, {judged} could be judged; what is known carries {coverage} of the weight.",
        "Of {number} indicators, {judged} could be judged; what is known carries {coverage} of the weight.",
        len(edition.applying(area)),
        judged=edition.voice.number(len(edition.judged(area))),
        coverage=edition.share(edition.node(area.code).coverage),
    )


def extremes(edition: Edition, area: Area) -> tuple[list[Indicator], list[Indicator]]:
    """The indicators in the highest and in the lowest band that the area's indicators reach."""
    judged = sorted(edition.judged(area), key=lambda i: -(edition.node(i.code).score or 0.0))
    if not judged:
        return [], []
    top, bottom = edition.node(judged[0].code).band, edition.node(judged[-1].code).band
    highest = [i for i in judged if edition.node(i.code).band == top]
    return highest, [] if top == bottom else [i for i in reversed(judged) if edition.node(i.code).band == bottom]


def _extremes(edition: Edition, area: Area) -> str:
    highest, lowest = extremes(edition, area)
    if not highest:
        return ""
    top = edition.band_label(edition.node(highest[0].code).score)
    if not lowest:
        return edition.say(
            "All indicators of “{area}” that could be judged stand at one level, {level}; differences within it "
            "are small enough to be left to the table.",
            area=area.short_label,
            level=top,
        )
    return edition.say(
        "The highest level, {top}, is reached by {strong}. The lowest, {bottom}, is that of {weak}.",
        top=top,
        strong=edition.some([i.label for i in highest]),
        bottom=edition.band_label(edition.node(lowest[0].code).score),
        weak=edition.some([i.label for i in lowest]),
    )


def _evidence(edition: Edition, area: Area) -> str:
    groups = edition.node(area.code).groups
    if not edition.asks_groups(area):
        return ""
    if not groups:
        return edition.say(
            "No stakeholder group answered the opinion and experience questions on “{area}” in sufficient number "
            "to count.",
            area=area.short_label,
        )
    return edition.heard(
        N_("On opinion and experience under “{area}”, these groups answered in sufficient number: {groups}."),
        N_(
            "In this demonstration, synthetic respondents on “{area}” are numerous enough to count in these "
            "groups: {groups}."
        ),
        area=area.short_label,
        groups=edition.groups(groups),
    )


def indicators_section(edition: Edition, area: Area) -> Section:
    """The indicators of an area as a table and as a chart."""
    return Section(
        edition.say("Indicators"),
        (indicators_table(edition, area), *((level_chart(edition, area),) if edition.judged(area) else ())),
    )


def indicators_table(edition: Edition, area: Area) -> Table:
    """Level, coverage, evidence and gap of each indicator."""
    score = (Column(edition.say("Score"), "number", 0.9),) if edition.shows_scores else ()
    return Table(
        edition.say("Indicators of “{area}”", area=area.label),
        (
            Column(edition.say("Indicator"), width=3.6),
            Column(edition.say("Level"), "chip", 1.8),
            *score,
            Column(edition.say("Known"), "number", 1.1),
            Column(edition.say("Rests on"), width=2.6),
            Column(edition.say("Gap"), "chip", 1.7),
        ),
        tuple(_indicator_row(edition, indicator) for indicator in area.indicators),
        note=edition.notice,
    )


def _indicator_row(edition: Edition, indicator: Indicator) -> Row:
    node = edition.node(indicator.code)
    gap = edition.gap_of(indicator.code)
    label = edition.named(node, indicator.label)
    score = (Cell(edition.score(node.score), evidence=node.code),) if edition.shows_scores else ()
    return Row(
        (
            Cell(label, evidence=node.code),
            Cell(level_chip(edition, node), edition.tone(node.score), node.code),
            *score,
            Cell(edition.share(node.coverage)),
            Cell(rests_on(edition, indicator)),
            Cell(edition.severity_label(gap.severity), edition.severity_tone(gap.severity))
            if gap
            else Cell(_no_gap(edition, node)),
        )
    )


def level_chip(edition: Edition, node: NodeScore) -> str:
    """The band of a node, or in two or three words why it has none."""
    if node.score is None:
        return edition.why_shortly(node)
    return edition.band_label(node.score) if edition.band(node.score) else edition.say("judged")


def _no_gap(edition: Edition, node: NodeScore) -> str:
    return "" if node.score is None else edition.say("target reached")


def rests_on(edition: Edition, indicator: Indicator) -> str:
    """What an indicator is made of, by kind of evidence."""
    kinds = Counter(edition.scorecard.questions[m.code].kind for m in indicator.items)
    opinions = kinds["perception"] + kinds["experience"]
    parts = []
    if kinds["fact"]:
        parts.append(edition.count("{number} fact", "{number} facts", kinds["fact"]))
    if kinds["figure"]:
        parts.append(
            edition.count("{number} administrative figure", "{number} administrative figures", kinds["figure"])
        )
    if opinions:
        parts.append(edition.count("{number} question to groups", "{number} questions to groups", opinions))
    if indicator.series:
        parts.append(edition.count("{number} published figure", "{number} published figures", len(indicator.series)))
    return edition.voice.join(parts)


def level_chart(edition: Edition, area: Area) -> Chart:
    """The indicators of an area as bars where scores are shown, as steps where only levels are."""
    nodes = [(i.label, edition.node(i.code)) for i in area.indicators]
    return chart_of(
        edition,
        nodes,
        caption=edition.say("Levels of the indicators: {area}", area=area.label),
        alternative=edition.count(
            "Levels of {number} indicator of “{area}”.",
            "Levels of {number} indicators of “{area}”.",
            len(nodes),
            area=area.label,
        ),
    )


def chart_of(edition: Edition, nodes: list[tuple[str, NodeScore]], *, caption: str, alternative: str) -> Chart:
    """Nodes as a chart: scores on 0..100 with the common target, or filled steps with the band's name."""
    bands = sorted(edition.instrument.bands, key=lambda band: band.start)
    evidence = tuple(node.code for _, node in nodes)
    if not edition.shows_scores:
        place = {band.code: float(number) for number, band in enumerate(bands, start=1)}
        bars = tuple(
            Bar(label, (place.get(node.band or ""),), (level_chip(edition, node),), edition.tone(node.score))
            for label, node in nodes
        )
        return Chart(
            "steps",
            caption,
            alternative,
            bars,
            tuple(band.label for band in bands),
            float(len(bands)),
            stamp=edition.notice,
            source=edition.source_of_levels,
            evidence=evidence,
        )
    bars = tuple(
        Bar(
            label,
            (node.score,),
            (edition.score(node.score) if node.score is not None else level_chip(edition, node),),
            edition.tone(node.score),
            *edition.range_of(node.code),
        )
        for label, node in nodes
    )
    target = edition.instrument.target
    return Chart(
        "bars",
        caption,
        alternative,
        bars,
        ticks=tuple((float(tick), edition.voice.number(tick)) for tick in (0, 25, 50, 75, 100)),
        target=target,
        target_label=edition.say("Target {target}", target=edition.voice.number(target)),
        note=edition.say("The thin line over a bar is its robustness range; see the annex on how far the results hold.")
        if any(bar.low is not None for bar in bars)
        else "",
        stamp=edition.notice,
        source=edition.source_of_levels,
        evidence=evidence,
    )
