"""Who stands below whom on which day, from all versions of the tree read once."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Stay(NamedTuple):
    """A unit under its parent (``None``: at the top) from one day up to, not including, another (``None``: open)."""

    unit_id: int
    parent_id: int | None
    valid_from: date
    valid_until: date | None


class Descent:
    """The tree on any day, by week: a unit that was new in the middle of a week was there from its Monday on."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        """Keep *stays*, in any order."""
        known = sorted(stays, key=lambda stay: (stay.unit_id, stay.valid_from))
        earlier = [None, *(stay.unit_id for stay in known)]
        self._stays = [
            stay if before == stay.unit_id else stay._replace(valid_from=_monday(stay.valid_from))
            for stay, before in zip(known, earlier, strict=False)
        ]
        ends = [stay.valid_until for stay in known if stay.valid_until is not None]
        self._changes = sorted({*(stay.valid_from for stay in self._stays), *ends})
        self._found: dict[tuple[int, int], frozenset[int]] = {}

    def below(self, unit_id: int, day: date) -> frozenset[int]:
        """Return *unit_id* and every unit below it on *day*; walked once for all days between two changes."""
        era = bisect_right(self._changes, day)
        if (unit_id, era) not in self._found:
            self._found[unit_id, era] = self._walk(unit_id, day)
        return self._found[unit_id, era]

    def children(self, unit_id: int, day: date) -> list[int]:
        """Return the units right below *unit_id* on *day*, in the order of their keys."""
        return sorted(
            stay.unit_id
            for stay in self._stays
            if stay.parent_id == unit_id and stay.valid_from <= day < (stay.valid_until or date.max)
        )

    def parts(self, unit_id: int, day: date) -> list[frozenset[int]]:
        """Return, for each unit right below *unit_id* on *day*, that unit and everything below it."""
        return [self.below(child, day) for child in self.children(unit_id, day)]

    def ever_below(self, unit_id: int, until: date) -> frozenset[int]:
        """Return *unit_id* and every unit that was below it on any day up to *until*, inside."""
        days = [until, *(day for day in self._changes if day < until)]
        return frozenset().union(*(self.below(unit_id, day) for day in days))

    def _walk(self, unit_id: int, day: date) -> frozenset[int]:
        children: dict[int, list[int]] = {}
        for stay in self._stays:
            if stay.parent_id is not None and stay.valid_from <= day and (stay.valid_until or date.max) > day:
                children.setdefault(stay.parent_id, []).append(stay.unit_id)
        found: set[int] = set()
        waiting = [unit_id]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(children.get(one, ()))
        return frozenset(found)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
