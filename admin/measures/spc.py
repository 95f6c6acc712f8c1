"""The control chart of weekly means: does a week differ from the others by more than these weeks differ anyway?

XmR, the chart of individual values and their moving ranges: Montgomery, *Introduction to Statistical Quality Control*,
chapter on control charts for individual measurements; NIST/SEMATECH *e-Handbook of Statistical Methods* 6.3.2.2. Which
patterns count, and that phases are re-based at a known change: NHS England, *Making Data Count*. Why only two of them
are findings: docs/measures.md has the rates at which chance alone makes each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from admin.measures.spc_rules import FINDINGS, Limits, Signal, signals
from kiosk.ground.calendar import Week

BASELINE_WEEKS: Final = 12
FIXED_WEEKS: Final = 24  # Montgomery advises 20 to 25; with twelve, chance alone makes findings twice as often
D2: Final = 1.128  # mean range of two normal values, in standard deviations
D4: Final = 3.267  # above so many mean ranges a single one is unusual


@dataclass(frozen=True, slots=True)
class WeekMean:
    """One week before it is judged.

    Attributes:
        week: The week; weeks are handed over in order, each once.
        value: Its mean, in any unit, at least 0; ``None`` when too few were served to say.
        full: Comparable with others: over, as many working days as usual, no change in its middle.
    """

    week: Week
    value: float | None
    full: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """One week on the chart.

    Attributes:
        week, value: As handed over; ``None`` is a gap.
        judged: It counts for limits and rules; others are drawn hollow and say nothing.
        phase: Position of its phase in `ControlChart.phases`.
        moving_range: Distance from the judged week before it in the same phase; ``None`` at the start and for others.
        limits: What it is judged by; ``None`` as long as there are none.
        signals: Every signal it is part of, findings first.
    """

    week: Week
    value: float | None
    judged: bool
    phase: int
    moving_range: float | None
    limits: Limits | None
    signals: tuple[Signal, ...] = ()

    @property
    def is_finding(self) -> bool:
        """Whether a finding rests on this week."""
        return any(one.rule in FINDINGS for one in self.signals)

    @property
    def is_watch(self) -> bool:
        """Whether only patterns rest on this week that are to be watched."""
        return bool(self.signals) and not self.is_finding


@dataclass(frozen=True, slots=True)
class Phase:
    """The weeks from one change to the next.

    Attributes:
        first, last: Its weeks, both inside.
        weeks: Judged weeks it has so far; its own limits need 12.
        limits: What its weeks are judged by; ``None`` when neither it nor a phase before has 12 weeks.
        carried: The limits are those of an earlier phase.
        against_before: What its first weeks said against the limits before it, kept when it has limits of its own, so
            that a change that was found does not vanish with the twelfth week.
    """

    first: Week
    last: Week
    weeks: int
    limits: Limits | None
    carried: bool
    against_before: tuple[Signal, ...] = ()

    @property
    def missing(self) -> int:
        """How many more judged weeks its own limits need; 0 when it has them."""
        return max(0, BASELINE_WEEKS - self.weeks)


@dataclass(frozen=True, slots=True)
class ControlChart:
    """What the weeks say.

    Attributes:
        points: One for each week handed over, in order.
        phases: In order; at least one when there is a point.
        signals: Every pattern found, oldest first.
    """

    points: tuple[Point, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    @property
    def findings(self) -> tuple[Signal, ...]:
        """A point outside, a run of seven: more than these weeks differ anyway."""
        return tuple(one for one in self.signals if one.rule in FINDINGS)

    @property
    def watches(self) -> tuple[Signal, ...]:
        """Patterns that chance alone makes too often to act on."""
        return tuple(one for one in self.signals if one.rule not in FINDINGS)

    @property
    def enough(self) -> bool:
        """Whether the last phase is judged by any limits, its own or carried ones."""
        return bool(self.phases) and self.phases[-1].limits is not None


def xmr(weeks: Sequence[WeekMean], changes: Sequence[Week] = ()) -> ControlChart:
    """Return the control chart of *weeks*, re-based at each of *changes*.

    Limits come from the judged weeks of a phase, at least twelve; every further one makes them surer until there are
    24, and then they stand. A phase that has fewer than twelve is judged by the limits before it.

    Args:
        weeks: In order; empty gives a chart without points.
        changes: Weeks with which a phase begins, in any order; those outside *weeks* begin none.
    """
    first = weeks[0].week if weeks else None
    starts = sorted({one.week for one in weeks} & set(changes) - {first})
    bounds = [0, *(next(at for at, one in enumerate(weeks) if one.week == start) for start in starts), len(weeks)]
    phases: list[Phase] = []
    points: list[Point] = []
    found: list[Signal] = []
    group: list[Point] = []  # judged by the same limits
    for start, stop in pairwise(bounds) if weeks else ():
        phase, own = _phase(weeks[start:stop], len(phases))
        if phase.limits is None and group:
            phase = replace(phase, limits=group[-1].limits, carried=group[-1].limits is not None)
            group += [replace(point, limits=phase.limits) for point in own]
        else:
            if group:
                phase = replace(phase, against_before=_against(group, own))
                found += _judged(group)
                points += _marked(group)
            group = own
        phases.append(phase)
    found += _judged(group)
    points += _marked(group)
    return ControlChart(tuple(points), tuple(phases), tuple(found))


def limits(values: Sequence[float]) -> Limits:
    """Return centre, limits and mean range of *values*, in their order and unit.

    Mean ± 3 ÷ 1.128 mean moving ranges, which is ± 2.66; never below 0, for no wait is.

    Raises:
        ValueError: Fewer than two values, which have no range.
    """
    if len(values) < 2:
        raise ValueError("a moving range needs two values")
    centre = sum(values) / len(values)
    mean_range = sum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    reach = 3 * mean_range / D2
    return Limits(
        centre=centre,
        low=max(0.0, centre - reach),
        high=centre + reach,
        sigma=mean_range / D2,
        mean_range=mean_range,
        range_high=D4 * mean_range,
        weeks=len(values),
    )


def _phase(weeks: Sequence[WeekMean], number: int) -> tuple[Phase, list[Point]]:
    judged = [one.value for one in weeks if one.full and one.value is not None]
    own = limits(judged[:FIXED_WEEKS]) if len(judged) >= BASELINE_WEEKS else None
    points: list[Point] = []
    before: float | None = None
    for one in weeks:
        counts = one.full and one.value is not None
        moved = abs(one.value - before) if counts and one.value is not None and before is not None else None
        points.append(Point(one.week, one.value, counts, number, moved, own))
        before = one.value if counts else before
    return Phase(weeks[0].week, weeks[-1].week, len(judged), own, carried=False), points


def _judged(points: Sequence[Point]) -> list[Signal]:
    """Return the signals of *points*, all judged by the same limits."""
    if not points or points[0].limits is None:
        return []
    values = [(one.week, one.value) for one in points if one.judged and one.value is not None]
    return signals(values, points[0].limits)


def _marked(points: Sequence[Point]) -> list[Point]:
    found = sorted(_judged(points), key=lambda one: one.rule not in FINDINGS)
    return [replace(one, signals=tuple(signal for signal in found if one.week in signal.weeks)) for one in points]


def _against(group: Sequence[Point], phase: Sequence[Point]) -> tuple[Signal, ...]:
    """Return what *phase* said against the limits of *group* until it had its own twelve weeks."""
    if group[0].limits is None:
        return ()
    last = [one.week for one in phase if one.judged][BASELINE_WEEKS - 1]
    carried = [*group, *(replace(one, limits=group[0].limits) for one in phase if one.week <= last)]
    return tuple(one for one in _judged(carried) if one.weeks[-1] >= phase[0].week)
