"""Who goes next: the order in which one counter calls the people who wait, and why.

Everybody has a place in the line: when they arrived, or where they were put when they came back after a missed call.
Rank 0 is everybody, 1 and more the classes that a house lets go first, the lowest first. No statute fixes that order;
each unit chooses a policy. One counter is predicted exactly, several by the one that lets a priority go soonest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

OTHERS_BETWEEN: Final = 2
"""Calls of others between two that go first, where the two are interleaved."""
JUST_BESIDE: Final = timedelta(microseconds=1)
"""The smallest step between two places."""


class Policy(StrEnum):
    """Whether those who go first do: never, one before every two others, always."""

    ARRIVAL = "arrival"
    INTERLEAVED = "interleaved"
    STRICT = "strict"


class Why(StrEnum):
    """Why somebody is called next."""

    FIRST_IN_LINE = "first_in_line"
    PRIORITY = "priority"
    OTHERS_WENT = "others_went"
    NOBODY_ELSE_WAITS = "nobody_else_waits"
    TURN_OF_OTHERS = "turn_of_others"
    NO_PRIORITY_WAITS = "no_priority_waits"


class InLine(NamedTuple):
    """Somebody who waits; sorted as they are, people of one rank stand in the order of their places."""

    rank: int
    place: datetime
    ticket_id: int


@dataclass(frozen=True, slots=True)
class Before:
    """People of the same group who wait, counted from one of them.

    Attributes:
        earlier: All whose place is before.
        first: Those who go first: of a lower rank, or of the same with an earlier place; for rank 0 all with a rank.
        others: Those of rank 0: for rank 0 with an earlier place, otherwise all.
    """

    earlier: int
    first: int
    others: int


def in_order(people: Iterable[InLine], policy: Policy, others_since: int) -> tuple[InLine, ...]:
    """Return *people* in the order in which a counter will call them if nobody comes or goes.

    Args:
        people: Who waits for the counter's groups, in any order.
        policy: The unit's.
        others_since: How many others the counter has called since the last one who went first.
    """
    waiting = sorted(people)
    if policy is Policy.ARRIVAL:
        return tuple(sorted(waiting, key=lambda one: one[1:]))
    others = [one for one in waiting if one.rank == 0]
    first = waiting[len(others) :]
    if policy is Policy.STRICT:
        return (*first, *others)
    return tuple(_interleaved(first, others, others_since))


def why_next(people: Sequence[InLine], policy: Policy) -> Why | None:
    """Return why the first of *people*, who stand :func:`in_order`, is called next; ``None`` when nobody waits."""
    if not people:
        return None
    if policy is Policy.ARRIVAL:
        return Why.FIRST_IN_LINE
    ranks = [one.rank for one in people]
    if ranks[0] == 0:
        return Why.TURN_OF_OTHERS if any(ranks) else Why.NO_PRIORITY_WAITS
    if policy is Policy.STRICT:
        return Why.PRIORITY
    if all(ranks):
        return Why.NOBODY_ELSE_WAITS
    return Why.OTHERS_WENT


def others_after(others_since: int, rank: int) -> int:
    """Return how many others a counter has called since the last one who went first, after one more call.

    It stops at :data:`OTHERS_BETWEEN`: then somebody with a rank may go, however long there was none.
    """
    return 0 if rank else min(others_since + 1, OTHERS_BETWEEN)


def others_before(others_since: int, rank: int) -> int:
    """Return the same after a call was taken back: whoever was to go first is to go first again."""
    return OTHERS_BETWEEN if rank else max(others_since - 1, 0)


def people_ahead(rank: int, before: Before, policy: Policy, others_since: int) -> int:
    """Return how many people of the group are called before somebody of *rank*, if nobody comes or goes.

    Interleaved, the i-th of those who go first (from 0) is let go after 2 − *others_since* + 2·i others, and before
    the j-th of the others (⌊(j + *others_since*) ÷ 2⌋) of those who go first were.

    Args:
        rank: Of the person who asks.
        before: Counted from this person.
        policy: The unit's.
        others_since: Of the counter; of several, the highest: there somebody goes first soonest.
    """
    if policy is Policy.ARRIVAL:
        return before.earlier
    if policy is Policy.STRICT:
        return before.first + (0 if rank else before.others)
    since = min(others_since, OTHERS_BETWEEN)
    if rank:
        return before.first + min(before.others, OTHERS_BETWEEN * before.first + OTHERS_BETWEEN - since)
    return before.others + min(before.first, (before.others + since) // OTHERS_BETWEEN)


def place_after(places: Sequence[datetime], after: int, now: datetime) -> datetime:
    """Return the place of somebody who comes back: behind the *after*-th person who waits.

    Args:
        places: Of everybody who waits in the group, in any order.
        after: How many go first; 0 puts the person before everybody.
        now: The place when fewer than that wait, or nobody does: behind them all.

    Raises:
        ValueError: *after* is negative.
    """
    if after < 0:
        raise ValueError("nobody can be put before the first")
    ranked = sorted(places)
    if len(ranked) < after or not ranked:
        return max([now, *(place + JUST_BESIDE for place in ranked)])
    return ranked[after - 1] + JUST_BESIDE if after else ranked[0] - JUST_BESIDE


def _interleaved(first: Sequence[InLine], others: Sequence[InLine], others_since: int) -> Iterable[InLine]:
    waiting, rest, since = list(reversed(first)), list(reversed(others)), others_since
    while waiting or rest:
        goes_first = bool(waiting) and (since >= OTHERS_BETWEEN or not rest)
        one = (waiting if goes_first else rest).pop()
        since = others_after(since, one.rank)
        yield one
