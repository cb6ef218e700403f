"""The course of an assessment: what was agreed with the country, and the work plan stage by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Row
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.language import offered_languages
from assessment.methodology.course import STAGES, StageCode, StagePlan, StageState
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView, check_course
from assessment.services.report_issue import is_issued_while_held, issued_on
from assessment.services.texts import kept_name, kept_text
from assessment.storage import course as storage
from assessment.storage.tables import Scope, Stage
from assessment.storage.tables.fieldwork import ResultsShown

CHANGED_MEANWHILE = N_("Somebody else changed this meanwhile. Look at it again, then make your change.")
Kept = TypeVar("Kept", Scope, Stage)
RESULTS_SHOWN: Mapping[ResultsShown, str] = {
    "internal": N_("To analysts only"),
    "bands": N_("As levels, without scores"),
    "published": N_("With scores"),
}
UNPLANNED = StagePlan()
DATES = ("opens_on", "closes_on", "grace_days")
ON_ASSESSMENT = ("results_shown", *DATES)


@dataclass(frozen=True)
class StageView:
    """A stage with its state today; `version_id` is 0 while nothing is stored of it.

    The dates of the fieldwork are those of the questionnaire: `has_own_dates` is false. The issue of the report is
    done by recording it, not by a mark: `is_marked` is false.
    """

    code: StageCode
    plan: StagePlan
    state: StageState
    days_late: int
    version_id: int
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def has_own_dates(self) -> bool:
        """Whether its first and last day are planned here."""
        return self.code != "fieldwork"

    @property
    def is_marked(self) -> bool:
        """Whether it is marked here as done."""
        return self.code != "issue"


@dataclass(frozen=True)
class Agreement:
    """What is agreed with the country: theme, areas to be looked at most closely, languages, dates, results.

    `validators` says who validates the report.
    """

    theme: str
    areas: tuple[str, ...]
    languages: tuple[str, ...]
    results_shown: ResultsShown
    validators: str
    opens_on: date
    closes_on: date
    grace_days: int
    agreed_on: date | None = None


@dataclass(frozen=True)
class ScopeView:
    """The agreement as it stands; `version_id` is 0 while nothing but the assessment itself is stored."""

    agreement: Agreement
    version_id: int
    changed_by: str = ""
    changed_at: datetime | None = None


def course_of(session: Session, assessment: AssessmentView, now: datetime) -> tuple[StageView, ...]:
    """Every stage, in order, with its state on the assessment's own day."""
    stored, today = storage.stages_of(session, assessment.id), assessment.today(now)
    issued = issued_on(session, assessment)
    return tuple(_stage(assessment, code, stored.get(code), today, issued) for code in STAGES)


def stage_of(session: Session, assessment: AssessmentView, code: str, now: datetime) -> StageView:
    """One stage.

    Raises:
        NotFound: there is no such stage.
    """
    found = next((stage for stage in course_of(session, assessment, now) if stage.code == code), None)
    if found is None:
        raise NotFound(N_("There is no such stage."))
    return found


def plan_stage(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    stage: StageView,
    plan: StagePlan,
    *,
    version_id: int,
    now: datetime,
) -> None:
    """Replace the plan of a stage; `version_id` is the state that was on the screen.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: the days are in the wrong order, it is marked as done on a day to come, or it is not marked here.
        Conflict: somebody else changed it first.
    """
    _check_analyst(access, assessment)
    _check_plan(plan, assessment.today(now))
    if plan.done_on and not stage.is_marked:
        raise InvalidInput(N_("Record the issue of the report on its own page."))
    values: dict[str, Any] = {
        "starts_on": plan.starts_on if stage.has_own_dates else None,
        "due_on": plan.due_on if stage.has_own_dates else None,
        "done_on": plan.done_on,
        "person": kept_name(plan.person),
        "note": kept_text(plan.note),
        "changed_by": access.name,
        "changed_at": now,
    }
    row = _current(storage.stage_of(session, assessment.id, stage.code), version_id)
    _keep(session, row, Stage(assessment_id=assessment.id, code=stage.code, **values), values)


def scope_of(session: Session, assessment: AssessmentView) -> ScopeView:
    """What is agreed with the country, as far as it is known."""
    row = storage.scope_of(session, assessment.id)
    agreement = Agreement(
        theme=row.theme if row else "",
        areas=tuple(row.areas) if row else (),
        languages=assessment.languages,
        results_shown=assessment.results_shown,
        validators=row.validators if row else "",
        opens_on=assessment.opens_on,
        closes_on=assessment.closes_on,
        grace_days=assessment.grace_days,
        agreed_on=row.agreed_on if row else None,
    )
    return ScopeView(agreement, row.version_id, row.changed_by, row.changed_at) if row else ScopeView(agreement, 0)


def agree_scope(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    agreement: Agreement,
    *,
    version_id: int,
    now: datetime,
) -> None:
    """Replace what is agreed with the country; `version_id` is the state that was on the screen.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: dates or languages cannot be an assessment's, somebody answers in a language left out, or the
            report is issued and the dates are others.
        Conflict: somebody else changed it first.
    """
    _check_analyst(access, assessment)
    check_course(
        agreement.languages, assessment.time_zone, agreement.opens_on, agreement.closes_on, agreement.grace_days
    )
    _check_languages(agreement.languages, storage.languages_in_use(session, assessment.id))
    agreed: dict[str, Any] = {
        "theme": kept_text(agreement.theme),
        "areas": [code for code in assessment.instrument.area_of if code in agreement.areas],
        "validators": kept_text(agreement.validators),
        "agreed_on": agreement.agreed_on,
        "changed_by": access.name,
        "changed_at": now,
    }
    row = _current(storage.scope_of(session, assessment.id), version_id)
    values = {name: getattr(agreement, name) for name in ON_ASSESSMENT}
    _check_dates(session, assessment, values)
    storage.change_assessment(session, assessment.id, **values, languages=list(agreement.languages))
    _keep(session, row, Scope(assessment_id=assessment.id, **agreed), agreed)


def _stage(
    assessment: AssessmentView, code: StageCode, row: Row[Any] | None, today: date, issued: date | None
) -> StageView:
    plan = UNPLANNED
    if row is not None:
        plan = StagePlan(row.starts_on, row.due_on, row.done_on, row.person, row.note)
    if code == "fieldwork":
        plan = StagePlan(assessment.opens_on, assessment.closes_on, plan.done_on, plan.person, plan.note)
    if code == "issue":
        plan = replace(plan, done_on=issued)
    state = plan.state(today)
    late = (today - plan.due_on).days if state == "late" and plan.due_on else 0
    if row is None:
        return StageView(code, plan, state, late, 0)
    return StageView(code, plan, state, late, row.version_id, row.changed_by, row.changed_at)


def _current(row: Kept | None, version_id: int) -> Kept | None:
    """What is stored, if it is what was on the screen."""
    if (row.version_id if row else 0) != version_id:
        raise Conflict(CHANGED_MEANWHILE)
    return row


def _keep(session: Session, row: Kept | None, new: Kept, values: Mapping[str, Any]) -> None:
    for name, value in values.items() if row else ():
        setattr(row, name, value)
    try:
        storage.keep(session, row or new)
        session.commit()
    except (StaleDataError, IntegrityError):
        session.rollback()
        raise Conflict(CHANGED_MEANWHILE) from None


def _check_analyst(access: Access, assessment: AssessmentView) -> None:
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))


def _check_plan(plan: StagePlan, today: date) -> None:
    if plan.starts_on and plan.due_on and plan.due_on < plan.starts_on:
        raise InvalidInput(N_("The last day lies before the first."))
    if plan.done_on and plan.done_on > today:
        raise InvalidInput(N_("A stage cannot be done on a day to come."))


def _check_dates(session: Session, assessment: AssessmentView, values: Mapping[str, Any]) -> None:
    """Once the report is issued the questionnaire stays closed."""
    moved = any(values[name] != getattr(assessment, name) for name in DATES)
    if is_issued_while_held(session, assessment.id, alone=True) and moved:
        raise InvalidInput(N_("The report is issued: the dates of the questionnaire can no longer change."))


def _check_languages(chosen: Sequence[str], in_use: set[str]) -> None:
    if set(chosen) - offered_languages().keys():
        raise InvalidInput(N_("This language is not offered."))
    if in_use - set(chosen):
        raise InvalidInput(N_("Keep the languages in which people were asked already."))
