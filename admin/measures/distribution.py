"""How the waits of a period are spread over the minutes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np

from admin.measures.finding import FEW
from admin.measures.visits import Instants
from kiosk.queue.waiting import percentile

MINUTE: Final = 60
LONG_MINUTES: Final = 60
"""A wait of more than an hour is named apart, whatever the targets are."""
WIDTHS: Final = (1, 2, 3, 5, 10, 15, 30, 60)
MOST_BINS: Final = 36
TAIL: Final = 98
# A target this many times above nearly every wait would only press the bins flat.
FAR: Final = 4


@dataclass(frozen=True, slots=True)
class Distribution:
    """Waits in bins of whole minutes, each open below and closed above, so that “within 15 minutes” ends a bin.

    Attributes:
        n: Counted waits.
        width_minutes: Of each bin.
        counts: From 0 minutes on; the first bin also holds those called at once.
        longer: Those beyond the last bin.
        at_once: Those who were called within the second, wait 0.
        median_seconds, p90_seconds: Nearest rank; ``None`` when n is under 10.
        over_long: How many waited longer than 60 minutes.
    """

    n: int
    width_minutes: int
    counts: tuple[int, ...]
    longer: int
    at_once: int
    median_seconds: int | None
    p90_seconds: int | None
    over_long: int

    @property
    def end_minutes(self) -> int:
        """Where the last bin ends."""
        return self.width_minutes * len(self.counts)

    @property
    def p90_minutes(self) -> int | None:
        """The whole minutes within which nine of ten were called."""
        return None if self.p90_seconds is None else ceil(self.p90_seconds / MINUTE)

    @property
    def over_long_share(self) -> float | None:
        """Share 0–1 that waited longer than an hour; ``None`` when n is under 10."""
        return self.over_long / self.n if self.n >= FEW else None


def distribution(seconds: Instants, targets_seconds: Iterable[int]) -> Distribution:
    """Return how *seconds* are spread.

    Bins reach as far as 98 % of the waits and every target that is not far beyond them, with at most 36 bins; their
    width is a divisor of the targets where one of those allowed is.

    Args:
        seconds: Waits of the headline, none negative, in any order.
        targets_seconds: What is drawn as lines; at least one, each above 0.
    """
    waits = np.sort(seconds)
    targets = sorted(targets_seconds)
    nearly_all = int(waits[ceil(len(waits) * TAIL / 100) - 1]) if len(waits) else 0
    reach = max(nearly_all, targets[0])
    reach = max([reach, *(target for target in targets if target <= FAR * reach)])
    minutes = _width(reach, targets)
    bins = ceil(reach / (minutes * MINUTE))
    found = np.bincount(np.maximum(np.ceil(waits / (minutes * MINUTE)).astype(np.int64) - 1, 0), minlength=bins)
    enough = len(waits) >= FEW
    return Distribution(
        n=len(waits),
        width_minutes=minutes,
        counts=tuple(int(count) for count in found[:bins]),
        longer=int(found[bins:].sum()),
        at_once=int(np.count_nonzero(waits == 0)),
        median_seconds=percentile(waits.tolist(), 50) if enough else None,
        p90_seconds=percentile(waits.tolist(), 90) if enough else None,
        over_long=int(np.count_nonzero(waits > LONG_MINUTES * MINUTE)),
    )


def _width(reach: int, targets: Iterable[int]) -> int:
    """Return the narrowest width that gives few enough bins, if possible one at whose bounds all targets lie."""
    few = [width for width in WIDTHS if reach <= width * MINUTE * MOST_BINS] or [ceil(reach / MINUTE / MOST_BINS)]
    fitting = (width for width in few if not any(target % (width * MINUTE) for target in targets))
    # A bound on the target is worth bins that are up to three times as wide, and no more.
    return next((width for width in fitting if width <= 3 * few[0]), few[0])
