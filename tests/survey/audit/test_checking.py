"""What stands and what does not: the whole check on a database in which everything has happened."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey.ballots import cli
from tests.survey.audit.stage import Stage, set_stage


@pytest.fixture
def stage(
    app: Flask,
    session: Session,
    set_clock: Callable[[datetime], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    monkeypatch.setattr(cli, "sweep", lambda _database: True)  # it would wait for this test's own transaction
    return set_stage(app, session, set_clock, tmp_path)


def test_a_log_that_nobody_touched_is_intact(stage: Stage) -> None:
    import time
    t = time.time()
    report = stage.check(since=stage.old)
    print(time.time() - t)
    assert report.problems == ()
    assert report.ok
    one, two = report.units
    print(report)
