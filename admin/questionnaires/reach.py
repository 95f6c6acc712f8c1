"""Which offices a form would reach without saying where denunciations are taken."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kiosk.office.queries import UnitView


class Silent(NamedTuple):
    """A unit at which an address for denunciations would reach *offices* that have none."""

    unit: UnitView
    offices: int


def silent(units: Iterable[UnitView], owner_id: int | None) -> list[Silent]:
    """Return where an address is missing; empty when every office that the form reaches has one, or one above it.

    Args:
        units: All units of the day.
        owner_id: Whose the form is, with the units below; ``None``: for all, then the top of each tree stands for it.
    """
    by_id = {one.id: one for one in units}
    counted: dict[int, int] = {}
    for one in by_id.values():
        line = list(_upwards(one, by_id))
        if one.unit.is_practice or one.unit.kind == "organisation" or any(above.unit.denunciations for above in line):
            continue
        at = line[-1].id if owner_id is None else owner_id
        if any(above.id == at for above in line):
            counted[at] = counted.get(at, 0) + 1
    return [Silent(by_id[at], offices) for at, offices in counted.items()]


def _upwards(unit: UnitView, by_id: Mapping[int, UnitView]) -> Iterator[UnitView]:
    at: UnitView | None = unit
    while at is not None:
        yield at
        at = by_id.get(at.version.parent_id) if at.version.parent_id else None
