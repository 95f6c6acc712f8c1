"""Three tiers of tests, chosen by the fixture a test asks for: none (pure), ``session``, ``client``.

What ``session`` and ``client`` write is rolled back after each test. ``live_database`` is for threads and real commits.
Each of them runs on SQLite and on PostgreSQL.
"""

import signal
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from kiosk.ground import clock
from kiosk.ground.db import Database
from tests import thrift
from tests.client import BASE_URL, CheckedClient
from tests.databases import KINDS, Copies, Kind, postgresql_server
from tests.post_office import PostOffice, letters_taken
from tests.rollback import keep_in, session_in
from wsgi import create_app

DATABASE_FIXTURES = {"copies", "durable_postgresql"}
NETWORK_FIXTURES = {"live_database", "server", "durable_postgresql", "post_office"}

# A busy machine is not a wrong answer: only what a property says fails a test, never how long an example took.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("house")


def pytest_configure() -> None:
    """Leave in order when told to stop, so that a PostgreSQL server is not left behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    thrift.share_addresses()
    thrift.quick_passwords()
    thrift.put_off_sweeping()


def pytest_collection_finish() -> None:
    """The house stands: what comes now is left by tests."""
    thrift.sweep_seldom()


@pytest.fixture(autouse=True)
def _alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test reaches the database or the network only through a fixture that says so."""

    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        pytest.fail("this test reached for a database or the network: ask for session, client or live_database")

    asked = set(request.fixturenames)
    if not asked & DATABASE_FIXTURES:
        monkeypatch.setattr(Engine, "raw_connection", refuse)
    if not asked & NETWORK_FIXTURES:
        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Give a function that stops the clock of views and commands at an aware instant."""
    return lambda instant: monkeypatch.setattr(clock, "now", lambda: instant)


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A mail server on the loopback."""
    with letters_taken() as office:
        yield office


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    """A PostgreSQL server of this process and a folder for SQLite files."""
    with postgresql_server() as server:
        yield Copies(tmp_path_factory.mktemp("sqlite"), server)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """The database this run of the test is on."""
    chosen: Kind = request.param
    return chosen


@pytest.fixture(scope="session")
def shared_databases(copies: Copies) -> Iterator[dict[Kind, Database]]:
    """One migrated database of each kind, in which no test leaves a trace."""
    databases: dict[Kind, Database] = {kind: Database(copies.make(kind)) for kind in KINDS}
    yield databases
    for database in databases.values():
        database.engine.dispose()


@pytest.fixture
def connection(kind: Kind, shared_databases: dict[Kind, Database]) -> Iterator[Connection]:
    """The one connection of this test; all it writes is rolled back."""
    with shared_databases[kind].engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """A session whose commits only reach a savepoint."""
    with session_in(connection) as session:
        yield session


@pytest.fixture
def cache_seconds() -> int:
    """How long ``app`` shows what it has shown; a test of that overrides this."""
    return 0


@pytest.fixture
def app(
    kind: Kind, shared_databases: dict[Kind, Database], connection: Connection, cache_seconds: int
) -> Iterator[Flask]:
    """The real application; whatever its requests and commands commit is rolled back after the test."""
    app = create_app(environ(address_of(shared_databases[kind]), CACHE_SECONDS=str(cache_seconds)))
    app.testing = True
    thrift.share_templates(app)
    database: Database = app.extensions["database"]
    keep_in(connection, database)
    yield app
    database.engine.dispose()


@pytest.fixture
def client(app: Flask, session: Session) -> CheckedClient:
    """A browser without script; each page it gets is checked. It sees what ``session`` wrote before."""
    return CheckedClient(app, session=session)


@pytest.fixture
def other_client(app: Flask, session: Session) -> CheckedClient:
    """A second browser, with cookies of its own."""
    return CheckedClient(app, session=session)


@pytest.fixture
def command(app: Flask) -> FlaskCliRunner:
    """Runs the application's commands: ``command.invoke(args=["unit", "add", …])``."""
    return app.test_cli_runner()


@pytest.fixture
def live_url(kind: Kind, copies: Copies) -> Iterator[str]:
    """The address of a migrated database that only this test uses."""
    address = copies.make(kind)
    yield address
    copies.drop(address)


@pytest.fixture
def empty_url(kind: Kind, copies: Copies) -> Iterator[str]:
    """The address of a database without any table."""
    address = copies.make(kind, empty=True)
    yield address
    copies.drop(address)


@pytest.fixture
def live_database(live_url: str) -> Iterator[Database]:
    """A migrated database that only this test uses, for threads and real commits."""
    database = Database(live_url)
    yield database
    database.engine.dispose()


@pytest.fixture
def live_app(live_database: Database, live_url: str) -> Iterator[Flask]:
    """The application on ``live_database``; make one ``app.test_client()`` for each thread."""
    app = create_app(environ(live_url))
    app.testing = True
    thrift.share_templates(app)
    yield app
    app.extensions["database"].engine.dispose()


@pytest.fixture
def durable_postgresql() -> Iterator[str]:
    """The socket folder of a PostgreSQL server that keeps every commit on disk and that a test may kill."""
    with postgresql_server(durable=True) as server:
        yield server


@pytest.fixture
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parents[1]


def address_of(database: Database) -> str:
    """Return the address a :class:`Database` was made with."""
    return database.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")


def environ(database_url: str, **more: str) -> dict[str, str]:
    """Return the settings of an application under test; its only secret is known to everybody."""
    return {
        "SECRET_KEY": "a secret that is only good for tests",
        "DATABASE_URL": database_url,
        "BASE_URL": BASE_URL,
        "LOG_LEVEL": "WARNING",
        "CACHE_SECONDS": "0",  # a test sees at once what it has just written
        "SCAN_SECONDS": "0",  # nothing is written behind a test's back
        "LEDGER_KEY": "nowhere/ledger.key",  # tests.ledger_key makes one
    } | more
