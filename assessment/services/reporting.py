"""Reporting: gather everything a country report says and build it in one language."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.digests import method_digest
from assessment.authoring.extraction import partner_context
from assessment.authoring.partners import Partner, load_partners
from assessment.language import CatalogueVoice, offered_languages
from assessment.methodology.advice_decisions import UNDECIDED, Standings, worded
from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Group, Instrument
from assessment.methodology.localisation import localised
from assessment.methodology.remembered import Remembered
from assessment.methodology.report.build import build_report
from assessment.methodology.report.material import (
    AssessmentFacts,
    CountryFact,
    GroupHeard,
    MatrixAction,
    Quotation,
    ReportMaterial,
    RoleHeard,
)
from assessment.methodology.report.model import Report
from assessment.services import followup, library, notes
from assessment.services.advice_bench import bench_of, standings_in
from assessment.services.analysis import (
    Collection,
    Findings,
    collection_of,
    data_digest,
    evidence_for,
    judged,
)
from assessment.services.assessments import AssessmentView
from assessment.services.country_comments import comments_for_report
from assessment.services.country_groups import groups_of
from assessment.services.peers import comparison_of
from assessment.services.robustness import with_robustness
from assessment.services.rounds import since_last_round
from assessment.services.survey import survey_results_of
from assessment.services.targets import targets_of
from assessment.services.workshops import workshop_of
from assessment.storage import evidence

PARTNERS_FILE = Path(__file__).parents[2] / "questionnaires" / "partners.yaml"


def report_of(session: Session, assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> Report:
    """The country report as it follows from what is stored now, in the voice's language."""
    material = with_robustness(session, assessment, material_of(session, assessment, voice, now))
    since = since_last_round(session, assessment, partial(in_language, voice=voice))
    beside = comparison_of(session, assessment, voice)
    survey = survey_results_of(session, assessment, material.instrument)
    return build_report(replace(material, since=since, beside=beside, survey=survey), voice)


def material_of(session: Session, assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> ReportMaterial:
    """Everything the report says, with texts in the voice's language."""
    instrument = in_language(assessment.instrument, voice)
    collection = collection_of(session, assessment)
    targets = targets_of(session, assessment)
    told = judged(instrument, evidence_for(session, assessment, collection), assessment.reference_year, targets)
    bench = bench_of(standings_in(session, assessment), told, voice.language)
    actions = followup.actions_of(session, assessment, now)
    rates = followup.rates_of(actions)
    facts = _facts(assessment, told, collection, voice, now)
    return ReportMaterial(
        facts=facts,
        instrument=instrument,
        scorecard=told.scorecard,
        gaps=told.gaps,
        unjudged=told.unjudged,
        recommendations=bench.recommended,
        actions=tuple(told_action(action, assessment.instrument, bench.standings, voice) for action in actions),
        rates_by_area={area: rate for area, rate in rates.items() if area != followup.ALL},
        rates=rates.get(followup.ALL) if actions else None,
        heard=_heard(collection, told),
        quotations=(
            *_quotations(collection, instrument, voice.language),
            *notes.quotations_of(session, assessment, instrument, voice),
        ),
        excerpts=library.quoted_excerpts(session, assessment, voice.language),
        documents=library.cited_documents(session, assessment),
        acknowledged=_acknowledged(collection),
        country_facts=_country_facts(session, assessment, voice.language),
        partners=_partner_texts("name", voice),
        abbreviations=_partner_texts("short_name", voice),
        targets=targets,
        country_groups=groups_of(assessment.country, facts.dated),
        comments=comments_for_report(session, assessment),
        workshop=workshop_of(session, assessment),
    )


def _partner_texts(key: str, voice: CatalogueVoice) -> dict[str, str]:
    """One text of every partner by code, in the voice's language."""
    return {one.code: voice.text(partner_context(one.code, key), getattr(one, key)) for one in partners()}


@lru_cache
def partners() -> tuple[Partner, ...]:
    """The catalogue of partners that recommendations name."""
    return load_partners(PARTNERS_FILE)


_told: Remembered[Instrument] = Remembered(32)


def in_language(instrument: Instrument, voice: CatalogueVoice) -> Instrument:
    """The instrument with its texts in the voice's language; made once for each wording of either."""
    if voice.language == instrument.language:
        return instrument
    return _told.of(instrument, voice, otherwise=lambda: localised(instrument, voice.text))


def _facts(
    assessment: AssessmentView, findings: Findings, collection: Collection, voice: CatalogueVoice, now: datetime
) -> AssessmentFacts:
    return AssessmentFacts(
        name=assessment.name,
        country=assessment.country,
        dated=now.astimezone(ZoneInfo(assessment.time_zone)).date(),
        reference_year=assessment.reference_year,
        results_shown=assessment.results_shown,
        demonstration=assessment.demonstration,
        questionnaire=assessment.questionnaire,
        method_digest=method_digest(assessment.instrument),
        data_digest=data_digest(findings.evidence),
        languages=tuple(one.name for code, one in offered_languages().items() if code in assessment.languages),
        opened=assessment.opens_on,
        closed=assessment.closes_on,
        anonymous=sum(row.origin == "anonymous" and row.response_id in collection.sent for row in collection.rows),
    )


def _heard(collection: Collection, findings: Findings) -> tuple[GroupHeard, ...]:
    heard = []
    for group in findings.instrument.groups:
        own = [row for row in collection.rows if row.group == group.code]
        sent = [row for row in own if row.response_id in collection.sent]
        told = [row for row in own if not _is_hidden(row, group, collection)]
        invited = Counter(row.role for row in told)
        submitted = Counter(row.role for row in told if row.response_id in collection.sent)
        heard.append(
            GroupHeard(
                group.code,
                findings.evidence.register.get(group.code),
                len(own),
                len(sent),
                len({collection.sent[row.response_id].respondent.voice for row in sent}),
                tuple(RoleHeard(role.code, invited[role.code], submitted[role.code]) for role in group.roles),
            )
        )
    return tuple(heard)


def _is_hidden(row: Row[Any], group: Group, collection: Collection) -> bool:
    """Whether an institution chose, when it sent, to stay hidden: in a small country a role is a name."""
    return group.counts == "institutions" and row.attribution == "hidden" and row.response_id in collection.sent


def _quotations(collection: Collection, instrument: Instrument, language: str) -> tuple[Quotation, ...]:
    """What respondents wrote at length and released, in the language they wrote it in; each sentence once.

    Whoever chose to stay hidden is quoted under the group alone: in a small country a role is a name.
    """
    texts = [code for code, item in instrument.item_of.items() if item.type == "long_text"]
    said: dict[tuple[str, str], Quotation] = {}
    for row in collection.rows:
        if row.response_id not in collection.sent or not row.quotable or row.language != language:
            continue
        answers = on_path(instrument, collection.sent[row.response_id])
        group = instrument.group_of[row.group]
        role = "" if row.attribution == "hidden" else _role_label(group, row.role)
        for code in texts:
            answer = answers.get(code)
            if answer is not None and isinstance(answer.value, str):
                area = instrument.area_of_item[code].code
                said.setdefault((area, answer.value), Quotation(answer.value, area, group.label, role))
    return tuple(said.values())


def _acknowledged(collection: Collection) -> tuple[str, ...]:
    """The names by which those who sent their answers want to be thanked, in order, each once."""
    names = {row.acknowledged_as for row in collection.rows if row.response_id in collection.sent}
    return tuple(sorted((name for name in names if name), key=str.casefold))


def _role_label(group: Group, code: str) -> str:
    return next((role.label for role in group.roles if role.code == code), "")


def _country_facts(session: Session, assessment: AssessmentView, language: str) -> tuple[CountryFact, ...]:
    source = assessment.instrument.language
    return tuple(
        CountryFact(row.area, row.texts.get(language) or row.texts.get(source, ""), row.year, row.link)
        for row in evidence.country_facts_of(session, assessment.id)
    )


def told_action(
    action: followup.ActionView, instrument: Instrument, standings: Standings, voice: CatalogueVoice
) -> MatrixAction:
    """An action as the matrix shows it: what nobody edited follows the translation of its recommendation.

    Its words may be those that the analysts decided on, or its author's from before that.
    """
    code, source = action.recommendation or "", instrument.language
    told = in_language(instrument, voice)
    pairs = [
        (before[code], after[code])
        for before, after in (
            (worded(instrument, standings, source), worded(told, standings, voice.language)),
            (worded(instrument, UNDECIDED, source), worded(told, UNDECIDED, voice.language)),
        )
        if code in before
    ]

    def said(text: str, name: str) -> str:
        return next((getattr(after, name) for before, after in pairs if text == getattr(before, name)), text)

    contributors = next(
        (after.contributors for before, after in pairs if action.contributors == before.contributors),
        action.contributors,
    )
    return MatrixAction(
        code=action.code,
        area=action.area,
        action=said(action.action, "action"),
        expected_result=said(action.expected_result, "expected_result"),
        priority=action.priority,
        time_frame=action.time_frame,
        lead=said(action.lead, "lead"),
        contributors=contributors,
        partners=action.partners,
        measure=said(action.measure, "measure"),
        unit=said(action.unit, "unit"),
        baseline=action.baseline,
        target=said(action.target, "target"),
        cost=action.cost,
        starts_on=action.starts_on,
        due_on=action.due_on,
        status=action.status,
        per_cent=action.per_cent,
        recommendation=action.recommendation or "",
    )
