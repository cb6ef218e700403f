"""What the commands that need a database share: its settings, its tables up to date, sessions on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assessment.config import Settings, read_settings
from assessment.services.upkeep import check_up_to_date
from assessment.storage.database import Database


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Database]:
    """The database of the settings, closed afterwards.

    Raises:
        InvalidInput: its tables are of another version, or there are none yet.
    """
    url = (settings or read_settings()).database
    check_up_to_date(url)
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
