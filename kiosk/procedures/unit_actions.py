"""Every write about a procedure at one unit: whether it is received, in which group, with which shorter limit."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.ground.db import upsert
from kiosk.office import changes, tree
from kiosk.office.models import ServiceGroup, Unit
from kiosk.office.refusals import Refused
from kiosk.procedures import actions, entries
from kiosk.procedures.models import AnnouncedLimit, Procedure, ProcedureAtUnit, ProcedureCatalogue
from kiosk.procedures.queries import Held, at_unit, held, limits_of, versions_of
from kiosk.procedures.shares import shortens
from kiosk.procedures.time_limits import Limit, limit_of


def receive(
    session: Session, unit_id: int, procedure_id: int, group_id: int | None, *, now: datetime, staff_id: int | None
) -> bool:
    """Let the unit receive the procedure in one of its groups (``None``: in none of them); again after it stopped.

    Returns:
        Whether anything was different.

    Raises:
        Refused: ``procedure`` or ``group`` *unknown* (or another unit's), ``procedure`` *samples_mixed*.
    """
    unit = tree.locked_unit(session, unit_id)
    procedure = actions.locked(session, procedure_id)
    _refuse_mixed(session, unit, procedure)
    _refuse_foreign(session, unit_id, group_id)
    at = at_unit(session, unit_id, procedure_id)
    if at is not None:
        return _set(session, at, procedure, {"group_id": group_id, "active": True}, now=now, staff_id=staff_id)
    session.add(ProcedureAtUnit(unit_id=unit_id, procedure_id=procedure_id, group_id=group_id))
    session.flush()
    details = changes.from_nothing({"group": _group_name(session, group_id), "active": True})
    _record(session, "procedure.receive", unit_id, procedure, details, now=now, staff_id=staff_id)
    return True


def stop(session: Session, unit_id: int, procedure_id: int, *, now: datetime, staff_id: int | None) -> bool:
    """Let the unit receive the procedure no more; its past and its announced limits stay.

    Returns:
        Whether anything was different.

    Raises:
        Refused: ``procedure`` *unknown*: the unit never received it.
    """
    tree.locked_unit(session, unit_id)
    found = _known(session, unit_id, procedure_id, local_day(now))
    values = {"group_id": found.at.group_id, "active": False}
    return _set(session, found.at, found.procedure, values, now=now, staff_id=staff_id)


def announce(
    session: Session,
    unit_id: int,
    procedure_id: int,
    limit: Limit,
    *,
    from_day: date,
    document: str | None,
    now: datetime,
    staff_id: int | None,
) -> bool:
    """Promise a shorter limit than the law's from *from_day* on, by a document (number and date).

    Returns:
        Whether anything was different.

    Raises:
        Refused: ``limit`` *not_shorter* (also where the law's is not a number), ``document`` *missing* or *too_long*,
            ``from_day`` *later_change* (another begins after it) or *not_there_yet* (the procedure does not hold
            that day), ``procedure`` *unknown*.
    """
    document = entries.document(document)
    tree.locked_unit(session, unit_id)
    found = _known(session, unit_id, procedure_id, from_day)
    if not found.holds:
        raise Refused("not_there_yet", "from_day")
    if not shortens(limit, limit_of(found.version.limit_amount, found.version.limit_unit)):
        raise Refused("not_shorter", "limit")
    values: dict[str, object] = {"amount": limit.amount, "unit": str(limit.unit), "document": document}
    before = limits_of(session, found.at.id)
    last = before[-1] if before else None
    if last is not None and from_day < last.valid_from:
        raise Refused("later_change", "from_day")
    details = _put(session, found.at, last, from_day, values)
    if not details:
        return False
    session.flush()
    _record(session, "procedure.announce", unit_id, found.procedure, details, now=now, staff_id=staff_id)
    return True


def take_back(
    session: Session, unit_id: int, procedure_id: int, from_day: date, *, now: datetime, staff_id: int | None
) -> bool:
    """End the announced limit: from *from_day* on the law's counts again.

    Returns:
        Whether anything was different.

    Raises:
        Refused: ``from_day`` *backwards* (not after it began), ``limit`` *unknown* (none is announced), ``procedure``
            *unknown*.
    """
    tree.locked_unit(session, unit_id)
    found = _known(session, unit_id, procedure_id, from_day)
    limits = limits_of(session, found.at.id)
    if not limits:
        raise Refused("unknown", "limit")
    if from_day <= limits[-1].valid_from:
        raise Refused("backwards", "from_day")
    details = changes.apply(limits[-1], {"valid_until": from_day})
    if not details:
        return False
    session.flush()
    _record(session, "procedure.take_back", unit_id, found.procedure, details, now=now, staff_id=staff_id)
    return True


def _put(
    session: Session, at: ProcedureAtUnit, last: AnnouncedLimit | None, from_day: date, values: Mapping[str, object]
) -> changes.Change:
    """Correct the limit that begins on *from_day*, or let a new one follow the last; return what was different."""
    if last is not None and last.valid_from == from_day:
        return changes.apply(last, {**values, "valid_until": None})
    if last is not None and last.valid_until is None:
        if not changes.differences(last, values):
            return {}
        last.valid_until = from_day
    elif last is not None and last.valid_until is not None and last.valid_until > from_day:
        last.valid_until = from_day
    session.add(AnnouncedLimit(at_unit_id=at.id, valid_from=from_day, **values))
    return changes.from_nothing({**values, "valid_from": from_day})


def _known(session: Session, unit_id: int, procedure_id: int, day: date) -> Held:
    found = held(session, unit_id, procedure_id, day)
    if found is None:
        raise Refused("unknown", "procedure")
    return found


def _set(
    session: Session,
    at: ProcedureAtUnit,
    procedure: Procedure,
    values: Mapping[str, object],
    *,
    now: datetime,
    staff_id: int | None,
) -> bool:
    old_group = at.group_id
    details = changes.apply(at, values)
    if not details:
        return False
    if details.pop("group_id", None):
        names = (_group_name(session, old_group), _group_name(session, at.group_id))
        details["group"] = {"old": names[0], "new": names[1]}
    session.flush()
    _record(session, "procedure.place", at.unit_id, procedure, details, now=now, staff_id=staff_id)
    return True


def _record(
    session: Session,
    act: str,
    unit_id: int,
    procedure: Procedure,
    details: changes.Change,
    *,
    now: datetime,
    staff_id: int | None,
) -> None:
    add = upsert(session, ProcedureCatalogue).values(unit_id=unit_id, version=1)
    session.execute(
        add.on_conflict_do_update(index_elements=["unit_id"], set_={"version": ProcedureCatalogue.version + 1})
    )
    version = versions_of(session, procedure.id)[-1]
    actions.record(session, act, procedure, version, details, now=now, staff_id=staff_id, unit_id=unit_id)


def _refuse_mixed(session: Session, unit: Unit, procedure: Procedure) -> None:
    owner = session.get_one(Unit, procedure.owner_id)
    if owner.is_demo != unit.is_demo:
        raise Refused("samples_mixed", "procedure")


def _refuse_foreign(session: Session, unit_id: int, group_id: int | None) -> None:
    group = session.get(ServiceGroup, group_id) if group_id is not None else None
    if group_id is not None and (group is None or group.unit_id != unit_id):
        raise Refused("unknown", "group")


def _group_name(session: Session, group_id: int | None) -> str | None:
    group = session.get(ServiceGroup, group_id) if group_id is not None else None
    return f"{group.prefix} – {group.name_vi}" if group else None
