"""A small office for stories about phones: one entrance code, one counter with its own code, two services."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import at_local, local_day
from kiosk.office import priority_actions
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import actions
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.page import Page

ENTRANCE = "7K3M9P2X"
AT_COUNTER = "C0ANTER3"
WITHDRAWN = "WTHDRAWN"
TAKE = f"/q/{ENTRANCE}/take"
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Office:
    """The rows a story speaks of."""

    unit: Unit
    birth: ServiceGroup
    guidance: ServiceGroup
    counter: Counter

    def take(self, client: CheckedClient) -> Page:
        """Take a number for births as a person would, and return the ticket's page."""
        return Page(form_of(client).submit(client, group=str(self.birth.id)))


def open_office(session: Session, **unit: object) -> Office:
    """Make the office: Monday to Friday, 07:30–11:30 and 13:30–17:00, with the classes every office starts with."""
    row = factories.unit(session, **unit)  # type: ignore[arg-type]
    factories.hours(session, row)
    birth = factories.group(session, row, "A", "Khai sinh, kết hôn, khai tử", picture="ho-tich")
    guidance = factories.group(session, row, "G", "Tôi không biết – nhờ hướng dẫn", guidance=True)
    counter = factories.counter(session, row, "3", birth, guidance)
    factories.code(session, row, ENTRANCE)
    factories.code(session, row, AT_COUNTER, counter)
    factories.code(session, row, WITHDRAWN).withdrawn_at = MONDAY
    factories.desk(session, counter, birth, guidance)
    priority_actions.add_default_classes(session)
    session.commit()
    return Office(row, birth, guidance, counter)


def on_monday(hour: int, minute: int = 0) -> datetime:
    """Return an instant of that Monday by the clock on the office's wall."""
    return at_local(local_day(MONDAY), time(hour, minute))


def work(session: Session, office: Office, *kinds: Move, at: datetime = MONDAY) -> Ticket:
    """Let the clerk make these moves on the latest ticket, a second apart."""
    ticket = session.scalars(select(Ticket).order_by(Ticket.id.desc())).first()
    assert ticket is not None
    clerk = factories.clerk(office.counter)
    for number, kind in enumerate(kinds, 1):
        actions.move(session, ticket, kind, clerk, at=at + number * SECOND, reason="đã hỏi ở quầy khác")
    return ticket


def form_of(client: CheckedClient) -> Form:
    """Return the form at the entrance that gives a number."""
    return Page(client.get(TAKE)).form(action_contains="/take")


def only_ticket(session: Session) -> Ticket:
    """Return the one ticket there is."""
    return session.scalars(select(Ticket)).one()


def counted(session: Session) -> tuple[int, int]:
    """Return how many tickets and how many moves there are."""
    tickets = session.scalar(select(func.count()).select_from(Ticket)) or 0
    return tickets, session.scalar(select(func.count()).select_from(TicketEvent)) or 0
