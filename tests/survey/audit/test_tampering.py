"""Whoever administers the database falsifies it a hundred times on each database, and is found each time."""

from collections import Counter as TallyOf
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey.audit.report import Kind
from survey.ballots import cli
from tests.survey.audit.hand import Hand
from tests.survey.audit.stage import Stage, drop_rails, set_stage
from tests.survey.audit.tampering import WAYS

EDITS = 100


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


def test_a_hundred_random_edits_are_found_every_one(stage: Stage) -> None:
    chance, names = Random(47), list(WAYS)
    drop_rails(stage.session)
    caught: TallyOf[str] = TallyOf()
    for number in range(EDITS):
        name = names[number] if number < len(names) else chance.choice(names)
        kinds = _falsify(stage, name, Random(chance.getrandbits(32)))
        expected = WAYS[name][1]
        assert kinds & expected, f"edit {number}, {name}: found {sorted(kinds)}, not {sorted(expected)}"
        caught[name] += 1
    assert sum(caught.values()) == EDITS
    assert caught.keys() == WAYS.keys()
    assert stage.check().ok


def _falsify(stage: Stage, name: str, chance: Random) -> set[Kind]:
    """Return what a check finds after one edit, which is then undone."""
    undo = stage.session.begin_nested()
    WAYS[name][0](Hand(stage.session, chance))
    stage.session.expire_all()
    report = stage.check()
    undo.rollback()
    stage.session.expire_all()
    return {problem.kind for problem in report.problems}
