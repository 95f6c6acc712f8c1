"""Where marks and labels of a chart go, and how its numbers are written: arithmetic only, nothing is drawn."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, isnan, log10, nan


def steps(highest: float, at_most: int) -> list[float]:
    """Return the marks of a scale from 0 to at least *highest*: 1, 2 or 5 times a power of ten apart.

    Args:
        highest: Above 0.
        at_most: Marks above 0, at least 1.
    """
    power = 10.0 ** floor(log10(highest / at_most))
    step = next(power * times for times in (1, 2, 5, 10) if ceil(round(highest / (power * times), 9)) <= at_most)
    return [step * mark for mark in range(ceil(round(highest / step, 9)) + 1)]


def spread(positions: Sequence[float], gaps: Sequence[float], highest: float) -> list[float]:
    """Return the middles of labels moved apart until none overlaps another, none above *highest*.

    Labels keep their order and move as little as pushing up, then down, allows; when there are too many for the
    space they leave it at the bottom.

    Args:
        positions: Where the middle of each label should be.
        gaps: How high each label is, with the air around it.
        highest: Where the middle of the highest may be at most.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = [positions[index] for index in order]
    apart = [(gaps[low] + gaps[high]) / 2 for low, high in pairwise(order)]
    for index, gap in enumerate(apart, start=1):
        placed[index] = max(placed[index], placed[index - 1] + gap)
    ceiling = highest
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - (apart[index - 1] if index else 0)
    return [placed[order.index(index)] for index in range(len(positions))]


def thinned(count: int, room: float, width: float) -> list[int]:
    """Return which of *count* labels, each *width* wide, to write into *room*: evenly spaced, always the last."""
    if count == 0:
        return []
    every = max(1, ceil(width * count / room))
    return sorted(range(count - 1, -1, -every))


def stacked(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the row of each of *spans*, 0 the lowest, so that no two in a row overlap and later ones lie lower.

    Args:
        spans: Left and right end of labels, in the order of what they name.
    """
    rows: list[int] = []
    placed: list[tuple[float, float, int]] = []
    for left, right in reversed(spans):
        row = max((other + 1 for start, end, other in placed if start < right and left < end), default=0)
        placed.append((left, right, row))
        rows.append(row)
    return rows[::-1]


def minutes(seconds: float | None) -> float:
    """Return seconds as minutes; no data is not a number, which matplotlib leaves out."""
    return nan if seconds is None else seconds / 60


def known(values: Sequence[float]) -> list[float]:
    """Return those of *values* that are numbers."""
    return [value for value in values if not isnan(value)]
