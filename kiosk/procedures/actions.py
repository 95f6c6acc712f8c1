"""Every write about what a procedure asks for, from which day to which."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, tree
from kiosk.office.changes import Change
from kiosk.office.refusals import Refused
from kiosk.procedures import entries
from kiosk.procedures.entries import Texts
from kiosk.procedures.models import Procedure, ProcedureAtUnit, ProcedureCatalogue, ProcedureVersion
from kiosk.procedures.queries import by_code, versions_of
from kiosk.procedures.time_limits import limit_of, written


def texts_of(version: ProcedureVersion) -> Texts:
    """Return what a version says as it would be typed; typing it again changes nothing."""
    limit = limit_of(version.limit_amount, version.limit_unit)
    typed = {name: getattr(version, name) for name in entries.COLUMNS if name not in {"fee_amount", "limit"}}
    amount = None if version.fee_amount is None else str(version.fee_amount)
    return Texts(**typed, fee_amount=amount, limit=written(limit) if limit else version.limit_text)


def add_procedure(
    session: Session,
    owner_id: int,
    code: str,
    texts: Texts,
    *,
    from_day: date,
    until: date | None = None,
    now: datetime,
    staff_id: int | None,
) -> Procedure:
    """Add a procedure whose texts the unit *owner_id* keeps; nobody receives it yet.

    Args:
        session: A write session.
        owner_id: A unit.
        code: National code, unique in this house.
        texts: What is typed about it.
        from_day: The first day on which it holds.
        until: The first day on which it holds no more; ``None`` when that is not known.
        now: When.
        staff_id: Who; ``None`` for the command line.

    Raises:
        Refused: ``code`` *missing*, *malformed* or *taken*, ``until`` *backwards*, or as :meth:`Texts.columns`.
    """
    code, columns = entries.code(code), texts.columns()
    _refuse_backwards(from_day, until)
    tree.locked_unit(session, owner_id)
    if by_code(session, code) is not None:
        raise Refused("taken", "code")
    procedure = Procedure(code=code, owner_id=owner_id)
    session.add(procedure)
    session.flush()
    days = {"valid_from": from_day, "valid_until": until}
    version = ProcedureVersion(procedure_id=procedure.id, changed_at=now, **days, **columns)
    session.add(version)
    session.flush()
    record(
        session, "procedure.add", procedure, version, changes.from_nothing(days | columns), now=now, staff_id=staff_id
    )
    return procedure


def change_from(
    session: Session, procedure_id: int, from_day: date, texts: Texts, *, now: datetime, staff_id: int | None
) -> bool:
    """Let *texts* hold from *from_day* on; what held before stays in its past.

    On the very day from which the last version holds, that version is corrected. Nothing different changes nothing.

    Returns:
        Whether anything was different.

    Raises:
        Refused: ``valid_from`` *before_first* or *later_change*, ``procedure`` *unknown*, or as :meth:`Texts.columns`.
    """
    columns = texts.columns()
    procedure = locked(session, procedure_id)
    versions = versions_of(session, procedure_id)
    last = versions[-1]
    if from_day < last.valid_from:
        raise Refused("before_first" if len(versions) == 1 else "later_change", "valid_from")
    over = last.valid_until is not None and last.valid_until <= from_day
    details = changes.differences(last, columns)
    if not details and not over:
        return False
    version = last
    if last.valid_from == from_day:
        changes.apply(last, columns)
        last.changed_at = now
    else:
        until = None if over else last.valid_until
        last.valid_until = last.valid_until if over else from_day
        version = ProcedureVersion(
            procedure_id=procedure_id, valid_from=from_day, valid_until=until, changed_at=now, **columns
        )
        session.add(version)
        details["valid_from"] = {"old": last.valid_from.isoformat(), "new": from_day.isoformat()}
    session.flush()
    touch(session, procedure_id)
    record(session, "procedure.change", procedure, version, details, now=now, staff_id=staff_id)
    return True


def end_on(session: Session, procedure_id: int, until: date | None, *, now: datetime, staff_id: int | None) -> bool:
    """Let the procedure hold no more from *until* on; ``None`` takes an end back.

    Returns:
        Whether anything was different.

    Raises:
        Refused: ``until`` *backwards* (not after the day from which its last version holds), ``procedure`` *unknown*.
    """
    procedure = locked(session, procedure_id)
    last = versions_of(session, procedure_id)[-1]
    _refuse_backwards(last.valid_from, until)
    details = changes.apply(last, {"valid_until": until})
    if not details:
        return False
    last.changed_at = now
    session.flush()
    touch(session, procedure_id)
    record(session, "procedure.end", procedure, last, details, now=now, staff_id=staff_id)
    return True


def locked(session: Session, procedure_id: int) -> Procedure:
    """Return the procedure, locked against other administrators until the transaction ends.

    Raises:
        Refused: ``procedure`` *unknown*.
    """
    procedure = session.get(Procedure, procedure_id, with_for_update={"key_share": True})
    if procedure is None:
        raise Refused("unknown", "procedure")
    return procedure


def touch(session: Session, procedure_id: int) -> None:
    """Tell whoever keeps an index of a unit that receives the procedure that it is old."""
    units = select(ProcedureAtUnit.unit_id).where(ProcedureAtUnit.procedure_id == procedure_id)
    catalogue = ProcedureCatalogue
    session.execute(
        update(catalogue)
        .where(catalogue.unit_id.in_(units))
        .values(version=catalogue.version + 1)
        .execution_options(synchronize_session=False)
    )


def record(
    session: Session,
    act: str,
    procedure: Procedure,
    version: ProcedureVersion,
    details: Change,
    *,
    now: datetime,
    staff_id: int | None,
    unit_id: int | None = None,
) -> None:
    """Note an act in the record of changes: at the unit that keeps the texts, unless it is about another unit."""
    values: Mapping[str, object] = details
    events.record(
        session,
        act,
        f"{procedure.code} – {version.name_vi}",
        now=now,
        staff_id=staff_id,
        unit_id=procedure.owner_id if unit_id is None else unit_id,
        details=dict(values),
    )


def _refuse_backwards(from_day: date, until: date | None) -> None:
    if until is not None and until <= from_day:
        raise Refused("backwards", "until")
