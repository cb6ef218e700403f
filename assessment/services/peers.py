"""Whom a country is compared with: a country group or countries by name, kept for each assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed
from assessment.language.countries import group_of_region, known_countries
from assessment.methodology.desk import desk_of
from assessment.methodology.peers import PeerComparison, beside_others
from assessment.methodology.voice import N_, Voice
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.choosing import Chosen, next_choice
from assessment.services.cohorts import cohort_for, with_partners
from assessment.services.country_groups import group_name, groups_of, members_of_groups, reference_day
from assessment.storage import desk as storage

USUAL = ("LDC", "SIDS", "LLDC")
MOST_PEERS = 60


@dataclass(frozen=True)
class Peers:
    """The peers of an assessment: all other members of a `group`, or `countries` that were chosen one by one.

    `day` is the one on which membership counts.
    """

    group: str
    countries: tuple[str, ...]
    day: date


def peers_of(session: Session, assessment: AssessmentView) -> Peers:
    """The peers that were chosen, else the members of the first usual group that the country belongs to."""
    chosen, day = choices_of(session, assessment), reference_day(assessment)
    if not chosen:
        return _members(assessment, _usual_group(assessment.country, day), day)
    return chosen[0].choice


def choices_of(session: Session, assessment: AssessmentView) -> tuple[Chosen[Peers], ...]:
    """Every choice of peers, the latest first, which counts."""
    rows = storage.choices_of(session, assessment.id)
    return tuple(Chosen(row.number, _peers(assessment, row), row.chosen_by, row.chosen_at) for row in rows)


def groups_offered(assessment: AssessmentView, voice: Voice) -> Mapping[str, str]:
    """The groups with members on the reference day, by code, those that the country belongs to first."""
    day = reference_day(assessment)
    own = groups_of(assessment.country, day)
    named = {code: group_name(code, voice) for code, members in members_of_groups(day).items() if members}
    return dict(sorted(named.items(), key=lambda entry: (entry[0] not in own, entry[1].casefold())))


def countries_offered(assessment: AssessmentView, voice: Voice) -> Mapping[str, str]:
    """The countries that may be chosen one by one, by code and in the order of their names."""
    others = (code for code in known_countries() if not group_of_region(code) and code != assessment.country)
    return dict(sorted(((code, voice.country(code)) for code in others), key=lambda entry: entry[1].casefold()))


def choose_peers(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    *,
    group: str,
    countries: tuple[str, ...],
    seen: int = 0,
    now: datetime,
) -> None:
    """Keep a group, or without one the countries by name, for the screens and reports of an assessment.

    `seen` is the number of the choice that was on the screen, 0 for none.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: there is no such group or country, nothing was chosen, or more than 60 countries were.
        Conflict: somebody else chose first.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst of this country may choose whom it is compared with."))
    if group and not members_of_groups(reference_day(assessment)).get(group):
        raise InvalidInput(N_("Choose a group that is offered."))
    chosen = () if group else tuple(sorted(set(countries) - {assessment.country}))
    if not group and not 0 < len(chosen) <= MOST_PEERS:
        raise InvalidInput(N_("Choose a group, or from 1 to 60 other countries."))
    if not set(chosen) <= set(known_countries()):
        raise InvalidInput(N_("Choose countries that are offered."))
    choice = {"country_group": group, "countries": list(chosen), "chosen_by": access.name, "chosen_at": now}
    with next_choice(session, choices_of(session, assessment), seen) as number:
        storage.append_choice(session, {"assessment_id": assessment.id, "number": number, **choice})


def comparison_of(session: Session, assessment: AssessmentView, voice: Voice) -> PeerComparison:
    """The country's published figures beside those of its peers, at the assessment's reference year."""
    peers, instrument = peers_of(session, assessment), assessment.instrument
    wanted = with_partners(instrument, set(instrument.series_of))
    found = storage.figures_by_country(session, wanted, {assessment.country, *peers.countries})
    desks = {country: desk_of(figures) for country, figures in found.items()}
    own = desks.pop(assessment.country, {})
    cohort = cohort_for(session, assessment)
    lines = beside_others(instrument, own, desks, assessment.reference_year, cohort=cohort)
    name = group_name(peers.group, voice) if peers.group else ""
    return PeerComparison(name, peers.countries, peers.day, lines)


def _peers(assessment: AssessmentView, row: Row[Any]) -> Peers:
    day = reference_day(assessment)
    if row.country_group:
        return _members(assessment, row.country_group, day)
    return Peers("", tuple(code for code in row.countries or () if code != assessment.country), day)


def _members(assessment: AssessmentView, group: str, day: date) -> Peers:
    members = members_of_groups(day).get(group, frozenset()) - {assessment.country}
    return Peers(group, tuple(sorted(members)), day)


def _usual_group(country: str, day: date) -> str:
    """The first usual group that a country belongs to, else the first of its others; empty where it has none."""
    own = groups_of(country, day)
    return next((group for group in (*USUAL, *sorted(own)) if group in own), "")
