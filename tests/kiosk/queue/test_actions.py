from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office import priority_actions
from kiosk.office.models import Counter as CounterRow
from kiosk.office.priority_classes import DEFAULT_CLASSES
from kiosk.queue import actions, desk_actions, issue_actions, queries
from kiosk.queue.actions import DeskBusyError, KeyReusedError, Mover, NobodyWaitsError
from kiosk.queue.kinds import Channel, LeaveReason, PauseReason
from kiosk.queue.models import TicketEvent, TicketLeg
from kiosk.queue.tickets import Actor, Move, MoveRefused, Refusal, State
from kiosk.queue.waiting import Pace
from tests import factories
from tests.factories import MONDAY

MINUTE = timedelta(minutes=1)
CITIZEN = Mover(actor=Actor.CITIZEN, channel=Channel.PHONE)


def test_numbers_start_at_one_and_each_prefix_has_its_own(session: Session) -> None:
    unit = factories.unit(session)
    birth, land = factories.group(session, unit, "A"), factories.group(session, unit, "B", "Đất đai")
    labels = [factories.ticket(session, group).label for group in (birth, birth, land, birth)]
    assert labels == ["A001", "A002", "B001", "A003"]


def test_the_next_day_starts_again_at_one(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    factories.ticket(session, group)
    assert factories.ticket(session, group, at=MONDAY + timedelta(days=1)).number == 1


def test_numbers_change_day_at_local_midnight_not_at_seven_in_the_morning(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    before_seven, after_seven = MONDAY.replace(hour=0) - MINUTE, MONDAY.replace(hour=0)
    numbers = [factories.ticket(session, group, at=at).number for at in (before_seven, after_seven)]
    assert numbers == [1, 2]


def test_the_same_key_gives_the_same_ticket(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    arrival = factories.arrival(group)
    first = issue_actions.issue(session, arrival, CITIZEN, pace=Pace(1, ()))
    assert issue_actions.issue(session, arrival, CITIZEN, pace=Pace(1, ())).id == first.id


def test_the_same_key_for_another_service_is_refused(session: Session) -> None:
    unit = factories.unit(session)
    birth, land = factories.group(session, unit, "A"), factories.group(session, unit, "B", "Đất đai")
    factories.ticket(session, birth, key="k")
    with pytest.raises(KeyReusedError):
        factories.ticket(session, land, key="k")


def test_a_class_that_is_not_in_use_any_more_is_none(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    priority_actions.add_default_classes(session)
    kept = factories.ticket(session, group, priority="aged_80")
    names = DEFAULT_CLASSES["aged_80"]
    priority_actions.change_class(session, "aged_80", names, active=False, now=MONDAY, staff_id=7)
    late = factories.ticket(session, group, priority="aged_80", channel=Channel.CLERK, key="clerk")
    assert [(one.priority_class, one.priority_rank) for one in (kept, late)] == [("aged_80", 2), ("normal", 0)]
    assert factories.ticket(session, group, priority="aged_80", channel=Channel.CLERK, key="clerk") is late


def test_a_ticket_keeps_the_people_ahead_and_the_estimate_it_was_quoted(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    tickets = [factories.ticket(session, group) for _ in range(4)]
    assert [ticket.ahead for ticket in tickets] == [0, 1, 2, 3]
    assert tickets[3].estimate_low_seconds is not None


def test_people_are_called_in_the_order_they_came_and_only_for_the_counters_groups(session: Session) -> None:
    unit = factories.unit(session)
    birth, land = factories.group(session, unit, "A"), factories.group(session, unit, "B", "Đất đai")
    counter = factories.counter(session, unit, "1", birth)
    factories.ticket(session, land)
    late = factories.ticket(session, birth, at=MONDAY + MINUTE)
    early = factories.ticket(session, birth)
    called = [_serve_next(session, counter.id, {birth.id}, MONDAY + 5 * MINUTE) for _ in range(2)]
    assert called == [early.id, late.id]


def test_nobody_waiting_is_said_so(session: Session) -> None:
    group = factories.group(session, factories.unit(session))
    with pytest.raises(NobodyWaitsError):
        actions.call_next(
            session, group.unit_id, frozenset({group.id}), factories.clerk(), at=MONDAY, since=None, start=False
        )


def test_a_counter_has_one_person_at_a_time(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    for _ in range(2):
        factories.ticket(session, group)
    _call_next(session, counter.id, {group.id}, MONDAY)
    with pytest.raises(DeskBusyError):
        _call_next(session, counter.id, {group.id}, MONDAY)


def test_recall_keeps_the_first_call(session: Session) -> None:
    unit = factories.unit(session)
    ticket = factories.ticket(session, factories.group(session, unit))
    clerk = factories.clerk(factories.counter(session, unit))
    actions.call(session, ticket, clerk, at=MONDAY + MINUTE, start=False)
    actions.move(session, ticket, Move.RECALL, clerk, at=MONDAY + 3 * MINUTE)
    assert (ticket.first_called_at, ticket.last_called_at) == (MONDAY + MINUTE, MONDAY + 3 * MINUTE)


def test_where_calling_is_starting_one_click_does_both(session: Session) -> None:
    unit = factories.unit(session)
    ticket = factories.ticket(session, factories.group(session, unit))
    actions.call(session, ticket, factories.clerk(factories.counter(session, unit)), at=MONDAY, start=True)
    assert (ticket.state, ticket.started_at) == (State.SERVING, MONDAY)


def test_every_move_leaves_its_event_and_keeps_the_leg_in_step(session: Session) -> None:
    unit = factories.unit(session)
    ticket = factories.ticket(session, factories.group(session, unit))
    clerk = factories.clerk(factories.counter(session, unit))
    for minutes, kind in ((1, Move.CALL), (2, Move.START), (7, Move.FINISH)):
        actions.move(session, ticket, kind, clerk, at=MONDAY + minutes * MINUTE)
    kinds = session.scalars(select(TicketEvent.kind).where(TicketEvent.ticket_id == ticket.id).order_by(TicketEvent.id))
    assert list(kinds) == ["issue", "call", "start", "finish"]
    leg = session.scalars(select(TicketLeg).where(TicketLeg.ticket_id == ticket.id)).one()
    assert (leg.outcome, leg.ended_at, leg.counter_id) == ("done", MONDAY + 7 * MINUTE, clerk.counter_id)


def test_a_transfer_keeps_the_number_and_opens_a_leg_in_the_other_group(session: Session) -> None:
    unit = factories.unit(session)
    birth, land = factories.group(session, unit, "A"), factories.group(session, unit, "B", "Đất đai")
    ticket = factories.ticket(session, birth)
    clerk = factories.clerk(factories.counter(session, unit))
    actions.move(session, ticket, Move.CALL, clerk, at=MONDAY + MINUTE)
    actions.move(session, ticket, Move.TRANSFER, clerk, at=MONDAY + 2 * MINUTE, group_id=land.id)
    legs = session.scalars(select(TicketLeg).where(TicketLeg.ticket_id == ticket.id).order_by(TicketLeg.seq)).all()
    assert (ticket.label, ticket.group_id, ticket.counter_id) == ("A001", land.id, None)
    assert [(leg.group_id, leg.outcome) for leg in legs] == [(birth.id, "transferred"), (land.id, None)]


def test_a_key_makes_a_move_once(session: Session) -> None:
    ticket = factories.ticket(session, factories.group(session, factories.unit(session)))
    for _ in range(2):
        actions.move(session, ticket, Move.LEAVE, CITIZEN, at=MONDAY, key="tap", reason=LeaveReason.TOO_LONG)
    assert (ticket.state, ticket.reason) == (State.LEFT, "too_long")


def test_undo_brings_back_the_state_before_for_a_quarter_of_an_hour(session: Session) -> None:
    unit = factories.unit(session)
    ticket = factories.ticket(session, factories.group(session, unit))
    clerk = factories.clerk(factories.counter(session, unit))
    for minutes, kind in ((1, Move.CALL), (2, Move.START), (3, Move.FINISH), (18, Move.UNDO)):
        actions.move(session, ticket, kind, clerk, at=MONDAY + minutes * MINUTE)
    assert (ticket.state, ticket.ended_at) == (State.SERVING, None)
    actions.move(session, ticket, Move.FINISH, clerk, at=MONDAY + 19 * MINUTE)
    with pytest.raises(MoveRefused) as refused:
        actions.move(session, ticket, Move.UNDO, clerk, at=MONDAY + 35 * MINUTE)
    assert refused.value.refusal is Refusal.TOO_LATE


def test_a_clock_a_few_seconds_behind_does_not_stop_anybody(session: Session) -> None:
    unit = factories.unit(session)
    ticket = factories.ticket(session, factories.group(session, unit))
    clerk = factories.clerk(factories.counter(session, unit))
    actions.move(session, ticket, Move.CALL, clerk, at=MONDAY - timedelta(seconds=3))
    assert ticket.first_called_at == MONDAY


def test_another_clerk_takes_over_a_counter_and_the_person_at_the_desk_stays(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    factories.desk(session, counter, group)
    factories.ticket(session, group)
    _call_next(session, counter.id, {group.id}, MONDAY)
    factories.desk(session, counter, group, staff_id=2)
    desk = queries.desk_of(session, counter.id)
    assert desk is not None
    assert desk.session.staff_id == 2
    assert queries.at_counter(session, counter.id) is not None


def test_a_paused_counter_does_not_count_for_the_estimate(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "1", group)
    factories.desk(session, counter, group)
    assert queries.pace(session, unit.id, group.id, now=MONDAY).open_counters == 1
    desk_actions.pause_desk(session, counter.id, PauseReason.MEETING, now=MONDAY + MINUTE)
    assert queries.pace(session, unit.id, group.id, now=MONDAY).open_counters == 0
    desk_actions.resume_desk(session, counter.id, now=MONDAY + 2 * MINUTE)
    assert queries.pace(session, unit.id, group.id, now=MONDAY).open_counters == 1


def _call_next(session: Session, counter_id: int, group_ids: set[int], at: datetime) -> int:
    unit_id = session.get_one(CounterRow, counter_id).unit_id
    mover = Mover(actor=Actor.CLERK, channel=Channel.CLERK, staff_id=1, counter_id=counter_id)
    groups = frozenset(group_ids)
    return actions.call_next(session, unit_id, groups, mover, at=at, since=None, start=False).id


def _serve_next(session: Session, counter_id: int, group_ids: set[int], at: datetime) -> int:
    ticket_id = _call_next(session, counter_id, group_ids, at)
    ticket = queries.at_counter(session, counter_id)
    assert ticket is not None
    mover = Mover(actor=Actor.CLERK, channel=Channel.CLERK, staff_id=1, counter_id=counter_id)
    actions.move(session, ticket, Move.FINISH, mover, at=at)
    return ticket_id


def test_the_key_of_another_move_calls_nobody(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    first, second = (factories.ticket(session, group) for _ in range(2))
    clerk = factories.clerk(factories.counter(session, unit))
    actions.move(session, first, Move.REMOVE, clerk, at=MONDAY, key="k", reason="asked")
    with pytest.raises(KeyReusedError):
        actions.call_next(session, unit.id, frozenset({group.id}), clerk, at=MONDAY, since=None, start=False, key="k")
    assert second.state == State.WAITING


def test_a_call_a_few_seconds_behind_the_clock_that_sent_the_person_on_counts_as_the_same_moment(
    session: Session,
) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    ticket, clerk = factories.ticket(session, group), factories.clerk(factories.counter(session, unit))
    actions.call(session, ticket, clerk, at=MONDAY, start=True)
    actions.move(session, ticket, Move.TRANSFER, clerk, at=MONDAY + MINUTE, group_id=group.id)
    actions.call(session, ticket, clerk, at=MONDAY + MINUTE - timedelta(seconds=5), start=False)
    assert queries.last_leg(session, ticket.id).first_called_at == MONDAY + MINUTE
