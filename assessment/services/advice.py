"""Recommendations weighed by analysts: accept, reword, merge, reject with a reason, add, order; all is appended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.advice_decisions import THE_LIST, Decision, moved
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.advice_bench import Bench, bench_of, standings_in
from assessment.services.advice_drafts import Draft, check_place, own_code, written
from assessment.services.analysis import findings_of
from assessment.services.assessments import AssessmentView
from assessment.services.texts import kept_text
from assessment.storage import decisions as storage
from assessment.storage import followup
from assessment.storage.tables import AdviceDecision

CHANGED_MEANWHILE = N_("Somebody else decided on this first. Look at it again, then decide.")


def accept(
    session: Session, access: Access, assessment: AssessmentView, code: str, *, seen: int, now: datetime
) -> None:
    """Take a recommendation into the report as it stands, whatever its rule says later.

    `seen` is the number of decisions on it that were on the screen, here and in the other deeds.

    Raises:
        NotAllowed: the person is no analyst of the country.
        NotFound: there is no such recommendation.
        Conflict: somebody else decided on it first.
    """
    found = _weighed(session, access, assessment, code, seen).candidate(code)
    _append(session, assessment, Decision(code, "accepted", seen + 1, access.name, now, grounds=found.grounds))


def reject(
    session: Session, access: Access, assessment: AssessmentView, code: str, *, reason: str, seen: int, now: datetime
) -> None:
    """Leave a recommendation out of the report, for a stated reason.

    Raises:
        InvalidInput: there is no reason, others are merged into it, or it has become an action.
        NotAllowed, NotFound, Conflict: as for `accept`.
    """
    bench = _weighed(session, access, assessment, code, seen)
    found = bench.candidate(code)
    if not kept_text(reason):
        raise InvalidInput(N_("Say why it is rejected."))
    if bench.standings.merged_into(code):
        raise InvalidInput(N_("Others are merged into this one. Take them out first."))
    if followup.is_adopted(session, assessment.id, code):
        raise InvalidInput(N_("It has become an action already. Drop the action, with a reason."))
    decision = Decision(code, "rejected", seen + 1, access.name, now, reason=reason, grounds=found.grounds)
    _append(session, assessment, decision)


def merge(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    code: str,
    *,
    host: str,
    reason: str = "",
    seen: int,
    now: datetime,
) -> None:
    """Make a recommendation part of another one, its `host`, which includes it from then on.

    Raises:
        InvalidInput: the host is no recommendation of the report, is merged itself, or others are merged into `code`.
        NotAllowed, NotFound, Conflict: as for `accept`.
    """
    bench = _weighed(session, access, assessment, code, seen)
    found = bench.candidate(code)
    hosts = {one.code for one in bench.candidates if one.is_told and one.standing.state != "merged"}
    if host == code or host not in hosts:
        raise InvalidInput(N_("Choose another recommendation that stands in the report."))
    if bench.standings.merged_into(code):
        raise InvalidInput(N_("Others are merged into this one. Take them out first."))
    decision = Decision(code, "merged", seen + 1, access.name, now, reason=reason, host=host, grounds=found.grounds)
    _append(session, assessment, decision)


def reopen(
    session: Session, access: Access, assessment: AssessmentView, code: str, *, seen: int, now: datetime
) -> None:
    """Take a decision back: the recommendation stands as proposed again, one of the analysts' own as accepted.

    Raises:
        NotAllowed, NotFound, Conflict: as for `accept`.
    """
    _weighed(session, access, assessment, code, seen).candidate(code)
    _append(session, assessment, Decision(code, "reopened", seen + 1, access.name, now))


def edit(
    session: Session, access: Access, assessment: AssessmentView, code: str, draft: Draft, *, seen: int, now: datetime
) -> None:
    """Write a recommendation anew in one language, and accept it so; what equals its author's words is no edit.

    Raises:
        InvalidInput: the language is not offered, or a field cannot be used.
        NotAllowed, NotFound, Conflict: as for `accept`.
    """
    found = _weighed(session, access, assessment, code, seen).candidate(code)
    wording, plan = written(assessment.instrument, draft, found)
    if found.standing.own and not kept_text(draft.reason):
        raise InvalidInput(N_("Say why it is recommended."))
    decision = Decision(
        code,
        "edited",
        seen + 1,
        access.name,
        now,
        reason=draft.reason,
        wording=wording,
        plan=plan,
        grounds=found.grounds,
    )
    _append(session, assessment, decision)


def add(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    draft: Draft,
    *,
    area: str,
    indicator: str = "",
    now: datetime,
) -> str:
    """Add a recommendation of the analysts' own; returns its code.

    `indicator` is the one that it shall move: it answers that gap, and its level is the baseline.

    Raises:
        InvalidInput: unknown area, indicator or language, no reason, or a field cannot be used.
        NotAllowed: the person is no analyst of the country.
        Conflict: somebody else added one at the same moment.
    """
    _check_analyst(access, assessment)
    storage.decide_in_turn(session, assessment.id)
    check_place(assessment.instrument, area, indicator)
    if not kept_text(draft.reason):
        raise InvalidInput(N_("Say why it is recommended."))
    wording, plan = written(assessment.instrument, draft, None)
    plan |= {"area": area, "indicator": indicator}
    code = own_code(assessment.instrument, standings_in(session, assessment), area)
    decision = Decision(code, "added", 1, access.name, now, reason=draft.reason, wording=wording, plan=plan)
    _append(session, assessment, decision)
    return code


def order(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    wanted: Mapping[str, int],
    *,
    seen: int,
    now: datetime,
) -> None:
    """Move recommendations to other places of the list, 1 the first; places that are theirs already change nothing.

    Raises:
        NotAllowed: the person is no analyst of the country.
        Conflict: somebody else gave an order first.
    """
    _check_analyst(access, assessment)
    storage.decide_in_turn(session, assessment.id)
    standings = standings_in(session, assessment)
    if standings.order_revision != seen:
        raise Conflict(CHANGED_MEANWHILE)
    bench = bench_of(standings, findings_of(session, assessment), assessment.instrument.language)
    codes = [one.advice.code for one in bench.recommended]
    places = {code: place for place, code in enumerate(codes, start=1)}
    changed = {code: place for code, place in wanted.items() if code in places and place != places[code]}
    if changed:
        given = tuple(moved(codes, changed))
        _append(session, assessment, Decision(THE_LIST, "ordered", seen + 1, access.name, now, places=given))


def _weighed(session: Session, access: Access, assessment: AssessmentView, code: str, seen: int) -> Bench:
    """All candidates, of which `code` still stands as it was seen, and nobody else decides meanwhile."""
    _check_analyst(access, assessment)
    storage.decide_in_turn(session, assessment.id)
    standings = standings_in(session, assessment)
    if standings.of(code).revision != seen:
        raise Conflict(CHANGED_MEANWHILE)
    return bench_of(standings, findings_of(session, assessment), assessment.instrument.language)


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))


def _append(session: Session, assessment: AssessmentView, decision: Decision) -> None:
    row = AdviceDecision(
        assessment_id=assessment.id,
        recommendation=decision.recommendation,
        revision=decision.revision,
        deed=decision.deed,
        reason=kept_text(decision.reason),
        host=decision.host,
        wording=dict(decision.wording),
        plan=dict(decision.plan),
        places=list(decision.places),
        grounds=decision.grounds,
        decided_by=decision.person,
        decided_at=decision.decided_at,
    )
    try:
        storage.append_decision(session, row)
    except IntegrityError:
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None
    session.commit()
