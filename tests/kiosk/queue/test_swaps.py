"""What somebody else did to a ticket between reading and writing is never lost, though it looks the same again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions
from kiosk.queue.actions import OvertakenError
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move, State
from tests import factories
from tests.factories import MONDAY

MINUTE = timedelta(minutes=1)


@pytest.fixture
def unit(session: Session) -> Unit:
    return factories.unit(session)


@pytest.fixture
def birth(session: Session, unit: Unit) -> ServiceGroup:
    return factories.group(session, unit)


@pytest.fixture
def mine(session: Session, unit: Unit) -> Counter:
    return factories.counter(session, unit, "1")


def overtaken(session: Session, ticket: Ticket, act: Callable[[Ticket], object]) -> Ticket:
    """Return *ticket* as somebody read it before another one did *act* with it."""
    session.expunge(ticket)
    other = session.get_one(Ticket, ticket.id)
    act(other)
    session.flush()
    session.expunge(other)
    session.add(ticket)
    return ticket


def test_a_person_passed_on_meanwhile_is_not_called_as_of_before(
    session: Session, unit: Unit, birth: ServiceGroup, mine: Counter
) -> None:
    land = factories.group(session, unit, "B", "Đất đai")
    theirs = factories.clerk(factories.counter(session, unit, "2"))

    def pass_on(ticket: Ticket) -> None:
        actions.move(session, ticket, Move.CALL, theirs, at=MONDAY + MINUTE)
        actions.move(session, ticket, Move.TRANSFER, theirs, at=MONDAY + 2 * MINUTE, group_id=land.id)

    read = overtaken(session, factories.ticket(session, birth), pass_on)
    with pytest.raises(OvertakenError):
        actions.move(session, read, Move.CALL, factories.clerk(mine), at=MONDAY + 3 * MINUTE)
    session.refresh(read)
    assert (read.state, read.group_id, read.first_called_at) == (State.WAITING, land.id, MONDAY + MINUTE)


def test_a_call_taken_back_meanwhile_stays_the_first_one(session: Session, birth: ServiceGroup, mine: Counter) -> None:
    clerk = factories.clerk(mine)

    def call_and_return(ticket: Ticket) -> None:
        actions.move(session, ticket, Move.CALL, clerk, at=MONDAY + MINUTE)
        actions.move(session, ticket, Move.RETURN, clerk, at=MONDAY + 2 * MINUTE)

    read = overtaken(session, factories.ticket(session, birth), call_and_return)
    with pytest.raises(OvertakenError):
        actions.move(session, read, Move.CALL, clerk, at=MONDAY + 3 * MINUTE)
    session.refresh(read)
    assert read.first_called_at == MONDAY + MINUTE


def test_minutes_on_hold_are_not_lost_to_another_window_of_the_counter(
    session: Session, birth: ServiceGroup, mine: Counter
) -> None:
    clerk, ticket = factories.clerk(mine), factories.ticket(session, birth)
    for kind in (Move.CALL, Move.START):
        actions.move(session, ticket, kind, clerk, at=MONDAY + MINUTE)

    def hold(ticket: Ticket) -> None:
        actions.move(session, ticket, Move.HOLD, clerk, at=MONDAY + 2 * MINUTE, reason="x")
        actions.move(session, ticket, Move.RESUME, clerk, at=MONDAY + 9 * MINUTE)

    read = overtaken(session, ticket, hold)
    with pytest.raises(OvertakenError):
        actions.move(session, read, Move.FINISH, clerk, at=MONDAY + 20 * MINUTE)
    session.refresh(read)
    assert (read.state, read.hold_seconds) == (State.SERVING, 7 * 60)
