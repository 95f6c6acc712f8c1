"""Who stood at a counter from when to when, and the visits that were served then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from admin.measures.visits import Mask, VisitColumns

SECOND: Final = 1_000_000


class Rest(NamedTuple):
    """A pause of a counter: why, and how many whole seconds."""

    reason: str
    seconds: int


class Stand(NamedTuple):
    """Somebody at a counter, half-open in microseconds since 1970-01-01 UTC.

    Attributes:
        until_us: When it was closed; of one that nobody closed, the end of its day or the present.
        rests: The pauses within.
    """

    counter_id: int
    since_us: int
    until_us: int
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskTime:
    """How long counters stood open.

    Attributes:
        stands: How often somebody opened one.
        open_seconds: From opening to closing, the pauses taken out.
        rested_seconds: The pauses.
        rests: For each reason how often and how many seconds, the longest first.
    """

    stands: int
    open_seconds: int
    rested_seconds: int
    rests: tuple[tuple[str, int, int], ...]


def desk_time(stands: Iterable[Stand]) -> DeskTime:
    """Return how long *stands* lasted together; all 0 without any."""
    all_of = list(stands)
    rests = [rest for stand in all_of for rest in stand.rests]
    rested = sum(rest.seconds for rest in rests)
    whole = sum((stand.until_us - stand.since_us) // SECOND for stand in all_of)
    reasons = {rest.reason: [one.seconds for one in rests if one.reason == rest.reason] for rest in rests}
    by_reason = [(reason, len(found), sum(found)) for reason, found in reasons.items()]
    return DeskTime(len(all_of), whole - rested, rested, tuple(sorted(by_reason, key=lambda one: (-one[2], one[0]))))


def served_in(visits: VisitColumns, stands: Sequence[Stand]) -> Mask:
    """Return, for each of *visits*, whether a counter of *stands* called it last, while somebody stood there.

    A visit that was passed on belongs to the counter that called it last.

    Raises:
        ValueError: The details of *visits* were not read.
    """
    details = visits.detailed
    found: Mask = np.zeros(len(visits), np.bool_)
    for stand in stands:
        called = (details.last_called_us >= stand.since_us) & (details.last_called_us < stand.until_us)
        found |= called & (details.counter_id == stand.counter_id)
    return found
