"""``flask tickets close-day`` and the worker's task."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin import queue_cli
from kiosk.ground import limits
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket
from tests import factories
from tests.factories import MONDAY

EVENING = MONDAY + timedelta(hours=12)
SetClock = Callable[[datetime], None]


@pytest.fixture
def units(session: Session, set_clock: SetClock) -> factories.Tree:
    """Two units with hours, on Monday evening."""
    set_clock(EVENING)
    tree = factories.tree(session)
    for unit in (tree.ninh_kieu, tree.cai_rang):
        factories.hours(session, unit)
    return tree


def waiting(session: Session, unit: Unit, at: datetime = MONDAY) -> Ticket:
    ticket = factories.ticket(session, factories.group(session, unit), at=at)
    session.commit()
    return ticket


def test_the_command_says_what_it_closed_and_can_be_repeated(
    command: FlaskCliRunner, session: Session, units: factories.Tree
) -> None:
    waiting(session, units.ninh_kieu)
    first = command.invoke(args=["tickets", "close-day"]).output
    assert "ninh-kieu: 1 tickets, 0 counters closed" in first
    assert "cai-rang: 0 tickets" in first
    assert first.splitlines()[-1] == "1 tickets, 0 counters closed"
    assert command.invoke(args=["tickets", "close-day"]).output.splitlines()[-1] == "0 tickets, 0 counters closed"


def test_one_unit_alone_is_closed(command: FlaskCliRunner, session: Session, units: factories.Tree) -> None:
    near, far = waiting(session, units.ninh_kieu), waiting(session, units.cai_rang)
    command.invoke(args=["tickets", "close-day", "--unit", "ninh-kieu"])
    session.expire_all()
    assert (near.state, far.state) == ("closed", "waiting")


def test_an_organisation_is_closed_with_the_units_below(
    command: FlaskCliRunner, session: Session, units: factories.Tree
) -> None:
    waiting(session, units.cai_rang)
    output = command.invoke(args=["tickets", "close-day", "--unit", "can-tho"]).output
    assert "cai-rang: 1 tickets" in output


def test_up_to_a_day_leaves_later_days_alone(command: FlaskCliRunner, session: Session, units: factories.Tree) -> None:
    friday = waiting(session, units.ninh_kieu, MONDAY - timedelta(days=3))
    today = waiting(session, units.cai_rang)
    command.invoke(args=["tickets", "close-day", "--day", "2026-11-13"])
    session.expire_all()
    assert (friday.state, today.state) == ("closed", "waiting")


def test_a_unit_that_keeps_its_queue_is_named(command: FlaskCliRunner, session: Session, units: factories.Tree) -> None:
    units.ninh_kieu.close_at_night = False
    session.commit()
    output = command.invoke(args=["tickets", "close-day", "--unit", "ninh-kieu"]).output
    assert "ninh-kieu keeps its queue over night" in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--unit", "nowhere"], "no unit 'nowhere'"), (["--day", "2026-11-17"], "has not come yet")],
)
def test_a_mistake_is_explained(
    command: FlaskCliRunner, units: factories.Tree, arguments: list[str], said: str
) -> None:
    result = command.invoke(args=["tickets", "close-day", *arguments])
    assert result.exit_code == 1
    assert said in result.output


def test_the_worker_closes_days_by_itself(
    app: Flask, command: FlaskCliRunner, session: Session, units: factories.Tree
) -> None:
    ticket = waiting(session, units.ninh_kieu)
    assert queue_cli.CLOSE_DAY in app.extensions["periodics"]
    assert command.invoke(args=["worker", "--once"]).exit_code == 0
    session.expire_all()
    assert ticket.state == "closed"


def test_the_worker_sweeps_out_the_counts_of_the_day_before(
    command: FlaskCliRunner, session: Session, units: factories.Tree
) -> None:
    for key, at in (("old", EVENING - timedelta(days=2)), ("new", EVENING)):
        limits.use(session, key, limit=1, window=timedelta(minutes=15), now=at)
    session.commit()
    assert command.invoke(args=["worker", "--once"]).exit_code == 0
    assert session.scalars(select(limits.Bucket.key)).all() == ["new"]
