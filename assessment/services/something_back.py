"""Something back for those who answered: their answers beside those of others, and who offers support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from assessment.authoring.extraction import partner_context
from assessment.authoring.partners import Partner
from assessment.language import CatalogueVoice
from assessment.methodology.beside_others import (
    Distribution,
    areas_with_a_gap,
    compared_questions,
    distribution_of,
    own_choices,
    step_of,
)
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Answer
from assessment.services.reporting import partners
from assessment.services.sittings import Sitting
from assessment.storage.audit import was_reopened
from assessment.storage.choices import choices_of

FRESH = timedelta(minutes=1)
DAY_OVER = timedelta(hours=26)
"""From the local beginning of a day until it is over wherever clocks change on it."""
MOST_KEPT = 64
MOST_PARTNERS = 3
_kept: dict[tuple[str, str], tuple[datetime, Mapping[str, Distribution]]] = {}


@dataclass(frozen=True)
class BesideOthers:
    """What a respondent chose, and how the stakeholder group chose."""

    question: str
    own: str
    others: Distribution


@dataclass(frozen=True)
class Support:
    """The bodies that offer support in an area in which the respondent's own answers tell of a gap."""

    area: str
    partners: tuple[Partner, ...]


def beside_others(session: Session, sitting: Sitting, now: datetime) -> tuple[BesideOthers, ...]:
    """The respondent's answers beside those of the group, where enough have answered; nothing of internal results.

    Whoever sent, changed and sent again is shown nothing before closing: two looks would tell what came between them.
    The group's numbers may be a minute old: whoever sends asks for them, and many send at once.
    """
    if sitting.assessment.results_shown == "internal":
        return ()
    if sitting.assessment.is_open(now) and was_reopened(session, sitting.response_id):
        return ()
    group = sitting.respondent.group
    chosen = own_choices(sitting.instrument, group, _on_path(sitting))
    shown = _distributions(session, sitting, now) if chosen else {}
    return tuple(BesideOthers(code, own, shown[code]) for code, own in chosen.items() if code in shown)


def support_for(sitting: Sitting, voice: CatalogueVoice) -> tuple[Support, ...]:
    """Who offers support where the respondent's own answers tell of a gap, in the voice's language.

    Of the bodies that work in an area these are the ones that the questionnaire's recommendations name most often.
    """
    gaps = areas_with_a_gap(sitting.instrument, sitting.respondent.group, _on_path(sitting))
    offers = (Support(area, _most_named(sitting.instrument, area, voice)) for area in gaps)
    return tuple(offer for offer in offers if offer.partners)


def _most_named(instrument: Instrument, area: str, voice: CatalogueVoice) -> tuple[Partner, ...]:
    named = Counter(code for advice in instrument.recommendations if advice.area == area for code in advice.partners)
    working = [partner for partner in partners() if area in partner.areas and named[partner.code]]
    ranked = sorted(working, key=lambda partner: -named[partner.code])
    return tuple(_worded(partner, voice) for partner in ranked[:MOST_PARTNERS])


def _on_path(sitting: Sitting) -> dict[str, Answer]:
    return {question: sitting.answers[question] for question in sitting.asked if question in sitting.answers}


def _distributions(session: Session, sitting: Sitting, now: datetime) -> Mapping[str, Distribution]:
    """How the group chose, by question, where enough have answered."""
    key = (sitting.assessment.id, sitting.respondent.group)
    kept_at, found = _kept.get(key, (None, {}))
    if kept_at is None or not timedelta() <= now - kept_at < FRESH:
        found = _counted(session, sitting, now)
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = (now, found)
    return found


def _counted(session: Session, sitting: Sitting, now: datetime) -> Mapping[str, Distribution]:
    group = sitting.instrument.group_of[sitting.respondent.group]
    choices: dict[str, list[tuple[str, str]]] = {}
    questions = compared_questions(sitting.instrument, group.code)
    for row in _arrived(choices_of(session, sitting.assessment.id, group.code, questions), now):
        voice = row.institution_mark or row.institution or row.respondent_id
        choices.setdefault(row.question, []).append((voice, row.value))
    counted = {question: distribution_of(pairs, step_of(group)) for question, pairs in choices.items()}
    return {question: distribution for question, distribution in counted.items() if distribution is not None}


def _arrived(rows: Iterable[Row[Any]], now: datetime) -> list[Row[Any]]:
    """The choices in an order in which later ones never come before earlier ones.

    Of anonymous answers only the day is known: they count once it is over, behind whoever else sent on it.
    """
    return sorted((row for row in rows if _known_from(row) <= now), key=_known_from)


def _known_from(row: Row[Any]) -> datetime:
    sent_at: datetime = row.submitted_at
    return sent_at + DAY_OVER if row.origin == "anonymous" else sent_at


def _worded(partner: Partner, voice: CatalogueVoice) -> Partner:
    """A partner with its texts in the voice's language."""

    def said(key: str, text: str) -> str:
        return voice.text(partner_context(partner.code, key), text)

    services = tuple(said(f"services.{place}", text) for place, text in enumerate(partner.services))
    return partner.model_copy(update={"name": said("name", partner.name), "services": services})
