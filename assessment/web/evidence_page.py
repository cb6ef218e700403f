"""Behind a number: a node's parts, a question's answers by group, a series' figure with its source (rule 16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assessment.errors import NotFound
from assessment.methodology.consolidation import ClaimCount, Confirmation, QuestionResult
from assessment.methodology.disclosure import may_show, shown_groups
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import value_said
from assessment.methodology.report.model import Tone
from assessment.methodology.report.results import said
from assessment.methodology.report.standing import level_chip
from assessment.methodology.report.words import KINDS, REASONS, STATES
from assessment.methodology.scoring import NodeScore
from assessment.methodology.voice import N_
from assessment.services.entry import CodedAnswer


@dataclass(frozen=True)
class PartLine:
    """One part of a node: its name, level and weight."""

    code: str
    label: str
    level: str
    tone: Tone
    weight: str


@dataclass(frozen=True)
class GroupLine:
    """One group's answers to a question in words, how many stand behind them, and whether they enter the score."""

    group: str
    answers: str
    asked: int
    answered: int
    counts: bool


@dataclass(frozen=True)
class ClaimLine:
    """A value claimed of a fact, by whom, and by how many."""

    value: str
    source: str
    voices: int


@dataclass(frozen=True)
class CodedLine:
    """What an expert coded, from which source."""

    value: str
    group: str
    source: str
    person: str


@dataclass(frozen=True)
class FigureLine:
    """A published figure with everything that proves it."""

    value: str
    unit: str
    year: str
    source: str
    old: bool


@dataclass(frozen=True)
class EvidencePage:
    """Everything behind one code; parts that do not apply are empty."""

    code: str
    label: str
    kind: str
    parents: tuple[tuple[str, str], ...] = ()
    level: str = ""
    tone: Tone = ""
    reason: str = ""
    coverage: float | None = None
    weight: str = ""
    provisional: bool = False
    parts: tuple[PartLine, ...] = ()
    groups: tuple[GroupLine, ...] = ()
    is_question: bool = False
    hidden_groups: bool = False
    claims: tuple[ClaimLine, ...] = ()
    coded: tuple[CodedLine, ...] = ()
    confirmation: Confirmation | None = None
    confirmed: str = ""
    figure: FigureLine | None = None
    notice: str = ""


def evidence_page(edition: Edition, code: str, coded: Sequence[CodedAnswer] = ()) -> EvidencePage:
    """The page of a node, a question or a series; `coded` are answers to it that experts coded.

    Raises:
        NotFound: the questionnaire has no such code.
    """
    node = edition.scorecard.nodes.get(code)
    question = edition.scorecard.questions.get(code)
    series = edition.instrument.series_of.get(code)
    if node is None and question is None and series is None:
        raise NotFound(N_("There is no such code in this questionnaire."))
    kind, figure = _kind(edition, code, question), _figure(edition, code)
    page = EvidencePage(code, edition.label(code), kind, figure=figure, notice=edition.notice)
    page = _with_node(edition, page, node) if node else page
    if question is None:
        return page
    return replace(_with_question(edition, page, question), coded=coded_lines(edition, code, coded))


def claim_lines(edition: Edition, question: str) -> tuple[ClaimLine, ...]:
    """What is claimed of a fact by published series, and by groups of which so many may be shown."""
    item = edition.instrument.question_of[question]
    return tuple(
        ClaimLine(value_said(edition, item, claim.value), edition.group_label(claim.source), claim.voices)
        for claim in edition.scorecard.questions[question].claims
        if _may_show(edition, claim)
    )


def coded_lines(edition: Edition, question: str, coded: Iterable[CodedAnswer]) -> tuple[CodedLine, ...]:
    """What experts coded for a question, in words."""
    return tuple(_coded(edition, question, one) for one in coded)


def _kind(edition: Edition, code: str, question: QuestionResult | None) -> str:
    if question is not None:
        return edition.say(KINDS[question.kind])
    if code in edition.instrument.area_of:
        return edition.say("Area")
    if code in edition.instrument.indicator_of:
        return edition.say("Indicator")
    return edition.say("Published figure") if code in edition.instrument.series_of else edition.say("All areas")


def _with_node(edition: Edition, page: EvidencePage, node: NodeScore) -> EvidencePage:
    parents, above = [], node.parent
    while above is not None and above in edition.scorecard.nodes:
        parents.append((above, edition.label(above)))
        above = edition.scorecard.nodes[above].parent
    shows_level = _shows_level(edition, node)
    return replace(
        page,
        parents=tuple(pair for pair in reversed(parents) if pair[0] in _known(edition)),
        level=level_of(edition, node) if shows_level else "",
        tone=edition.tone(node.score) if shows_level else "",
        reason=edition.say(REASONS[node.reason]) if node.reason else "",
        coverage=100 * node.coverage,
        weight=edition.weight(node.weight) if node.parent is not None else "",
        provisional=node.provisional,
        parts=tuple(_part(edition, code) for code in node.children if code in edition.scorecard.nodes),
    )


def level_of(edition: Edition, node: NodeScore) -> str:
    """The band of a node, with its score where scores are shown."""
    return edition.level_of(node.score) if node.score is not None else level_chip(edition, node)


def _shows_level(edition: Edition, node: NodeScore) -> bool:
    """A question's level stands only beside scores, and not where a hidden group's answers follow from it."""
    return node.kind in ("area", "indicator") or (edition.shows_scores and edition.may_tell(node.code))


def _known(edition: Edition) -> set[str]:
    return {*edition.instrument.area_of, *edition.instrument.indicator_of}


def _part(edition: Edition, code: str) -> PartLine:
    node = edition.node(code)
    shows_level = _shows_level(edition, node)
    level = (
        level_of(edition, node)
        if shows_level
        else edition.say("known")
        if node.score is not None
        else level_chip(edition, node)
    )
    tone = edition.tone(node.score) if shows_level else "muted"
    return PartLine(code, edition.label(code), level, tone, edition.weight(node.weight))


def _with_question(edition: Edition, page: EvidencePage, result: QuestionResult) -> EvidencePage:
    item = edition.instrument.question_of[result.question]
    shown = shown_groups(edition.instrument, result)
    claims = claim_lines(edition, result.question)
    hides_groups = len(shown) < len([part for part in result.groups if part.tally.asked])
    decided = result.confirmation
    return replace(
        page,
        groups=tuple(
            GroupLine(
                edition.group_label(part.group),
                said(edition, item, part.tally),
                part.tally.asked,
                part.tally.answered,
                part.counts,
            )
            for part in shown
        ),
        is_question=True,
        hidden_groups=hides_groups or len(claims) < len(result.claims),
        claims=claims,
        confirmation=decided,
        confirmed=value_said(edition, item, decided.value) if decided and result.applies else "",
    )


def _coded(edition: Edition, question: str, one: CodedAnswer) -> CodedLine:
    item, answer = edition.instrument.question_of[question], one.answer
    said = edition.say(STATES[answer.state]) if answer.value is None else value_said(edition, item, answer.value)
    return CodedLine(said, edition.group_label(one.group), one.source, one.coded_by)


def _may_show(edition: Edition, claim: ClaimCount) -> bool:
    """Whether a claim comes from a published series, or from a group of which so many may be shown."""
    group = edition.instrument.group_of.get(claim.source)
    return group is None or may_show(group, claim.voices)


def _figure(edition: Edition, code: str) -> FigureLine | None:
    series = edition.instrument.series_of.get(code)
    result = edition.scorecard.desk.get(code)
    if series is None or result is None or result.value is None:
        return None
    source = result.source or series.source
    return FigureLine(
        edition.desk_value(series, result), edition.desk_unit(series), str(result.year), source, result.old
    )
