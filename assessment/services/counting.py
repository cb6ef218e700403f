"""Counting an assessment's sent responses where they lie, and once for as long as they stay the same."""

from __future__ import annotations

from sqlmodel import Session

from assessment.methodology.remembered import Remembered
from assessment.methodology.tally import Tally
from assessment.services.assessments import AssessmentView
from assessment.services.sittings import Sitting, sitting_from
from assessment.storage import counting as storage
from assessment.storage import fieldwork
from assessment.storage.sessions import Reading

MOST_COMPARED = 10_000
"""With more responses than that, reading which of them there are takes longer than it may save."""
_remembered: Remembered[Tally] = Remembered(most=64)


def counted_tally(session: Session, assessment: AssessmentView) -> Tally | None:
    """The tally of the sent responses as the database counts it, or None where their answers must be read.

    They must in a probability survey, whose respondents carry weights, and where it was not yet noted of every
    response what counts of it. A tally is remembered while there is room, under its database and a digest of all that
    it follows from, so it never stands for other responses; sessions that write may see two states of the database,
    so they count anew.
    """
    instrument = assessment.instrument
    if instrument.survey or not storage.is_noted_of_all(session, assessment.id):
        return None
    state = storage.state_of_sent(session, assessment.id, most=MOST_COMPARED) if isinstance(session, Reading) else None
    if state is None:
        return storage.counted(session, instrument, assessment.id)
    where = session.get_bind().engine.url
    return _remembered.of(
        instrument, where, assessment.id, state, otherwise=lambda: storage.counted(session, instrument, assessment.id)
    )


def counts_as(sitting: Sitting) -> str:
    """What counts of a response that is sent now, to be kept with its state."""
    return storage.counts_as(sitting.respondent.group, sitting.path, sitting.answers)


def note_missing(session: Session) -> int:
    """Work out what counts of responses of which it was not noted when they were sent. Returns how many there were."""
    sent = storage.not_noted(session)
    for response_id in sent:
        row = fieldwork.sitting_by_response(session, response_id)
        noted = counts_as(sitting_from(session, row, row.submitted_at))
        fieldwork.change_state(session, response_id, before="submitted", at=row.revision, counts_as=noted)
    session.commit()
    return len(sent)
