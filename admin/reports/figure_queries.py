"""What the pages of figures ask beside the visits: since when there are any, and what can be chosen."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue.models import Ticket


def span(session: Session, unit_ids: Collection[int]) -> tuple[date, date] | None:
    """Return the days of the first and the latest arrival at *unit_ids*; ``None`` before the first.

    One step into the index for each unit, however many visits there are. Lines of sheets that were taken back count.
    """
    own = select(Ticket.arrived_at).where(Ticket.unit_id == Unit.id).correlate(Unit).limit(1)
    first = own.order_by(Ticket.arrived_at).scalar_subquery()
    latest = own.order_by(Ticket.arrived_at.desc()).scalar_subquery()
    begun: datetime | None
    over: datetime | None
    begun, over = session.execute(select(func.min(first), func.max(latest)).where(Unit.id.in_(unit_ids))).one()
    return (local_day(begun), local_day(over)) if begun and over else None


def span_of(session: Session, unit_id: int, today: date) -> tuple[date, date] | None:
    """Return the same of *unit_id* and every unit that was ever below it."""
    return span(session, office.descent(session).ever_below(unit_id, today))


def groups(session: Session, unit_ids: Collection[int]) -> list[ServiceGroup]:
    """Return the service groups of *unit_ids*, those no longer in use, too, as they stand at each unit."""
    order = (ServiceGroup.unit_id, ServiceGroup.position, ServiceGroup.id)
    return list(session.scalars(select(ServiceGroup).where(ServiceGroup.unit_id.in_(unit_ids)).order_by(*order)))
