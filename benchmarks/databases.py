"""Fresh databases for a run: SQLite files, and databases of the PostgreSQL that `setup/with_postgres` starts."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text

POSTGRES = "ETREADY_TEST_POSTGRES"


@contextmanager
def sqlite_file() -> Iterator[str]:
    """The address of a SQLite file that is gone afterwards."""
    with TemporaryDirectory(prefix="etready-benchmark-") as folder:
        yield f"sqlite:///{folder}/etready.sqlite"


@contextmanager
def postgres_database() -> Iterator[str]:
    """The address of an empty database of its own on the server in ETREADY_TEST_POSTGRES, dropped afterwards."""
    name = f"benchmark_{uuid.uuid4().hex}"
    address = os.environ[POSTGRES]
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
