"""Two assessments side by side, made ready for their template."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.methodology.comparability import Change, Comparison, Standing
from assessment.methodology.instrument import ROOT
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Tone
from assessment.methodology.report.rounds import why_apart
from assessment.methodology.report.standing import level_chip
from assessment.methodology.scoring import NodeKind, NodeScore

SHOWN: frozenset[NodeKind] = frozenset({"area", "indicator"})


@dataclass(frozen=True)
class Side:
    """A node in one of the assessments: its level, the colour that goes with it, its score where scores are shown."""

    level: str
    tone: Tone
    score: str


@dataclass(frozen=True)
class Line:
    """A node that can be compared; `change` is in points, or in words where scores are not shown."""

    code: str
    label: str
    is_area: bool
    old: Side
    new: Side
    change: str
    reworded: bool


@dataclass(frozen=True)
class Apart:
    """A node that cannot be compared, with the reasons in sentences."""

    label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """Areas and indicators that both assessments measured alike, and those they did not; the whole if declared."""

    lines: tuple[Line, ...]
    rest: tuple[Apart, ...]
    shows_scores: bool


def comparison_page(old: Edition, new: Edition, comparison: Comparison) -> ComparisonPage:
    """The page of two editions in one language; scores stand in it where both assessments show them.

    Levels are those of the newer version for both.
    """
    shows_scores = old.shows_scores and new.shows_scores
    shown = SHOWN | {"index"} if new.instrument.overall else SHOWN
    lines = [
        _line(old, new, change, shows_scores=shows_scores)
        for change in comparison.changes
        if change.standing.kind in shown
    ]
    rest = [_apart(old, new, standing) for standing in comparison.rest if standing.kind in shown]
    return ComparisonPage(tuple(lines), tuple(rest), shows_scores)


def _line(old: Edition, new: Edition, change: Change, *, shows_scores: bool) -> Line:
    standing = change.standing
    return Line(
        code=standing.code,
        label=_label(old, new, standing.code),
        is_area=standing.kind != "indicator",
        old=_side(new, change.old, shows_scores=shows_scores),
        new=_side(new, change.new, shows_scores=shows_scores),
        change=_said(new, change, shows_scores=shows_scores),
        reworded=standing.reworded,
    )


def _side(edition: Edition, node: NodeScore, *, shows_scores: bool) -> Side:
    return Side(level_chip(edition, node), edition.tone(node.score), edition.score(node.score) if shows_scores else "")


def _said(edition: Edition, change: Change, *, shows_scores: bool) -> str:
    """What became of a node: `+3.2`, or without scores whether it stands in a higher or lower band."""
    if change.difference is None:
        return "–"
    if shows_scores:
        sign = "+" if change.difference > 0 else ""
        return f"{sign}{edition.score(change.difference)}"
    before, after = edition.band(change.old.score), edition.band(change.new.score)
    if before is None or after is None or before == after:
        return edition.say("same level")
    return edition.say("higher level") if after.start > before.start else edition.say("lower level")


def _apart(old: Edition, new: Edition, standing: Standing) -> Apart:
    below = (_label(old, new, code) for code in standing.below)
    return Apart(_label(old, new, standing.code), why_apart(new, standing, below))


def _label(old: Edition, new: Edition, code: str) -> str:
    if code == ROOT:
        return new.instrument.title
    return (new if code in new.scorecard.nodes else old).label(code)
