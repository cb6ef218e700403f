"""What a respondent gets back on the receipt, made ready for its template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from assessment.authoring.partners import Partner
from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument
from assessment.services.sittings import Sitting
from assessment.services.something_back import BesideOthers, beside_others, support_for
from assessment.web.answer_texts import question_text


@dataclass(frozen=True)
class Choice:
    """An option of a question: whether it is the respondent's own, and the share 0..100 of the group."""

    label: str
    own: bool
    share: float


@dataclass(frozen=True)
class Compared:
    """A question with every option, over so many voices of the group."""

    text: str
    choices: tuple[Choice, ...]
    voices: int


@dataclass(frozen=True)
class SomethingBack:
    """Answers beside those of the group, and support: pairs of an area's label and its bodies."""

    group: str
    compared: tuple[Compared, ...]
    support: tuple[tuple[str, tuple[Partner, ...]], ...]


def something_back(session: Session, sitting: Sitting, voice: CatalogueVoice, now: datetime) -> SomethingBack | None:
    """What to show below the receipt; nothing before answers are sent, nor to who sees but some of the pages."""
    if sitting.state != "submitted" or not sitting.sees_everything:
        return None
    instrument = sitting.instrument
    return SomethingBack(
        instrument.group_of[sitting.respondent.group].label,
        tuple(_compared(instrument, beside, voice) for beside in beside_others(session, sitting, now)),
        tuple((instrument.area_of[offer.area].label, offer.partners) for offer in support_for(sitting, voice)),
    )


def _compared(instrument: Instrument, beside: BesideOthers, voice: CatalogueVoice) -> Compared:
    item = instrument.question_of[beside.question]
    choices = (
        Choice(option.label, option.code == beside.own, beside.others.share(option.code))
        for option in instrument.options_of(item)
    )
    return Compared(question_text(instrument, beside.question, voice), tuple(choices), beside.others.voices)
