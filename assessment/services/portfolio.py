"""The portfolio: consenting assessments of several countries side by side, and what their findings have in common.

Whatever is gathered lies in the person's countries, or in a region for which they work, shows its results to them, and
has its country's consent. Invented answers never stand beside real ones, and of each country only the latest round of a
questionnaire does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlmodel import Session

from assessment.errors import NotAllowed, NotFound
from assessment.language.countries import group_of_region
from assessment.methodology.instrument import Instrument
from assessment.methodology.portfolio import Measured, newest
from assessment.methodology.recommendations import with_included
from assessment.methodology.synthesis import Finding
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.advice_bench import bench_of, standings_in
from assessment.services.analysis import findings_of
from assessment.services.assessments import AssessmentSummary, AssessmentView, assessment_of, visible_assessments
from assessment.services.consents import consenting
from assessment.services.country_groups import groups_of, members_of_groups, reference_day
from assessment.services.followup import actions_of
from assessment.storage.tables.accounts import ROLES

INVENTED = ".demonstration"
GUEST = "viewer"


@dataclass(frozen=True)
class Choice:
    """What is to stand side by side: a pool (see `Gathering`) and a country group, each empty for the first or all."""

    pool: str = ""
    group: str = ""


@dataclass(frozen=True)
class Pool:
    """The countries assessed with one questionnaire, whose answers are all real or all invented."""

    instrument: Instrument
    demonstration: bool
    countries: int


@dataclass(frozen=True)
class Gathering:
    """Assessments that may stand side by side, by country, and what else there is to choose.

    `pools` are the questionnaires by a name for addresses, `etrade-rapid` or with invented answers
    `etrade-rapid.demonstration`; `groups` counts the chosen pool's countries in each country group on the `day`.
    """

    chosen: Choice
    day: date
    assessments: tuple[AssessmentView, ...]
    pools: Mapping[str, Pool] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_invented(self) -> bool:
        """Whether the answers behind the chosen pool are invented."""
        return any(one.demonstration for one in self.assessments)


def gather(
    session: Session, access: Access, choice: Choice, day: date, *, countries: Collection[str] | None = None
) -> Gathering:
    """The assessments that may stand side by side, of some `countries` or of all.

    Raises:
        NotFound: there is no such pool or no such group among them.
    """
    rounds = _latest_rounds(session, access, countries)
    pools = {name: _pool(found.values()) for name, found in sorted(rounds.items(), key=_real_and_many_first)}
    if choice.pool and choice.pool not in pools:
        raise NotFound(N_("There are no such assessments."))
    pool = choice.pool or next(iter(pools), "")
    views = rounds.get(pool, {})
    groups_by_country = {country: groups_of(country, day) for country in views}
    groups = sorted(frozenset[str]().union(*groups_by_country.values()))
    if choice.group and choice.group not in groups:
        raise NotFound(N_("There are no such assessments."))
    return Gathering(
        Choice(pool, choice.group),
        day,
        tuple(
            view
            for country, view in sorted(views.items())
            if not choice.group or choice.group in groups_by_country[country]
        ),
        pools,
        {group: sum(group in found for found in groups_by_country.values()) for group in groups},
    )


def gather_members(
    session: Session, access: Access, region: AssessmentView, choice: Choice, today: date
) -> tuple[Gathering, frozenset[str]]:
    """The members' assessments beside each other, and who the members are on the day on which groups count.

    Who has a role in the region sees there, without a role in a member country, what a viewer of it would see side by
    side: where it consented, and is a member still.

    Raises:
        NotFound: no region was assessed, or there is no such pool among the members.
        NotAllowed: the person has no role in the region.
    """
    group = group_of_region(region.country)
    if not group:
        raise NotFound(N_("Only the assessment of a region has members."))
    if not access.may(region.country, *ROLES):
        raise NotAllowed(N_("Your role in this country does not include this."))
    day = reference_day(region)
    members, today_members = (members_of_groups(one).get(group, frozenset()) for one in (day, today))
    as_guest = replace(access, memberships=access.memberships | {(code, GUEST) for code in members & today_members})
    return gather(session, as_guest, choice, day, countries=members), members


def measured(session: Session, assessments: Sequence[AssessmentView]) -> tuple[Measured, ...]:
    """The assessments with their scores as they follow from what is stored now."""
    return tuple(_measured(session, one) for one in assessments)


def found(session: Session, assessments: Sequence[AssessmentView], now: datetime) -> tuple[Finding, ...]:
    """What each of the assessments found, and what became of its recommendations."""
    return tuple(_finding(session, one, now) for one in assessments)


def _latest_rounds(
    session: Session, access: Access, countries: Collection[str] | None
) -> dict[str, dict[str, AssessmentView]]:
    """By pool and country the latest assessment that may stand beside others."""
    summaries = [one for one in visible_assessments(session, access) if countries is None or one.country in countries]
    agreed = consenting(session, (one.id for one in summaries))
    rounds: dict[str, dict[str, AssessmentView]] = {}
    for summary in sorted((one for one in summaries if one.id in agreed), key=_round):
        view = assessment_of(session, access, summary.name)
        if view.shows_results_to(access):
            rounds.setdefault(_name_of_pool(view), {})[view.country] = view
    return rounds


def _round(one: AssessmentSummary) -> tuple[int, date, str]:
    return one.reference_year, one.opens_on, one.name


def _name_of_pool(view: AssessmentView) -> str:
    return view.instrument.code + (INVENTED if view.demonstration else "")


def _pool(views: Collection[AssessmentView]) -> Pool:
    return Pool(newest(one.instrument for one in views), any(one.demonstration for one in views), len(views))


def _real_and_many_first(entry: tuple[str, Mapping[str, AssessmentView]]) -> tuple[bool, int, str]:
    pool, views = entry
    return pool.endswith(INVENTED), -len(views), pool


def _measured(session: Session, view: AssessmentView) -> Measured:
    return Measured(
        view.name,
        view.country,
        view.reference_year,
        view.instrument,
        findings_of(session, view).scorecard,
        shows_scores=view.results_shown == "published",
    )


def _finding(session: Session, view: AssessmentView, now: datetime) -> Finding:
    judged = findings_of(session, view)
    bench = bench_of(standings_in(session, view), judged, view.instrument.language)
    return Finding(
        view.name,
        view.instrument,
        judged.scorecard,
        judged.gaps,
        frozenset(one.advice.code for one in with_included(bench.recommended) if one.basis != "own"),
        tuple((action.recommendation or "", action.status) for action in actions_of(session, view, now)),
    )
