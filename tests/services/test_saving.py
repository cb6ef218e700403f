"""Saving from several browsers at once: once each, in order, never over what was not seen, and all in the history."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import event

from assessment.errors import NotFound
from assessment.services import fieldwork
from assessment.services.persons import withdraw
from assessment.services.saving import Writer, save
from assessment.storage.revisions import revisions_since
from tests.builders import DONT_KNOW, NO, NOW, YES, a_sitting, an_invitation, later

PHONE, DESK = Writer("phone", 1), Writer("desk", 1)


@pytest.fixture
def sitting(session):
    """A firm with its response still empty."""
    return a_sitting(session)


def answer(session, sitting, given, writer, **changes):
    return save(session, sitting, {"PAY_01": given}, replace(writer, **changes), now=NOW)


def history(session, sitting):
    rows = revisions_since(session, sitting.response_id, 0)
    return [(row.client, row.sequence, row.changes) for row in rows]


def told(code):
    return {"state": "answered", "value": code}


def test_the_highest_sequence_of_a_browser_wins_whatever_arrives_last(session, sitting):
    answer(session, sitting, NO, PHONE, sequence=7)
    late = answer(session, sitting, YES, PHONE, sequence=6)
    assert (late.sitting.answers["PAY_01"], late.disputed) == (NO, ())


def test_an_answer_taken_back_is_not_given_again_by_an_earlier_save_that_comes_late(session, sitting):
    kept = answer(session, sitting, YES, PHONE, sequence=5).sitting
    answer(session, kept, None, PHONE, sequence=7)
    assert "PAY_01" not in answer(session, kept, NO, PHONE, sequence=6).sitting.answers


def test_a_save_repeated_after_somebody_else_changed_the_answer_changes_nothing(session, sitting):
    """D2: the acknowledgement was lost, not the answer; the other answer was given by somebody who saw it."""
    seen = answer(session, sitting, YES, PHONE).sitting
    answer(session, seen, NO, DESK, seen=seen.revision)
    repeated = answer(session, sitting, YES, PHONE)
    assert (repeated.sitting.answers["PAY_01"], repeated.disputed) == (NO, ())


def test_an_answer_given_without_seeing_anothers_is_in_dispute(session, sitting):
    """D11: two writers, one stale; the answer that stands stays, the other is handed back."""
    answer(session, sitting, YES, PHONE)
    stale = answer(session, sitting, NO, DESK)
    assert (stale.sitting.answers["PAY_01"], stale.disputed) == (YES, ("PAY_01",))


def test_whoever_saw_the_other_answer_may_replace_it(session, sitting):
    seen = answer(session, sitting, YES, PHONE).sitting
    assert answer(session, seen, NO, DESK, seen=seen.revision).sitting.answers["PAY_01"] == NO


def test_an_answer_taken_back_elsewhere_is_in_dispute_too(session, sitting):
    """D11."""
    seen = answer(session, sitting, YES, PHONE).sitting
    answer(session, seen, None, PHONE, sequence=2)
    assert answer(session, seen, NO, DESK, seen=seen.revision).disputed == ("PAY_01",)


def test_two_who_answer_alike_are_not_in_dispute(session, sitting):
    answer(session, sitting, YES, PHONE)
    assert answer(session, sitting, YES, DESK).disputed == ()


def test_what_a_whole_page_sends_as_it_had_shown_it_changes_nothing(session, sitting):
    """D11: a page without a script sends every input, also those that nobody touched."""
    answer(session, sitting, YES, PHONE)
    page = Writer("a-page", seen=0)
    kept = save(session, sitting, {"PAY_01": None, "PAY_07": DONT_KNOW}, page, now=NOW)
    assert (kept.sitting.answers, kept.disputed) == ({"PAY_01": YES, "PAY_07": DONT_KNOW}, ())


def test_a_page_in_dispute_keeps_everything_else(session, sitting):
    """D10, D11."""
    answer(session, sitting, YES, PHONE)
    kept = save(session, sitting, {"PAY_01": NO, "PAY_07": DONT_KNOW}, Writer("a-page", seen=0), now=NOW)
    assert (kept.sitting.answers, kept.disputed) == ({"PAY_01": YES, "PAY_07": DONT_KNOW}, ("PAY_01",))


def test_a_page_sent_again_from_the_browsers_history_counts_as_it_stands_now(session, sitting):
    page = Writer("a-page", seen=0)
    answer(session, sitting, YES, page)
    assert answer(session, sitting, NO, page).sitting.answers["PAY_01"] == NO


def test_a_sitting_read_before_others_wrote_costs_nobody_an_answer(session, sitting):
    answer(session, sitting, YES, PHONE)
    kept = save(session, sitting, {"PAY_07": DONT_KNOW}, DESK, now=NOW).sitting
    assert kept.answers == {"PAY_01": YES, "PAY_07": DONT_KNOW}


def test_every_change_is_in_the_history_with_who_when_and_from_what_to_what(session, sitting):
    kept = answer(session, sitting, YES, PHONE).sitting
    kept = answer(session, kept, NO, DESK, seen=kept.revision, author="colleague").sitting
    save(session, kept, {"PAY_01": None}, Writer(), now=later(hours=1))
    rows = revisions_since(session, sitting.response_id, 0)
    assert [(row.number, row.client, row.author) for row in rows] == [
        (1, "phone", ""), (2, "desk", "colleague"), (3, "", ""),
    ]  # fmt: skip
    assert [row.kept_at for row in rows] == [NOW, NOW, later(hours=1)]
    assert [row.changes["PAY_01"] for row in rows] == [
        [None, told("yes")], [told("yes"), told("no")], [told("no"), None],
    ]  # fmt: skip


def test_what_changes_nothing_is_not_in_the_history(session, sitting):
    kept = answer(session, sitting, YES, PHONE).sitting
    answer(session, kept, YES, PHONE, sequence=2)
    assert len(history(session, sitting)) == 1


def test_answers_and_their_history_are_kept_together_or_not_at_all(session, sitting):
    def break_off(_connection, _cursor, statement, *_rest):
        if "INTO revision" in statement:
            raise OSError("the server dies here")

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", break_off)
    with pytest.raises(OSError, match="dies here"):
        answer(session, sitting, YES, PHONE)
    event.remove(engine, "before_cursor_execute", break_off)
    session.rollback()
    assert history(session, sitting) == []
    assert session.connection().exec_driver_sql("SELECT count(*) FROM stored_answer").scalar_one() == 0


def test_five_at_once_with_one_identity_have_one_effect(database):
    """D2."""
    with database.writing() as session:
        secret = an_invitation(session)

    def post(_):
        with database.reading() as session:
            seen = fieldwork.questionnaire_for(session, secret, NOW)
        with database.writing() as session:
            return answer(session, seen, YES, PHONE, sequence=9).disputed

    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(post, range(5))) == [()] * 5
    with database.reading() as session:
        seen = fieldwork.questionnaire_for(session, secret, NOW)
        assert (seen.revision, seen.answers) == (1, {"PAY_01": YES})
        assert history(session, seen) == [("phone", 9, {"PAY_01": [None, told("yes")]})]


def test_seven_who_answer_seven_questions_at_once_lose_nothing(database):
    """D11: every one of them read the response before the others wrote."""
    with database.writing() as session:
        secret = an_invitation(session)
        seen = fieldwork.questionnaire_for(session, secret, NOW)

    def post(number):
        with database.writing() as session:
            return save(
                session, seen, {f"PAY_0{1 + number}": DONT_KNOW}, Writer(f"browser-{number}", 1), now=NOW
            ).disputed

    with ThreadPoolExecutor(7) as pool:
        assert list(pool.map(post, range(7))) == [()] * 7
    with database.reading() as session:
        assert len(fieldwork.questionnaire_for(session, secret, NOW).answers) == 7


def test_an_answer_that_arrives_after_a_withdrawal_finds_nothing(session, sitting):
    """It was on its way when the respondent withdrew: told as an unknown link, and nothing is kept."""
    withdraw(session, sitting, now=NOW)
    with pytest.raises(NotFound):
        answer(session, sitting, YES, PHONE)
    with pytest.raises(NotFound):
        fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
    assert history(session, sitting) == []
