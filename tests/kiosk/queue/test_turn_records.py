"""Each call keeps how it came about: by the order or by somebody's choice, and which policy held."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue import actions
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.order import Policy
from kiosk.queue.tickets import Move
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.queue.test_calls_in_order import MINUTE, Hall, open_hall


@pytest.fixture
def hall(session: Session) -> Hall:
    return open_hall(session, Policy.INTERLEAVED)


def kept(hall: Hall, ticket: Ticket) -> str | None:
    """What the last call of a ticket says."""
    calls = select(TicketEvent.note).where(TicketEvent.ticket_id == ticket.id, TicketEvent.kind == Move.CALL)
    return hall.session.scalars(calls.order_by(TicketEvent.id.desc())).first()


def picked(hall: Hall, ticket: Ticket) -> str | None:
    actions.call(hall.session, ticket, hall.clerk, at=MONDAY + 60 * MINUTE, start=False)
    said = kept(hall, ticket)
    actions.move(hall.session, ticket, Move.RETURN, hall.clerk, at=MONDAY + 60 * MINUTE)
    return said


@pytest.mark.parametrize("policy", Policy)
def test_a_call_of_whoever_is_next_says_so_and_under_which_policy(session: Session, policy: Policy) -> None:
    hall = open_hall(session, policy)
    hall.arrive("od")

    assert kept(hall, hall.call_next()) == f"next {policy}"


def test_a_policy_changed_later_leaves_what_was_kept(hall: Hall) -> None:
    hall.arrive("o")
    called = hall.call_next()
    hall.unit.priority_policy = Policy.ARRIVAL
    hall.session.flush()

    assert kept(hall, called) == "next interleaved"


def test_a_call_out_of_turn_is_a_pick_whatever_the_class(hall: Hall) -> None:
    first, second, third = hall.arrive("doa")

    assert [picked(hall, one) for one in (second, third)] == ["pick interleaved"] * 2
    assert picked(hall, first) == "next interleaved"


def test_whoever_would_have_been_called_anyway_is_no_pick(hall: Hall) -> None:
    yesterday = factories.ticket(hall.session, hall.group, at=MONDAY - timedelta(days=1))
    land = factories.group(hall.session, hall.unit, "B", "Đất đai")
    factories.ticket(hall.session, land, at=MONDAY - MINUTE)
    first, second = hall.arrive("oo")

    assert (picked(hall, first), picked(hall, second)) == ("next interleaved", "pick interleaved")

    hall.unit.close_at_night = False
    hall.session.flush()

    assert (picked(hall, first), picked(hall, yesterday)) == ("pick interleaved", "next interleaved")


def test_a_call_from_no_open_counter_is_a_pick(hall: Hall) -> None:
    first = hall.arrive("o")[0]
    other = factories.counter(hall.session, hall.unit, "2", hall.group)

    actions.call(hall.session, first, factories.clerk(other), at=MONDAY + MINUTE, start=False)

    assert kept(hall, first) == "pick interleaved"
