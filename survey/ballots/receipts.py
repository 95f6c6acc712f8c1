"""How a promise stands that somebody was given with a ballot. Pure."""

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """What a receipt says."""

    PROMISED = "promised"  # there is time left
    OVERDUE = "overdue"  # the day has come and no signed checkpoint holds the ballot, or another stands in its place
    WAITING = "waiting"  # it stands in the log; the next checkpoint will hold it
    KEPT = "kept"  # a signed checkpoint holds it
    PRACTICE = "practice"  # cast for practice: it comes into no log


def standing(
    position: int | None, due: date, *, signed: int, today: date, there: bool = True, practice: bool = False
) -> Standing:
    """Return how a promise stands.

    Args:
        position: Where the ballot stands in the log; ``None``: not yet.
        due: The day on which a checkpoint that holds it has to be there.
        signed: How many entries the last signed checkpoint holds; 0 without one.
        today: The day on which somebody looks.
        there: Whether the entry at *position* is this ballot's.
        practice: Whether the unit is for practice.
    """
    if practice:
        return Standing.PRACTICE
    if position is not None and not there:
        return Standing.OVERDUE
    if position is not None and position < signed:
        return Standing.KEPT
    if today >= due:
        return Standing.OVERDUE
    return Standing.PROMISED if position is None else Standing.WAITING
