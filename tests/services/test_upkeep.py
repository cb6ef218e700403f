"""The database is brought to this version before the application stands on it."""

import pytest

from assessment.config import Settings
from assessment.errors import InvalidInput
from assessment.services import fieldwork
from assessment.services.counting import counted_tally
from assessment.services.upkeep import bring_up_to_date, check_up_to_date
from assessment.storage import migrations
from assessment.storage.database import Database
from assessment.worker import run_worker
from tests.builders import NOW, YES, an_assessment, an_invitation


def test_a_database_brought_up_to_date_can_be_stood_on_and_again(blank_url):
    for _ in range(2):
        bring_up_to_date(blank_url)
        check_up_to_date(blank_url)


def test_responses_that_an_earlier_version_took_are_counted_by_this_one(blank_url):
    bring_up_to_date(blank_url)
    database = Database(blank_url)
    with database.writing() as session:
        assessment = an_assessment(session)
        sitting = fieldwork.questionnaire_for(session, an_invitation(session, assessment), NOW)
        sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
        fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
        before = counted_tally(session, assessment)
    migrations.downgrade(blank_url, "0021")
    bring_up_to_date(blank_url)
    with database.reading() as session:
        assert counted_tally(session, assessment) == before is not None
    database.close()


def test_a_worker_does_not_start_on_tables_of_another_version(tmp_path):
    with pytest.raises(InvalidInput, match="etready migrate"):
        run_worker(Settings(instance=tmp_path))
