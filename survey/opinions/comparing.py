"""Whether one share of satisfied people differs from another by more than chance. Pure.

Who compares k parts with the rest looks k times, so each interval is wide enough for all of them together (Bonferroni).
"""

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from statistics import NormalDist
from typing import Final

from survey.opinions.figures import SATISFIED_FROM, Difference, Part, Rating, empty, rating
from survey.satisfaction import Z_95, wilson

ALPHA: Final = 0.05


def difference(one: Rating, other: Rating, z: float = Z_95) -> Difference | None:
    """Return the share of *one* less that of *other*, where the interval of the difference excludes 0.

    Newcombe 1998 (Statistics in Medicine 17, p. 873), method 10: from the Wilson intervals of both.

    Returns:
        ``None`` where either may not be told, and where chance may be all there is.
    """
    both = [_share(each, z) for each in (one, other)]
    if both[0] is None or both[1] is None:
        return None
    (share, low, high), (other_share, other_low, other_high) = both[0], both[1]
    apart = share - other_share
    least = apart - sqrt((share - low) ** 2 + (other_high - other_share) ** 2)
    most = apart + sqrt((high - share) ** 2 + (other_share - other_low) ** 2)
    return Difference(apart, least, most) if least > 0 or most < 0 else None


def against_the_rest(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return *parts*, each known one that differs from all other known ones that are told, with its difference.

    What is not known is compared with nothing: ballots are in it by how few came there, not by chance.
    """
    shown = [part for part in parts if part.rating.shown and part.key is not None]
    if len(shown) < 2:
        return tuple(parts)
    comparisons = len(shown) if len(shown) > 2 else 1
    z = NormalDist().inv_cdf(1 - ALPHA / (2 * comparisons))
    return tuple(_compared(part, shown, z) if part in shown else part for part in parts)


def _compared(part: Part, shown: Sequence[Part], z: float) -> Part:
    others = empty()
    for other in shown:
        if other is not part and other.rating.counts:
            others = [mine + more for mine, more in zip(others, other.rating.counts, strict=True)]
    return replace(part, difference=difference(part.rating, rating(others), z))


def _share(one: Rating, z: float) -> tuple[float, float, float] | None:
    if one.counts is None:
        return None
    satisfied = sum(one.counts[SATISFIED_FROM - 1 :])
    interval = wilson(satisfied, one.n, z)
    return None if interval is None else (satisfied / one.n, *interval)
