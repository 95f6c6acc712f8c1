"""Storing past visits in bulk, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue import past_actions
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket, TicketEvent, TicketLeg
from kiosk.queue.order import Policy
from kiosk.queue.past import PastVisit
from kiosk.queue.tickets import Move, State
from kiosk.queue.turns import By, Turn
from tests import factories
from tests.factories import MONDAY


def visit(group_id: int, key: str, minute: int = 0, *, prefix: str = "A", at: datetime = MONDAY) -> PastVisit:
    arrived = at + timedelta(minutes=minute)
    return PastVisit(
        key=key,
        group_id=group_id,
        prefix=prefix,
        channel=Channel.IMPORT,
        state=State.DONE,
        arrived_at=arrived,
        first_called_at=arrived + timedelta(minutes=4),
        started_at=arrived + timedelta(minutes=5),
        ended_at=arrived + timedelta(minutes=9),
    )


def numbers(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(select(Ticket).order_by(Ticket.day, Ticket.prefix, Ticket.number))
    return [(row.issue_key, row.label) for row in rows]


def test_numbers_follow_the_arrivals_of_each_prefix(session: Session) -> None:
    unit = factories.unit(session)
    a, b = factories.group(session, unit), factories.group(session, unit, "B")
    visits = [visit(a.id, "late", 8), visit(b.id, "other", 4, prefix="B"), visit(a.id, "early", 2)]
    assert past_actions.add_past(session, unit.id, visits) == 3
    assert numbers(session) == [("early", "A001"), ("late", "A002"), ("other", "B001")]


def test_numbers_begin_anew_each_local_day(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    before_midnight = datetime(2026, 11, 16, 16, 59, tzinfo=UTC)
    visits = [visit(group.id, "monday", at=before_midnight), visit(group.id, "tuesday", 1, at=before_midnight)]
    past_actions.add_past(session, unit.id, visits)
    assert numbers(session) == [("monday", "A001"), ("tuesday", "A001")]


def test_numbers_continue_those_that_were_given_out(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    live = factories.ticket(session, group)
    past_actions.add_past(session, unit.id, [visit(group.id, "past")])
    assert numbers(session) == [(live.issue_key, "A001"), ("past", "A002")]
    assert factories.ticket(session, group).label == "A003"


def test_a_visit_is_stored_once_and_takes_no_second_number(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    visits = [visit(group.id, "one"), visit(group.id, "one"), visit(group.id, "two", 1)]
    assert past_actions.add_past(session, unit.id, visits) == 2
    assert past_actions.add_past(session, unit.id, visits) == 0
    past_actions.add_past(session, unit.id, [visit(group.id, "three", 2)])
    assert [label for _, label in numbers(session)] == ["A001", "A002", "A003"]


def test_a_visit_has_its_leg_and_an_event_for_every_move(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "3", group)
    past = replace(visit(group.id, "one"), counter_id=counter.id, channel=Channel.PHONE, staff_id=7)
    past_actions.add_past(session, unit.id, [past])
    ticket = session.scalars(select(Ticket)).one()
    leg = session.scalars(select(TicketLeg)).one()
    events = session.scalars(select(TicketEvent).order_by(TicketEvent.id)).all()
    assert (leg.ticket_id, leg.queued_at, leg.ended_at, leg.outcome) == (
        ticket.id,
        past.arrived_at,
        past.ended_at,
        "done",
    )
    assert [(row.kind, row.from_state, row.to_state, row.counter_id, row.staff_id, row.channel) for row in events] == [
        ("issue", None, "waiting", None, None, "phone"),
        ("call", "waiting", "called", counter.id, 7, "clerk"),
        ("start", "called", "serving", counter.id, 7, "clerk"),
        ("finish", "serving", "done", counter.id, 7, "clerk"),
    ]


def test_a_call_keeps_its_turn_where_one_is_known(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    known = replace(visit(group.id, "known"), turn=Turn(By.ORDER, Policy.STRICT))
    past_actions.add_past(session, unit.id, [known, visit(group.id, "unknown", 1)])

    calls = select(TicketEvent.note).where(TicketEvent.kind == Move.CALL).order_by(TicketEvent.ticket_id)
    assert session.scalars(calls).all() == ["next strict", None]


def test_marks_stand_only_beside_instants_that_happened(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    left = replace(visit(group.id, "one"), state=State.LEFT, first_called_at=None, started_at=None, reason="too_long")
    past_actions.add_past(session, unit.id, [left])
    ticket = session.scalars(select(Ticket)).one()
    assert (ticket.called_quality, ticket.started_quality, ticket.ended_quality) == (None, None, "exact")
    assert (ticket.came_back, ticket.hold_seconds, ticket.arrived_quality) == (False, 0, "exact")
    assert session.scalars(select(TicketEvent.note).where(TicketEvent.kind == "leave")).one() == "too_long"


def test_nothing_to_store_is_nothing_stored(session: Session) -> None:
    assert past_actions.add_past(session, factories.unit(session).id, []) == 0
