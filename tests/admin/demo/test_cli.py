"""``flask demo``: made once, never mixed with what is real."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.demo import today_actions
from admin.demo.offices import ROOT_SLUG
from admin.demo.place_actions import LOGINS
from kiosk.ground.db import Base
from kiosk.office import queries as office
from kiosk.office.models import OpeningException, Unit
from kiosk.queue.models import CounterSession, Ticket
from tests import cast, factories
from tests.admin.demo.conftest import THURSDAY, Sample
from tests.client import CheckedClient
from tests.page import Page

SATURDAY = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
PASSWORD = re.compile(r"^  (mau\.\S+)\s+(\S{19})  \S.*$", re.MULTILINE)
Demo = Callable[..., Result]
ON_ONE: pytest.MarkDecorator = pytest.mark.parametrize("kind", ["sqlite"])
"""For what only the clock and the calendar decide: ``sample`` is made on both databases."""


@pytest.fixture
def demo(command: FlaskCliRunner, set_clock: Callable[[datetime], None]) -> Demo:
    set_clock(THURSDAY)
    return lambda *args: command.invoke(args=["demo", *args])


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def rows(sample: Sample) -> dict[str, int]:
    with sample.database.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_it_prints_where_to_go_and_every_password_once(sample: Sample) -> None:
    assert "https://motcua.example/q/DEM0NK00" in sample.output
    assert "https://motcua.example/q/DEM0NM01" in sample.output
    assert "https://motcua.example/admin/" in sample.output
    assert "https://motcua.example/kiosk/mau-ninh-kieu  mau-ninh-kieu, tablet" in sample.output
    assert "make tablet" in sample.output
    assert [login for login, _ in PASSWORD.findall(sample.output)] == list(LOGINS)
    assert re.search(r"mau\.truongbophan .* head of the office, mau-ninh-kieu$", sample.output, re.MULTILINE)


def test_a_second_time_changes_nothing_and_tells_no_password(sample: Sample) -> None:
    before = rows(sample)
    again = sample.app.test_cli_runner().invoke(args=["demo", "--if-empty"])
    assert again.exit_code == 0
    assert "https://motcua.example/q/DEM0NK00" in again.output
    assert "flask demo --passwords" in again.output
    assert not PASSWORD.findall(again.output)
    assert rows(sample) == before


def test_a_second_time_without_saying_so_is_refused(sample: Sample) -> None:
    again = sample.app.test_cli_runner().invoke(args=["demo"])
    assert again.exit_code == 1
    assert "The sample is there already" in again.output


def test_its_people_can_sign_in_at_once_and_get_new_passwords(
    demo: Demo, client: CheckedClient, session: Session
) -> None:
    first = dict(PASSWORD.findall(demo("--weeks", "1").output))
    person = session.scalars(select(Staff).where(Staff.login == "mau.giamsat")).one()
    assert "mau.giamsat" in first
    assert cast.sign_in_on_page(client, person, password=first["mau.giamsat"]).title
    second = dict(PASSWORD.findall(demo("--passwords").output))
    assert second.keys() == first.keys()
    assert not set(second.values()) & set(first.values())
    assert client.get("/admin/").status_code == 303
    assert cast.sign_in_on_page(client, person, password=second["mau.giamsat"]).title


@ON_ONE
def test_the_pages_of_a_sample_say_that_it_is_one(demo: Demo, client: CheckedClient) -> None:
    demo("--weeks", "1")
    assert "DỮ LIỆU MẪU" in Page(client.get("/q/DEM0NK00")).text


def test_without_a_sample_there_are_no_passwords_to_renew(demo: Demo) -> None:
    result = demo("--passwords")
    assert (result.exit_code, "There is no sample" in result.output) == (1, True)


def test_beside_real_units_it_is_made_only_when_told_so(demo: Demo, session: Session) -> None:
    real = factories.tree(session)
    refused = demo("--weeks", "1")
    assert (refused.exit_code, "--beside-real" in refused.output) == (1, True)
    quiet = demo("--if-empty")
    assert (quiet.exit_code, "Real units exist; no sample was made." in quiet.output) == (0, True)
    assert count(session, Unit) == 3
    assert demo("--weeks", "1", "--beside-real").exit_code == 0
    _never_mixed(session, real.province)


def _never_mixed(session: Session, real_top: Unit) -> None:
    session.expire_all()
    samples = set(session.scalars(select(Unit.id).where(Unit.is_demo)))
    real = set(session.scalars(select(Unit.id).where(~Unit.is_demo)))
    root = office.unit_id_of(session, ROOT_SLUG)
    assert root is not None
    for day in (date(2025, 7, 1), date(2026, 11, 9), date(2027, 1, 1)):
        assert not office.subtree_ids(session, [real_top.id], day) & samples
        assert not office.subtree_ids(session, [root], day) & real
    assert not session.scalars(select(Ticket.id).where(Ticket.unit_id.in_(real))).all()


@ON_ONE
@pytest.mark.parametrize("at", [SATURDAY, THURSDAY.replace(hour=14)])
def test_outside_opening_hours_nobody_waits(
    demo: Demo, session: Session, set_clock: Callable[[datetime], None], at: datetime
) -> None:
    set_clock(at)
    assert demo("--weeks", "1").exit_code == 0
    assert session.scalars(select(Ticket.id).where(Ticket.ended_at.is_(None))).all() == []
    assert session.scalars(select(CounterSession.id).where(CounterSession.closed_at.is_(None))).all() == []


def test_on_a_sunday_night_the_offices_open_when_told_to(
    demo: Demo, client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    at = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
    set_clock(at)
    assert demo("--weeks", "1").exit_code == 0
    assert demo("--if-empty").exit_code == 0
    assert session.scalars(select(OpeningException)).all() == []
    for _ in range(2):
        assert demo("--if-empty", "--open-today").exit_code == 0
    exceptions = session.scalars(select(OpeningException)).all()
    assert [(row.day, row.note) for row in exceptions] == [(date(2026, 11, 23), today_actions.NOTE)] * 2
    assert Page(client.get("/q/DEM0NK00")).text


@ON_ONE
def test_made_at_night_with_open_doors_somebody_waits(
    demo: Demo, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(datetime(2026, 11, 22, 17, 5, tzinfo=UTC))
    assert demo("--weeks", "1", "--open-today").exit_code == 0
    waiting = session.scalars(select(Ticket).where(Ticket.ended_at.is_(None))).all()
    assert {ticket.day for ticket in waiting} == {date(2026, 11, 23)}
    assert len(waiting) == 10


@ON_ONE
def test_the_last_week_is_over_by_the_day_given(demo: Demo, session: Session) -> None:
    assert demo("--weeks", "1", "--until", "2026-11-14").exit_code == 0
    days = session.scalars(select(Ticket.day).where(Ticket.ended_at.is_not(None))).all()
    assert (min(days), max(days)) == (date(2026, 11, 2), date(2026, 11, 6))


@ON_ONE
def test_a_sunday_ends_its_week(demo: Demo, session: Session) -> None:
    assert demo("--weeks", "1", "--until", "2026-11-15").exit_code == 0
    days = session.scalars(select(Ticket.day).where(Ticket.ended_at.is_not(None))).all()
    assert (min(days), max(days)) == (date(2026, 11, 9), date(2026, 11, 13))


@ON_ONE
@pytest.mark.parametrize("args", [["--until", "2026-11-19"], ["--until", "soon"], ["--weeks", "0"]])
def test_what_cannot_be_made_is_refused(demo: Demo, session: Session, args: list[str]) -> None:
    assert demo(*args).exit_code == 2
    assert count(session, Unit) == 0
