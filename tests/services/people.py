"""People of a register, and a server's office, as tests speak of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from assessment import jobs
from assessment.authoring.register_cells import Person
from assessment.services import fieldwork, register
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.links import LinkMaker
from assessment.services.post import Post
from assessment.services.sending import Office
from assessment.storage.database import Database
from tests.builders import NOW, access_to, an_assessment

LINKS = LinkMaker(b"a key for tests", "https://survey.example.org")
ANALYST: Access = access_to("SEN", "analyst")


def a_person(name: str = "Awa", **changes: Any) -> Person:
    """Somebody who runs a shop."""
    whole = {"group": "BIZ", "institution": f"{name}’s shop", "name": name, "email": f"{name.lower()}@example.org"}
    return Person(**{**whole, "language": "en", **changes})


def a_register(session: Session, *people: Person, **changes: Any) -> AssessmentView:
    """An assessment with these people in its register, else with Awa alone."""
    jobs.prepare(session.get_bind().engine.url.render_as_string(hide_password=False))
    assessment = an_assessment(session, **changes)
    register.add_people(session, ANALYST, assessment, people or (a_person(),), links=LINKS, now=NOW)
    return assessment


def an_office(post: Post | None = None) -> Office:
    """Where mails are written, with or without a server to take them."""
    return Office(LINKS, "assessment@example.org", post)


def secret_of(session: Session, assessment: AssessmentView, label: str) -> str:
    """The secret of somebody's link."""
    line = next(line for line in register.register_of(session, assessment) if line.person.name == label)
    return LINKS.link(line.respondent_id, 1).secret


def submit(session: Session, secret: str, now: datetime = NOW) -> None:
    """Send somebody's answers."""
    sitting = fieldwork.questionnaire_for(session, secret, now)
    fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=now)


class Clock:
    """A clock that is told what time it is; sleeping moves it on."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        from datetime import timedelta

        self.now += timedelta(seconds=seconds)


def courses(database: Database, assessment: AssessmentView) -> dict[str, str]:
    """How far everybody is, by name."""
    with database.reading() as session:
        return {line.person.name: line.course for line in register.register_of(session, assessment)}
