"""Reading the overview: how all pilot units stand, and the channel by which people reach them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from admin.pilot.overview import Row
from admin.pilot.standing_queries import Asked, standings
from kiosk.ground.calendar import local_day
from kiosk.office import scan_queries
from kiosk.office.queries import UnitView
from kiosk.procedures import queries as procedures


def rows(session: Session, units: Sequence[UnitView], asked: Asked) -> list[Row]:
    """Return a row for each of *units*, in their order.

    Scans, codes and procedures are those of the unit itself: a site below it has codes and a list of its own.
    """
    ids = [unit.id for unit in units]
    live = scan_queries.live_since(session, ids)
    scans = scan_queries.scans_of(session, ids, asked.period.first, asked.period.last)
    shares = procedures.shares_of(session, ids, asked.today)
    return [
        Row(
            unit=stands,
            live_since=local_day(live[unit.id]) if unit.id in live else None,
            scans=scans.get(unit.id, 0),
            procedures=shares[unit.id],
        )
        for unit, stands in zip(units, standings(session, units, asked), strict=True)
    ]
