"""The patterns that are looked for on a control chart: which are findings, and which are only to be watched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final

from kiosk.ground.calendar import Week

RUN: Final = 7
TREND: Final = 6
HUGGING: Final = 15
ROUNDING: Final = 1e-9  # two equal means computed in another order are not two different weeks


class Rule(StrEnum):
    """A pattern; the first two are findings, the others are only watched."""

    OUTSIDE = "outside"  # one week outside the limits
    RUN = "run"  # seven weeks or more in a row on one side of the centre
    NEAR_LIMIT = "near_limit"  # two of three weeks in the outer third, on one side
    TREND = "trend"  # six weeks or more, each longer, or each shorter, than the one before
    HUGGING = "hugging"  # fifteen weeks or more in a row in the inner third: the limits are too wide


FINDINGS: Final = frozenset({Rule.OUTSIDE, Rule.RUN})


class Direction(StrEnum):
    """Where the weeks of a signal lie, for waits."""

    LONGER = "longer"
    SHORTER = "shorter"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Limits:
    """What weeks are judged by, all in the unit of the values.

    Attributes:
        centre: Mean of the phase's judged weeks, the first 24 at most.
        low, high: The centre ± 3 standard deviations; *low* is never below 0.
        sigma: The standard deviation, mean moving range ÷ 1.128.
        mean_range: Mean distance of two judged weeks that follow each other.
        range_high: Above it a single moving range is unusual (3.267 mean ranges); drawn, no finding.
        weeks: How many weeks these come from, 12 to 24.
    """

    centre: float
    low: float
    high: float
    sigma: float
    mean_range: float
    range_high: float
    weeks: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern.

    Attributes:
        rule: Which.
        direction: Longer or shorter waits; neither for weeks that hug the centre.
        weeks: The judged weeks that make it, in order; for two of three in the outer third those two.
    """

    rule: Rule
    direction: Direction
    weeks: tuple[Week, ...]


Value = tuple[Week, float]


def signals(values: Sequence[Value], limits: Limits) -> list[Signal]:
    """Return every pattern of *values*, judged weeks in order, by their first week.

    Weeks that were left out neither break nor lengthen a run; one exactly on the centre breaks it. Of a pattern that
    goes on, one signal with all its weeks.
    """
    found = [*_outside(values, limits), *_runs(values, limits), *_near(values, limits), *_trends(values)]
    return sorted([*found, *_hugging(values, limits)], key=lambda one: (one.weeks[0], list(Rule).index(one.rule)))


def _side(value: float, centre: float, beyond: float = 0.0) -> Direction:
    slack = ROUNDING * max(1.0, abs(centre))
    if value > centre + beyond + slack:
        return Direction.LONGER
    return Direction.SHORTER if value < centre - beyond - slack else Direction.NEITHER


def _outside(values: Sequence[Value], limits: Limits) -> Iterator[Signal]:
    for week, value in values:
        side = _side(value, limits.centre, 3 * limits.sigma)
        if side != Direction.NEITHER:
            yield Signal(Rule.OUTSIDE, side, (week,))


def _runs(values: Sequence[Value], limits: Limits) -> Iterator[Signal]:
    for side, run in groupby(values, key=lambda one: _side(one[1], limits.centre)):
        weeks = tuple(week for week, _ in run)
        if side != Direction.NEITHER and len(weeks) >= RUN:
            yield Signal(Rule.RUN, side, weeks)


def _near(values: Sequence[Value], limits: Limits) -> Iterator[Signal]:
    for side in (Direction.LONGER, Direction.SHORTER):
        far = [at for at, (_, value) in enumerate(values) if _side(value, limits.centre, 2 * limits.sigma) == side]
        together: list[int] = []
        for at in far:
            if together and at - together[-1] > 2:
                yield from _as_signal(Rule.NEAR_LIMIT, side, [values[one][0] for one in together], 2)
                together = []
            together.append(at)
        yield from _as_signal(Rule.NEAR_LIMIT, side, [values[one][0] for one in together], 2)


def _trends(values: Sequence[Value]) -> Iterator[Signal]:
    steps = [(week, _side(value, before)) for (_, before), (week, value) in pairwise(values)]
    position = 0
    for side, going in groupby(steps, key=lambda one: one[1]):
        weeks = [values[position][0], *(week for week, _ in going)]
        position += len(weeks) - 1
        if side != Direction.NEITHER:
            yield from _as_signal(Rule.TREND, side, weeks, TREND)


def _hugging(values: Sequence[Value], limits: Limits) -> Iterator[Signal]:
    for side, going in groupby(values, key=lambda one: _side(one[1], limits.centre, limits.sigma)):
        if side == Direction.NEITHER:
            yield from _as_signal(Rule.HUGGING, side, [week for week, _ in going], HUGGING)


def _as_signal(rule: Rule, side: Direction, weeks: Sequence[Week], least: int) -> Iterator[Signal]:
    if len(weeks) >= least:
        yield Signal(rule, side, tuple(weeks))
