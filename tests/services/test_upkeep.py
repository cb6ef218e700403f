"""The database is brought to this version before the application stands on it."""

import pytest

from assessment.config import Settings
from assessment.errors import InvalidInput
from assessment.services.upkeep import bring_up_to_date, check_up_to_date
from assessment.worker import run_worker


def test_a_database_brought_up_to_date_can_be_stood_on_and_again(blank_url):
    for _ in range(2):
        bring_up_to_date(blank_url)
        check_up_to_date(blank_url)


def test_a_worker_does_not_start_on_tables_of_another_version(tmp_path):
    with pytest.raises(InvalidInput, match="etready migrate"):
        run_worker(Settings(instance=tmp_path))
