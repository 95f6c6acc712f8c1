"""Which units take part in the pilot: from the day they are named, their weeks before it included, to its last day."""

from collections.abc import Iterable
from datetime import date

from kiosk.office.queries import UnitView


def in_pilot(unit: UnitView, first: date) -> bool:
    """Tell whether *unit* is a pilot unit, none of practice, whose pilot has not ended before the day *first*."""
    row = unit.unit
    return row.pilot and not row.is_practice and (row.pilot_until is None or row.pilot_until >= first)


def still_running(units: Iterable[UnitView], first: date) -> list[UnitView]:
    """Return the pilot units among *units*: those not ended before *first*, or all of them once every one has ended.

    When a pilot is over everywhere, its pages go on telling how it went.
    """
    pilots = [unit for unit in units if in_pilot(unit, date.min)]
    return [unit for unit in pilots if in_pilot(unit, first)] or pilots
