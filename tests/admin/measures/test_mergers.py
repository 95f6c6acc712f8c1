"""A merger changes the figures from its day on, and none before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from admin.measures.weekly import WeeklyReport, read
from kiosk.ground.calendar import Week, local_day
from kiosk.office import actions, queries
from kiosk.office.models import ServiceGroup, Unit
from tests import factories
from tests.factories import MONDAY, Tree

LATER = local_day(MONDAY)
WEDNESDAY = LATER - timedelta(days=5)


@pytest.fixture
def tree(session: Session) -> Tree:
    """Two centres; Cái Răng stood alone until the Wednesday before."""
    tree = factories.tree(session)
    move(session, tree.cai_rang, None, date(2021, 1, 1))
    move(session, tree.cai_rang, tree.province, WEDNESDAY)
    return tree


def move(session: Session, unit: Unit, parent: Unit | None, day: date) -> None:
    standing = actions.standing_of(queries.versions_of(session, unit.id)[-1])
    standing = replace(standing, parent_id=parent.id if parent else None)
    actions.change_from(session, unit.id, day, standing, now=MONDAY, staff_id=None)


def come(session: Session, group: ServiceGroup, *weeks_ago: int) -> None:
    for weeks in weeks_ago:
        factories.ticket(session, group, at=MONDAY - timedelta(weeks=weeks))


def arrivals(report: WeeklyReport) -> list[int]:
    return [one.counts.arrivals for one in report.figures[-3:]]


def test_a_commune_that_joined_is_not_in_the_earlier_figures_of_its_new_parent(session: Session, tree: Tree) -> None:
    come(session, factories.group(session, tree.ninh_kieu), 0, 1, 2)
    come(session, factories.group(session, tree.cai_rang), 0, 0, 1, 1, 2, 2)

    assert arrivals(read(session, tree.province.id, until=None, today=LATER)) == [1, 1, 3]
    assert arrivals(read(session, tree.cai_rang.id, until=None, today=LATER)) == [2, 2, 2]


def test_a_unit_that_left_stays_in_the_past(session: Session, tree: Tree) -> None:
    come(session, factories.group(session, tree.ninh_kieu), 0, 1, 2)
    move(session, tree.ninh_kieu, None, LATER)

    assert arrivals(read(session, tree.province.id, until=None, today=LATER)) == [1, 1, 0]


def test_twenty_six_weeks_with_a_merger_inside_are_one_query_for_visits(session: Session, tree: Tree) -> None:
    come(session, factories.group(session, tree.cai_rang), 0, 1)

    with statements(session) as sent:
        read(session, tree.province.id, until=Week.of(LATER), today=LATER)

    assert sum("FROM ticket WHERE unit_id" in one for one in sent) == 1
    assert sum("FROM unit_version" in one and "unit_version.unit_id =" not in one for one in sent) == 1


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """Collect what is sent to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(connection, "before_cursor_execute", note)
