"""One assessment of the demonstration: begun, answered by invented people, its facts confirmed, its advice adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from sqlmodel import Session

from assessment.authoring.desk_data import read_desk, read_facts
from assessment.methodology.applicability import modules_for
from assessment.methodology.consolidation import Confirmation
from assessment.methodology.course import StagePlan
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, plain
from assessment.services import analysis, assessments, confirmations, consents, course, fieldwork, followup
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.consents import ConsentDraft
from assessment.services.demonstration.answers import Inventor
from assessment.services.demonstration.discussed import keep_discussion
from assessment.services.demonstration.fieldnotes import keep_evidence
from assessment.services.demonstration.firms import draw_firms
from assessment.services.demonstration.portfolio import DESK_FILE, FACTS_FILE, CountryPlan, dated_facts, portfolio
from assessment.services.links import LinkMaker
from assessment.services.report_issue import IssueDraft, record_issue
from assessment.storage import evidence
from assessment.storage.tables.fieldwork import Attribution

OPEN_FOR = timedelta(days=180)
FIRST_ANSWER = timedelta(days=7, hours=9)
MONTH = timedelta(days=30)
QUOTABLE = 0.6
ATTRIBUTIONS: tuple[Attribution, ...] = ("named", "type", "hidden")


@dataclass(frozen=True)
class Invented:
    """One assessment being invented."""

    session: Session
    analyst: Access
    instrument: Instrument
    plan: CountryPlan

    def load(self, links: LinkMaker, now: datetime) -> AssessmentView:
        """The assessment, what is published on the country, the invented answers, and the actions that follow."""
        assessment = assessments.create_assessment(
            self.session,
            country=self.plan.country,
            questionnaire=self.instrument.identity,
            languages=self.plan.languages,
            time_zone=self.plan.time_zone,
            opens_on=self.plan.opens,
            closes_on=self.plan.closes or now.date() + OPEN_FOR,
            reference_year=self.plan.year,
            results_shown=self.plan.results_shown,
            demonstration=True,
            register=self.plan.register_sizes,
            now=now,
        )
        draft = ConsentDraft("given", self.plan.opens, "Demonstration", "Demonstration: synthetic responses")
        consents.record_consent(self.session, self.analyst, assessment, draft, seen=0, now=now)
        self._plan(assessment, now)
        facts = self._facts()
        self._keep_published(assessment)
        self._confirm(assessment, facts, now)
        inventor = Inventor(
            self.instrument, portfolio(), self.plan, {code: plain(f.value) for code, f in facts.items()}
        )
        self._answer(assessment, inventor)
        if self.plan.survey:
            begins = self._after(FIRST_ANSWER)
            draw_firms(self.session, self.analyst, assessment, self.plan, links=links, begins=begins)
        if self.plan.is_former:
            keep_discussion(self.session, self.analyst, assessment, now)
        elif self.plan.is_published:
            keep_evidence(self.session, self.analyst, assessment)
        self._issue(assessment)
        self._adopt(assessment)
        return assessment

    def _after(self, span: timedelta) -> datetime:
        """The moment so long after the first hour of the day of opening."""
        return datetime.combine(self.plan.opens, time(), UTC) + span

    def _plan(self, assessment: AssessmentView, now: datetime) -> None:
        for code, planned in portfolio().courses[self.plan.course].items():
            first, last = (self.plan.opens + timedelta(days) for days in (planned.first, planned.last))
            stage = course.stage_of(self.session, assessment, code, now)
            plan = StagePlan(first, last, last if planned.done and stage.is_marked else None)
            course.plan_stage(self.session, self.analyst, assessment, stage, plan, version_id=0, now=now)

    def _issue(self, assessment: AssessmentView) -> None:
        """Record the issue of the report where the work plan has it done, on the last day of its stage."""
        planned = portfolio().courses[self.plan.course].get("issue")
        if planned is None or not planned.done:
            return
        issued = self._after(timedelta(planned.last))
        draft = IssueDraft("issued", issued.date(), "Demonstration: synthetic responses")
        record_issue(self.session, self.analyst, assessment, draft, seen=0, days=0, now=issued)

    def _facts(self) -> Mapping[str, Confirmation]:
        """What is publicly known of the country, and was known in the year that is assessed."""
        if not self.plan.is_published:
            return {}
        facts = read_facts(FACTS_FILE, self.instrument).get(self.plan.country, {})
        return {code: fact for code, fact in facts.items() if self.plan.knows_of(fact.as_of)}

    def _keep_published(self, assessment: AssessmentView) -> None:
        if not self.plan.is_published:
            return
        if not self.plan.is_former:
            figures = [entry for entry in read_desk(DESK_FILE) if entry.country == self.plan.country]
            evidence.keep_desk_figures(self.session, [(one.country, one.figure, one.licence) for one in figures])
        evidence.keep_country_facts(
            self.session,
            assessment.id,
            [
                {"area": fact.area, "year": fact.year, "link": fact.link, "texts": fact.texts}
                for fact in dated_facts(self.plan.country)
                if self.plan.knows_of(fact.year)
            ],
        )

    def _confirm(self, assessment: AssessmentView, facts: Mapping[str, Confirmation], now: datetime) -> None:
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

    def _answer(self, assessment: AssessmentView, inventor: Inventor) -> None:
        people = list(self._people())
        every = max(2, len(people) // max(1, self.plan.drafts))
        for number, (respondent, language) in enumerate(people):
            chance = self._chance(respondent.code)
            at = self._after(FIRST_ANSWER) + timedelta(hours=11 * number, minutes=chance.randrange(600))
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
            unfinished = bool(self.plan.drafts) and number % every == every - 1
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
        """Each respondent with a language: the country's in turn, the first one twice as often.

        Those of a former round are others than those of the latest.
        """
        languages = self.plan.languages[:1] + self.plan.languages
        before = f"{self.plan.year}-" if self.plan.is_former else ""
        number = 0
        for group, roles in self.plan.respondents.items():
            for role, count in roles.items():
                for place in range(1, count + 1):
                    code = f"{before}{group}-{role}-{place}"
                    yield Respondent(code, group, role), languages[number % len(languages)]
                    number += 1

    def _adopt(self, assessment: AssessmentView) -> None:
        if not self.plan.adopted:
            return
        adoption = self._after(timedelta(days=self.plan.adopts_after, hours=10))
        findings = analysis.findings_of(self.session, assessment)
        proposed = [one for one in findings.recommendations if one.advice.kind == "gap"][: self.plan.adopted]
        reports = portfolio().progress
        for number, recommendation in enumerate(proposed):
            action = followup.adopt(self.session, self.analyst, assessment, recommendation, now=adoption)
            for step in reports[number % len(reports)]:
                followup.report_progress(
                    self.session,
                    self.analyst,
                    action,
                    status=step.status,
                    per_cent=step.per_cent,
                    note="Invented for the demonstration.",
                    evidence="",
                    now=adoption + step.month * MONTH,
                )

    def _chance(self, code: str) -> Random:
        return Random(f"{portfolio().seed} {self.plan.country} {code} sending")  # noqa: S311 - no secret
