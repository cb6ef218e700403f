"""Beginning an assessment from the screen, with a questionnaire on file or published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from assessment.authoring.review import reviewed
from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.language.countries import known_countries, time_zone_of
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView, create_assessment
from assessment.services.course import Agreement
from assessment.services.questionnaires import Listed, listed_questionnaires
from assessment.services.versions import publish
from assessment.storage.assessments import questionnaire_named


def ready_questionnaires(session: Session, folder: Path) -> tuple[Listed, ...]:
    """The questionnaire versions with which an assessment can begin: published, or on file without a fault."""
    return tuple(one for one in listed_questionnaires(session, folder) if one.published_at or not one.problems)


def countries_for(access: Access) -> tuple[str, ...]:
    """The countries and regions in which the person may begin an assessment, as three-letter codes."""
    return tuple(country for country in known_countries() if access.may(country))


def begin_assessment(
    session: Session,
    access: Access,
    folder: Path,
    *,
    country: str,
    questionnaire: str,
    time_zone: str,
    reference_year: int | None,
    agreement: Agreement,
    now: datetime,
) -> AssessmentView:
    """Begin an assessment; a questionnaire that is only on file is published with it.

    Without a time zone it is the country's, where it has but one; without a year it is the questionnaire's.

    Raises:
        NotAllowed: the person does not administer the country.
        NotFound: there is no such questionnaire.
        InvalidInput: country, time zone, dates or languages cannot be an assessment's.
        QuestionnaireError: the questionnaire on file has faults.
    """
    if country not in known_countries():
        raise InvalidInput(N_("Choose a country."))
    if not access.may(country):
        raise NotAllowed(N_("Only an administrator of the country may do this."))
    zone = time_zone or time_zone_of(country)
    if not zone:
        raise InvalidInput(N_("This country has several time zones: choose one."))
    _publish_if_new(session, folder, questionnaire, now)
    return create_assessment(
        session,
        country=country,
        questionnaire=questionnaire,
        languages=agreement.languages,
        time_zone=zone,
        opens_on=agreement.opens_on,
        closes_on=agreement.closes_on,
        grace_days=agreement.grace_days,
        results_shown=agreement.results_shown,
        reference_year=reference_year,
        now=now,
    )


def _publish_if_new(session: Session, folder: Path, identity: str, now: datetime) -> None:
    code, _, version = identity.partition("/")
    if questionnaire_named(session, code, version) is not None:
        return
    if identity not in {one.identity for one in ready_questionnaires(session, folder)}:
        raise NotFound(N_("There is no such questionnaire."))
    publish(session, reviewed(folder / identity), now)
