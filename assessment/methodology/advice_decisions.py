"""Decisions of analysts on recommendations: appended, and folded into where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, get_args

from assessment.methodology.instrument import Advice, Instrument

Deed = Literal["accepted", "edited", "merged", "rejected", "reopened", "added", "ordered"]
State = Literal["proposed", "accepted", "merged", "rejected"]
DEEDS: tuple[Deed, ...] = get_args(Deed)
STATES: tuple[State, ...] = get_args(State)
STATE_AFTER: Mapping[Deed, State] = {
    "accepted": "accepted",
    "edited": "accepted",
    "added": "accepted",
    "merged": "merged",
    "rejected": "rejected",
    "reopened": "proposed",
}

Words = str | tuple[str, ...]
Wording = Mapping[str, Words]
WORDED = ("action", "expected_result", "lead", "contributors", "measure", "unit", "target")
"""What is written anew language by language."""
PLANNED = ("priority", "time_frame", "partners")
"""What is decided once for all languages."""
NOTHING: Mapping[str, Any] = MappingProxyType({})
THE_LIST = ""
"""The code under which decisions on the order of all recommendations stand."""


@dataclass(frozen=True)
class Decision:
    """One deed of one person on a recommendation (or on `THE_LIST`).

    `wording` holds, for each language that was edited, all its texts that differ from the author's; `plan` the
    priority, time frame and partners that differ, and of an added one its `area` and `indicator`; `host` is the
    recommendation into which this one is merged; `places` the codes in the order that was given to them; `grounds`
    the digest of what the rule had found.
    """

    recommendation: str
    deed: Deed
    revision: int
    person: str
    decided_at: datetime
    reason: str = ""
    host: str = ""
    wording: Mapping[str, Wording] = field(default_factory=dict)
    plan: Wording = field(default_factory=dict)
    places: tuple[str, ...] = ()
    grounds: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a recommendation stands: the fold of its decisions; `own` is one that the analysts added.

    `reason` is why it was added or else why it was last rejected or merged; `revision` is 0 while nobody decided.
    """

    code: str
    state: State = "proposed"
    revision: int = 0
    reason: str = ""
    host: str = ""
    wording: Mapping[str, Wording] = field(default_factory=dict)
    plan: Wording = field(default_factory=dict)
    own: bool = False
    grounds: str = ""
    history: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Standings:
    """Where every recommendation stands that was decided on, and the order that was given to all of them."""

    by_code: Mapping[str, Standing] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    order_revision: int = 0

    def of(self, code: str) -> Standing:
        """Where one stands; nobody may have decided on it."""
        return self.by_code.get(code) or Standing(code)

    @property
    def hosts(self) -> frozenset[str]:
        """The recommendations into which others are merged."""
        return frozenset(one.host for one in self.by_code.values() if one.state == "merged")

    def merged_into(self, code: str) -> tuple[str, ...]:
        """Those that were merged into one."""
        return tuple(one.code for one in self.by_code.values() if one.state == "merged" and one.host == code)


UNDECIDED = Standings()


def standings_of(decisions: Iterable[Decision]) -> Standings:
    """Where everything stands after these decisions, the oldest first."""
    by_code: dict[str, Standing] = {}
    places: tuple[str, ...] = ()
    order_revision = 0
    for decision in decisions:
        if decision.deed == "ordered":
            places, order_revision = decision.places, decision.revision
            continue
        before = by_code.get(decision.recommendation) or Standing(decision.recommendation)
        by_code[decision.recommendation] = _after(before, decision)
    return Standings(by_code, places, order_revision)


def _after(before: Standing, decision: Decision) -> Standing:
    edits = decision.deed in ("edited", "added")
    own = before.own or decision.deed == "added"
    return replace(
        before,
        state="accepted" if own and decision.deed == "reopened" else STATE_AFTER[decision.deed],
        revision=decision.revision,
        reason=decision.reason or (before.reason if own else ""),
        host=decision.host,
        wording={**before.wording, **decision.wording} if edits else before.wording,
        plan={**_kept_place(before), **decision.plan} if edits else before.plan,
        own=own,
        grounds=decision.grounds,
        history=(*before.history, decision),
    )


def _kept_place(before: Standing) -> Wording:
    """Area and indicator of an added one, which no later edit moves."""
    return {name: before.plan[name] for name in ("area", "indicator") if name in before.plan}


def reworded(advice: Advice, standing: Standing, language: str, source: str) -> Advice:
    """An advice in a language with what the analysts wrote anew.

    What they wrote in another language only stands in that one, the questionnaire's (`source`) first: a translation
    of what they replaced would say something else.
    """
    written = {name: words for name in WORDED if (words := _written(standing, name, language, source)) is not None}
    planned = {name: standing.plan[name] for name in PLANNED if name in standing.plan}
    return advice.model_copy(update={**written, **planned}) if written or planned else advice


def worded(instrument: Instrument, standings: Standings, language: str) -> dict[str, Advice]:
    """Every recommendation by code as it is to be read in a language, the analysts' own among them."""
    source = instrument.language
    authors = {one.code: reworded(one, standings.of(one.code), language, source) for one in instrument.recommendations}
    return authors | {one.code: own_advice(one, language, source) for one in standings.by_code.values() if one.own}


def unwritten_in(standing: Standing, language: str) -> tuple[str, ...]:
    """The texts that were written anew, but not in this language."""
    own = standing.wording.get(language, NOTHING)
    edited = {name for wording in standing.wording.values() for name in wording}
    return tuple(name for name in WORDED if name in edited and name not in own)


def own_advice(standing: Standing, language: str, source: str) -> Advice:
    """A recommendation that the analysts added; no rule stands behind it, so it is not checked as an author's is."""
    indicator = str(standing.plan.get("indicator", ""))
    empty = Advice.model_construct(
        code=standing.code,
        area=str(standing.plan["area"]),
        when="",
        kind="gap",
        strategic=False,
        absorbs=(),
        action="",
        expected_result="",
        measure="",
        unit="",
        baseline=indicator or None,
        target="",
        priority="medium",
        time_frame="medium",
        effort="medium",
        lead="",
        contributors=(),
        partners=(),
        rests_on=(indicator,) if indicator else (),
    )
    return reworded(empty, standing, language, source)


def in_given_order(codes: Sequence[str], places: Sequence[str]) -> list[str]:
    """Codes in the order that was given to them; one that has none follows what it follows by itself."""
    known = set(codes)
    ordered = [code for code in places if code in known]
    given = set(ordered)
    before: str | None = None
    for code in codes:
        if code not in given:
            ordered.insert(ordered.index(before) + 1 if before is not None else 0, code)
        before = code
    return ordered


def moved(codes: Sequence[str], wanted: Mapping[str, int]) -> list[str]:
    """Codes with some of them moved to another place, 1 the first; the others keep their order."""
    ordered = [code for code in codes if code not in wanted]
    for code, place in sorted(wanted.items(), key=lambda pair: (pair[1], codes.index(pair[0]))):
        ordered.insert(max(place, 1) - 1, code)
    return ordered


def _written(standing: Standing, name: str, language: str, source: str) -> Words | None:
    for tongue in (language, source, *standing.wording):
        words = standing.wording.get(tongue, NOTHING).get(name)
        if words is not None:
            return words if isinstance(words, str) else tuple(words)
    return None
