"""Who goes next: the order in which one counter calls the people who wait, and why.

Everybody has a place in the line: when they arrived, or where they were put when they came back after a missed call.
Rank 0 is everybody, 1 and more the classes that a house lets go first, the lowest first. No statute fixes that order;
each unit chooses a policy. One counter is predicted exactly, several by the one that lets a priority go soonest.
Under no policy is anybody called later for having a rank than without it.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

OTHERS_BETWEEN: Final = 2
"""Calls of others in a row, at most, while somebody who goes first waits, where the two are interleaved."""
JUST_BESIDE: Final = timedelta(microseconds=1)
"""The smallest step between two places."""


class Policy(StrEnum):
    """Whether those who go first do: never, by arrival but after at most two others in a row, always."""

    ARRIVAL = "arrival"
    INTERLEAVED = "interleaved"
    STRICT = "strict"


class Why(StrEnum):
    """Why somebody is called next."""

    FIRST_IN_LINE = "first_in_line"
    PRIORITY = "priority"
    TURN_OF_PRIORITY = "turn_of_priority"


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
    by_place = sorted(people, key=lambda one: one[1:])
    if policy is Policy.ARRIVAL:
        return tuple(by_place)
    if policy is Policy.STRICT:
        return tuple(sorted(by_place, key=lambda one: (one.rank == 0, one.rank)))
    return tuple(by_place[number] for number in _interleaved([one.rank for one in by_place], others_since))


def why_next(people: Sequence[InLine], policy: Policy) -> Why | None:
    """Return why the first of *people*, who stand :func:`in_order`, is called next; ``None`` when nobody waits.

    Whoever has the earliest place passes nobody, so no more is said of their class.
    """
    if not people:
        return None
    if people[0] == min(people, key=lambda one: one[1:]):
        return Why.FIRST_IN_LINE
    return Why.PRIORITY if policy is Policy.STRICT else Why.TURN_OF_PRIORITY


def others_after(others_since: int, rank: int) -> int:
    """Return how many others a counter has called since the last one who went first, after one more call.

    It stops at :data:`OTHERS_BETWEEN`: then somebody with a rank may go, however long there was none.
    """
    return 0 if rank else min(others_since + 1, OTHERS_BETWEEN)


def others_before(others_since: int, rank: int) -> int:
    """Return the same after a call was taken back; after that of somebody with a rank, such a one may go at once."""
    return OTHERS_BETWEEN if rank else max(others_since - 1, 0)


def people_ahead(rank: int, before: Before, policy: Policy) -> int | None:
    """Return how many people of the group are called before somebody of *rank*, if nobody comes or goes.

    Args:
        rank: Of the person who asks.
        before: Counted from this person.
        policy: The unit's.

    Returns:
        ``None`` where no counts can tell, only the line itself: :func:`people_ahead_in_line`.
    """
    if policy is Policy.STRICT:
        return before.first + (0 if rank else before.others)
    if policy is Policy.ARRIVAL or not (rank or before.first):
        return before.earlier
    return None


def people_ahead_in_line(rank: int, earlier: Sequence[int], later: Sequence[int], others_since: int) -> int:
    """Return the same where those who go first are interleaved, from the line itself.

    Args:
        rank: Of the person who asks.
        earlier: The ranks of all with an earlier place, in the order of their places.
        later: The ranks of those with a later place who may go before all the same: of a lower rank, but not 0.
        others_since: Of the counter; of several, the highest: there somebody goes first soonest.
    """
    calls = _interleaved([*earlier, rank, *later], others_since)
    return next(called for called, number in enumerate(calls) if number == len(earlier))


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


def _interleaved(ranks: Sequence[int], others_since: int) -> Iterable[int]:
    """Yield, in the order of the calls, the positions of people in *ranks*, who stand in the order of their places."""
    in_line = deque(range(len(ranks)))
    first = deque(sorted((number for number in in_line if ranks[number]), key=ranks.__getitem__))
    called: set[int] = set()
    since = others_since
    while in_line:
        number = first.popleft() if first and since >= OTHERS_BETWEEN else in_line.popleft()
        if number not in called:
            called.add(number)
            since = others_after(since, ranks[number])
            yield number
