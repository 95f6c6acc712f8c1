"""Satisfaction: how many of those who answered chose one of the two top levels, and how sure that is.

The five levels are those of the SIPAS scale: 1 “Rất không hài lòng” … 3 “Bình thường” … 5 “Rất hài lòng”. Whoever
answers here chose to, so a score is never a SIPAS index; the bounds say what the silent ones could change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from kiosk.ground.calendar import Week

HIDDEN_BELOW: Final = 10
LEVELS: Final = 5
Z_95: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Score:
    """What *n* ballots say about one question.

    Attributes:
        counts: Ballots at levels 1 to 5.
        n: Their sum.
        top2: Share 0–1 of levels 4 and 5; “Bình thường” is not satisfied. ``None`` without ballots.
        low, high: Wilson 95 % interval of *top2*, shares 0–1; ``None`` without ballots.
        served: Served visits that could have answered; ``None`` where nobody counts visits (the open poster).
        coverage: Ballots ÷ served, share 0–1. It and the next two are of all ballots of these visits, also of those
            that came in another way: whoever answered there is not silent.
        lowest, highest: Share 0–1 of all served who are satisfied if every silent one is not, and if every one is:
            S/N and (S + N − n)/N (Manski 1989). They and *coverage* are ``None`` without served visits, and also
            when there are more ballots than served visits: then the two do not count the same people.
    """

    counts: tuple[int, int, int, int, int]
    n: int
    top2: float | None
    low: float | None
    high: float | None
    served: int | None
    coverage: float | None
    lowest: float | None
    highest: float | None

    @property
    def shown(self) -> bool:
        """Whether there are enough ballots to show anything but *n*: fewer say little and may point at somebody."""
        return self.n >= HIDDEN_BELOW


@dataclass(frozen=True, slots=True)
class SealedScore:
    """The score of ballots that were sealed together; a thin week waits and is sealed with the next.

    Attributes:
        from_week, until_week: First and last week of the batch, both inside.
        score: Of all its ballots, never of a part of them.
    """

    from_week: Week
    until_week: Week
    score: Score


def score(counts: Sequence[int], served: int | None = None, others: Sequence[int] = (0,) * LEVELS) -> Score:
    """Return the score of ballots counted by level.

    Args:
        counts: Ballots at levels 1 to 5, in this order.
        served: Served visits of the same period; ``None`` when they are not counted.
        others: Ballots of the same visits that came in another way, at levels 1 to 5. They count in coverage and
            bounds, and in nothing else: ways are never mixed in one figure of satisfaction.

    Raises:
        ValueError: Not five counts, or a negative number.
    """
    sound = len(counts) == len(others) == LEVELS and min(*counts, *others) >= 0
    if not sound or (served is not None and served < 0):
        raise ValueError("a score needs five counts, none negative")
    one, two, three, four, five = counts
    n, satisfied = sum(counts), four + five
    interval = wilson(satisfied, n)
    answered, pleased = n + sum(others), satisfied + sum(others[3:])
    comparable = served if served and served >= answered else None
    return Score(
        counts=(one, two, three, four, five),
        n=n,
        top2=satisfied / n if n else None,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        served=served,
        coverage=answered / comparable if comparable else None,
        lowest=pleased / comparable if comparable else None,
        highest=(pleased + comparable - answered) / comparable if comparable else None,
    )


def wilson(successes: int, n: int, z: float = Z_95) -> tuple[float, float] | None:
    """Return the score interval of a share, as two shares 0–1; 95 % unless *z* says otherwise.

    Wilson 1927 (JASA 22, p. 209); recommended for small n by Brown, Cai & DasGupta 2001 (Statistical Science 16,
    p. 101), because it keeps its 95 % where the textbook interval around 100 % has no width at all.

    Returns:
        Low and high; ``None`` when *n* is 0.

    Raises:
        ValueError: Not 0 <= *successes* <= *n*.
    """
    if not 0 <= successes <= n:
        raise ValueError("successes lie between 0 and n")
    if n == 0:
        return None
    share, z2 = successes / n, z**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == n else centre + half
    return low, high
