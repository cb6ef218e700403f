"""What every test may ask for: the shared folder, a real Chromium, a real PostgreSQL."""

import os
import shutil
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlmodel import Session

from assessment.storage import migrations
from assessment.storage.database import Database
from assessment.storage.tables import METADATA

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NOT_RUN = "../shared is absent"
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the checkout; without it the test is reported as not run."""
    if not SHARED.is_dir():
        pytest.skip(NOT_RUN)
    return SHARED


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser to drive: CHROMIUM, or Debian's."""
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not os.access(path, os.X_OK):
        pytest.fail(f"Chromium is missing at {path}: run `make setup`, or name one with CHROMIUM=path")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, chromium_path: str) -> dict:
    """How pytest-playwright starts the browser: ours, and without a word to the outside."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = [*CHROMIUM_ARGUMENTS, *sandbox]
    return {**browser_type_launch_args, "executable_path": chromium_path, "args": arguments}


@contextmanager
def a_postgres_database() -> Iterator[str]:
    """A fresh PostgreSQL database, dropped afterwards."""
    address = os.environ.get("ETREADY_TEST_POSTGRES")
    if not address:
        pytest.fail("no PostgreSQL: run `make test`, or `setup/with_postgres .venv/bin/pytest`")
    name = f"etready_{uuid.uuid4().hex}"
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield make_url(address).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A fresh PostgreSQL database for this process."""
    with a_postgres_database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table, on SQLite and on PostgreSQL, for this test alone."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'blank.sqlite'}"
    else:
        with a_postgres_database() as url:
            yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.sqlite"
    migrations.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    """A PostgreSQL database with every table."""
    migrations.migrate(postgres_url)
    return postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of the application: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        file = tmp_path / "etready.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), file)
        return f"sqlite:///{file}"
    url = request.getfixturevalue("migrated_postgres")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(METADATA.tables)} RESTART IDENTITY"))
    engine.dispose()
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same, with its sessions."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session that may write."""
    with database.writing() as session:
        yield session


@pytest.fixture
def sqlite_session(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Session]:
    """A session that may write, for what is the same on both databases."""
    database = Database(f"sqlite:///{shutil.copyfile(migrated_sqlite, tmp_path / 'alone.sqlite')}")
    with database.writing() as session:
        yield session
    database.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test is left out for one reason only; any other skip counts as a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and NOT_RUN not in str(report.longrepr):
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that were not run."""
    not_run = sorted(report.nodeid for report in terminalreporter.stats.get("skipped", []))
    if not_run:
        terminalreporter.section(f"{len(not_run)} tests not run: {NOT_RUN}")
        for nodeid in not_run:
            terminalreporter.write_line(nodeid)
