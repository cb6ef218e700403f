"""Sending: real mails to a real server on loopback, each once, at a rate, again after a while, and resumed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from assessment.errors import InvalidInput
from assessment.services import invitations, mailing, register, sending
from assessment.services.fieldwork import questionnaire_for
from assessment.services.issuing import issued_link, replaced_link
from assessment.services.post import Post
from assessment.storage.database import Database
from tests.builders import NOW, later
from tests.services.people import ANALYST, LINKS, Clock, a_person, a_register, an_office, courses, secret_of, submit
from tests.services.post_office import a_post_office

TWO = (a_person("Awa"), a_person("Binta"))


@pytest.fixture
def each_database(database_url):
    """SQLite and PostgreSQL."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def database(migrated_sqlite, tmp_path):
    """SQLite alone, where nothing depends on the database."""
    shutil.copyfile(migrated_sqlite, tmp_path / "kept.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    yield database
    database.close()


@pytest.fixture
def office():
    with a_post_office() as office:
        yield office


def begin(database, *people, kind="invitation", **changes):
    with database.writing() as session:
        assessment = a_register(session, *people, **changes)
        mailing.begin_mailing(session, ANALYST, assessment, kind, now=NOW)
        return assessment


def run(database, post=None, clock=None):
    clock = clock or Clock()
    sending.send_waiting(database, an_office(post), clock=clock, sleep=clock.sleep)
    return clock


def mails(database, assessment, number=0):
    with database.reading() as session:
        rounds = mailing.mailings_of(session, assessment)
        return mailing.mails_of(session, assessment, rounds[number].id)


def test_everybody_gets_one_mail_that_leads_to_their_questionnaire(each_database, office):
    assessment = begin(each_database, *TWO)
    run(each_database, office.post())
    run(each_database, office.post())
    assert sorted(office.recipients()) == ["awa@example.org", "binta@example.org"]
    assert set(courses(each_database, assessment).values()) == {"accepted"}
    with each_database.reading() as session:
        secret = secret_of(session, assessment, "Awa")
        assert questionnaire_for(session, secret, NOW).respondent.group == "BIZ"
    mail = next(mail for mail in office.arrived if mail["To"].addresses[0].addr_spec == "awa@example.org")
    for part in ("plain", "html"):
        assert f"https://survey.example.org/s/{secret}/" in mail.get_body((part,)).get_content()


def test_a_mail_is_written_in_the_respondents_language(database, office):
    begin(database, a_person("Awa", language="fr"))
    run(database, office.post())
    (mail,) = office.arrived
    assert mail["Content-Language"] == "fr"
    assert 'lang="fr"' in mail.get_body(("html",)).get_content()


def test_a_mail_says_who_is_responsible_until_when_and_how_to_stop(database, office):
    assessment = begin(database)
    with database.writing() as session:
        invitations.keep_sender(
            session, ANALYST, assessment, responsible="Ministère, du Commerce", reply_to="desk@example.org"
        )
    run(database, office.post())
    (mail,) = office.arrived
    said = mail.get_body(("plain",)).get_content()
    assert mail["From"].addresses[0].display_name == "Ministère, du Commerce"
    assert mail["Reply-To"] == "desk@example.org"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in ("30 June 2026", "Ministère, du Commerce", "It takes about 2 minutes", "Dear Awa,"):
        assert part in said


def test_a_refusal_is_kept_with_the_servers_sentence_but_not_with_the_address(database, office):
    office.answers["awa@example.org"] = "550 5.1.1 <awa@example.org> is unknown here"
    assessment = begin(database, *TWO)
    run(database, office.post())
    refused = next(mail for mail in mails(database, assessment) if mail.label.startswith("Awa"))
    assert (refused.state, refused.problem) == ("refused", "550 5.1.1 <…> is unknown here")
    assert courses(database, assessment) == {"Awa": "refused", "Binta": "accepted"}


def test_a_temporary_refusal_is_tried_again_after_longer_and_longer_waits(database, office):
    office.answers["awa@example.org"] = "452 4.2.2 Mailbox full"
    assessment = begin(database)
    clock = run(database, office.post())
    waits = []
    while (mail := mails(database, assessment)[0]).state == "queued":
        waits.append(mail.due_at - clock.now)
        clock.now = mail.due_at
        run(database, office.post(), clock)
    assert tuple(waits) == sending.DELAYS
    assert (mail.state, mail.problem) == ("refused", "452 4.2.2 Mailbox full")


def test_a_mail_put_off_once_arrives_later(database, office):
    office.answers["awa@example.org"] = "451 4.7.1 Greylisted"
    assessment = begin(database)
    clock = run(database, office.post())
    office.answers.clear()
    clock.now += timedelta(minutes=2)
    run(database, office.post(), clock)
    assert office.recipients() == ["awa@example.org"]
    assert courses(database, assessment) == {"Awa": "accepted"}


def test_while_no_server_answers_nothing_is_lost_or_given_up(database):
    assessment = begin(database, *TWO)
    nobody = Post("127.0.0.1", 1, "none", "", "", 60, "example.org")
    clock = Clock()
    for _ in range(12):
        run(database, nobody, clock)
        clock.now += timedelta(days=1)
    with a_post_office() as office:
        run(database, office.post(), clock)
        assert sorted(office.recipients()) == ["awa@example.org", "binta@example.org"]
    assert set(courses(database, assessment).values()) == {"accepted"}


def test_a_crash_after_acceptance_makes_one_duplicate_at_most_known_by_its_message_id(
    each_database, office, monkeypatch
):
    """Killed between the server's acceptance and our commit: taken up again, under the same Message-ID, once."""
    assessment = begin(each_database, *TWO)
    settle, died = sending._settle, []

    def die_once(*args, **kwargs):
        if not died:
            died.append(True)
            raise KeyboardInterrupt
        settle(*args, **kwargs)

    monkeypatch.setattr(sending, "_settle", die_once)
    with pytest.raises(KeyboardInterrupt):
        run(each_database, office.post())
    assert len(office.arrived) == 1
    clock = run(each_database, office.post())
    assert len(office.arrived) == 2, "the other one is sent at once, the abandoned one is left to its sender"
    clock.now += sending.ABANDONED_AFTER + timedelta(seconds=1)
    run(each_database, office.post(), clock)
    run(each_database, office.post(), clock)
    identities = [mail["Message-ID"] for mail in office.arrived]
    assert (len(identities), len(set(identities))) == (3, 2)
    assert set(courses(each_database, assessment).values()) == {"accepted"}


def test_no_more_are_sent_in_a_minute_than_the_rate_allows(database, office):
    begin(database, *(a_person(f"P{number}") for number in range(5)))
    clock = run(database, office.post(rate=2))
    assert len(office.arrived) == 2
    run(database, office.post(rate=2), clock)
    assert len(office.arrived) == 4
    assert clock.now >= NOW + timedelta(minutes=1)


def test_a_reminder_carries_the_link_of_the_invitation(database, office):
    assessment = begin(database)
    run(database, office.post())
    with database.writing() as session:
        mailing.begin_mailing(session, ANALYST, assessment, "reminder", now=later(days=5))
    run(database, office.post(), Clock(later(days=5)))
    first, second = (mail.get_body(("plain",)).get_content() for mail in office.arrived)
    link = next(line for line in first.splitlines() if "/s/" in line)
    assert link in second.splitlines()
    assert office.arrived[0]["Message-ID"] != office.arrived[1]["Message-ID"]


def test_a_reminder_asked_for_twice_is_sent_once(each_database, office):
    """D8: the second press of the button finds nobody to write to while the mails are on their way."""
    assessment = begin(each_database)
    run(each_database, office.post())
    with each_database.writing() as session:
        asked = mailing.begin_mailing(session, ANALYST, assessment, "reminder", now=later(days=5))
        with pytest.raises(InvalidInput):
            mailing.begin_mailing(session, ANALYST, assessment, "reminder", now=later(days=5))
    run(each_database, office.post(), Clock(later(days=5)))
    assert len(office.arrived) == 2 * asked


def test_who_answered_unsubscribed_or_refused_consent_is_not_written_to(each_database, office):
    people = (*TWO, a_person("Coumba", consent="refused"), a_person("Dior", legal_basis="consent"))
    assessment = begin(each_database, *people)
    with each_database.writing() as session:
        submit(session, secret_of(session, assessment, "Awa"))
        line = next(line for line in register.register_of(session, assessment) if line.person.name == "Binta")
        register.unsubscribe(session, line.respondent_id, NOW)
    run(each_database, office.post())
    assert office.arrived == []
    assert {mail.state for mail in mails(each_database, assessment)} == {"not_needed"}


def test_nobody_is_invited_twice(database):
    assessment = begin(database)
    with database.writing() as session, pytest.raises(InvalidInput, match="nobody to write to"):
        mailing.begin_mailing(session, ANALYST, assessment, "invitation", now=NOW)


@pytest.mark.parametrize(("on_day", "days_before"), [(date(2026, 6, 20), None), (None, 10)])
def test_a_planned_reminder_goes_out_on_its_morning_once(each_database, office, on_day, days_before):
    assessment = begin(each_database, *TWO)
    run(each_database, office.post())
    with each_database.writing() as session:
        mailing.plan_reminder(session, ANALYST, assessment, day=on_day, days_before=days_before)
        submit(session, secret_of(session, assessment, "Awa"))
    office.arrived.clear()
    eight = NOW.replace(day=20, hour=8)
    run(each_database, office.post(), Clock(eight))
    assert office.arrived == []
    for hours in (1, 2, 24):
        run(each_database, office.post(), Clock(eight + timedelta(hours=hours)))
    assert office.recipients() == ["binta@example.org"]


def test_without_a_server_mails_are_kept_to_be_read(database):
    assessment = begin(database)
    run(database)
    (mail,) = mails(database, assessment)
    assert mail.state == "kept"
    with database.reading() as session:
        _, message = sending.mail_shown(session, assessment, mail.id, an_office(), NOW)
        assert secret_of(session, assessment, "Awa") in message.get_body(("plain",)).get_content()


def test_what_was_kept_is_sent_once_there_is_a_server(database, office):
    assessment = begin(database)
    run(database)
    with database.writing() as session:
        assert mailing.send_kept(session, ANALYST, assessment, now=NOW) == 1
    run(database, office.post())
    assert office.recipients() == ["awa@example.org"]


def test_no_mail_goes_in_the_clear_where_encryption_was_asked_for(database, office):
    assessment = begin(database)
    run(database, replace(office.post(), security="starttls"))
    assert office.arrived == []
    (mail,) = mails(database, assessment)
    assert (mail.state, "STARTTLS" in mail.problem) == ("queued", True)


def test_a_renewed_link_ends_the_old_one_and_the_next_mail_carries_the_new(database, office):
    assessment = begin(database)
    with database.writing() as session:
        (line,) = register.register_of(session, assessment)
        old = issued_link(session, LINKS, line.respondent_id)
        new = replaced_link(session, LINKS, line.respondent_id)
        session.commit()
    run(database, office.post())
    said = office.arrived[0].get_body(("plain",)).get_content()
    assert new.address in said
    assert old.address not in said


def test_no_job_carries_a_personal_value(each_database):
    begin(each_database)
    with each_database.engine.connect() as connection:
        schema = "dbos." if each_database.engine.dialect.name == "postgresql" else ""
        rows = connection.execute(text(f"SELECT name, inputs FROM {schema}workflow_status")).all()  # noqa: S608
    assert mailing.JOB in {row.name for row in rows}
    assert "awa" not in str(rows).lower()
