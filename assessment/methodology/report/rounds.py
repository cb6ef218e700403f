"""What changed since the last round: each area and indicator on what both rounds measured alike, and the rest named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.methodology.common_part import GroupApart, Missing
from assessment.methodology.comparability import REASONS, Standing
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.material import Since
from assessment.methodology.report.model import Block, Bullets, Cell, Column, Paragraph, Row, Section, Table, Tone
from assessment.methodology.report.standing import level_chip
from assessment.methodology.rounds import RoundChange
from assessment.methodology.scoring import NodeScore
from assessment.methodology.voice import N_

GROUPS_APART: dict[Missing, str] = {
    "before": N_("{group}: not compared on {number} of the questions, because it counts only in {now}."),
    "now": N_("{group}: not compared on {number} of the questions, because it counts only in {before}."),
    "otherwise": N_(
        "{group}: not compared on {number} of the questions, because it is asked or counted in another way."
    ),
}


@dataclass(frozen=True)
class Level:
    """A node's level in one round, with its score where both rounds show theirs."""

    text: str
    tone: Tone


@dataclass(frozen=True)
class ChangeLine:
    """One area or indicator: as published then and now, then on the common part; the change in words or points.

    `span` is the range of the change, empty where no figure may stand; `sure` says whether its direction is.
    """

    code: str
    label: str
    is_area: bool
    published: tuple[Level, Level]
    common: tuple[Level, Level] | None
    change: str
    span: str
    sure: str
    share: str


def rounds_sections(edition: Edition) -> tuple[Section, ...]:
    """The section of the report, none where no former round was chosen."""
    since = edition.material.since
    if since is None:
        return ()
    blocks: list[Block] = [Paragraph(text, lead=not place) for place, text in enumerate(introduction(edition, since))]
    blocks.append(_table(edition, since))
    left_out = (*groups_apart(edition, since), *questions_apart(edition, since))
    if left_out:
        blocks += [
            Paragraph(edition.say("What could not be compared:")),
            Bullets(tuple(Paragraph(text) for text in left_out)),
        ]
    return (Section(edition.say("What changed since the last round"), tuple(blocks), layout="landscape"),)


def introduction(edition: Edition, since: Since) -> tuple[str, ...]:
    """With what this round is compared, and how."""
    names = {"before": since.rounds.before, "now": since.rounds.now}
    return (
        edition.say(
            "{now} is compared with {before}, an earlier assessment. Both were scored anew on the questions, published "
            "figures and groups that they have in common, with the weights of the newer questionnaire; beside it "
            "stands what each assessment found by itself.",
            **names,
        ),
        edition.say(
            "A change is given where enough of an area or indicator is common to both. Its range holds nine in ten of "
            "{draws} draws, in which respondents were drawn again within their groups and weights varied by a quarter; "
            "it is no confidence interval. Where the range includes no change, the direction is not sure.",
            draws=edition.voice.number(since.rounds.draws),
        ),
    )


def change_lines(edition: Edition, since: Since) -> tuple[ChangeLine, ...]:
    """Every area and indicator of the newer version, ready to be laid out."""
    return tuple(_line(edition, since, change) for change in since.rounds.changes)


def groups_apart(edition: Edition, since: Since) -> tuple[str, ...]:
    """The stakeholder groups that were left out of some questions, in sentences."""
    return tuple(_group_apart(edition, since, one) for one in since.rounds.groups)


def questions_apart(edition: Edition, since: Since) -> tuple[str, ...]:
    """The questions and series that were measured otherwise, with the reasons."""
    return tuple(
        edition.say(
            "“{question}”: {reasons}",
            question=since.labels.get(one.code, one.label).rstrip("."),
            reasons=" ".join(why_apart(edition, one, ())),
        )
        for one in since.rounds.apart
    )


def why_apart(edition: Edition, standing: Standing, below: Iterable[str]) -> tuple[str, ...]:
    """Why a node cannot be compared, in sentences; `below` are the labels of its parts whose method changed."""
    reasons = [edition.say(REASONS[reason]) for reason in standing.reasons if reason != "below"]
    if standing.below:
        reasons.append(edition.say("The method of these parts changed: {parts}.", parts=edition.listed(below)))
    return tuple(reasons)


def _group_apart(edition: Edition, since: Since, one: GroupApart) -> str:
    labels = {group.code: group.label for group in edition.instrument.groups}
    return edition.say(
        GROUPS_APART[one.missing],
        number=edition.voice.number(one.questions),
        group=labels.get(one.group, one.group),
        before=since.rounds.before,
        now=since.rounds.now,
    )


def _line(edition: Edition, since: Since, change: RoundChange) -> ChangeLine:
    before, now = change.published
    return ChangeLine(
        code=change.code,
        label=edition.label(change.code),
        is_area=change.is_area,
        published=(_level(edition, since, before), _level(edition, since, now)),
        common=_levels(edition, since, change.common),
        change=_change(edition, since, change),
        span=_span(edition, since, change),
        sure=_sure(edition, change),
        share=edition.share(change.share),
    )


def _levels(edition: Edition, since: Since, nodes: tuple[NodeScore, NodeScore] | None) -> tuple[Level, Level] | None:
    return (_level(edition, since, nodes[0]), _level(edition, since, nodes[1])) if nodes else None


def _level(edition: Edition, since: Since, node: NodeScore | None) -> Level:
    if node is None:
        return Level("–", "unknown")
    text, tone = level_chip(edition, node), edition.tone(node.score)
    if node.score is None or not since.shows_scores:
        return Level(text, tone)
    return Level(edition.say("{band} ({score})", band=text, score=edition.score(node.score)), tone)


def _change(edition: Edition, since: Since, change: RoundChange) -> str:
    if change.common is None:
        return edition.say("too little in common")
    if change.difference is None:
        return "–"
    if since.shows_scores:
        return edition.points(change.difference)
    before, now = (edition.band(node.score) for node in change.common)
    if before is None or now is None or before == now:
        return edition.say("same level")
    return edition.say("higher level") if now.start > before.start else edition.say("lower level")


def _span(edition: Edition, since: Since, change: RoundChange) -> str:
    if change.span is None or not since.shows_scores:
        return ""
    low, high = (edition.points(end) for end in (change.span.low, change.span.high))
    return edition.say("{low} to {high}", low=low, high=high)


def _sure(edition: Edition, change: RoundChange) -> str:
    if change.span is None:
        return ""
    if not change.is_clear:
        return edition.say("direction not sure")
    return edition.say("rises in the whole range") if change.span.low > 0 else edition.say("falls in the whole range")


def _table(edition: Edition, since: Since) -> Table:
    before, now = since.rounds.before, since.rounds.now
    return Table(
        edition.say("Changes from {before} to {now}", before=before, now=now),
        (
            Column(edition.say("Area or indicator"), width=3.0),
            Column(edition.say("{name}, by itself", name=before), "chip", 1.7),
            Column(edition.say("{name}, by itself", name=now), "chip", 1.7),
            Column(edition.say("{name}, in common", name=before), "chip", 1.7),
            Column(edition.say("{name}, in common", name=now), "chip", 1.7),
            Column(edition.say("Difference"), width=2.8),
            Column(edition.say("In common"), "number", 0.9),
        ),
        tuple(_row(edition, line) for line in change_lines(edition, since)),
        note=edition.notice,
    )


def _row(edition: Edition, line: ChangeLine) -> Row:
    nothing = Level("–", "unknown")
    levels = (*line.published, *(line.common or (nothing, nothing)))
    said = edition.voice.row(part for part in (line.change, line.span, line.sure) if part)
    return Row(
        (
            Cell(line.label, evidence=line.code, strong=line.is_area),
            *(Cell(level.text, level.tone) for level in levels),
            Cell(said),
            Cell(line.share),
        )
    )
