"""Anonymous collection: an open link through which people answer without a trace of who they are.

While they answer, a draft key and a resume code lead to the draft; both are known to them alone and kept as hashes.
Sending makes a new response of the draft's answers and erases everything else: key, code, history, revisions and all
times but the day. So nothing can be corrected or withdrawn afterwards, and nobody can tell who has answered twice.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed
from assessment.methodology.instrument import Group, Instrument
from assessment.methodology.voice import N_
from assessment.services import audit
from assessment.services.assessments import AssessmentView
from assessment.services.counting import counts_as
from assessment.services.links import code_behind, compact, hash_of, new_link
from assessment.services.persons import day_of
from assessment.services.sittings import SENT_ALREADY, Sitting, sitting_from
from assessment.storage import fieldwork
from assessment.storage import persons as storage
from assessment.storage.assessments import set_open_link
from assessment.storage.links import keep_earlier
from assessment.storage.revisions import next_revision

CODE_SIGNS = 16
CODE_GROUP = 4
ONLY_PERSONS = N_("Institutions answer by personal links: three answers without a name could come from one ministry.")


def open_anonymously(session: Session, assessment: AssessmentView, *, now: datetime) -> str:
    """Declare the assessment's open link anonymous: the secret of a new one; an earlier one stops working.

    Raises:
        InvalidInput: no group of the questionnaire may answer anonymously.
    """
    if not groups_answering_alone(assessment.instrument):
        raise InvalidInput(ONLY_PERSONS)
    secret, link_hash = new_link()
    set_open_link(session, assessment.id, link_hash, anonymous=True)
    audit.record(session, "anonymous_link", now=now, assessment_id=assessment.id)
    session.commit()
    return secret


def groups_answering_alone(instrument: Instrument) -> tuple[Group, ...]:
    """The groups that an anonymous link may take: those that count firms or persons, and are asked something.

    Groups of institutions are real only when their institutions are distinct (rule 8), which needs their names.
    """
    asked = {group for item in instrument.item_of.values() for group in item.groups}
    return tuple(group for group in instrument.groups if group.counts == "persons" and group.code in asked)


def check_group(assessment: AssessmentView, group: str) -> None:
    """Refuse groups that do not answer anonymously.

    Raises:
        InvalidInput: the group counts institutions, or is none.
    """
    if group not in {one.code for one in groups_answering_alone(assessment.instrument)}:
        raise InvalidInput(ONLY_PERSONS)


def give_code(session: Session, draft_key: str) -> str:
    """A code of 79 bits that leads back to the draft from any device, as `7KQM-3XZB-HJ2P-9WTE`; not kept.

    It follows from the key that the draft began with, so that a page which is loaded again shows the same.
    """
    signs = code_behind(draft_key, CODE_SIGNS)
    row = fieldwork.sitting_behind(session, hash_of(draft_key))
    if row is None or row.origin != "anonymous":
        raise NotAllowed(N_("This link is not known."))
    if storage.draft_behind_code(session, row.assessment_id, hash_of(signs)) is None:
        storage.keep_code(session, row.respondent_id, hash_of(signs))
    session.commit()
    return "-".join(signs[start : start + CODE_GROUP] for start in range(0, CODE_SIGNS, CODE_GROUP))


def resume(session: Session, assessment: AssessmentView, code: str) -> str:
    """A draft key for who types a resume code; the device where the draft was begun goes on working.

    Raises:
        InvalidInput: no draft of this assessment has the code, or it was sent.
    """
    row = storage.draft_behind_code(session, assessment.id, hash_of(compact(code)))
    if row is None:
        raise InvalidInput(N_("This code leads to no draft. Check each sign. After sending, a code no longer works."))
    draft_key, link_hash = new_link()
    keep_earlier(session, row.id, row.link_hash)
    fieldwork.change_respondent(session, row.id, link_hash=link_hash)
    session.commit()
    return draft_key


def send(session: Session, sitting: Sitting, *, quotable: bool, now: datetime) -> Sitting:
    """Send an anonymous draft: what is stored afterwards has nothing in common with it but the answers.

    Raises:
        NotAllowed: it was sent already.
    """
    if next_revision(session, sitting.response_id, now) is None:
        raise NotAllowed(SENT_ALREADY)
    day = day_of(sitting.assessment, now)
    audit.record(session, "erasure", now=day, assessment_id=sitting.assessment.id, subject=sitting.response_id)
    sent = storage.send_without_identity(
        session, sitting.respondent_id, sitting.response_id, link_hash=new_link()[1], day=day, quotable=quotable
    )
    kept = sitting_from(session, fieldwork.sitting_by_response(session, sent), now)
    fieldwork.change_state(session, sent, before="submitted", counts_as=counts_as(kept))
    session.commit()
    return kept
