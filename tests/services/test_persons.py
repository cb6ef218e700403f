"""What respondents may do about what is kept of them, and what is left when their time is over."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select, text

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.services import attendance, fieldwork, persons
from assessment.services.analysis import findings_of
from assessment.services.persons import PersonalValues
from assessment.services.withdrawals import note_withdrawal, noted_withdrawals, repeat_withdrawals
from assessment.storage import contacts
from assessment.storage.persons import ANSWERS_AND_COURSE, tables_of_persons
from assessment.storage.tables import METADATA
from tests.builders import NOW, YES, access_to, an_assessment, issue_report, later

AWA = PersonalValues("Ministère Téranga", "Awa Diop", "awa@teranga.example", "+221 33 800 00 00", "Madame Awa D.")
RETENTION = 100
AFTER = NOW + timedelta(days=RETENTION + 30)


def invited(session, assessment, **changes):
    whole = {"group": "PUB", "role": "trade", "institution": AWA.institution, "language": "en", "now": NOW}
    return fieldwork.invite(session, assessment.id, **(whole | changes))


def sitting_of(session, secret):
    return fieldwork.questionnaire_for(session, secret, NOW)


@pytest.fixture
def assessment(session):
    return an_assessment(session)


@pytest.fixture
def secret(session, assessment):
    """A ministry's link: contact known, one answer, sent."""
    secret = invited(session, assessment)
    persons.correct(session, sitting_of(session, secret), AWA, now=NOW)
    answered = fieldwork.record_answers(session, sitting_of(session, secret), {"PAY_01": YES}, now=NOW)
    fieldwork.submit(session, answered, attribution="named", quotable=True, now=NOW)
    return secret


def raw_files(url):
    """The bytes of the database as they lie on the disk."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        file = Path(address.database)
        return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        read = text("SELECT pg_read_binary_file(pg_relation_filepath(CAST(:name AS regclass)), 0, 100000000, true)")
        found = [connection.execute(read, {"name": f'"{name}"'}).scalar_one() for name in METADATA.tables]
    engine.dispose()
    return b"".join(bytes(content or b"") for content in found)


def told_in(content):
    return [value for value in vars(AWA).values() if value.encode() in content]


def keys(session):
    return [row.key.encode() for row in session.connection().execute(select(METADATA.tables["person_key"]))]


def rows(session, name):
    return session.connection().execute(select(METADATA.tables[name])).all()


def test_respondents_see_what_is_kept_of_them(session, secret):
    assert persons.personal_values_of(session, sitting_of(session, secret)) == AWA


def test_what_is_left_empty_is_no_longer_kept(session, secret):
    persons.correct(session, sitting_of(session, secret), PersonalValues(institution=AWA.institution), now=NOW)
    assert persons.personal_values_of(session, sitting_of(session, secret)) == PersonalValues(AWA.institution)


@pytest.mark.parametrize("wrong", [{"email": "awa"}, {"phone": "1" * 41}, {"name": "A" * 201}])
def test_what_cannot_be_kept_is_refused_and_changes_nothing(session, secret, wrong):
    with pytest.raises(InvalidInput):
        persons.correct(session, sitting_of(session, secret), PersonalValues(**(vars(AWA) | wrong)), now=NOW)
    assert persons.personal_values_of(session, sitting_of(session, secret)) == AWA


def test_personal_values_lie_in_the_file_under_a_key_only(session, database_url, secret):
    assert told_in(raw_files(database_url)) == []
    assert len(keys(session)) == 1


def test_two_persons_have_two_keys(session, assessment, secret):
    invited(session, assessment)
    first, second = keys(session)
    assert first != second


def test_a_plain_text_is_never_stored_where_personal_values_lie(session, secret):
    respondent = METADATA.tables["respondent"]
    with pytest.raises(Exception, match="sealed before it is stored"):
        session.connection().execute(respondent.update().values(institution="Ministry"))


def test_after_the_retention_date_nothing_personal_and_no_key_is_in_the_file(database, database_url, session, secret):
    """The raw files are read: neither a personal value nor the key to one is left, the answers are."""
    (key,) = keys(session)
    response = sitting_of(session, secret).response_id
    session.close()
    assert key in raw_files(database_url)
    assert persons.erase_overdue(database, AFTER, retention_days=RETENTION) == 1
    content = raw_files(database_url)
    assert key not in content
    assert told_in(content) == []
    with database.reading() as reading:
        assert [row.response_id for row in rows(reading, "stored_answer")] == [response]
        assert rows(reading, "contact") == rows(reading, "revision") == rows(reading, "person_key") == []
        (person,) = rows(reading, "respondent")
        assert (person.institution, person.erased_on) == ("", AFTER.date())
        assert rows(reading, "response")[0].acknowledged_as is None


def test_an_erased_person_has_no_link_any_more(session, secret):
    persons.erase_due(session, AFTER, retention_days=RETENTION)
    with pytest.raises(NotFound):
        sitting_of(session, secret)


def test_nobody_is_erased_before_their_day_or_twice(session, secret):
    last = NOW.replace(day=30) + timedelta(days=RETENTION)
    assert persons.erase_due(session, last, retention_days=RETENTION) == 0
    assert persons.erase_due(session, last + timedelta(days=1), retention_days=RETENTION) == 1
    assert persons.erase_due(session, last + timedelta(days=2), retention_days=RETENTION) == 0


def test_a_persons_own_date_goes_before_the_general_one(session, secret):
    respondent = sitting_of(session, secret).respondent_id
    contacts.keep_contact(session, respondent, retain_until=date(2026, 6, 20), changed_at=NOW)
    session.commit()
    assert persons.erase_due(session, NOW + timedelta(days=6), retention_days=RETENTION) == 1


def test_several_answers_of_an_erased_institution_still_count_as_one_voice(session, assessment, secret):
    """Erasing names changes no result: who belonged together goes on belonging together."""
    for institution in (AWA.institution, "Customs"):
        one = sitting_of(session, invited(session, assessment, institution=institution))
        answered = fieldwork.record_answers(session, one, {"PAY_01": YES}, now=NOW)
        fieldwork.submit(session, answered, attribution="hidden", quotable=False, now=NOW)
    before = findings_of(session, assessment)
    early = sitting_of(session, secret).respondent_id
    contacts.keep_contact(session, early, retain_until=date(2026, 6, 20), changed_at=NOW)
    for moment in (NOW + timedelta(days=6), AFTER):
        assert persons.erase_due(session, moment, retention_days=RETENTION)
        after = findings_of(session, assessment)
        assert after.scorecard == before.scorecard


def test_a_respondent_withdraws_and_only_a_line_of_the_trail_is_left(session, secret):
    sitting = sitting_of(session, secret)
    persons.withdraw(session, sitting, now=NOW)
    assert {name: rows(session, name) for name in tables_of_persons()} == {name: [] for name in tables_of_persons()}
    (entry,) = [row for row in rows(session, "audit") if row.deed == "withdrawal"]
    assert (entry.subject, entry.at) == (sitting.response_id, NOW)
    with pytest.raises(NotFound):
        sitting_of(session, secret)


def test_who_withdrew_is_deleted_again_when_an_older_database_is_restored(session, secret, tmp_path):
    """The file beside the database holds identities that say nothing, and only its owner may read it."""
    response = sitting_of(session, secret).response_id
    note_withdrawal(tmp_path, response)
    note_withdrawal(tmp_path, "0" * 32)
    assert (tmp_path / "withdrawn").stat().st_mode & 0o077 == 0
    assert repeat_withdrawals(session, noted_withdrawals(tmp_path), NOW) == 1
    assert rows(session, "respondent") == rows(session, "stored_answer") == []
    assert repeat_withdrawals(session, noted_withdrawals(tmp_path), NOW) == 0


def test_withdrawing_ends_when_the_report_is_issued_and_not_before(session, assessment, secret):
    sitting = sitting_of(session, secret)
    assert persons.may_withdraw(session, sitting)
    issue_report(session, assessment)
    assert not persons.may_withdraw(session, sitting)
    with pytest.raises(NotAllowed):
        persons.withdraw(session, sitting, now=later(days=62))
    assert sitting_of(session, secret).answers


def test_once_the_report_is_issued_only_how_to_reach_somebody_is_corrected(session, assessment, secret):
    sitting = sitting_of(session, secret)
    known = persons.personal_values_of(session, sitting)
    issue_report(session, assessment)
    persons.correct(session, sitting, replace(known, email="new@example.org"), now=later(days=62))
    assert persons.personal_values_of(session, sitting).email == "new@example.org"
    for change in ({"institution": "Another"}, {"acknowledged_as": ""}):
        with pytest.raises(NotAllowed):
            persons.correct(session, sitting, replace(known, **change), now=later(days=62))


def test_respondents_open_their_own_answers_again_while_the_questionnaire_is_open(session, secret):
    persons.reopen_own(session, sitting_of(session, secret), now=NOW)
    assert sitting_of(session, secret).state == "draft"
    with pytest.raises(NotAllowed):
        persons.reopen_own(session, sitting_of(session, secret), now=AFTER)


def test_every_table_that_hangs_on_a_respondent_is_known_to_erasure():
    """A new table is erased with its person unless `storage.persons` says that it stays: decide, then list it here."""
    erased = {"contact", "earlier_link", "issued_link", "person_key", "resume_code", "revision"}
    erased |= {"attachment", "colleague", "comment", "note", "note_coding"}
    assert tables_of_persons() == erased | ANSWERS_AND_COURSE


def test_the_trail_tells_who_did_what_without_a_personal_value(session, secret):
    """Pseudonymous identities, words and digests: nothing of it is a name, an address or an answer."""
    sitting = sitting_of(session, secret)
    attendance.reopen(session, access_to("SEN", "analyst"), sitting.response_id, now=NOW)
    trail = rows(session, "audit")
    assert [row.deed for row in sorted(trail, key=lambda row: row.deed)] == ["correction", "invitation", "reopening"]
    assert {row.subject for row in trail} == {sitting.response_id}
    assert told_in(str(trail).encode()) == []


@pytest.mark.parametrize("rewriting", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_trail_is_only_appended_to(session, secret, rewriting):
    with pytest.raises(Exception, match="audit is only appended to"):
        session.connection().execute(text(rewriting))


def test_the_history_of_answers_cannot_be_deleted_without_an_erasure_on_record(session, secret):
    with pytest.raises(Exception, match="revision is only appended to"):
        session.connection().execute(text("DELETE FROM revision"))
