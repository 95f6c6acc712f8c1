"""Who may make, change and lock out the accounts of those who judge a unit: never the unit itself.

The command line may do everything: whoever holds the server holds the accounts.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from admin.accounts import queries
from admin.accounts.outsiders import OUTSIDERS, Office, Tree, is_inside, may_appoint, on_both_sides
from admin.accounts.roles import Grant, Permission, Role, tops_with
from kiosk.office import queries as office
from kiosk.office.models import Counter, Unit
from kiosk.queue.models import Ticket

WITH_COUNTERS_OR_VISITS = select(Unit.id).where(
    exists().where(Counter.unit_id == Unit.id) | exists().where(Ticket.unit_id == Unit.id)
)


class FromBelow(Exception):
    """Whoever is judged has no say in who judges, nor has anybody in who judges in their own name."""


class BothSides(Exception):
    """The person would judge a unit that they belong to."""


def tree(session: Session, day: date) -> Tree:
    """Return the units of *day* and which of them are judged."""
    at_work = frozenset(session.scalars(WITH_COUNTERS_OR_VISITS))
    return Tree(
        Office(
            view.id,
            view.version.parent_id,
            not view.unit.is_practice
            and (view.unit.kind != "organisation" or view.unit.ward_code is not None or view.id in at_work),
        )
        for view in office.all_units(session, day)
    )


def outside(session: Session, staff_id: int, unit_id: int, day: date) -> bool:
    """Tell whether somebody is an outsider to *unit_id* on *day*: asked at every act of whoever judges it.

    Which role they judge with is the guard's question.
    """
    return unit_id in outside_of(session, staff_id, [unit_id], day)


def outside_of(session: Session, staff_id: int, unit_ids: Iterable[int], day: date) -> frozenset[int]:
    """Return those of *unit_ids* to which somebody is an outsider on *day*; the tree is read once."""
    units, held = tree(session, day), _held(session, staff_id)
    return frozenset(unit_id for unit_id in unit_ids if not is_inside(units, held, unit_id))


def refuse_grant(session: Session, staff_id: int, new: Grant, *, by: int | None, day: date) -> None:
    """Return when *by* may give *new* to somebody.

    Raises:
        FromBelow: *new* judges, and *by* is part of what is judged, or is the person.
        BothSides: With it the person would judge a unit that they belong to.
    """
    held = _held(session, staff_id)
    judging = [grant for grant in (*held, new) if grant.role in OUTSIDERS]
    if not judging:
        return
    units = tree(session, day)
    if by is not None and new.role in OUTSIDERS:
        _refuse_from_below(session, units, [new], by=by)
        if by == staff_id:
            raise FromBelow
    if on_both_sides(units, (*held, new)):
        raise BothSides


def refuse_change(session: Session, staff_id: int, *, by: int | None, day: date) -> None:
    """Return when *by* may change the account of *staff_id*; everybody may change their own.

    Raises:
        FromBelow: The person judges, and *by* could not have appointed them.
    """
    judging = [grant for grant in _held(session, staff_id) if grant.role in OUTSIDERS]
    if judging and by not in (None, staff_id):
        _refuse_from_below(session, tree(session, day), judging, by=by)


def appointable(session: Session, grants: Iterable[Grant], unit_ids: Iterable[int], day: date) -> frozenset[int]:
    """Return those of *unit_ids* for which somebody with *grants* may appoint monitors, moderators and typists."""
    units, tops = tree(session, day), tops_with(Permission.MANAGE_STAFF, grants)
    return frozenset(unit_id for unit_id in unit_ids if may_appoint(units, tops, unit_id))


def _refuse_from_below(session: Session, units: Tree, judging: Iterable[Grant], *, by: int | None) -> None:
    tops = tops_with(Permission.MANAGE_STAFF, _held(session, by)) if by is not None else frozenset()
    if not all(may_appoint(units, tops, grant.unit_id) for grant in judging):
        raise FromBelow


def _held(session: Session, staff_id: int) -> list[Grant]:
    return [Grant(Role(row.role), row.unit_id) for row in queries.grants_of(session, staff_id)]
