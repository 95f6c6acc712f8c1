"""Pilot units side by side: what the chart shows of how each stands. Pure."""

from collections.abc import Iterable, Sequence

from admin.charts.units_texts import Level, UnitLevels
from admin.measures.enough import enough
from admin.pilot.change import Ground, Trend
from admin.pilot.standing import Standing


def levels(standings: Iterable[Standing]) -> list[UnitLevels]:
    """Return the wait of each unit before its pilot and in the last four weeks, in their order."""
    return [_levels(one) for one in standings]


def trends(standings: Sequence[Standing]) -> dict[Trend, list[str]]:
    """Return the names of the units by where their wait went, in their order."""
    return {trend: [one.name for one in standings if one.trend is trend] for trend in Trend}


def _levels(one: Standing) -> UnitLevels:
    found = one.change
    before = None if found is None else _level(found.before_minutes, found.before)
    now = None if found is None else _level(found.now_minutes, found.now)
    return UnitLevels(one.name, before, now, one.target_minutes)


def _level(minutes: float, ground: Ground | None) -> Level | None:
    if ground is None or not enough(ground.n):
        return None
    if ground.interval is None:
        return Level(minutes)
    return Level(minutes, ground.interval.low_seconds / 60, ground.interval.high_seconds / 60)
