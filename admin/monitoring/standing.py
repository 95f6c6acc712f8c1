"""What a monitor is told first: whether there is anything to ask. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.ground.calendar import Week


class Intact(StrEnum):
    """What is known of the log."""

    YES = "yes"
    NO = "no"
    UNSIGNED = "unsigned"  # nothing was ever signed, or the key is missing: nobody can say
    UNCHECKED = "unchecked"  # the last checkpoint is good; nobody has read it all yet


@dataclass(frozen=True, slots=True)
class Watched:
    """One office as monitors see it.

    Attributes:
        sealed: Ballots in batches of the last quarter.
        logged: Ballots in the log since its beginning, those of before it included.
        aside: Of *sealed* those that are set aside by the latest decision.
        alarms: What more than two in a hundred are set aside of, a sentence each.
        asks: Signals of the week that are a question.
        silent: Signals of which nothing can be said, of too few; all there are: *signals*.
        checks: Spot checks in its hall.
        broken: Whether the log, or what the database says of its ballots, was changed.
    """

    unit_id: int
    name: str
    sealed: int
    logged: int
    aside: int
    why: str
    alarms: Sequence[str]
    asks: Sequence[str]
    silent: int
    signals: int
    checks: int
    broken: bool = False

    @property
    def calls(self) -> bool:
        """Whether somebody should ask the office something."""
        return self.broken or bool(self.asks or self.alarms)

    @property
    def says_nothing(self) -> bool:
        """Whether there is too little for any signal, which is not the same as nothing to ask."""
        return self.silent == self.signals


@dataclass(frozen=True, slots=True)
class Headline:
    """The first sentence: of a week that is over, over all offices.

    Attributes:
        asks: Signals that are a question, and *offices* where.
        alarms: Offices where too much is set aside.
        says_nothing: Nowhere is there enough for any signal.
        checked_at: The last full check of the log.
    """

    week: Week
    asks: int
    offices: int
    alarms: int
    says_nothing: bool
    intact: Intact
    checked_at: datetime | None


def headline(week: Week, offices: Sequence[Watched], intact: Intact, checked_at: datetime | None) -> Headline:
    """Return what to tell of *offices*; of none there is nothing to ask."""
    return Headline(
        week=week,
        asks=sum(len(one.asks) for one in offices),
        offices=sum(bool(one.asks) for one in offices),
        alarms=sum(bool(one.alarms) for one in offices),
        says_nothing=all(one.says_nothing for one in offices),
        intact=intact,
        checked_at=checked_at,
    )


def intact(*, signature: bool | None, checked: bool | None, contradictions: int) -> Intact:
    """Return what is known of the log.

    Args:
        signature: Whether the last checkpoint is signed well and is that of the tiles; ``None``: nobody can say.
        checked: Whether the last full check found nothing; ``None``: there was none.
        contradictions: Counts that contradict each other now.
    """
    if signature is False or checked is False or contradictions:
        return Intact.NO
    if signature is None:
        return Intact.UNSIGNED
    return Intact.YES if checked else Intact.UNCHECKED
