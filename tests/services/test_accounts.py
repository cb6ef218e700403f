"""Accounts and signing in: roles by country, sessions that end, guesses that are slowed down."""

from datetime import timedelta

import pytest

from assessment.errors import Conflict, InvalidInput, NotFound
from assessment.services import sign_in
from assessment.services.accounts import access_of, add_user, change_password_hash, credentials_of, set_password
from tests.builders import NOW, access_to, later


def an_account(session, email="Awa@example.org", memberships=(("SEN", "analyst"),)):
    return add_user(session, email=email, name="Awa", password_hash="hash", memberships=memberships, now=NOW)


def test_a_person_may_do_what_their_role_in_the_country_includes(session):
    access = access_of(session, an_account(session))
    assert access.may("SEN", "analyst", "viewer")
    assert not access.may("SEN", "focal_point")
    assert not access.may("WSM", "analyst")


def test_a_role_everywhere_holds_in_every_country():
    assert access_to("*", "viewer").may("KHM", "viewer")


def test_an_administrator_has_every_role_of_their_country_and_no_other():
    access = access_to("SEN", "admin")
    assert access.may("SEN", "focal_point")
    assert not access.may("WSM", "focal_point")


def test_an_address_has_one_account_whatever_its_case(session):
    an_account(session)
    with pytest.raises(Conflict):
        an_account(session, email="awa@EXAMPLE.org")


@pytest.mark.parametrize("identifier", ["awa@example.ORG", "id", "fs_uniquifier"])
def test_credentials_are_found_by_address_identity_or_session(session, identifier):
    user_id = an_account(session)
    by_id = credentials_of(session, user_id)
    assert by_id is not None
    wanted = {"id": user_id, "fs_uniquifier": by_id.fs_uniquifier}.get(identifier, identifier)
    assert credentials_of(session, wanted) == by_id


def test_nobody_has_the_credentials_of_an_unknown_address(session):
    assert credentials_of(session, "nobody@example.org") is None


@pytest.mark.parametrize("membership", [("SEN", "king"), ("Senegal", "viewer"), ("sen", "viewer")])
def test_a_role_or_country_that_does_not_exist_is_refused(session, membership):
    with pytest.raises(InvalidInput):
        an_account(session, memberships=[membership])
    assert credentials_of(session, "awa@example.org") is None


def test_an_address_that_is_none_is_refused(session):
    with pytest.raises(InvalidInput):
        an_account(session, email="awa")


def test_another_password_ends_every_session_and_a_stronger_hash_none(session):
    user_id = an_account(session)
    seen = []
    for change in (change_password_hash, set_password):
        change(session, user_id, "other")
        credentials = credentials_of(session, user_id)
        assert credentials is not None
        seen.append(credentials.fs_uniquifier)
    assert seen[0] != seen[1]


def test_the_access_of_no_account_is_not_found(session):
    with pytest.raises(NotFound):
        access_of(session, "0" * 32)


KEYS = sign_in.keys_of("Awa@Example.org ", "10.0.0.1")


def test_the_wait_grows_with_every_failure_and_ends():
    waits = [sign_in.wait_after(failures) for failures in (0, 4, 5, 6, 7, 10, 100)]
    assert waits == sorted(waits)
    assert waits[:3] == [timedelta(), timedelta(), timedelta(seconds=30)]
    assert waits[-1] == timedelta(minutes=15)


def test_guessing_is_slowed_down_and_never_locked_for_good(session):
    for _ in range(5):
        assert sign_in.begin_attempt(session, KEYS, NOW)
    assert not sign_in.begin_attempt(session, KEYS, later(seconds=29))
    assert sign_in.begin_attempt(session, KEYS, later(seconds=30))


@pytest.mark.parametrize("written", ["awa@example.org", "AWA@EXAMPLE.ORG", "awa@example。org", " awa@ｅxample.org"])
def test_an_account_is_guarded_however_its_address_is_written(session, written):
    for number in range(5):
        sign_in.begin_attempt(session, sign_in.keys_of("awa@example.org", f"10.0.0.{number}"), NOW)
    assert not sign_in.begin_attempt(session, sign_in.keys_of(written, "10.9.9.9"), NOW)


def test_an_office_behind_one_address_may_fail_more_often_than_one_account(session):
    for number in range(50):
        assert sign_in.begin_attempt(session, sign_in.keys_of(f"person{number}@example.org", "10.0.0.1"), NOW)
    assert not sign_in.begin_attempt(session, sign_in.keys_of("another@example.org", "10.0.0.1"), NOW)


def test_a_success_forgives_the_account_but_not_the_failures_of_its_address(session):
    for number in range(50):
        keys = sign_in.keys_of(f"person{number}@example.org", "10.0.0.1")
        sign_in.begin_attempt(session, keys, NOW)
    sign_in.forgive(session, keys)
    assert sign_in.begin_attempt(session, keys, NOW)
    assert not sign_in.begin_attempt(session, sign_in.keys_of("another@example.org", "10.0.0.1"), NOW)


def test_a_success_leaves_nothing_behind(session):
    for _ in range(60):
        assert sign_in.begin_attempt(session, KEYS, NOW)
        sign_in.forgive(session, KEYS)


def test_failures_of_yesterday_are_forgotten(session):
    for _ in range(5):
        sign_in.begin_attempt(session, KEYS, NOW)
    for _ in range(5):
        assert sign_in.begin_attempt(session, KEYS, later(hours=25))
