"""Scans of printed codes: counted before every page, written now and then, never in anybody's way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.db import Database
from kiosk.office import scan_actions, scan_queries
from kiosk.office.models import CodeScans
from kiosk.office.scan_actions import add_scans
from kiosk.office.scan_tally import Opened
from kiosk.office.scans import EXTENSION, Scans
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY

DAY = date(2026, 11, 16)


def written(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(db.table(CodeScans).c.unit_id, func.sum(db.table(CodeScans).c.scans)).group_by(text("1"))
    )
    return {row[0]: int(row[1]) for row in rows}


def scans(app: Flask) -> Scans:
    return cast(Scans, app.extensions[EXTENSION])


@pytest.fixture
def cache_seconds() -> int:
    """Ready-made pages are on: they answer before Flask does."""
    return 5


def test_every_opening_counts_also_of_a_ready_made_page(
    app: Flask, client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY)
    unit = factories.unit(session)
    factories.code(session, unit, "7K3M9P2X")
    for _ in range(3):
        assert client.get("/q/7K3M9P2X").status_code == 200
    client.get("/q/7k3m-9p2x")
    client.head("/q/7K3M9P2X")
    client.get("/q/7K3M9P2X?choices=1")
    client.get("/q/N0NE0000")
    assert written(session) == {}
    scans(app).write()
    scans(app).write()
    assert written(session) == {unit.id: 4}


def test_days_are_local_and_units_apart(session: Session) -> None:
    here, there = factories.unit(session), factories.unit(session)
    factories.code(session, here, "7K3M9P2X")
    factories.code(session, here, "7K3M9P2Y")
    factories.code(session, there, "7K3M9P2Z")
    counts = {
        Opened("7K3M9P2X", DAY): 2,
        Opened("7k3m-9p2y", DAY): 3,
        Opened("7K3M9P2X", DAY + timedelta(days=1)): 5,
        Opened("7K3M9P2Z", DAY): 7,
        Opened("N0NE0000", DAY): 11,
    }
    assert add_scans(session, counts) == 17
    assert add_scans(session, {Opened("7K3M9P2X", DAY): 1}) == 1
    assert add_scans(session, {}) == 0
    assert scan_queries.scans_of(session, [here.id, there.id], DAY, DAY) == {here.id: 6, there.id: 7}
    assert scan_queries.scans_of(session, [here.id], DAY, DAY + timedelta(days=1)) == {here.id: 11}


def test_a_channel_is_live_since_its_first_code_that_is_in_use(session: Session) -> None:
    unit, without = factories.unit(session), factories.unit(session)
    factories.code(session, unit, "7K3M9P2X").withdrawn_at = MONDAY
    factories.code(session, unit, "7K3M9P2Y").issued_at = MONDAY + timedelta(days=2)
    factories.code(session, unit, "7K3M9P2Z").issued_at = MONDAY + timedelta(days=1)
    session.flush()
    assert scan_queries.live_since(session, [unit.id, without.id]) == {unit.id: MONDAY + timedelta(days=1)}


def test_processes_that_write_at_once_lose_nothing(live_database: Database, live_app: Flask) -> None:
    def place(session: Session) -> int:
        unit = factories.unit(session)
        factories.code(session, unit, "7K3M9P2X")
        factories.code(session, unit, "7K3M9P2Y")
        return unit.id

    unit_id = live_database.write(place)

    def scan(number: int) -> None:
        client = live_app.test_client()
        for _ in range(5):
            client.get("/q/7K3M9P2X" if number % 2 else "/q/7K3M9P2Y")
            scans(live_app).write()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(scan, range(4)))
    with live_database.read() as session:
        assert sum(written(session).values()) == 20
        assert set(written(session)) == {unit_id}


def test_without_a_database_pages_answer_and_the_count_waits(
    app: Flask, client: CheckedClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> int:
        raise ProgrammingError("INSERT", None, OSError("the database is away"))

    unit = factories.unit(session)
    factories.code(session, unit, "7K3M9P2X")
    assert client.get("/q/7K3M9P2X").status_code == 200
    with monkeypatch.context() as broken:
        broken.setattr(scan_actions, "add_scans", away)
        scans(app).write()
    assert written(session) == {}
    scans(app).write()
    assert written(session) == {unit.id: 1}
