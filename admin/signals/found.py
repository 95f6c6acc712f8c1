"""What is told of one signal of one unit in one week. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from admin.signals.judging import CODES, Floats, Judged, judge
from admin.signals.kinds import RULES, Level, Rule, Signal
from kiosk.ground.calendar import Week


@dataclass(frozen=True, slots=True)
class Found:
    """One signal of one unit in one week.

    Attributes:
        week: The last of the weeks that are looked at together.
        weeks: How many these are.
        observed: A share 0–1 of the weeks looked at; ``None`` under too few.
        base: The share it is held against: of the unit's own earlier weeks; for what people say what was measured, for
            coverage that of short waits. ``None`` where there is none.
        n: How many the observed share is of.
    """

    signal: Signal
    unit_id: int
    week: Week
    level: Level
    observed: float | None
    base: float | None
    n: int
    weeks: int


def found(
    parts: Mapping[Signal, Floats],
    unit_ids: Sequence[int],
    weeks: Sequence[Week],
    *,
    told: Collection[Week],
    past: Mapping[Signal, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]] | None = None,
) -> list[Found]:
    """Judge what was counted and return what is told of *told*, by unit, week and signal.

    Args:
        parts: Of each signal units × weeks × numbers, as `admin.signals.judging.judge` takes it; some may begin sooner
            than *weeks*, all end with it.
        unit_ids: What the first axis is.
        weeks: What the second is.
        told: Weeks of *weeks*; the others are their past.
        past: Of each signal the weeks before a target.
    """
    judged = {signal: judge(parts[signal], RULES[signal], (past or {}).get(signal)) for signal in Signal}
    places = [place - len(weeks) for place, week in enumerate(weeks) if week in told]
    return [
        _one(signal, RULES[signal], judged[signal], (row, place), unit_id, weeks[place])
        for row, unit_id in enumerate(unit_ids)
        for place in places
        for signal in Signal
    ]


def _one(signal: Signal, rule: Rule, judged: Judged, at: tuple[int, int], unit_id: int, week: Week) -> Found:
    observed, beside = float(judged.observed[at]), float(judged.beside[at])
    return Found(
        signal=signal,
        unit_id=unit_id,
        week=week,
        level=CODES[judged.level[at]],
        observed=None if np.isnan(observed) else observed,
        base=None if np.isnan(beside) else beside,
        n=int(judged.n[at]),
        weeks=rule.weeks,
    )
