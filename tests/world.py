"""A small world on screen: two countries, people with roles, respondents, results; a fresh copy for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlmodel import Session

from assessment import jobs
from assessment.app import create_app
from assessment.config import Settings
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from assessment.services import fieldwork, followup
from assessment.services.accounts import access_of, add_user, credentials_of
from assessment.services.analysis import findings_of
from assessment.services.assessments import assessment_of, renew_open_link
from assessment.services.passwords import hash_password
from assessment.storage.database import Database
from assessment.storage.migrations import migrate
from assessment.web.context import EXTENSION, Parts
from tests.builders import NO, NOW, a_questionnaire, access_to, an_assessment, issue_report

PASSWORD = "a long demonstration password"
BANDS = [
    {"code": "early", "label": "Early", "start": 0},
    {"code": "emerging", "label": "Emerging", "start": 25},
    {"code": "established", "label": "Established", "start": 50},
    {"code": "advanced", "label": "Advanced", "start": 75},
]
SEVERITIES = [{"code": "small", "label": "Small", "start": 0}, {"code": "large", "label": "Large", "start": 30}]
PEOPLE = {
    "analyst": ("SEN", "analyst"),
    "focal_point": ("SEN", "focal_point"),
    "viewer": ("SEN", "viewer"),
    "foreigner": ("KHM", "analyst"),
}
SEN, KHM = "SEN-2026-1", "KHM-2026-1"
DRAFT = Answer("answered", "draft")
IN_FORCE = Answer("answered", "in_force")


@dataclass
class World:
    """Where it is kept, and what tests speak of; `secrets` are links: `fresh`, `sent`, `open`."""

    settings: Settings
    secrets: dict[str, str] = field(default_factory=dict)
    action: str = ""
    foreign_action: str = ""
    response: str = ""
    foreign_response: str = ""
    clock: Callable[[], datetime] = lambda: NOW
    opened: list[Database] = field(default_factory=list)

    def app(self, *, csrf: bool = False) -> Flask:
        """The web application over this world."""
        settings = self.settings
        app = copy(_joined(settings.secret, settings.secure_cookies, settings.trusted_proxies, csrf))
        app.extensions = {**app.extensions, EXTENSION: Parts(self.database(), lambda: self.clock(), settings)}
        return app

    def client(self, person: str = "") -> FlaskClient:
        """A browser without scripts, with a person signed in or nobody."""
        client = self.app().test_client()
        if person:
            with self.database().reading() as session:
                credentials = credentials_of(session, f"{person}@example.org")
            assert credentials is not None
            with client.session_transaction() as cookie:
                cookie["_user_id"] = credentials.fs_uniquifier
                cookie["_fresh"] = True
        return client

    def database(self) -> Database:
        """The database behind it."""
        self.opened.append(Database(self.settings.database))
        return self.opened[-1]

    def close(self) -> None:
        """Close every connection that was opened to it."""
        for database in self.opened:
            database.close()

    def answers(self, secret: str) -> dict[str, Answer]:
        """What is stored behind a link."""
        with self.database().reading() as session:
            return dict(fieldwork.questionnaire_for(session, secret, NOW).answers)

    def issue_report(self) -> None:
        """Record that Senegal's report was issued, sixty days from now."""
        with self.database().writing() as session:
            issue_report(session, assessment_of(session, access_to("SEN", "analyst"), SEN))

    def copy(self, folder: Path) -> World:
        """The same world in another place, to be changed freely."""
        shutil.copytree(self.settings.instance, folder)
        settings = Settings(instance=folder, secret_key=self.settings.secret_key)
        return World(
            settings, dict(self.secrets), self.action, self.foreign_action, self.response, self.foreign_response
        )


@cache
def _joined(secret: str, secure_cookies: bool, trusted_proxies: int, csrf: bool) -> Flask:
    """The application over nothing: joining it takes longer than most tests, and all that differs lies in its parts."""
    settings = Settings(
        instance=Path("/nowhere"),
        secret_key=SecretStr(secret),
        secure_cookies=secure_cookies,
        trusted_proxies=trusted_proxies,
    )
    app = create_app(settings, testing=True)
    app.config["WTF_CSRF_ENABLED"] = csrf
    return app


def build_world(folder: Path, questionnaire: Instrument | None = None) -> World:
    """Senegal with results, a draft and an action; Cambodia with as much, for others to see."""
    world = World(Settings(instance=folder, secret_key=SecretStr("for tests only, long enough to be accepted")))
    migrate(world.settings.database)
    jobs.prepare(world.settings.database)
    instrument = questionnaire or a_questionnaire(bands=BANDS, severities=SEVERITIES)
    database = world.database()
    with database.writing() as session:
        hashed = hash_password(PASSWORD)
        for name, membership in PEOPLE.items():
            address = f"{name}@example.org"
            add_user(session, email=address, name=name, password_hash=hashed, memberships=[membership], now=NOW)
        world.action, world.response = _country(world, database, "SEN", "analyst", instrument)
        secrets = dict(world.secrets)
        world.foreign_action, world.foreign_response = _country(world, database, "KHM", "foreigner", instrument)
        world.secrets = secrets
    world.close()
    return world


def _country(world: World, database: Database, country: str, analyst: str, instrument: Instrument) -> tuple[str, str]:
    with database.writing() as session:
        assessment = an_assessment(
            session, instrument, country=country, languages=("en", "fr", "ar"), demonstration=True
        )
        world.secrets = {"open": renew_open_link(session, assessment.id)}
        for number in range(3):
            given = {"PAY_01": NO, "LEG_16.privacy": IN_FORCE if number else DRAFT}
            send_answers(session, assessment.id, "PUB", f"Ministry {number}", given)
        for _ in range(6):
            world.secrets["sent"] = send_answers(session, assessment.id, "BIZ", "", {"PAY_01": NO})
        world.secrets["fresh"] = fieldwork.invite(session, assessment.id, group="BIZ", language="en", now=NOW)
        credentials = credentials_of(session, f"{analyst}@example.org")
        assert credentials is not None
        access = access_of(session, credentials.user_id)
        recommendation = findings_of(session, assessment).recommendation("PAY-R02")
        assert recommendation is not None
        action = followup.adopt(session, access, assessment, recommendation, now=NOW)
        sent = fieldwork.questionnaire_for(session, world.secrets["sent"], NOW)
        return action, sent.response_id


def send_answers(session: Session, assessment_id: str, group: str, institution: str, answers: dict[str, Answer]) -> str:
    role = "trade" if group == "PUB" else ""
    secret = fieldwork.invite(
        session, assessment_id, group=group, role=role, institution=institution, language="en", now=NOW
    )
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, answers, now=NOW)
    fieldwork.submit(session, sitting, attribution="hidden", quotable=True, now=NOW)
    return secret
