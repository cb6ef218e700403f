"""`etready erase`: what the worker does by night, and what is done after a restore."""

from datetime import date

import pytest

from assessment.cli import main
from assessment.config import read_settings
from assessment.services.fieldwork import questionnaire_for
from assessment.services.withdrawals import note_withdrawal
from assessment.storage.database import Database
from tests.builders import NOW, an_assessment, an_invitation


@pytest.fixture
def database(tmp_path, monkeypatch, migrated_sqlite):
    """The database of an installation."""
    (tmp_path / "etready.sqlite").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("ETREADY_INSTANCE", str(tmp_path))
    database = Database(read_settings().database)
    yield database
    database.close()


def test_it_erases_whose_time_is_over_and_deletes_again_who_had_withdrawn(database, capsys):
    with database.writing() as session:
        over = an_assessment(session, opens_on=date(2020, 1, 1), closes_on=date(2020, 1, 2))
        an_invitation(session, over, institution="Boutique Awa")
        withdrawn = an_invitation(session, an_assessment(session, closes_on=date(2099, 1, 1)))
        note_withdrawal(read_settings().instance, questionnaire_for(session, withdrawn, NOW).response_id)
    for told in ("Persons erased: 1; withdrawals repeated: 1\n", "Persons erased: 0; withdrawals repeated: 0\n"):
        assert main(["erase"]) == 0
        assert capsys.readouterr().out == told
