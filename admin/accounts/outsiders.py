"""Who may judge whom: monitors, moderators and typists come from outside the unit that is judged. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from admin.accounts.roles import ALLOWED, Grant, Permission, Role

OUTSIDERS: Final = frozenset({Role.MONITOR, Role.MODERATOR, Role.TYPIST})
AT_WORK: Final = frozenset(
    role for role, allowed in ALLOWED.items() if allowed & {Permission.RECEIVE, Permission.SEE_COUNTERS}
)
"""Who works in every unit that their role covers, however far above it was given."""
SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Office:
    """A unit of one day, as far as it matters who is judged.

    Attributes:
        stands_for_itself: It has counters or visits, is no organisation, or is the agency of one commune, which answers
            for its one-stop.
    """

    id: int
    parent_id: int | None
    stands_for_itself: bool


class Tree:
    """The units of one day, and which of them are judged.

    Judged is whoever stands for itself, and an organisation with fewer than two such offices below it: the only office
    of an agency is the agency's own.
    """

    def __init__(self, offices: Iterable[Office]) -> None:
        units = list(offices)
        self._parents: Mapping[int, int | None] = {unit.id: unit.parent_id for unit in units}
        own = frozenset(unit.id for unit in units if unit.stands_for_itself)
        topmost = [one for one in sorted(own) if own.isdisjoint(self.above(one))]
        offices_below = Counter(above for one in topmost for above in self.above(one))
        self.judged = own | frozenset(unit for unit in self._parents if offices_below[unit] < SEVERAL)

    def above(self, unit_id: int) -> list[int]:
        """Return every unit strictly above, nearest first; a unit that is no more has none."""
        chain: list[int] = []
        current = self._parents.get(unit_id)
        while current is not None and current not in chain and current != unit_id:
            chain.append(current)
            current = self._parents.get(current)
        return chain

    def is_within(self, unit_id: int, top: int) -> bool:
        """Tell whether *unit_id* is *top* or stands below it."""
        return unit_id == top or top in self.above(unit_id)

    def judged_within(self, top: int) -> frozenset[int]:
        """Return the judged units at and below *top*; *top* itself where there is none."""
        return frozenset(one for one in self.judged if self.is_within(one, top)) or frozenset({top})


def may_appoint(tree: Tree, tops: Collection[int], unit_id: int) -> bool:
    """Tell whether whoever manages the staff of *tops* may make somebody judge *unit_id* and what is below it.

    Only from a unit that is above it, or is it, and that is not judged, nor part of one that is.
    """
    from_outside = (top for top in tops if tree.judged.isdisjoint([top, *tree.above(top)]))
    return any(tree.is_within(unit_id, top) for top in from_outside)


def is_inside(tree: Tree, grants: Iterable[Grant], unit_id: int) -> bool:
    """Tell whether somebody with *grants* belongs to *unit_id*.

    So does whoever has a role there, below it, in a judged unit above it, or works at the desk there; roles that judge
    do not count.
    """
    return any(_belongs(tree, grant, unit_id) for grant in grants if grant.role not in OUTSIDERS)


def on_both_sides(tree: Tree, grants: Collection[Grant]) -> bool:
    """Tell whether somebody with all of *grants* would judge a unit that they belong to."""
    judging = {unit for grant in grants if grant.role in OUTSIDERS for unit in tree.judged_within(grant.unit_id)}
    return any(is_inside(tree, grants, unit) for unit in judging)


def _belongs(tree: Tree, grant: Grant, unit_id: int) -> bool:
    if tree.is_within(grant.unit_id, unit_id):
        return True
    return tree.is_within(unit_id, grant.unit_id) and (grant.role in AT_WORK or grant.unit_id in tree.judged)
