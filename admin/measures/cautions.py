"""What a page must say beside the headline, because waits can be hidden in it: by whom and how many.

Each rule looks at one way in which a long wait can leave the mean, or be made to look short. None says that somebody
did so on purpose: a number that may mean less than it seems is named, with its size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from statistics import pstdev
from typing import Final

from admin.measures.enough import enough
from admin.measures.figures import NOTABLE_LOGGED_WAIT, NOTABLE_SHARE, Figures

LONGER: Final = 0.1
ACROSS: Final = 0.02
"""The mean with those left out is so much longer than without; so little is enough where it passes the target by it."""
LOGGED: Final = 0.5
"""Where many come without a phone the staff give numbers all day: more than half of the headline, and it is theirs."""
REMOVED: Final = 0.02
BRIEF: Final = 0.05
HELD: Final = 0.05
HELD_WAIT: Final = 0.1
HELD_SECONDS: Final = 60
"""More than such a share of the headline; or all time put aside makes its mean so much longer, by a minute at least."""
DOUBTFUL: Final = 0.02
CLOSED: Final = 0.02
RETURNED: Final = 0.03
"""Above these shares of the arrivals (of those called, for the last) a kind is named."""
EARLY_SHARE: Final = 0.05
EARLY_PART: Final = 1 / 3
"""So many more, of all, are called within the target than are begun within it, and so many of those begun too late."""
EARLY_SECONDS: Final = 240
"""From the first call to the start, on average; walking to a counter takes a minute."""
WEEKS_BEFORE: Final = 4
DEVIATIONS: Final = 3
JUMP: Final = 0.02
"""A jump is at least so large, and this many deviations above so many periods before."""


class Warned(StrEnum):
    """What the page warns of, the weightiest first."""

    LONGER = "longer"
    LEFT_OUT = "left_out"
    REMOVED = "removed"
    CALLED_EARLY = "called_early"
    BRIEF = "brief"
    HELD = "held"
    DOUBTFUL = "doubtful"
    LOGGED = "logged"
    CLOSED = "closed"
    RETURNED = "returned"
    JUMP = "jump"


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to say.

    Attributes:
        kind: What of.
        n: How many visits it is about.
        share: 0–1, of the arrivals; of the headline when brief, held or logged, of those called when returned; when
            called early, how much larger the share called within the target is than the share begun within it.
        seconds: What they had waited, on average; when called early, from first call to start; when brief, what the
            others of the headline waited; when held, how long each was put aside. ``None`` when unknown, or of fewer
            than ten.
        before: The share in the periods before, for a jump.
    """

    kind: Warned
    n: int
    share: float
    seconds: float | None = None
    before: float | None = None


def cautions(figures: Figures, before: Sequence[Figures] = ()) -> tuple[Caution, ...]:
    """Return what has to be said beside the headline of *figures*, the weightiest first.

    Args:
        figures: Of one period; `returned` counts where it was read.
        before: Those of the same unit in the periods before, for a jump; in any order.

    Returns:
        Empty when nothing has to be said, and under ten arrivals, for then there is no headline.
    """
    if not enough(figures.counts.arrivals):
        return ()
    found = [rule(figures) for rule in _RULES]
    return tuple(_told(one) for one in (*found, _jump(figures, before)) if one is not None)


def _longer(figures: Figures) -> Caution | None:
    mean, both, out = figures.wait.mean_seconds, figures.with_uncounted.seconds, figures.uncounted
    if mean is None or both is None:
        return None
    across = mean <= figures.targets.target_seconds < both
    if both <= mean * (1 + (ACROSS if across else LONGER)):
        return None
    return Caution(Warned.LONGER, out.n, out.n / figures.counts.arrivals, out.seconds)


def _left_out(figures: Figures) -> Caution | None:
    out = figures.uncounted
    return _over(Warned.LEFT_OUT, out.n, figures.counts.arrivals, NOTABLE_SHARE, out.seconds)


def _removed(figures: Figures) -> Caution | None:
    counts = figures.counts
    return _over(Warned.REMOVED, counts.removed, counts.arrivals, REMOVED, figures.left_out.removed.seconds)


def _called_early(figures: Figures) -> Caution | None:
    """Return the caution for people called long before they were served: the call ended their wait on paper only."""
    called, begun = figures.wait, figures.until_start
    if called.mean_seconds is None or begun.mean_seconds is None or not enough(begun.n):
        return None
    apart = (called.within_target or 0) - (begun.within_target or 0)
    seconds = begun.mean_seconds - called.mean_seconds
    many = apart >= max(EARLY_SHARE, EARLY_PART * (1 - (begun.within_target or 0)))
    if not many and seconds < EARLY_SECONDS:
        return None
    return Caution(Warned.CALLED_EARLY, begun.n, apart, seconds)


def _brief(figures: Figures) -> Caution | None:
    """Return the caution for services that were over at once: numbers clicked through, or with nobody behind them."""
    rest = figures.without_brief
    seconds = rest.seconds if enough(rest.n) else None
    return _over(Warned.BRIEF, figures.brief.n, figures.wait.n, BRIEF, seconds)


def _held(figures: Figures) -> Caution | None:
    """Return the caution for people put aside once their service had begun: they wait on, and no wait says so."""
    held, n, mean = figures.held, figures.wait.n, figures.wait.mean_seconds
    if held.seconds is None or mean is None:
        return None
    longer = held.n * held.seconds / n
    if held.n <= HELD * n and longer <= max(HELD_WAIT * mean, HELD_SECONDS):
        return None
    return Caution(Warned.HELD, held.n, held.n / n, held.seconds)


def _doubtful(figures: Figures) -> Caution | None:
    counts = figures.counts
    return _over(Warned.DOUBTFUL, counts.doubtful, counts.arrivals, DOUBTFUL, figures.left_out.doubtful.seconds)


def _logged(figures: Figures) -> Caution | None:
    logged, others, n = figures.logged_by_staff, figures.without_logged, figures.wait.n
    if logged.seconds is None or not n:
        return None
    shorter = enough(logged.n) and logged.seconds < NOTABLE_LOGGED_WAIT * (others.seconds or 0)
    if logged.n <= LOGGED * n and not shorter:
        return None
    return Caution(Warned.LOGGED, logged.n, logged.n / n, logged.seconds)


def _closed(figures: Figures) -> Caution | None:
    counts = figures.counts
    return _over(Warned.CLOSED, counts.closed, counts.arrivals, CLOSED, figures.left_out.closed.seconds)


def _returned(figures: Figures) -> Caution | None:
    return _over(Warned.RETURNED, figures.returned, figures.counts.called, RETURNED, None)


def _jump(figures: Figures, before: Sequence[Figures]) -> Caution | None:
    """Return the caution when many more are left out than in the periods before, by chance and by how those differ."""
    past = [one for one in before if enough(one.counts.arrivals)]
    if len(past) < WEEKS_BEFORE:
        return None
    arrivals, n = figures.counts.arrivals, figures.uncounted.n
    usual = sum(one.uncounted.n for one in past) / sum(one.counts.arrivals for one in past)
    by_chance = sqrt(usual * (1 - usual) / arrivals)
    differ = pstdev(one.uncounted.n / one.counts.arrivals for one in past)
    if n / arrivals - usual <= max(JUMP, DEVIATIONS * max(by_chance, differ)):
        return None
    return Caution(Warned.JUMP, n, n / arrivals, figures.uncounted.seconds, before=usual)


def _over(kind: Warned, n: int, of: int, limit: float, seconds: float | None) -> Caution | None:
    return Caution(kind, n, n / of, seconds) if of and n > limit * of else None


def _told(caution: Caution) -> Caution:
    return caution if enough(caution.n) else replace(caution, seconds=None)


_RULES: Final[tuple[Callable[[Figures], Caution | None], ...]] = (
    *(_longer, _left_out, _removed, _called_early, _brief, _held),
    *(_doubtful, _logged, _closed, _returned),
)
