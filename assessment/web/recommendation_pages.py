"""Recommendations to be weighed, made ready for their templates: where each stands, why, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.methodology.advice_candidates import Candidate
from assessment.methodology.advice_decisions import Deed, State, unwritten_in
from assessment.methodology.recommendations import with_included
from assessment.methodology.report.edition import PRIORITY_TONES, Edition
from assessment.methodology.report.model import Tone
from assessment.methodology.report.reasons import because, why_this_priority
from assessment.methodology.report.words import PRIORITIES, TIME_FRAMES
from assessment.methodology.voice import N_
from assessment.services.advice_bench import Bench
from assessment.web.followup_pages import FIELDS

STATES: Mapping[State, str] = {
    "proposed": N_("Undecided"),
    "accepted": N_("Kept by the analyst"),
    "merged": N_("Merged"),
    "rejected": N_("Rejected"),
}
STATE_TONES: Mapping[State, Tone] = {"proposed": "unknown", "accepted": "good", "merged": "fair", "rejected": "muted"}
DEEDS: Mapping[Deed, str] = {
    "accepted": N_("Kept by the analyst"),
    "edited": N_("Written anew"),
    "merged": N_("Merged into {code}"),
    "rejected": N_("Rejected"),
    "reopened": N_("Decision taken back"),
    "added": N_("Added"),
}
WORDS: Mapping[str, Mapping[str, str]] = {"priority": PRIORITIES, "time_frame": TIME_FRAMES}
"""Fields that hold one of several words, which the two share."""
NO_LONGER = N_("The reason no longer holds")
MOVED = N_("The findings changed since the decision")


@dataclass(frozen=True)
class Weighed:
    """One recommendation with where it stands; `place` is 1 for the first of the report, 0 if it is not in its list.

    `marks` say what changed since the decision; `host` is the recommendation under which it stands.
    """

    code: str
    area: str
    action: str
    priority: str
    tone: Tone
    lead: str
    state: State
    said_state: str
    state_tone: Tone
    marks: tuple[str, ...]
    place: int
    host: str
    reason: str
    revision: int
    own: bool


@dataclass(frozen=True)
class Told:
    """One line of a history: who did what when, why, and in which languages something was written."""

    deed: str
    person: str
    decided_at: datetime
    reason: str
    wording: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class WeighedPage:
    """One recommendation whole: its reason, what it says and what its author said, who decided what."""

    line: Weighed
    because: str
    why: str
    rule: str
    rests_on: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str, str], ...]
    unwritten: tuple[str, ...]
    merged: tuple[str, ...]
    hosts: tuple[tuple[str, str], ...]
    history: tuple[Told, ...]


@dataclass(frozen=True)
class BenchPage:
    """Those of the report's list in its order, with what stands under each; then those that were rejected."""

    listed: tuple[Weighed, ...]
    under: Mapping[str, tuple[Weighed, ...]]
    rejected: tuple[Weighed, ...]
    counts: tuple[tuple[State, str, int], ...]
    order_revision: int


def bench_page(edition: Edition, bench: Bench, *, area: str = "", state: str = "") -> BenchPage:
    """Every candidate, or those of an area or in a state; places are those in the whole list."""
    lines = {one.code: one for one in (_weighed(edition, bench, candidate) for candidate in bench.candidates)}
    tops = [lines[one.advice.code] for one in bench.recommended]
    under = {
        one.advice.code: tuple(lines[part.advice.code] for part in one.includes)
        for one in bench.recommended
        if one.includes
    }

    def wanted(line: Weighed) -> bool:
        return (not area or line.area == area) and (not state or line.state == state)

    return BenchPage(
        tuple(line for line in tops if any(map(wanted, (line, *under.get(line.code, ()))))),
        under,
        tuple(line for line in lines.values() if line.state == "rejected" and wanted(line)),
        tuple((code, edition.say(label), _count(lines, code)) for code, label in STATES.items()),
        bench.standings.order_revision,
    )


def weighed_page(edition: Edition, bench: Bench, code: str) -> WeighedPage:
    """One candidate.

    Raises:
        NotFound: nothing of that code was brought forward.
    """
    candidate = bench.candidate(code)
    recommendation, standing = candidate.recommendation, candidate.standing
    known = {*edition.scorecard.nodes, *edition.scorecard.questions, *edition.instrument.series_of}
    return WeighedPage(
        _weighed(edition, bench, candidate),
        because(edition, recommendation) if candidate.holds else "",
        why_this_priority(edition, recommendation),
        "" if standing.own else recommendation.advice.when,
        tuple((one, edition.label(one)) for one in recommendation.advice.rests_on if one in known),
        tuple(_fields(edition, candidate)),
        tuple(edition.say(FIELDS[name]) for name in unwritten_in(standing, edition.voice.language)),
        bench.standings.merged_into(code),
        _hosts(bench, code),
        tuple(_history(edition, candidate)),
    )


def _weighed(edition: Edition, bench: Bench, candidate: Candidate) -> Weighed:
    recommendation, standing = candidate.recommendation, candidate.standing
    marks = [] if candidate.holds else [edition.say(NO_LONGER)]
    marks += [edition.say(MOVED)] if candidate.has_moved else []
    above = {part.advice.code: one.advice.code for one in bench.recommended for part in one.includes}
    places = {one.advice.code: one.rank for one in bench.recommended}
    return Weighed(
        candidate.code,
        recommendation.advice.area,
        recommendation.advice.action,
        edition.say(PRIORITIES[recommendation.priority]),
        PRIORITY_TONES[recommendation.priority],
        recommendation.advice.lead,
        standing.state,
        edition.say(STATES[standing.state]),
        STATE_TONES[standing.state],
        tuple(marks),
        places.get(candidate.code, 0),
        above.get(candidate.code, ""),
        standing.reason,
        standing.revision,
        standing.own,
    )


def _count(lines: Mapping[str, Weighed], state: State) -> int:
    return sum(line.state == state for line in lines.values())


def _fields(edition: Edition, candidate: Candidate) -> list[tuple[str, str, str]]:
    """Every field as it stands, with its author's words where they differ."""
    now, before = candidate.recommendation, candidate.original
    found = []
    for name, label in FIELDS.items():
        if name in ("baseline", "cost", "starts_on", "due_on"):
            continue
        told = now.priority if name == "priority" else getattr(now.advice, name)
        was = candidate.computed if name == "priority" else getattr(before, name, told)
        original = _said(edition, name, was) if before is not None and was != told else ""
        found.append((edition.say(label), _said(edition, name, told), original))
    return found


def _said(edition: Edition, name: str, value: object) -> str:
    if isinstance(value, tuple):
        return edition.voice.row(edition.partner(one) for one in value)
    known = WORDS.get(name, {})
    return edition.say(known[str(value)]) if str(value) in known else str(value)


def _hosts(bench: Bench, code: str) -> tuple[tuple[str, str], ...]:
    """Those into which it can be merged, by code, in the order of the report."""
    return tuple(
        (one.advice.code, one.advice.action)
        for one in with_included(bench.recommended)
        if one.advice.code != code and bench.standings.of(one.advice.code).state != "merged"
    )


def _history(edition: Edition, candidate: Candidate) -> list[Told]:
    """What was decided, the newest first."""
    return [
        Told(
            edition.say(DEEDS[decision.deed], code=decision.host),
            decision.person,
            decision.decided_at,
            decision.reason,
            tuple(
                (language, edition.say(FIELDS[name]), _said(edition, name, words))
                for language, texts in decision.wording.items()
                for name, words in texts.items()
            ),
        )
        for decision in reversed(candidate.standing.history)
    ]
