"""The one SELECT of days: how many waited how long in all, of many units, added up where the rows are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, case, func, literal, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from admin.measures.effects import DaySum
from admin.measures.periods import Period
from admin.measures.queries import of_headline
from admin.measures.waiting import DAY, OFFSET, SECOND
from kiosk.ground.calendar import start_of_day
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket

EPOCH: Final = date(1970, 1, 1)
ONE_DAY: Final = timedelta(days=1)


def day_sums(session: Session, unit_ids: Collection[int], first: date, last: date) -> dict[int, list[DaySum]]:
    """Return the counted visits of each local day from *first* to *last*, both inside, by the unit itself.

    The same visits as `admin.measures.daily.daily_sums` counts; a province's weeks come back as some thousand rows
    instead of a million. Only columns of the index ``ix_ticket_report`` are read.
    """
    arrived, called = _raw(Ticket.arrived_at), _raw(Ticket.first_called_at)
    day = ((arrived + literal(OFFSET)) // literal(DAY)).label(
        "local_day"
    )  # the ticket has a column “day”, which a GROUP BY would take
    rows = session.execute(
        select(
            Ticket.unit_id,
            day,
            func.count(),
            func.sum((called - arrived) // literal(SECOND)),
            func.sum(case((Ticket.channel == Channel.TALLY, 1), else_=0)),
        )
        .where(Ticket.unit_id.in_(unit_ids), *of_headline())
        .where(Ticket.arrived_at >= start_of_day(first), Ticket.arrived_at < start_of_day(last + ONE_DAY))
        .group_by(Ticket.unit_id, "local_day")
        .order_by(Ticket.unit_id, "local_day")
    )
    found: dict[int, list[DaySum]] = defaultdict(list)
    for unit_id, number, n, seconds, by_hand in rows:
        found[unit_id].append(DaySum(EPOCH + timedelta(days=number), n, int(seconds), int(by_hand)))
    return dict(found)


def any_served(session: Session, unit_ids: Collection[int], period: Period, at_least: int) -> bool:
    """Tell whether the headline of *unit_ids* counts *at_least* so many in *period*; reads no more than it takes."""
    some = (
        select(Ticket.arrived_at)
        .where(Ticket.unit_id.in_(unit_ids), *of_headline())
        .where(Ticket.arrived_at >= period.since, Ticket.arrived_at < period.until)
        .limit(at_least)
    )
    return len(session.execute(some).all()) == at_least


def _raw(column: InstrumentedAttribute[date] | InstrumentedAttribute[date | None]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger())
