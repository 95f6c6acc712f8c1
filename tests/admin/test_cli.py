"""``flask db`` and ``flask worker``."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin import cli
from kiosk.ground import db, jobs
from kiosk.ground.db import Database
from kiosk.ground.jobs import Job, Periodic
from tests.conftest import environ
from wsgi import create_app

NOW = datetime(2026, 11, 16, 2, tzinfo=UTC)


@pytest.fixture
def empty_app(empty_url: str) -> Iterator[Flask]:
    app = create_app(environ(empty_url))
    yield app
    app.extensions["database"].engine.dispose()


def test_upgrade_makes_the_schema_and_adds_what_every_office_starts_with(empty_app: Flask) -> None:
    runner = empty_app.test_cli_runner()
    ran: list[str] = []
    empty_app.extensions[cli.AFTER_UPGRADE] = [lambda session: ran.append(type(session).__name__)]

    before = runner.invoke(args=["db", "check"])
    upgraded = runner.invoke(args=["db", "upgrade"])
    after = runner.invoke(args=["db", "check"])

    assert (before.exit_code, "run flask db upgrade" in before.output) == (1, True)
    assert (upgraded.exit_code, after.exit_code, ran) == (0, 0, ["Session"])
    assert runner.invoke(args=["db", "upgrade"]).exit_code == 0


def test_upgrade_makes_the_folder_of_a_fresh_clone(tmp_path: Path, copies: object) -> None:
    app = create_app(environ(f"sqlite:///{tmp_path}/instance/office.db"))

    assert app.test_cli_runner().invoke(args=["db", "upgrade"]).exit_code == 0

    assert (tmp_path / "instance" / "office.db").exists()
    app.extensions["database"].engine.dispose()


def test_a_database_that_does_not_answer_is_named(tmp_path: Path, copies: object) -> None:
    app = create_app(environ(f"sqlite:///{tmp_path}/nowhere/office.db"))

    result = app.test_cli_runner().invoke(args=["db", "check"])

    assert (result.exit_code, "the database does not answer" in result.output) == (1, True)


def worker(app: Flask, *periodics: Periodic, **handlers: object) -> None:
    app.extensions[cli.PERIODICS] = periodics
    app.extensions[cli.HANDLERS] = handlers
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output


def test_the_worker_does_what_is_due_and_not_again_too_soon(live_app: Flask) -> None:
    ran: list[str] = []
    task = Periodic("close-days", timedelta(hours=1), lambda _now: ran.append("close-days"))

    worker(live_app, task)
    worker(live_app, task)

    assert ran == ["close-days"]


def test_a_failing_task_stops_no_other(live_app: Flask) -> None:
    ran: list[str] = []

    def fail(_now: datetime) -> None:
        raise OSError

    worker(
        live_app,
        Periodic("broken", timedelta(0), fail),
        Periodic("sound", timedelta(0), lambda _now: ran.append("sound")),
    )

    assert ran == ["sound"]


def test_the_worker_empties_the_queue_of_jobs(live_app: Flask, live_database: Database) -> None:
    done: list[object] = []

    def fill(session: Session) -> None:
        for number in (1, 2):
            jobs.enqueue(session, "add", {"number": number}, key=str(number), now=NOW)
        jobs.enqueue(session, "unheard-of", {}, key="3", now=NOW)

    live_database.write(fill)

    worker(live_app, add=lambda payload: done.append(payload["number"]))

    assert done == [1, 2]
    with live_database.read() as session:
        assert list(session.scalars(select(Job.state).order_by(Job.id))) == ["done", "done", "failed"]


def test_the_worker_ends_in_order_when_it_is_told_to(live_url: str, root: Path) -> None:
    process = subprocess.Popen(
        [Path(sys.executable).with_name("flask"), "--app", "wsgi", "worker", "--pause", "60"],
        cwd=root,
        env=environ(live_url, LOG_LEVEL="INFO", PATH=str(Path(sys.executable).parent)),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "worker starts" in line:
            break

    process.send_signal(signal.SIGTERM)
    _, rest = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "worker stops" in rest


def test_commands_run_in_the_applications_own_database(live_app: Flask, live_database: Database) -> None:
    with live_app.app_context():
        assert db.current().engine.url == live_database.engine.url
