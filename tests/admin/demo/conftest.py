"""One short sample for all tests of this folder, on each database; tests that change it take one of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask

from admin.demo.days import Period
from kiosk.ground import clock
from kiosk.ground.calendar import Week
from kiosk.ground.db import Database
from tests.conftest import environ
from tests.databases import KINDS, Copies
from wsgi import create_app

THURSDAY = datetime(2026, 11, 19, 2, 30, tzinfo=UTC)
"""09:30, the offices are open."""
PERIOD = Period(seed=1, weeks=3, last=Week(2026, 46))


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of three weeks, and what the command said."""

    app: Flask
    database: Database
    output: str


@pytest.fixture(scope="session", params=KINDS)
def sample(request: pytest.FixtureRequest, copies: Copies) -> Iterator[Sample]:
    """The sample as ``flask demo --weeks 3`` made it on a Thursday morning."""
    app = create_app(environ(copies.make(request.param)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: THURSDAY)
        result = app.test_cli_runner().invoke(args=["demo", "--weeks", "3"])
    assert result.exit_code == 0, result.output
    database: Database = app.extensions["database"]
    yield Sample(app, database, result.output)
    database.engine.dispose()
