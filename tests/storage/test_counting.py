"""The database counts what the method would count of the responses themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlmodel import Session

from assessment.methodology.responses import Answer, Money
from assessment.methodology.tally import Tally, tally_of
from assessment.services import fieldwork
from assessment.services.analysis import collection_of
from assessment.services.assessments import AssessmentView
from assessment.services.attendance import reopen
from assessment.services.counting import note_missing
from assessment.storage import counting
from assessment.storage.database import Database
from assessment.storage.fieldwork import RESPONSE
from tests.builders import (
    DONT_KNOW,
    NO,
    NOW,
    YES,
    a_questionnaire_with_modules,
    access_to,
    an_assessment,
    an_invitation,
)

STATES = (DONT_KNOW, Answer("prefer_not_to_say"), Answer("not_applicable"))
GIVEN: Mapping[str, tuple[Answer, ...]] = {
    "PAY_01": (YES, NO),
    "PAY_02": (YES, NO),
    "PAY_03": tuple(Answer("answered", number) for number in (0.0, 7.0, 2.5)),
    "PAY_04": tuple(Answer("answered", chosen) for chosen in (("yes",), ("no",), ("yes", "no"))),
    "PAY_05": (Answer("answered", Money(12.5, "XOF", 2026)),),
    "PAY_07": (Answer("answered", "Les frais de retrait sont « élevés »."),),
    "LEG_01": (YES,),
    "LEG_02": (YES, NO),
    "LEG_16.privacy": (Answer("answered", "draft"), Answer("answered", "in_force")),
}
answers = st.fixed_dictionaries({}, optional={code: st.sampled_from((*of, *STATES)) for code, of in GIVEN.items()})
modules = st.lists(st.sampled_from(("selling", "costs")), unique=True)
someone = st.tuples(
    st.sampled_from(("PUB", "BIZ")), st.sampled_from(("", "Awa", "Ndar")), modules, answers, st.none() | answers
)
people = st.lists(someone, max_size=6)


@pytest.fixture(scope="module")
def shared_database(migrated_sqlite, tmp_path_factory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("counting") / "etready.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


def send(session: Session, secret: str, given: Mapping[str, Answer | None], chosen: list[str] | None = None) -> str:
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    if chosen is not None and sitting.respondent.group == "BIZ":
        sitting = fieldwork.choose_modules(session, sitting, chosen, now=NOW)
    sitting = fieldwork.record_answers(session, sitting, given, now=NOW)
    return fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW).response_id


def both_ways(session: Session, assessment: AssessmentView) -> tuple[Tally, Tally]:
    """The tally as the database counts it, and as the method counts the responses."""
    sent = collection_of(session, assessment).sent.values()
    return counting.counted(session, assessment.instrument, assessment.id), tally_of(assessment.instrument, sent)


def what_counts(session: Session) -> dict[str, str | None]:
    rows = session.connection().execute(select(RESPONSE.c.id, RESPONSE.c.counts_as))
    return {row.id: row.counts_as for row in rows}


def taken_back(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> dict[str, Answer | None]:
    return {**dict.fromkeys(before), **after}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(everybody=people)
def test_the_database_counts_as_the_method_does(shared_database, everybody):
    with shared_database.all_or_nothing() as session:
        assessment = an_assessment(session, a_questionnaire_with_modules())
        for group, institution, chosen, given_first, given_again in everybody:
            role = "trade" if group == "PUB" else ""
            secret = an_invitation(session, assessment, group=group, role=role, institution=institution)
            response = send(session, secret, given_first, chosen)
            if given_again is not None:
                reopen(session, access_to("SEN", "analyst"), response, now=NOW)
                send(session, secret, taken_back(given_first, given_again))
        an_invitation(session, assessment)
        counted, told = both_ways(session, assessment)
    assert counted == told


MINISTRY = {"group": "PUB", "role": "trade", "institution": "Ministry of Trade"}
OPENED = {"PAY_01": YES, "PAY_02": NO, "PAY_03": Answer("answered", 7.0), "PAY_04": GIVEN["PAY_04"][2]}


@pytest.fixture
def assessment(session) -> AssessmentView:
    """Two who speak for one ministry, one of them with an answer off the path, two firms, and a draft."""
    assessment = an_assessment(session, a_questionnaire_with_modules())
    send(session, an_invitation(session, assessment, **MINISTRY), OPENED)
    send(session, an_invitation(session, assessment, **MINISTRY), {**OPENED, "PAY_01": NO})
    send(session, an_invitation(session, assessment), {**OPENED, "LEG_01": DONT_KNOW}, ["selling"])
    send(session, an_invitation(session, assessment), OPENED, [])
    an_invitation(session, assessment)
    return assessment


def test_both_databases_count_as_the_method_does(session, assessment):
    counted, told = both_ways(session, assessment)
    assert counted == told


def test_an_answer_off_the_path_is_not_counted(session, assessment):
    counted = counting.counted(session, assessment.instrument, assessment.id)
    assert (counted["PAY_02"]["PUB"].asked, counted["PAY_02"]["PUB"].values) == (1, {"no": 1})


def test_two_who_speak_for_one_institution_are_one_voice(session, assessment):
    counted = counting.counted(session, assessment.instrument, assessment.id)
    assert (counted["PAY_01"]["PUB"].answered, counted["PAY_01"]["PUB"].voices) == (2, 1)


def test_what_counts_follows_from_the_answers_and_can_be_worked_out_anew(session, assessment):
    noted = what_counts(session)
    session.connection().execute(update(RESPONSE).values(counts_as=None))
    assert note_missing(session) == 4
    assert what_counts(session) == noted


def test_signs_that_part_entries_may_stand_in_an_answer(session):
    assessment = an_assessment(session, a_questionnaire_with_modules())
    send(
        session, an_invitation(session, assessment), {**OPENED, "PAY_07": Answer("answered", "a\x1fb\x1ec")}, ["costs"]
    )
    counted, told = both_ways(session, assessment)
    assert counted == told


def test_where_nobody_sent_anything_nothing_is_counted(session):
    assessment = an_assessment(session, a_questionnaire_with_modules())
    assert counting.counted(session, assessment.instrument, assessment.id) == {}


def test_a_response_that_is_opened_again_does_not_count(session, assessment):
    response = send(session, an_invitation(session, assessment), OPENED, [])
    reopen(session, access_to("SEN", "analyst"), response, now=NOW)
    counted, told = both_ways(session, assessment)
    assert (counted, counted["PAY_01"]["BIZ"].asked) == (told, 2)
    assert what_counts(session)[response] is None
