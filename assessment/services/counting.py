"""Counting an assessment's sent responses where they lie, and once for as long as they stay the same."""

from __future__ import annotations

from sqlmodel import Session

from assessment.methodology.remembered import Remembered
from assessment.methodology.tally import Tally
from assessment.services.assessments import AssessmentView
from assessment.services.sittings import Sitting, sitting_from
from assessment.storage import counting as storage
from assessment.storage import fieldwork
from assessment.storage.database import Reading

MOST_COMPARED = 10_000
"""With more responses than that, reading which of them there are takes longer than it may save."""
_remembered: Remembered[Tally] = Remembered(most=64)


def counted_tally(session: Session, assessment: AssessmentView) -> Tally | None:
    """The tally of the sent responses as the database counts it, or None where their answers must be read.

    They must in a probability survey, whose respondents carry weights, and where it was not yet noted of every
    response what was asked. A tally is remembered while there is room, under its database and a digest of all that it
    follows from, so it never stands for other responses; sessions that write may see two states of the database, so
    they count anew.
    """
    instrument = assessment.instrument
    if instrument.survey or not storage.has_every_path(session, assessment.id):
        return None
    state = storage.state_of_sent(session, assessment.id, most=MOST_COMPARED) if isinstance(session, Reading) else None
    if state is None:
        return storage.counted(session, instrument, assessment.id)
    where = session.get_bind().engine.url
    return _remembered.of(
        instrument, where, assessment.id, state, otherwise=lambda: storage.counted(session, instrument, assessment.id)
    )


def note_path(session: Session, sitting: Sitting) -> str:
    """Keep what is asked of a respondent as they send their answers; the identity of the path."""
    return storage.keep_path(
        session,
        sitting.assessment.id,
        sitting.respondent.group,
        asked=sitting.asked,
        strayed=sitting.answers.keys() - set(sitting.asked),
    )


def note_missing_paths(session: Session) -> int:
    """Work out what was asked in responses that were sent before it was noted. Returns how many there were."""
    sent = storage.without_path(session)
    for response_id in sent:
        row = fieldwork.sitting_by_response(session, response_id)
        path = note_path(session, sitting_from(session, row, row.submitted_at))
        fieldwork.change_state(session, response_id, before="submitted", path_id=path)
    session.commit()
    return len(sent)
