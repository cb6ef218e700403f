"""Load the demonstration portfolio through the same deeds that real people do; loading twice adds nothing."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlmodel import Session

from assessment.authoring.desk_data import read_desk, read_facts
from assessment.authoring.loader import load
from assessment.methodology.applicability import modules_for
from assessment.methodology.course import StagePlan
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, plain
from assessment.services import analysis, assessments, confirmations, consents, course, fieldwork, followup
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.attendance import attendance_of
from assessment.services.consents import ConsentDraft
from assessment.services.demonstration.answers import Inventor
from assessment.services.demonstration.fieldnotes import keep_evidence
from assessment.services.demonstration.peers import keep_figures_of_peers
from assessment.services.demonstration.portfolio import (
    DESK_FILE,
    FACTS_FILE,
    CountryPlan,
    Portfolio,
    dated_facts,
    portfolio,
)
from assessment.services.links import hash_of
from assessment.services.versions import publish
from assessment.storage import assessments as assessment_storage
from assessment.storage import evidence
from assessment.storage.database import Database
from assessment.storage.tables.fieldwork import Attribution

QUESTIONNAIRE = "etrade-rapid/2026.1"
OPENS = date(2025, 9, 1)
OPEN_FOR = timedelta(days=180)
FIRST_ANSWER = datetime(2025, 9, 8, 9, 0, tzinfo=UTC)
ADOPTION = datetime(2026, 1, 20, 10, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
QUOTABLE = 0.6
ATTRIBUTIONS: tuple[Attribution, ...] = ("named", "type", "hidden")


@dataclass(frozen=True)
class LoadedCountry:
    """One country of the portfolio as it stands: responses sent and unfinished, and actions adopted."""

    assessment: AssessmentView
    submitted: int
    drafts: int
    actions: int


def load_portfolio(
    database: Database,
    questionnaires: Path,
    analyst: Access,
    *,
    open_key: str,
    now: datetime,
    progress: Callable[[str], None],
    only: str = "",
) -> list[LoadedCountry]:
    """The portfolio, or `only` one country of it, one by one; what is there already is left as it is.

    A country is loaded in one transaction, whole or not at all. `analyst` adopts the actions; `open_key` makes the
    secrets of the open links; `progress` is told which country is being loaded.
    """
    instrument = load(questionnaires / QUESTIONNAIRE)
    with database.writing() as session:
        publish(session, instrument, now)
        keep_figures_of_peers(session)
    loaded = []
    for plan in portfolio().countries:
        if only not in ("", plan.country):
            continue
        with database.all_or_nothing() as session:
            country = _Country(session, analyst, instrument, portfolio(), plan)
            if country.name() is None:
                progress(plan.country)
                country.load(open_key, now)
            loaded.append(country.as_it_stands(now))
    return loaded


def open_secret(open_key: str, country: str) -> str:
    """The secret of a demonstration's open link: the same at each start, another one on every machine."""
    return hmac.new(open_key.encode(), f"open link {country}".encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(frozen=True)
class _Country:
    """One country being loaded."""

    session: Session
    analyst: Access
    instrument: Instrument
    portfolio: Portfolio
    plan: CountryPlan

    def name(self) -> str | None:
        """The name of its demonstration, if it is there; real assessments of the country do not count."""
        summaries = assessments.visible_assessments(self.session, self.analyst)
        own = (one.name for one in summaries if one.demonstration and one.country == self.plan.country)
        return next(own, None)

    def as_it_stands(self, now: datetime) -> LoadedCountry:
        assessment = assessments.assessment_of(self.session, self.analyst, self.name() or "")
        attendance = attendance_of(self.session, assessment)
        started = sum(group.started for group in attendance.groups)
        actions = followup.actions_of(self.session, assessment, now)
        return LoadedCountry(assessment, attendance.submitted, started - attendance.submitted, len(actions))

    def load(self, open_key: str, now: datetime) -> None:
        """The assessment, what is published on the country, the invented answers, and the actions that follow."""
        facts = read_facts(FACTS_FILE, self.instrument).get(self.plan.country, {})
        assessment = assessments.create_assessment(
            self.session,
            country=self.plan.country,
            questionnaire=self.instrument.identity,
            languages=self.plan.languages,
            time_zone=self.plan.time_zone,
            opens_on=OPENS,
            closes_on=now.date() + OPEN_FOR,
            results_shown="bands",
            demonstration=True,
            register=self.plan.register_sizes,
            now=now,
        )
        draft = ConsentDraft("given", OPENS, "Demonstration", "Demonstration: synthetic responses")
        consents.record_consent(self.session, self.analyst, assessment, draft, seen=0, now=now)
        self._open_link(assessment, open_key)
        self._plan(assessment, now)
        self._keep_published(assessment)
        for code, fact in facts.items():
            confirmations.confirm_fact(
                self.session,
                self.analyst,
                assessment,
                code,
                value=plain(fact.value),
                source=fact.source,
                as_of=fact.as_of,
                link=fact.link,
                now=now,
            )
        known = {code: plain(fact.value) for code, fact in facts.items()}
        self._answer(assessment, Inventor(self.instrument, self.portfolio, self.plan, known))
        keep_evidence(self.session, self.analyst, assessment)
        self._adopt(assessment)

    def _open_link(self, assessment: AssessmentView, open_key: str) -> None:
        link_hash = hash_of(open_secret(open_key, self.plan.country))
        assessment_storage.set_open_link(self.session, assessment.id, link_hash)

    def _plan(self, assessment: AssessmentView, now: datetime) -> None:
        for code, planned in self.portfolio.course.items():
            first, last = (OPENS + timedelta(days) for days in (planned.first, planned.last))
            plan = StagePlan(first, last, last if planned.done else None)
            stage = course.stage_of(self.session, assessment, code, now)
            course.plan_stage(self.session, self.analyst, assessment, stage, plan, version_id=0, now=now)

    def _keep_published(self, assessment: AssessmentView) -> None:
        figures = [entry for entry in read_desk(DESK_FILE) if entry.country == self.plan.country]
        evidence.keep_desk_figures(self.session, [(one.country, one.figure, one.licence) for one in figures])
        evidence.keep_country_facts(
            self.session,
            assessment.id,
            [
                {"area": fact.area, "year": fact.year, "link": fact.link, "texts": fact.texts}
                for fact in dated_facts(self.plan.country)
            ],
        )

    def _answer(self, assessment: AssessmentView, inventor: Inventor) -> None:
        people = list(self._people())
        every = max(2, len(people) // max(1, self.plan.drafts))
        for number, (respondent, language) in enumerate(people):
            chance = self._chance(respondent.code)
            at = FIRST_ANSWER + timedelta(hours=11 * number, minutes=chance.randrange(600))
            attributes = inventor.attributes(respondent.code, respondent.group)
            secret = fieldwork.invite(
                self.session,
                assessment.id,
                group=respondent.group,
                role=respondent.role,
                institution=f"{self.plan.country} {respondent.code}",
                attributes=attributes,
                language=language,
                now=at,
                origin="demonstration",
            )
            sitting = fieldwork.questionnaire_for(self.session, secret, at)
            person = replace(respondent, attributes=attributes)
            person = replace(person, modules=inventor.modules(person))
            answers = inventor.answers(person, language)
            unfinished = number % every == every - 1
            if unfinished:
                answers = dict(list(answers.items())[: len(answers) // 3])
            if modules_for(self.instrument, person):
                sitting = fieldwork.choose_modules(self.session, sitting, person.modules or (), now=at)
            sitting = fieldwork.record_answers(self.session, sitting, answers, now=at)
            if not unfinished:
                fieldwork.submit(
                    self.session,
                    sitting,
                    attribution=chance.choice(ATTRIBUTIONS),
                    quotable=chance.random() < QUOTABLE,
                    now=at + timedelta(minutes=chance.randrange(8, 50)),
                )

    def _people(self) -> Iterator[tuple[Respondent, str]]:
        """Each respondent with a language: the country's in turn, the first one twice as often."""
        languages = self.plan.languages[:1] + self.plan.languages
        number = 0
        for group, roles in self.plan.respondents.items():
            for role, count in roles.items():
                for place in range(1, count + 1):
                    yield Respondent(f"{group}-{role}-{place}", group, role), languages[number % len(languages)]
                    number += 1

    def _adopt(self, assessment: AssessmentView) -> None:
        findings = analysis.findings_of(self.session, assessment)
        proposed = [one for one in findings.recommendations if one.advice.kind == "gap"][: self.plan.adopted]
        for number, recommendation in enumerate(proposed):
            action = followup.adopt(self.session, self.analyst, assessment, recommendation, now=ADOPTION)
            for step in self.portfolio.progress[number % len(self.portfolio.progress)]:
                followup.report_progress(
                    self.session,
                    self.analyst,
                    action,
                    status=step.status,
                    per_cent=step.per_cent,
                    note="Invented for the demonstration.",
                    evidence="",
                    now=ADOPTION + step.month * MONTH,
                )

    def _chance(self, code: str) -> Random:
        return Random(f"{self.portfolio.seed} {self.plan.country} {code} sending")  # noqa: S311 - no secret
