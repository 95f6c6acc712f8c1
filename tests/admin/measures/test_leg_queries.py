"""Legs come back from both databases as the visits that the columns hold, so that stays can take their place."""

from datetime import timedelta

from sqlalchemy import event
from sqlalchemy.orm import Session

from admin.measures import leg_queries, reading
from admin.measures.periods import PeriodKind, containing
from admin.measures.slices import Slice, by_stay, sliced
from kiosk.ground.calendar import local_day
from kiosk.office.models import Unit
from kiosk.queue import actions
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests import factories
from tests.admin.measures.offices import TARGETS
from tests.factories import MONDAY

MINUTE = timedelta(minutes=1)
WEEK = containing(PeriodKind.WEEK, local_day(MONDAY))


def _transferred(session: Session, unit: Unit) -> tuple[Ticket, int, int]:
    first, second = factories.group(session, unit, "A"), factories.group(session, unit, "B")
    counter = factories.counter(session, unit, "1", first, second)
    factories.desk(session, counter, first, second)
    ticket, clerk = factories.ticket(session, first), factories.clerk(counter)
    actions.move(session, ticket, Move.CALL, clerk, at=MONDAY + 5 * MINUTE)
    actions.move(session, ticket, Move.START, clerk, at=MONDAY + 6 * MINUTE)
    actions.move(session, ticket, Move.TRANSFER, clerk, at=MONDAY + 10 * MINUTE, group_id=second.id)
    actions.move(session, ticket, Move.CALL, clerk, at=MONDAY + 30 * MINUTE)
    actions.move(session, ticket, Move.START, clerk, at=MONDAY + 31 * MINUTE)
    actions.move(session, ticket, Move.FINISH, clerk, at=MONDAY + 40 * MINUTE)
    return ticket, first.id, second.id


def test_the_waits_of_each_group_are_those_in_its_own_line(session: Session) -> None:
    unit = factories.unit(session)
    _, first, second = _transferred(session, unit)
    factories.ticket(session, factories.group(session, unit, "C"), at=MONDAY + MINUTE)
    session.flush()

    columns = reading.read(session, unit.id, [WEEK], today=WEEK.last, detailed=True).columns
    moved = leg_queries.transferred(session, [unit.id], WEEK.since, WEEK.until)
    groups = dict(sliced(by_stay(columns, moved), Slice.GROUP, TARGETS))

    assert len(moved) == 1
    assert sum(one.counts.arrivals for one in groups.values()) == 3
    assert (groups[first].wait.mean_seconds, groups[second].wait.mean_seconds) == (300, 1200)
    service = groups[second].service
    assert service is not None
    assert service.mean_seconds == 540


def test_only_visits_of_these_units_and_days_come_back(session: Session) -> None:
    unit, other = factories.unit(session), factories.unit(session, "Phường Cái Răng", slug="cai-rang")
    _transferred(session, unit)
    session.flush()

    assert leg_queries.transferred(session, [other.id], WEEK.since, WEEK.until) == ()
    before = WEEK.shift(-1)
    assert leg_queries.transferred(session, [unit.id], before.since, before.until) == ()


def test_the_few_are_found_by_their_own_index(session: Session) -> None:
    unit = factories.unit(session)
    _transferred(session, unit)
    session.flush()
    asked: list[tuple[str, object]] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))

    leg_queries.transferred(session, [unit.id], WEEK.since, WEEK.until)

    statement, values = asked[-1]
    assert "seq > 1" in statement  # in the words of the index: a parameter would say nothing to the planner
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()  # type: ignore[arg-type]
        assert "ix_ticket_leg_several" in str(plan)
