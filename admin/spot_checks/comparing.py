"""What monitors saw in the hall beside what the queue logged about the same people and the same hours. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Final

from admin.spot_checks.taps import Seen
from kiosk.queue.waiting import percentile, wait_seconds

ENOUGH: Final = 10
"""People timed, under which no mean is published."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What the queue says of one ticket."""

    arrived_at: datetime
    first_called_at: datetime | None

    @property
    def wait_seconds(self) -> int | None:
        """First call − arrival; ``None`` without a call, and where the times run backwards."""
        if self.first_called_at is None or self.first_called_at < self.arrived_at:
            return None
        return wait_seconds(self.arrived_at, self.first_called_at)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody who was seen, with the ticket of the number that was read; ``None``: not read, or not in the log."""

    check_id: int
    seen: Seen
    logged: Logged | None


@dataclass(frozen=True, slots=True)
class SamePeople:
    """People seen and logged, with both waits known; all in seconds.

    Attributes:
        n: How many; never 0.
        median_difference: Of observed − logged; above 0 the log is shorter than what was seen.
        largest_difference: The one furthest from 0, with its sign.
        median_arrival_late: Of logged arrival − seen arrival; above 0 the log says they came later.
        largest_arrival_late: The latest.
    """

    n: int
    observed_mean: float
    logged_mean: float
    median_difference: int
    largest_difference: int
    median_arrival_late: int
    largest_arrival_late: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Observed beside logged. No interval is claimed: somebody chose the hour, nobody drew it.

    Attributes:
        checks: Looks at a hall that were finished.
        people: Everybody who was seen to come.
        n: Of them timed from coming in to the call.
        observed_mean, observed_median: Seconds; ``None`` where nobody was timed.
        without_ticket: People who had none.
        not_called: Who left uncalled, or still sat there at the end.
        late: Who was called, but a tap came too late to time them.
        unknown_number: Numbers that were read and are not in the log of that day.
        overtaken: Of the *n* how many were called while somebody who had come earlier still sat there. Other services
            and priorities may be why.
        same: The same people in the log; ``None`` where no number was read.
        logged_n, logged_mean: Everybody else who came in the same hours, by the log; seconds, ``None`` for nobody.
    """

    checks: int
    people: int
    n: int
    observed_mean: float | None
    observed_median: int | None
    without_ticket: int
    not_called: int
    late: int
    unknown_number: int
    overtaken: int
    same: SamePeople | None
    logged_n: int
    logged_mean: float | None

    @property
    def enough(self) -> bool:
        """Whether the means may be published: ten people or more were timed."""
        return self.n >= ENOUGH


def compare(checks: int, sightings: Sequence[Sighting], others: Sequence[int]) -> Compared | None:
    """Return what was observed beside what was logged; ``None`` where no check was finished.

    Args:
        checks: How many were finished.
        sightings: Everybody seen in them.
        others: Logged waits, in seconds, of whoever else came to the same halls in the same hours.
    """
    if not checks:
        return None
    seen = [one.seen for one in sightings]
    waits = [wait for one in seen if (wait := one.wait_seconds) is not None]
    return Compared(
        checks=checks,
        people=len(seen),
        n=len(waits),
        observed_mean=fmean(waits) if waits else None,
        observed_median=percentile(waits, 50),
        without_ticket=sum(one.no_ticket for one in seen),
        not_called=sum(one.called_at is None for one in seen),
        late=sum(one.called_at is not None and one.wait_seconds is None for one in seen),
        unknown_number=sum(one.seen.number is not None and one.logged is None for one in sightings),
        overtaken=_overtaken(sightings),
        same=_same(sightings),
        logged_n=len(others),
        logged_mean=fmean(others) if others else None,
    )


def _same(sightings: Sequence[Sighting]) -> SamePeople | None:
    both = [
        (observed, logged, int((one.logged.arrived_at - one.seen.arrived_at).total_seconds()))
        for one in sightings
        if one.logged is not None
        and (observed := one.seen.wait_seconds) is not None
        and (logged := one.logged.wait_seconds) is not None
    ]
    if not both:
        return None
    differences = sorted(observed - logged for observed, logged, _late in both)
    late = sorted(late for _observed, _logged, late in both)
    return SamePeople(
        n=len(both),
        observed_mean=fmean(observed for observed, _logged, _late in both),
        logged_mean=fmean(logged for _observed, logged, _late in both),
        median_difference=_middle(differences),
        largest_difference=max(differences, key=abs),
        median_arrival_late=_middle(late),
        largest_arrival_late=late[-1],
    )


def _middle(ordered: Sequence[int]) -> int:
    """Return the median by nearest rank, as of waits: always a difference that somebody really had."""
    return ordered[(len(ordered) - 1) // 2]


def _overtaken(sightings: Sequence[Sighting]) -> int:
    return sum(one.seen.wait_seconds is not None and _passed(one, sightings) for one in sightings)


def _passed(one: Sighting, sightings: Sequence[Sighting]) -> bool:
    called = one.seen.called_at
    return called is not None and any(
        other.check_id == one.check_id
        and other.seen.arrived_at < one.seen.arrived_at
        and (other.seen.called_at is None or other.seen.called_at > called)
        and (other.seen.left_at is None or other.seen.left_at > called)
        for other in sightings
    )
