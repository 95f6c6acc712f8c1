import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ground import startup
from kiosk.ground.db import Database
from kiosk.ground.settings import load
from tests.conftest import environ


def test_plain_http_is_said_to_be_for_this_machine_only() -> None:
    settings = load({"SECRET_KEY": "x" * 32})
    assert "this machine only" in startup.warnings(settings)[0]
    assert startup.warnings(load({"SECRET_KEY": "x" * 32, "BASE_URL": "https://motcua.example"})) == []


@pytest.mark.parametrize("kind", ["sqlite"])  # tests/test_migrations.py asks for the schema of both
def test_the_server_does_not_start_on_a_database_without_the_schema(empty_url: str, root: Path) -> None:
    server = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
        cwd=root,
        env={**os.environ, **environ(empty_url, BIND="127.0.0.1:0")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert server.returncode != 0
    assert "run flask db upgrade" in server.stderr


def test_the_server_does_not_start_without_a_secret(root: Path) -> None:
    server = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
        cwd=root,
        env={**os.environ, "SECRET_KEY": "short"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert server.returncode != 0
    assert "SECRET_KEY" in server.stderr


def test_a_probe_is_answered_while_somebody_writes(live_database: Database) -> None:
    assert live_database.write(lambda _: startup.problems(live_database)) == []
