"""How many ballots count, how many were set aside and why. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

ALARM_SHARE: Final = 0.02
"""Of the sealed ballots; more set aside than that is an alarm."""
ALARM_WEEKS: Final = 13
"""The weeks over which the share is taken, the last one included."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Ballots of some sealed batches, and what moderators decided about them.

    Attributes:
        sealed: All ballots, whatever was decided.
        left_out: Those that no figure counts now.
        decided: Those that are set aside by the latest decision, by reason; reasons without any are left out.
        waiting: Of the decided ones, those that figures still count, until five of a cell can leave together.
    """

    sealed: int
    left_out: int
    decided: Mapping[str, int]
    waiting: int

    @property
    def kept(self) -> int:
        """Ballots that the figures count."""
        return self.sealed - self.left_out

    @property
    def aside(self) -> int:
        """Ballots that are set aside by the latest decision, whether figures count them still or not."""
        return sum(self.decided.values())

    @property
    def coming_back(self) -> int:
        """Ballots that were restored and that figures do not count again yet."""
        return self.left_out - (self.aside - self.waiting)

    @property
    def share(self) -> float | None:
        """Share (0–1) of the sealed ballots that is set aside; ``None`` when none is sealed."""
        return self.aside / self.sealed if self.sealed else None

    @property
    def alarming(self) -> bool:
        """Whether more than two in a hundred are set aside."""
        return self.share is not None and self.share > ALARM_SHARE


NONE: Final = Standing(0, 0, {}, 0)


def total(standings: Iterable[Standing]) -> Standing:
    """Return the sum; of none, :data:`NONE`."""
    parts = list(standings)
    decided: dict[str, int] = {}
    for part in parts:
        for reason, number in part.decided.items():
            decided[reason] = decided.get(reason, 0) + number
    return Standing(
        sum(part.sealed for part in parts),
        sum(part.left_out for part in parts),
        decided,
        sum(part.waiting for part in parts),
    )
