"""Links and codes: the same in every mail, revoked for good, typed from paper, never kept as they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.config import Settings
from assessment.errors import InvalidInput, NotFound
from assessment.services import attendance, register
from assessment.services.fieldwork import questionnaire_for
from assessment.services.issuing import issued_link, replaced_link, secret_behind_code
from assessment.services.links import SIGNS, LinkMaker, is_well_formed
from assessment.storage.tables import METADATA
from tests.builders import NOW, an_assessment, an_invitation
from tests.services.people import ANALYST, LINKS, a_register

WELL_FORMED = LINKS.link("0" * 32, 1).code


def line_in(session):
    assessment = a_register(session)
    return register.register_of(session, assessment)[0]


def type_code(session, code, now=NOW, address="192.0.2.1", links=LINKS):
    return secret_behind_code(session, links, code, address=address, now=now)


def test_a_link_is_the_same_whenever_it_is_made(session):
    line = line_in(session)
    assert issued_link(session, LINKS, line.respondent_id) == issued_link(session, LINKS, line.respondent_id)


def test_neither_a_link_nor_a_code_is_kept(session):
    """I5: whoever reads the database can open nobody's questionnaire."""
    link = issued_link(session, LINKS, line_in(session).respondent_id)
    kept = str([session.connection().execute(table.select()).all() for table in METADATA.sorted_tables])
    assert link.secret not in kept
    assert link.code.replace("-", "") not in kept.replace("-", "")


def test_a_link_given_by_hand_goes_on_working_beside_the_one_that_is_sent(session):
    by_hand = an_invitation(session)
    respondent = questionnaire_for(session, by_hand, NOW).respondent_id
    sent = issued_link(session, LINKS, respondent)
    assert {questionnaire_for(session, secret, NOW).respondent_id for secret in (by_hand, sent.secret)} == {respondent}


def test_after_the_servers_key_changed_old_links_work_and_new_ones_are_made(session):
    respondent = line_in(session).respondent_id
    old, changed = issued_link(session, LINKS, respondent), LinkMaker(b"another key", LINKS.base)
    new = issued_link(session, changed, respondent)
    assert new.secret != old.secret
    for secret in (old.secret, new.secret):
        assert questionnaire_for(session, secret, NOW).respondent_id == respondent


def test_a_revoked_link_its_code_and_earlier_ones_stop_working(session):
    by_hand = an_invitation(session)
    respondent = questionnaire_for(session, by_hand, NOW).respondent_id
    sent = issued_link(session, LINKS, respondent)
    new = replaced_link(session, LINKS, respondent)
    for secret in (by_hand, sent.secret):
        with pytest.raises(NotFound):
            questionnaire_for(session, secret, NOW)
    with pytest.raises(InvalidInput, match="not known"):
        type_code(session, sent.code)
    assert type_code(session, new.code) == new.secret


def test_a_link_renewed_by_hand_ends_what_was_sent(session):
    line = line_in(session)
    sent = issued_link(session, LINKS, line.respondent_id)
    session.commit()
    attendance.renew_link(session, ANALYST, line.response_id, now=NOW)
    with pytest.raises(InvalidInput, match="not known"):
        type_code(session, sent.code)
    assert issued_link(session, LINKS, line.respondent_id).secret != sent.secret


def test_a_code_is_taken_however_it_is_typed(session):
    link = issued_link(session, LINKS, line_in(session).respondent_id)
    for typed in (link.code, link.code.lower(), link.code.replace("-", ""), f" {link.code[:3]} {link.code[3:]} "):
        assert type_code(session, typed) == link.secret


@given(place=st.integers(0, 7), sign=st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_noticed(place, sign):
    signs = WELL_FORMED.replace("-", "")
    assert is_well_formed(signs[:place] + sign + signs[place + 1 :]) == (signs[place] == sign)


@given(code=st.text(SIGNS, min_size=7, max_size=7), place=st.integers(0, 6))
def test_two_signs_that_changed_places_are_always_noticed(code, place):
    whole = next(code + sign for sign in SIGNS if is_well_formed(code + sign))
    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert is_well_formed(swapped) == (swapped == whole)


def test_whoever_guesses_codes_must_wait_longer_and_longer(session):
    link = issued_link(session, LINKS, line_in(session).respondent_id)
    guesses = [LINKS.link("f" * 32, revision).code for revision in range(1, 21)]
    for guess in guesses:
        with pytest.raises(InvalidInput, match="not known"):
            type_code(session, guess)
    with pytest.raises(InvalidInput, match="Too many"):
        type_code(session, link.code)
    assert type_code(session, link.code, address="192.0.2.2") == link.secret
    assert type_code(session, link.code, now=NOW + timedelta(minutes=16)) == link.secret


def test_a_slip_of_the_fingers_is_no_guess(session):
    link = issued_link(session, LINKS, line_in(session).respondent_id)
    for _ in range(30):
        with pytest.raises(InvalidInput, match="sign by sign"):
            type_code(session, link.code[:-1])
    assert type_code(session, link.code) == link.secret


def test_links_follow_from_the_servers_key(tmp_path):
    makers = [LinkMaker.of(Settings(instance=tmp_path, secret_key=key * 40)) for key in "aab"]
    first, same, other = (maker.link("0" * 32, 1).secret for maker in makers)
    assert first == same != other


@pytest.mark.parametrize("origin", ["open", "anonymous"])
def test_an_open_links_respondent_is_nobodys_contact(session, origin):
    """I5: nobody who came by an open link, anonymous or not, can be given a name."""
    assessment = an_assessment(session)
    by_link = questionnaire_for(session, an_invitation(session, assessment, origin=origin), NOW)
    with pytest.raises(NotFound):
        register.line_of(session, assessment, by_link.respondent_id)
