"""Which week is told is decided by the visits that its headline counts, no others."""

from datetime import timedelta

from sqlalchemy.orm import Session

from admin.measures.enough import FEW
from admin.measures.periods import Period
from admin.measures.queries import last_telling_week
from admin.pilot.day_queries import any_served
from kiosk.ground.calendar import Week, local_day
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Quality, State
from tests import factories
from tests.factories import MONDAY

WEEK = Week.of(local_day(MONDAY))
MINUTE = timedelta(minutes=1)


def test_a_week_tells_something_by_the_visits_of_its_headline(session: Session) -> None:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    visits = [_served(factories.ticket(session, group)) for _ in range(FEW)]
    overnight, doubtful = visits[0], visits[1]
    overnight.state = State.CLOSED
    session.flush()

    assert last_telling_week(session, [unit.id], FEW) == WEEK
    assert any_served(session, [unit.id], Period.of_week(WEEK), FEW)

    doubtful.called_quality = Quality.BACK_DATED
    session.flush()

    assert last_telling_week(session, [unit.id], FEW) is None
    assert not any_served(session, [unit.id], Period.of_week(WEEK), FEW)


def _served(ticket: Ticket) -> Ticket:
    ticket.first_called_at = ticket.last_called_at = ticket.started_at = ticket.arrived_at + MINUTE
    ticket.called_quality = ticket.started_quality = ticket.ended_quality = Quality.EXACT
    ticket.ended_at, ticket.state = ticket.arrived_at + 5 * MINUTE, State.DONE
    return ticket
