"""Load the demonstration portfolio through the same deeds that real people do; loading twice adds nothing."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from assessment.authoring.loader import load
from assessment.methodology.instrument import Instrument
from assessment.services import assessments, followup, rounds
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.attendance import attendance_of
from assessment.services.demonstration.invented import Invented
from assessment.services.demonstration.peers import keep_figures_of_peers
from assessment.services.demonstration.portfolio import CountryPlan, portfolio
from assessment.services.links import LinkMaker, hash_of
from assessment.services.versions import publish
from assessment.storage import assessments as assessment_storage
from assessment.storage.database import Database


@dataclass(frozen=True)
class LoadedCountry:
    """One assessment of the portfolio as it stands: responses sent and unfinished, and actions adopted.

    Companions stand before and beside the countries that are shown first.
    """

    assessment: AssessmentView
    submitted: int
    drafts: int
    actions: int
    is_companion: bool = False


def load_portfolio(
    database: Database,
    questionnaires: Path,
    analyst: Access,
    *,
    open_key: str,
    now: datetime,
    progress: Callable[[str], None],
    only: str = "",
    with_companions: bool = False,
) -> list[LoadedCountry]:
    """The portfolio, or `only` one country of it, one by one; what is there already is left as it is.

    An assessment is loaded in one transaction, whole or not at all. `analyst` adopts the actions; `open_key` makes the
    secrets of the links; `progress` is told what is being loaded.
    """
    plans = [plan for plan in portfolio().countries if only in ("", plan.country)]
    loaded = []
    for plan in (*plans, *(portfolio().companions if with_companions else ())):
        instrument = load(questionnaires / plan.questionnaire)
        with database.writing() as session:
            publish(session, instrument, now)
            keep_figures_of_peers(session)
        with database.all_or_nothing() as session:
            one = _One(session, analyst, instrument, plan)
            if one.name() is None:
                progress(plan.title)
                one.load(open_key, now)
            loaded.append(one.as_it_stands(now))
    return loaded


def open_secret(open_key: str, country: str) -> str:
    """The secret of a demonstration's open link: the same at each start, another one on every machine."""
    return hmac.new(open_key.encode(), f"open link {country}".encode(), hashlib.sha256).hexdigest()[:32]


@dataclass(frozen=True)
class _One:
    """One assessment of the portfolio, to be loaded unless it is there."""

    session: Session
    analyst: Access
    instrument: Instrument
    plan: CountryPlan

    @property
    def is_companion(self) -> bool:
        return self.plan not in portfolio().countries

    def name(self, *, former: bool = True) -> str | None:
        """The name of its demonstration, if it is there; real assessments of the country do not count.

        Without `former` the assessment that the country's former round is compared with.
        """
        year = self.plan.year if former and self.plan.year else self.instrument.reference_year
        for one in assessments.visible_assessments(self.session, self.analyst):
            told = (one.country, one.questionnaire.partition("/")[0], one.reference_year)
            if one.demonstration and told == (self.plan.country, self.instrument.code, year):
                return one.name
        return None

    def load(self, open_key: str, now: datetime) -> None:
        """Invent it; what stands first can be joined by an open link, a former round is what it is compared with."""
        links = LinkMaker.under(open_key, "")
        assessment = Invented(self.session, self.analyst, self.instrument, self.plan).load(links, now)
        if not self.is_companion:
            link_hash = hash_of(open_secret(open_key, self.plan.country))
            assessment_storage.set_open_link(self.session, assessment.id, link_hash)
        if self.plan.is_former and (present := self.name(former=False)):
            latest = assessments.assessment_of(self.session, self.analyst, present)
            rounds.choose_former(self.session, self.analyst, latest, assessment.name, now=now)

    def as_it_stands(self, now: datetime) -> LoadedCountry:
        assessment = assessments.assessment_of(self.session, self.analyst, self.name() or "")
        attendance = attendance_of(self.session, assessment)
        started = sum(group.started for group in attendance.groups)
        actions = followup.actions_of(self.session, assessment, now)
        return LoadedCountry(
            assessment, attendance.submitted, started - attendance.submitted, len(actions), self.is_companion
        )
