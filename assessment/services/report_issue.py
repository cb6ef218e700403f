"""The issue of the report: until then answers come and go, from then on they stand and may be given to everybody.

Respondents are told that they may withdraw until the report is issued, and which day that is at the earliest; so no
issue is recorded before that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast, get_args

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView, assessment_by_id
from assessment.services.texts import kept_text
from assessment.storage import report_issues as storage
from assessment.storage.audit import has_entry
from assessment.storage.tables.course import IssueDecision

ISSUED = N_("The report is issued: answers can no longer come, change or be withdrawn.")
RECORDED_MEANWHILE = N_("Somebody else recorded a decision first. Look at it again, then record yours.")
DEEDS: dict[IssueDecision, audit.Deed] = {"issued": "issue", "withdrawn": "issue_withdrawal"}


@dataclass(frozen=True)
class IssueDraft:
    """A decision as an analyst records it; `note` is the reason of a withdrawal, else a remark."""

    decision: str
    decided_on: date | None
    note: str = ""


@dataclass(frozen=True)
class Decided:
    """A decision as it is kept, with who recorded it when; `number` counts from 1."""

    number: int
    decision: IssueDecision
    decided_on: date
    note: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class IssueView:
    """Where the issue of a report stands; the first of the `decisions` is the latest, and holds.

    `earliest` is the first day on which it can be issued; `is_final` tells that open data rest on it.
    """

    decisions: tuple[Decided, ...]
    earliest: date
    is_final: bool

    @property
    def issued_on(self) -> date | None:
        """The day of issue, if it is in force."""
        held = self.decisions[0] if self.decisions else None
        return held.decided_on if held and held.decision == "issued" else None

    @property
    def number(self) -> int:
        """The number of the decision that holds, 0 for none."""
        return self.decisions[0].number if self.decisions else 0


def issue_of(session: Session, assessment: AssessmentView, days: int) -> IssueView:
    """Every decision on the report, and what can be decided next; `days` as for `earliest_issue`."""
    decisions = tuple(_decided(row) for row in storage.decisions_of(session, assessment.id))
    is_final = has_entry(session, assessment_id=assessment.id, deed="open_data")
    return IssueView(decisions, earliest_issue(assessment, days), is_final)


def issued_on(session: Session, assessment: AssessmentView) -> date | None:
    """The day on which the report was issued, if it was and the issue is in force."""
    return storage.issued_on(session, [assessment.id]).get(assessment.id)


def issued_among(session: Session, identities: Iterable[str]) -> dict[str, date]:
    """The same of many assessments, by identity."""
    return storage.issued_on(session, set(identities))


def earliest_issue(assessment: AssessmentView, days: int) -> date:
    """The first day on which the report can be issued: once so many whole days after closing, and grace, are over."""
    return max(assessment.closes_on + timedelta(days=days), assessment.last_day) + timedelta(days=1)


def record_issue(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    draft: IssueDraft,
    *,
    seen: int,
    days: int,
    now: datetime,
) -> None:
    """Append a decision; `seen` is the number of the one that held on the screen, `days` as for `earliest_issue`.

    Raises:
        NotAllowed: the person is no analyst of the country, or open data rest on the issue to be withdrawn.
        InvalidInput: the day lies ahead, too early or is missing, a reason is missing, or it changes nothing.
        Conflict: somebody else recorded a decision first.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    storage.hold(session, assessment.id, alone=True)
    current = assessment_by_id(session, assessment.id)
    held = issue_of(session, current, days)
    if seen != held.number:
        raise Conflict(RECORDED_MEANWHILE)
    decided_on = _checked(draft, held, current.today(now))
    decision = cast(IssueDecision, draft.decision)
    values = {
        "assessment_id": assessment.id,
        "number": held.number + 1,
        "decision": decision,
        "decided_on": decided_on,
        "note": kept_text(draft.note),
        "recorded_by": access.name,
        "recorded_at": now,
    }
    storage.append_decision(session, values)
    audit.record(session, DEEDS[decision], now=now, assessment_id=assessment.id, subject=decided_on.isoformat())
    session.commit()


def is_issued_while_held(session: Session, assessment_id: str, *, alone: bool = False) -> bool:
    """Whether the report is issued, which stays so until this transaction ends; `alone` as for `storage.hold`."""
    storage.hold(session, assessment_id, alone=alone)
    return bool(storage.issued_on(session, [assessment_id]))


def check_not_issued(session: Session, assessment_id: str) -> None:
    """Refuse what answers undergo before the issue only; none is recorded until this transaction ends.

    Raises:
        NotAllowed: the report is issued.
    """
    if is_issued_while_held(session, assessment_id):
        raise NotAllowed(ISSUED)


@contextmanager
def before_issue(session: Session, assessment_id: str) -> Iterator[Session]:
    """A session whose commits are steps of one transaction, in which nobody records the issue; it is committed after.

    Raises:
        NotAllowed: the report is issued.
    """
    check_not_issued(session, assessment_id)
    with Session(session.connection(), join_transaction_mode="create_savepoint", expire_on_commit=False) as steps:
        steps.info.update(session.info)
        yield steps
    session.commit()


def _checked(draft: IssueDraft, held: IssueView, today: date) -> date:
    if draft.decision not in get_args(IssueDecision):
        raise InvalidInput(N_("Choose one of the values that are offered."))
    if (draft.decision == "issued") == (held.issued_on is not None):
        raise InvalidInput(N_("This is recorded already."))
    if draft.decided_on is None:
        raise InvalidInput(N_("Enter the day of the decision."))
    if draft.decided_on > today:
        raise InvalidInput(N_("The day of the decision lies ahead."))
    if draft.decision == "withdrawn":
        _check_withdrawal(draft, held)
    elif draft.decided_on < held.earliest:
        raise InvalidInput(N_("Respondents were told a later day: until then they may withdraw."))
    return draft.decided_on


def _check_withdrawal(draft: IssueDraft, held: IssueView) -> None:
    if held.is_final:
        raise NotAllowed(
            N_("Open data were given out: the issue stands, for a second release would tell whose answers went.")
        )
    if not draft.note.strip():
        raise InvalidInput(N_("Give the reason for which the issue is withdrawn."))
    if held.issued_on and draft.decided_on and draft.decided_on < held.issued_on:
        raise InvalidInput(N_("The day lies before that of the decision that holds now."))


def _decided(row: Row[Any]) -> Decided:
    fields = {name: getattr(row, name) for name in Decided.__dataclass_fields__}
    return Decided(**{**fields, "decision": cast(IssueDecision, row.decision)})
