"""What is known of a part of the visits: counts, waits, shares. Plain values; docs/measures.md has every formula."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, NamedTuple, Self

from kiosk.ground.calendar import Week

FEW: Final = 10
"""Visits; of fewer nothing but their number is told, see `admin.measures.enough`."""
# Above this share of all arrivals the page says that the headline leaves people out.
NOTABLE_SHARE: Final = 0.05
# Above this share of the headline, or below this part of the others' mean, visits that the staff logged are named.
NOTABLE_LOGGED: Final = 0.2
NOTABLE_LOGGED_WAIT: Final = 0.5
BRIEF_SECONDS: Final = 30
"""Nobody is served in less: a number that was only clicked through, or nobody stood behind it."""


class Targets(NamedTuple):
    """How long the mean wait of a unit may be in one period, in seconds: the target in force and the older one."""

    target_seconds: int
    older_target_seconds: int


class Interval(NamedTuple):
    """Where the mean may lie, in seconds, with 95 % confidence, days taken as the unit of chance."""

    low_seconds: float
    high_seconds: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Visits that arrived in the period, by how they ended; served to unfinished add up to the arrivals.

    Attributes:
        arrivals: Everybody who took a number.
        called: Those ever called, whatever came of it.
        served: Done, or closed at night while being served, with a first call.
        left, no_show, removed: Left on their own, did not come to the counter, taken off by a clerk with a reason.
        closed: Still waiting when the office closed.
        unfinished: Still open, or done without a recorded call.
        doubtful: Arrival or first call not to be trusted; these are in the counts and in no wait.
    """

    arrivals: int
    called: int
    served: int
    left: int
    no_show: int
    removed: int
    closed: int
    unfinished: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Durations of *n* visits, in seconds; everything but *n* is ``None`` when *n* is 0.

    Attributes:
        mean_seconds: What the target speaks of.
        median_seconds, p90_seconds: What 50 and 90 % of them did not exceed, nearest rank.
        longest_seconds: The longest.
        within_target, within_older: Share 0–1 that took at most so long as the unit's targets.
        within_15, within_30: Share 0–1 that took at most 15 and 30 minutes, whatever the unit's targets.
        interval: Of the mean; ``None`` when not asked for, or under eight days with visits.
    """

    n: int
    mean_seconds: float | None = None
    median_seconds: int | None = None
    p90_seconds: int | None = None
    longest_seconds: int | None = None
    within_target: float | None = None
    within_older: float | None = None
    within_15: float | None = None
    within_30: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class MeanWait:
    """The mean wait of *n* visits, in seconds; ``None`` when *n* is 0."""

    n: int
    seconds: float | None


class LeftOut(NamedTuple):
    """What those had waited who are not in the headline, each in one kind: they add up to the uncounted.

    A doubtful visit is doubtful however it ended; *unfinished* are those called whose visit has not ended.
    """

    left: MeanWait
    no_show: MeanWait
    removed: MeanWait
    closed: MeanWait
    unfinished: MeanWait
    doubtful: MeanWait


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """The wait until the first call, with those who were never called taken as waiting at least so long.

    Attributes:
        n: Everybody with an exact arrival and a known end of the wait; *called* of them were called.
        median_seconds, p90_seconds: When half, and nine tenths, would have been called; ``None`` where the curve does
            not get there.
    """

    n: int
    called: int
    median_seconds: int | None = None
    p90_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Quotes:
    """How right the wait was that people were told with their number, of *n* in the headline who were told one.

    Attributes:
        inside, under, over: Share 0–1 that waited within the quoted band (both ends belong to it), less, longer.
        mean_outside_seconds: Of those outside: how far, minus for less than the low end; ``None`` when all were inside.
    """

    n: int
    inside: float | None = None
    under: float | None = None
    over: float | None = None
    mean_outside_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that is said about one part of the visits in one period of arrivals.

    Attributes:
        wait: The headline: served and not doubtful, first call − arrival.
        until_start: The same visits up to the start of the service, where it is known: calling early cannot help here.
        service_level: Share 0–1 served within the target, of all arrivals but those who left before it.
        service_level_of_all: Its pessimistic twin, of all arrivals. ``None`` without arrivals, as above.
        before_opening: Of the headline's visits that came before opening: how long until the doors opened (or until
            the first call, if that was earlier). It is part of their wait.
        uncounted: The time already waited by those who are not in the headline: up to the first call, else the end.
        left_out: The same by kind.
        with_uncounted: The headline with them.
        logged_by_staff: Of the headline's visits those whose arrival the staff logged: they decide when it began.
        without_logged: The headline without them.
        by_hand: Those of them that were written on a tally sheet first, “ghi tay”.
        brief, without_brief: Of the headline's visits those whose service was over in under 30 seconds, and the rest;
            what was written by hand is never brief, for its end may not be known.
        held: Of the headline's visits those that were put aside while they were served: how long, on average.
        way, service, stay: Last call to start, start to end without holds, arrival to end; of the served whose
            instants are exact. ``None`` when the details of the visits were not read.
        kaplan_meier, quotes: ``None`` unless asked for (deep), the latter also without details.
        returned: Visits ever called and sent back to the queue: the call ended their wait, and they waited on. They
            are counted from the events of the queue, not from the visits.
        reasons: How many left why, by `LeaveReason` (``papers_missing`` …) and "" for none given.
        marks: Visits with a doubtful instant by the mark of the arrival, else of the first call (`Quality`). Both are
            ``None`` when not read, see `admin.measures.beside_queries`.
    """

    targets: Targets
    counts: Counts
    wait: Waits
    until_start: Waits
    service_level: float | None
    service_level_of_all: float | None
    before_opening: MeanWait
    uncounted: MeanWait
    left_out: LeftOut
    with_uncounted: MeanWait
    logged_by_staff: MeanWait
    without_logged: MeanWait
    by_hand: MeanWait
    brief: MeanWait
    without_brief: MeanWait
    held: MeanWait
    way: Waits | None = None
    service: Waits | None = None
    stay: Waits | None = None
    kaplan_meier: KaplanMeier | None = None
    quotes: Quotes | None = None
    returned: int = 0
    reasons: Mapping[str, int] | None = None
    marks: Mapping[str, int] | None = None

    @property
    def doubtful_share(self) -> float | None:
        """Share 0–1 of the arrivals that are doubtful; ``None`` without arrivals."""
        return self.counts.doubtful / self.counts.arrivals if self.counts.arrivals else None

    @property
    def uncounted_matter(self) -> bool:
        """Whether the page has to say that the headline leaves out too many, or people who waited longer."""
        if self.counts.arrivals < FEW:
            return False
        longer = (self.uncounted.seconds or 0) > (self.wait.mean_seconds or 0)
        return self.uncounted.n > NOTABLE_SHARE * self.counts.arrivals or longer

    @property
    def logged_matter(self) -> bool:
        """Whether the page has to say that visits logged by the staff carry the headline, or make it shorter."""
        if self.counts.arrivals < FEW or self.logged_by_staff.seconds is None:
            return False
        shorter = self.logged_by_staff.seconds < NOTABLE_LOGGED_WAIT * (self.without_logged.seconds or 0)
        return self.logged_by_staff.n > NOTABLE_LOGGED * self.wait.n or shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures(Figures):
    """The figures of one ISO week of arrivals."""

    week: Week

    @classmethod
    def of(cls, week: Week, figures: Figures) -> Self:
        """Return *figures* as those of *week*."""
        return cls(week=week, **{field.name: getattr(figures, field.name) for field in fields(Figures)})
