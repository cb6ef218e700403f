"""Opinions as charts: the distribution of answers by group, and where groups differ."""

from __future__ import annotations

from assessment.methodology.consolidation import GroupResult
from assessment.methodology.disclosure import shown_groups
from assessment.methodology.instrument import Area
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Bar, Block, Chart, Paragraph
from assessment.methodology.report.results import distribution, favourable, is_scored
from assessment.methodology.voice import N_

MOST_CHARTS = 4
MOST_COMPARED = 6
APART = 15.0
SHARE_TICKS = (0, 25, 50, 75, 100)


def distribution_charts(edition: Edition, perceptions: list[str]) -> list[Block]:
    """The questions on which most groups can be compared, up to four, in the questionnaire's order."""
    telling = sorted(perceptions, key=lambda code: (-len(parts_of(edition, code)), -_spread(edition, code)))
    return [distribution_chart(edition, code) for code in perceptions if code in telling[:MOST_CHARTS]]


def distribution_chart(edition: Edition, question: str) -> Chart:
    """The shares of the options of a question with one answer, a bar a group that may be shown."""
    item = edition.instrument.question_of[question]
    bars = []
    for part in parts_of(edition, question):
        shares = distribution(edition.instrument, item, part.tally)
        label = edition.say(
            "{group} (n = {number})",
            group=edition.group_label(part.group),
            number=edition.voice.number(part.tally.answered),
        )
        bars.append(Bar(label, shares, tuple(edition.voice.percent(share) for share in shares)))
    return Chart(
        "stacked",
        edition.question(question),
        edition.say("Shares of the answers by group: {question}", question=edition.question(question)),
        tuple(bars),
        tuple(option.label for option in edition.instrument.options_of(item)),
        ticks=_percent_ticks(edition),
        stamp=edition.notice,
        source=edition.source_of_answers,
        evidence=(question,),
    )


def _percent_ticks(edition: Edition) -> tuple[tuple[float, str], ...]:
    return tuple((float(tick), edition.voice.percent(tick)) for tick in SHARE_TICKS)


def comparison(edition: Edition, area: Area, perceptions: list[str]) -> list[Block]:
    """Where the shares of favourable answers lie apart: a sentence and a chart of dots."""
    comparable = [
        code
        for code in perceptions
        if len(parts_of(edition, code)) > 1 and is_scored(edition.instrument, edition.instrument.question_of[code])
    ]
    apart = sorted((c for c in comparable if _spread(edition, c) >= APART), key=lambda c: -_spread(edition, c))
    if not comparable:
        return []
    if not apart:
        return [
            Paragraph(
                edition.say(
                    "On “{area}” the groups that can be compared answer much alike: their shares of favourable "
                    "answers nowhere lie {points} points or more apart.",
                    area=area.short_label,
                    points=edition.voice.number(APART),
                ),
                area.code,
            )
        ]
    shown = apart[:MOST_COMPARED]
    chart = [_dots(edition, area, shown)] if len(shown) > 1 else []
    return [Paragraph(_widest(edition, shown[0]), shown[0]), *chart]


def _widest(edition: Edition, question: str) -> str:
    item = edition.instrument.question_of[question]
    shares = sorted(
        (favourable(edition.instrument, item, part.tally) or 0.0, part.group) for part in parts_of(edition, question)
    )
    (low, lowest), (high, highest) = shares[0], shares[-1]
    return edition.heard(
        N_(
            "Groups differ most on “{question}”: {high} of the answers are favourable in the group “{highest}”, "
            "{low} in the group “{lowest}”."
        ),
        N_(
            "Among respondents in this demonstration, groups differ most on “{question}”: {high} of the answers "
            "are favourable in the group “{highest}”, {low} in the group “{lowest}”."
        ),
        question=edition.statement(question),
        high=edition.voice.percent(high),
        highest=edition.group_label(highest),
        low=edition.voice.percent(low),
        lowest=edition.group_label(lowest),
    )


def _dots(edition: Edition, area: Area, questions: list[str]) -> Chart:
    return favourable_chart(
        edition,
        questions,
        caption=edition.say("Where groups differ: share of favourable answers, {area}", area=area.label),
        alternative=edition.count(
            "Share of favourable answers by group to {number} question on “{area}”.",
            "Share of favourable answers by group to {number} questions on “{area}”.",
            len(questions),
            area=area.short_label,
        ),
    )


def favourable_chart(edition: Edition, questions: list[str], *, caption: str, alternative: str) -> Chart:
    """The share of favourable answers, a row a question, a dot a group that may be shown."""
    present = {part.group for code in questions for part in parts_of(edition, code)}
    groups = [group for group in edition.instrument.groups if group.code in present]
    bars = []
    for code in questions:
        item = edition.instrument.question_of[code]
        share = {p.group: favourable(edition.instrument, item, p.tally) for p in parts_of(edition, code)}
        values = tuple(share.get(group.code) for group in groups)
        texts = tuple("" if value is None else edition.voice.percent(value) for value in values)
        bars.append(Bar(edition.statement(code), values, texts))
    return Chart(
        "dots",
        caption,
        alternative,
        tuple(bars),
        tuple(group.label for group in groups),
        ticks=_percent_ticks(edition),
        stamp=edition.notice,
        source=edition.source_of_answers,
        evidence=tuple(questions),
    )


def parts_of(edition: Edition, question: str) -> tuple[GroupResult, ...]:
    return shown_groups(edition.instrument, edition.scorecard.questions[question])


def _spread(edition: Edition, question: str) -> float:
    item = edition.instrument.question_of[question]
    shares = [favourable(edition.instrument, item, part.tally) or 0.0 for part in parts_of(edition, question)]
    return max(shares) - min(shares)
