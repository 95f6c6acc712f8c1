"""Renderings are made once for a version of the data, survive the process, and never fail a page."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from admin.measures import cli, kept, versions
from admin.measures.models import KeptDrawing
from kiosk.ground import clock, db
from kiosk.office.models import ServiceGroup
from kiosk.queue.models import Ticket
from tests import factories
from tests.factories import MONDAY

KEY = "weekly/1/2026-W47/vi/svg"


@pytest.fixture(autouse=True)
def house(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application at nine on Monday."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    with app.app_context():
        yield


def made(times: list[str], body: bytes = b"drawn") -> Callable[[], bytes]:
    def make() -> bytes:
        times.append("made")
        return body

    return make


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY + by)


def rows(session: Session) -> list[tuple[str, bytes]]:
    session.expire_all()
    return [(row.version, bytes(row.body)) for row in session.scalars(select(KeptDrawing).order_by(KeptDrawing.key))]


def test_it_is_made_once_for_a_version_and_again_for_the_next(session: Session) -> None:
    times: list[str] = []

    assert [kept.kept(KEY, version, made(times)) for version in ("1", "1", "2", "2")] == [b"drawn"] * 4

    assert len(times) == 2


def test_another_process_finds_it_in_the_table(session: Session) -> None:
    times: list[str] = []
    kept.kept(KEY, "1", made(times))
    kept.memory().forget()

    assert kept.kept(KEY, "1", made(times, b"never")) == b"drawn"

    assert len(times) == 1


def test_the_table_is_not_written_at_every_move_of_a_busy_morning(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.kept(KEY, "1", made([], b"first"))
    later(monkeypatch, timedelta(seconds=59))
    assert kept.kept(KEY, "2", made([], b"second")) == b"second"
    assert rows(session) == [("1", b"first")]

    later(monkeypatch, timedelta(seconds=60))
    assert kept.kept(KEY, "3", made([], b"third")) == b"third"

    assert rows(session) == [("3", b"third")]


def test_a_page_is_shown_when_nothing_can_be_kept(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_fn: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk full"))

    monkeypatch.setattr(db, "write", refuse)

    assert kept.kept(KEY, "1", made([])) == b"drawn"


def test_what_has_an_absurd_name_is_made_every_time(session: Session) -> None:
    times: list[str] = []

    assert [kept.kept("x" * 161, "1", made(times)) for _ in range(2)] == [b"drawn"] * 2

    assert (len(times), rows(session)) == (2, [])


def test_the_mark_is_of_what_it_shows_and_of_the_version() -> None:
    assert len({kept.etag(KEY, "1"), kept.etag(KEY, "2"), kept.etag("other", "1")}) == 3


@pytest.fixture
def count(app: Flask, session: Session) -> Callable[[], Result]:
    """A rendering that says how many tickets a unit has; returns how ``flask figures check`` ends."""
    group = factories.group(session, factories.unit(session))
    factories.ticket(session, group)

    def make(parts: Sequence[str]) -> bytes:
        with db.read() as reading:
            found = reading.scalars(select(Ticket.state).where(Ticket.unit_id == int(parts[0]))).all()
        return " ".join(found).encode()

    app.extensions[kept.MAKERS] = {"count": make}
    key = f"count/{group.unit_id}/vi"
    kept.kept(key, versions.version_of(session, group.unit_id, now=MONDAY), lambda: make([str(group.unit_id)]))
    runner: FlaskCliRunner = app.test_cli_runner()
    return lambda *, command="check": runner.invoke(args=["figures", command])  # type: ignore[misc]


def test_the_check_finds_nothing_where_rows_and_renderings_agree(count: Callable[..., Result]) -> None:
    assert (count().exit_code, count().output) == (0, "1 renderings are what the rows say.\n")


def test_the_check_names_what_the_rows_do_not_say(session: Session, count: Callable[..., Result]) -> None:
    session.execute(update(KeptDrawing).values(body=b"waiting waiting"))

    found = count()

    assert found.exit_code == 1
    assert f"differs: {session.scalars(select(KeptDrawing.key)).one()}" in found.output


def test_a_rebuild_makes_good_what_the_check_found(session: Session, count: Callable[..., Result]) -> None:
    session.execute(update(KeptDrawing).values(body=b"waiting waiting"))

    assert count(command="rebuild").output == "1 renderings made again.\n"

    assert [body for _, body in rows(session)] == [b"waiting"]
    assert count().exit_code == 0


def test_what_an_older_version_showed_is_no_mistake(session: Session, count: Callable[..., Result]) -> None:
    factories.ticket(session, session.scalars(select(ServiceGroup)).one())

    assert count().output == "0 renderings are what the rows say.\n"


def test_what_nobody_has_made_for_two_weeks_is_swept_away(session: Session) -> None:
    kept.kept(KEY, "1", made([]))

    assert cli.sweep(MONDAY + timedelta(days=14)) == 0
    assert cli.sweep(MONDAY + timedelta(days=14, seconds=1)) == 1
    assert rows(session) == []
