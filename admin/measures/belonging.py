"""In which of several periods something counts: by its instant, and by the units that counted then. Pure."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from admin.measures.periods import Period
from admin.measures.visits import Instants, Mask, Numbers
from kiosk.ground.instants import to_microseconds

NOWHERE: Final = -1


def places(at_us: Instants, unit_id: Numbers, periods: Sequence[Period], below: Sequence[Collection[int]]) -> Numbers:
    """Return for each instant the place of its period among *periods*, -1 where it counts in none.

    Args:
        at_us: Instants in microseconds since 1970-01-01 UTC, in any order.
        unit_id: Where each of them was.
        periods: In order, none overlapping another; there may be gaps between them.
        below: The units that count in each period; most often the same set, which is then looked up once.
    """
    found: Numbers = np.full(len(at_us), NOWHERE, np.int64)
    if not periods:
        return found
    since = np.array([to_microseconds(period.since) for period in periods])
    until = np.array([to_microseconds(period.until) for period in periods])
    place = np.searchsorted(since, at_us, side="right") - 1
    inside: Mask = (place >= 0) & (at_us < until[np.maximum(place, 0)])
    for units in {frozenset(one) for one in below}:
        then = [number for number, one in enumerate(below) if frozenset(one) == units]
        counts = inside & np.isin(unit_id, sorted(units)) & np.isin(place, then)
        found[counts] = place[counts]
    return found
