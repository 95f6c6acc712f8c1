"""The end of the day: what is closed, as of when, and what is left alone."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from admin import night
from kiosk.office.models import HolidayOverride, Unit, UnitVersion
from kiosk.office.opening import Hours
from kiosk.queue import actions, desk_actions, night_actions
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import CounterPause, CounterSession, Ticket, TicketLeg
from kiosk.queue.tickets import Move, MoveRefused, Refusal, State
from tests import factories
from tests.factories import MONDAY

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CLOSING = MONDAY + 8 * HOUR
"""17:00."""


def office(session: Session, *, close_at_night: bool = True) -> Unit:
    unit = factories.unit(session, close_at_night=close_at_night)
    factories.hours(session, unit)
    return unit


def close(app: Flask, session: Session, now: object, **options: object) -> list[night.Closed]:
    session.commit()
    with app.app_context():
        closed = night.close_days(now, **options)  # type: ignore[arg-type]
    session.expire_all()
    return closed


def totals(closed: list[night.Closed]) -> list[tuple[int, int]]:
    return [(line.tickets, line.counters) for line in closed]


def test_today_is_closed_from_closing_time_on_and_not_a_minute_before(app: Flask, session: Session) -> None:
    ticket = factories.ticket(session, factories.group(session, office(session)))
    assert totals(close(app, session, CLOSING - MINUTE)) == [(0, 0)]
    assert ticket.state == "waiting"
    assert totals(close(app, session, CLOSING)) == [(1, 0)]
    assert ticket.state == "closed"


def test_whoever_waited_is_censored_at_closing_time_by_the_system(app: Flask, session: Session) -> None:
    ticket = factories.ticket(session, factories.group(session, office(session)))
    close(app, session, CLOSING + 5 * HOUR)
    assert (ticket.ended_at, ticket.ended_quality, ticket.first_called_at) == (CLOSING, "system", None)
    leg = session.scalars(select(TicketLeg).where(TicketLeg.ticket_id == ticket.id)).one()
    assert (leg.ended_at, leg.outcome) == (CLOSING, "closed")


def test_whoever_was_being_served_keeps_the_wait(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    mover = factories.clerk(factories.counter(session, session.get_one(Unit, group.unit_id), "1", group))
    ticket = factories.ticket(session, group)
    actions.call(session, ticket, mover, at=MONDAY + 20 * MINUTE, start=True)
    close(app, session, CLOSING)
    assert (ticket.state, ticket.first_called_at) == ("closed", MONDAY + 20 * MINUTE)
    assert (ticket.called_quality, ticket.started_quality, ticket.ended_quality) == ("exact", "exact", "system")


@pytest.mark.parametrize(("start_with_call", "started"), [(True, MONDAY + 20 * MINUTE), (False, None)])
def test_whoever_was_at_the_desk_where_calling_is_starting_was_served(
    app: Flask, session: Session, start_with_call: bool, started: datetime | None
) -> None:
    group = factories.group(session, office(session))
    unit = session.get_one(Unit, group.unit_id)
    unit.start_with_call = start_with_call
    ticket = factories.ticket(session, group)
    clerk = factories.clerk(factories.counter(session, unit, "1", group))
    actions.call(session, ticket, clerk, at=MONDAY + 20 * MINUTE, start=False)
    close(app, session, CLOSING)
    assert (ticket.state, ticket.ended_at, ticket.started_at) == ("closed", CLOSING, started)


def test_a_service_that_was_put_aside_past_closing_time_ends_no_earlier_than_its_hold(
    app: Flask, session: Session
) -> None:
    group = factories.group(session, office(session))
    clerk = factories.clerk(factories.counter(session, session.get_one(Unit, group.unit_id), "1", group))
    ticket = factories.ticket(session, group)
    actions.call(session, ticket, clerk, at=CLOSING - 20 * MINUTE, start=True)
    actions.move(session, ticket, Move.HOLD, clerk, at=CLOSING - 15 * MINUTE)
    actions.move(session, ticket, Move.RESUME, clerk, at=CLOSING + 30 * MINUTE)
    assert totals(close(app, session, CLOSING + HOUR)) == [(1, 0)]
    assert ticket.ended_at == CLOSING + 25 * MINUTE


def test_somebody_sent_on_after_closing_time_ends_no_earlier_than_that(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    clerk = factories.clerk(factories.counter(session, session.get_one(Unit, group.unit_id), "1", group))
    ticket = factories.ticket(session, group)
    actions.call(session, ticket, clerk, at=CLOSING - 5 * MINUTE, start=True)
    actions.move(session, ticket, Move.TRANSFER, clerk, at=CLOSING + 10 * MINUTE, group_id=group.id)
    assert totals(close(app, session, CLOSING + HOUR)) == [(1, 0)]
    assert ticket.ended_at == CLOSING + 10 * MINUTE


def test_a_ticket_that_cannot_be_closed_is_logged_and_stops_nobody_else(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, following = (factories.ticket(session, factories.group(session, office(session))) for _ in range(2))
    close_ticket = night_actions.close_ticket

    def refuse(session: Session, ticket_id: int, *, hours: Hours, now: datetime) -> bool:
        if ticket_id == stuck.id:
            raise MoveRefused(Move.CLOSE, State.WAITING, Refusal.TIME_RUNS_BACKWARDS)
        return close_ticket(session, ticket_id, hours=hours, now=now)

    monkeypatch.setattr(night_actions, "close_ticket", refuse)
    with capture_logs() as logged:
        assert totals(close(app, session, CLOSING)) == [(0, 0), (1, 0)]
    assert (stuck.state, following.state) == ("waiting", "closed")
    assert [(line["ticket"], line["refusal"]) for line in logged] == [(stuck.id, "time_runs_backwards")]


def test_days_that_were_forgotten_end_at_their_own_closing_time(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    friday = factories.ticket(session, group, at=MONDAY - timedelta(days=3))
    sunday = factories.ticket(session, group, at=MONDAY - timedelta(days=1))
    today = factories.ticket(session, group)
    assert totals(close(app, session, MONDAY + HOUR)) == [(2, 0)]
    assert friday.ended_at == CLOSING - timedelta(days=3)
    assert sunday.ended_at == MONDAY - 9 * HOUR
    assert today.state == "waiting"


def test_a_second_run_closes_nothing_more(app: Flask, session: Session) -> None:
    ticket = factories.ticket(session, factories.group(session, office(session)))
    close(app, session, CLOSING)
    assert totals(close(app, session, CLOSING + HOUR)) == [(0, 0)]
    assert ticket.ended_at == CLOSING


def test_a_unit_that_keeps_its_queue_keeps_it_and_still_closes_its_counters(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session, close_at_night=False))
    counter = factories.counter(session, session.get_one(Unit, group.unit_id), "1", group)
    factories.desk(session, counter, group)
    waits, serving = factories.ticket(session, group), factories.ticket(session, group)
    actions.call(session, serving, factories.clerk(counter), at=MONDAY + MINUTE, start=True)
    assert totals(close(app, session, CLOSING + timedelta(days=1))) == [(0, 1)]
    assert (waits.state, serving.state) == ("waiting", "serving")
    assert session.scalars(select(CounterSession.closed_at)).one() == CLOSING


def test_somebody_who_came_or_was_called_after_closing_time_ends_then(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    counter = factories.counter(session, session.get_one(Unit, group.unit_id), "1", group)
    late = factories.ticket(session, group, at=CLOSING + 10 * MINUTE)
    called = factories.ticket(session, group)
    actions.move(session, called, Move.CALL, factories.clerk(counter), at=CLOSING + 20 * MINUTE)
    close(app, session, CLOSING + HOUR)
    assert (late.ended_at, called.ended_at) == (CLOSING + 10 * MINUTE, CLOSING + 20 * MINUTE)


def test_counters_left_open_close_with_their_pause(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    unit = session.get_one(Unit, group.unit_id)
    counters = [factories.counter(session, unit, label, group) for label in "12"]
    for counter in counters:
        factories.desk(session, counter, group)
    desk_actions.pause_desk(session, counters[1].id, PauseReason.BREAK, now=MONDAY + HOUR)
    assert totals(close(app, session, CLOSING - MINUTE)) == [(0, 0)]
    assert totals(close(app, session, CLOSING + HOUR)) == [(0, 2)]
    assert set(session.scalars(select(CounterSession.closed_at))) == {CLOSING}
    assert session.scalars(select(CounterPause.resumed_at)).one() == CLOSING


def test_a_day_without_hours_ends_at_midnight(app: Flask, session: Session) -> None:
    ticket = factories.ticket(session, factories.group(session, factories.unit(session)))
    assert totals(close(app, session, CLOSING + 6 * HOUR)) == [(0, 0)]
    assert totals(close(app, session, MONDAY + 15 * HOUR)) == [(1, 0)]
    assert ticket.ended_at == MONDAY + 15 * HOUR


def test_the_worker_lets_people_be_served_after_closing_time(app: Flask, session: Session) -> None:
    factories.ticket(session, factories.group(session, office(session)))
    after = timedelta(hours=3)
    assert totals(close(app, session, CLOSING + after - MINUTE, after_closing=after)) == [(0, 0)]
    assert totals(close(app, session, CLOSING + after, after_closing=after)) == [(1, 0)]
    assert session.scalars(select(Ticket.ended_at)).one() == CLOSING


def test_three_days_without_a_worker_each_counter_ends_with_its_own_day(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    unit = session.get_one(Unit, group.unit_id)
    desks = [factories.desk(session, factories.counter(session, unit, label, group), group) for label in "123"]
    for desk, back in zip(desks, (3, 2, 0), strict=True):
        desk.opened_at = MONDAY - timedelta(days=back)
    assert totals(close(app, session, MONDAY + HOUR)) == [(0, 2)]
    rows = session.execute(
        select(CounterSession.closed_at, CounterSession.closed_by_system).order_by(CounterSession.id)
    )
    friday, saturday, today = (tuple(row) for row in rows)
    assert friday == (CLOSING - timedelta(days=3), True)
    assert saturday == (MONDAY - timedelta(days=1, hours=9), True)  # nobody works on Saturday: midnight
    assert today == (None, False)


def test_a_saturday_that_is_worked_ends_at_the_hours_of_friday_and_a_holiday_at_midnight(
    app: Flask, session: Session
) -> None:
    saturday, holiday = MONDAY - timedelta(days=2), MONDAY + timedelta(days=8)
    session.add(HolidayOverride(day=saturday.date(), is_working=True, note="Làm bù"))
    group = factories.group(session, office(session))
    worked, off = (factories.ticket(session, group, at=at) for at in (saturday, holiday))
    close(app, session, holiday + timedelta(days=1))
    assert worked.ended_at == CLOSING - timedelta(days=2)
    assert off.ended_at == holiday + 15 * HOUR  # 24/11 is a public holiday


def test_a_unit_that_was_merged_meanwhile_leaves_nothing_open(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    ticket = factories.ticket(session, group)
    version = session.scalars(select(UnitVersion).where(UnitVersion.unit_id == group.unit_id)).one()
    version.valid_until = (MONDAY + timedelta(days=1)).date()
    close(app, session, MONDAY + timedelta(days=1))
    assert (ticket.state, ticket.ended_at) == ("closed", CLOSING)


def test_a_clock_that_is_behind_closes_nothing_of_the_future(app: Flask, session: Session) -> None:
    group = factories.group(session, office(session))
    ticket = factories.ticket(session, group)
    factories.desk(session, factories.counter(session, session.get_one(Unit, group.unit_id), "1", group), group)
    assert totals(close(app, session, CLOSING - timedelta(days=1))) == [(0, 0)]
    assert ticket.state == "waiting"
