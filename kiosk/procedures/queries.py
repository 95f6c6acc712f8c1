"""Every SELECT about procedures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kiosk.office.models import Code, Counter, CounterGroup, ServiceGroup
from kiosk.procedures.models import (
    AnnouncedLimit,
    Procedure,
    ProcedureAtUnit,
    ProcedureCatalogue,
    ProcedureUpload,
    ProcedureVersion,
)
from kiosk.procedures.shares import Received, Shares, shares
from kiosk.procedures.time_limits import limit_of


@dataclass(frozen=True, slots=True)
class Held:
    """A procedure at one unit on one day.

    Attributes:
        version: What holds that day; outside all versions the nearest one.
        holds: Whether *version* really holds that day.
        announced: The unit's own limit that day; ``None`` where there is none.
    """

    at: ProcedureAtUnit
    procedure: Procedure
    version: ProcedureVersion
    holds: bool
    announced: AnnouncedLimit | None


def by_code(session: Session, code: str) -> Procedure | None:
    """Return the procedure with this national code."""
    return session.scalar(select(Procedure).where(Procedure.code == code))


def versions_of(session: Session, procedure_id: int) -> list[ProcedureVersion]:
    """Return all versions of a procedure, oldest first."""
    query = select(ProcedureVersion).where(ProcedureVersion.procedure_id == procedure_id)
    return list(session.scalars(query.order_by(ProcedureVersion.valid_from)))


def version_on(versions: Sequence[ProcedureVersion], day: date) -> ProcedureVersion:
    """Return what of *versions* (oldest first, at least one) began last by *day*; before all of them the first."""
    return next((version for version in reversed(versions) if version.valid_from <= day), versions[0])


def holds(row: ProcedureVersion | AnnouncedLimit, day: date) -> bool:
    """Whether a version or a limit holds on *day*."""
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)


def limits_of(session: Session, at_unit_id: int) -> list[AnnouncedLimit]:
    """Return every limit a unit has announced for one procedure, oldest first."""
    query = select(AnnouncedLimit).where(AnnouncedLimit.at_unit_id == at_unit_id)
    return list(session.scalars(query.order_by(AnnouncedLimit.valid_from)))


def at_unit(session: Session, unit_id: int, procedure_id: int) -> ProcedureAtUnit | None:
    """Return how a unit receives a procedure, also when it has stopped."""
    return session.scalar(
        select(ProcedureAtUnit).where(ProcedureAtUnit.unit_id == unit_id, ProcedureAtUnit.procedure_id == procedure_id)
    )


def held(session: Session, unit_id: int, procedure_id: int, day: date) -> Held | None:
    """Return one procedure of a unit, received or stopped; ``None`` for one that was never received there."""
    row = session.execute(
        select(ProcedureAtUnit, Procedure)
        .join(Procedure, Procedure.id == ProcedureAtUnit.procedure_id)
        .where(ProcedureAtUnit.unit_id == unit_id, Procedure.id == procedure_id)
    ).first()
    if row is None:
        return None
    limit = next((limit for limit in limits_of(session, row[0].id) if holds(limit, day)), None)
    return _held(row[0], row[1], versions_of(session, procedure_id), limit, day)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a procedure that a unit receives or has received is found and sorted by, as its version of a day has it."""

    id: int
    code: str
    active: bool
    name_vi: str
    field: str | None
    synonyms: str | None


def listed(session: Session, unit_id: int, day: date) -> list[Listed]:
    """Return every procedure that the unit receives or has received, in the order of their keys.

    Columns only, for lists of thousands; :func:`all_held` reads those whole that are shown.
    """
    version = ProcedureVersion
    rows = session.execute(
        select(Procedure.id, Procedure.code, ProcedureAtUnit.active, version.name_vi, version.field, version.synonyms)
        .add_columns(version.valid_from)
        .join(ProcedureAtUnit, ProcedureAtUnit.procedure_id == Procedure.id)
        .join(version, version.procedure_id == Procedure.id)
        .where(ProcedureAtUnit.unit_id == unit_id)
        .order_by(Procedure.id, version.valid_from)
    )
    found: dict[int, Listed] = {}
    for *columns, valid_from in rows:
        if valid_from <= day or columns[0] not in found:
            found[columns[0]] = Listed(*columns)
    return list(found.values())


def all_held(session: Session, unit_id: int, day: date, only: Collection[int] | None = None) -> list[Held]:
    """Return every procedure that the unit receives or has received, whole, in the order of their keys.

    Args:
        session: A session.
        unit_id: A unit.
        day: Of which version and announced limit.
        only: Keys of procedures, at most some hundred; ``None`` for all.
    """
    of_unit = ProcedureAtUnit.unit_id == unit_id
    if only is not None:
        of_unit &= ProcedureAtUnit.procedure_id.in_(only)
    rows = session.execute(
        select(ProcedureAtUnit, Procedure)
        .join(Procedure, Procedure.id == ProcedureAtUnit.procedure_id)
        .where(of_unit)
        .order_by(Procedure.id)
    ).all()
    versions: dict[int, list[ProcedureVersion]] = {}
    joined = ProcedureAtUnit.procedure_id == ProcedureVersion.procedure_id
    query = select(ProcedureVersion).join(ProcedureAtUnit, joined).where(of_unit)
    for version in session.scalars(query.order_by(ProcedureVersion.valid_from)):
        versions.setdefault(version.procedure_id, []).append(version)
    promised = select(AnnouncedLimit).join(ProcedureAtUnit, ProcedureAtUnit.id == AnnouncedLimit.at_unit_id)
    limits = {
        limit.at_unit_id: limit for limit in session.scalars(promised.where(of_unit, _valid(AnnouncedLimit, day)))
    }
    return [_held(at, procedure, versions[procedure.id], limits.get(at.id), day) for at, procedure in rows]


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a procedure that a unit receives, and what it is found by."""

    id: int
    group_id: int | None
    code: str
    name_vi: str
    name_en: str | None
    name_km: str | None
    name_zh: str | None
    field: str | None
    synonyms: str | None


def cards(session: Session, unit_id: int, day: date) -> list[Card]:
    """Return the procedures that a unit receives and that hold on *day*, in the order of their keys."""
    version = ProcedureVersion
    columns: Sequence[InstrumentedAttribute[str | None]] = (version.name_en, version.name_km, version.name_zh)
    rows = session.execute(
        select(Procedure.id, ProcedureAtUnit.group_id, Procedure.code, version.name_vi, *columns)
        .add_columns(version.field, version.synonyms)
        .join(ProcedureAtUnit, ProcedureAtUnit.procedure_id == Procedure.id)
        .join(version, version.procedure_id == Procedure.id)
        .where(ProcedureAtUnit.unit_id == unit_id, ProcedureAtUnit.active, _valid(version, day))
        .order_by(Procedure.id)
    )
    return [Card(*row) for row in rows]


def catalogue_version(session: Session, unit_id: int) -> int:
    """Return how often the procedures of a unit have changed; 0 where there never were any."""
    query = select(ProcedureCatalogue.version).where(ProcedureCatalogue.unit_id == unit_id)
    return session.scalar(query) or 0


def counters_for(session: Session, group_id: int) -> list[Counter]:
    """Return the counters in use that normally serve a group, by their label."""
    rows = session.scalars(
        select(Counter)
        .join(CounterGroup, CounterGroup.counter_id == Counter.id)
        .where(CounterGroup.group_id == group_id, Counter.active)
        .order_by(Counter.id)
    )
    return sorted(rows, key=lambda counter: (len(counter.label), counter.label))


def group_of(session: Session, unit_id: int, group_id: int | None) -> ServiceGroup | None:
    """Return the group when it is one of the unit's and in use."""
    group = session.get(ServiceGroup, group_id) if group_id is not None else None
    return group if group is not None and group.unit_id == unit_id and group.active else None


def shares_of(session: Session, unit_ids: Collection[int], day: date) -> dict[int, Shares]:
    """Return for each unit how many of its procedures are shortened, and how many its codes lead to, on *day*."""
    at, version, promised = ProcedureAtUnit, ProcedureVersion, AnnouncedLimit
    rows = session.execute(
        select(at.unit_id, version.id, version.limit_amount, version.limit_unit, promised.amount, promised.unit)
        .outerjoin(version, (version.procedure_id == at.procedure_id) & _valid(version, day))
        .outerjoin(promised, (promised.at_unit_id == at.id) & _valid(promised, day))
        .where(at.unit_id.in_(unit_ids), at.active)
    )
    received: dict[int, list[Received]] = {unit_id: [] for unit_id in unit_ids}
    for unit_id, version_id, amount, unit, own_amount, own_unit in rows:
        received[unit_id].append(
            Received(version_id is not None, limit_of(amount, unit), limit_of(own_amount, own_unit))
        )
    with_code = set(
        session.scalars(select(Code.unit_id).where(Code.unit_id.in_(unit_ids), Code.withdrawn_at.is_(None)))
    )
    return {unit_id: shares(of_unit, has_code=unit_id in with_code) for unit_id, of_unit in received.items()}


def upload_of(session: Session, unit_id: int) -> ProcedureUpload | None:
    """Return the file of the unit that was looked at last."""
    return session.get(ProcedureUpload, unit_id)


def _held(
    at: ProcedureAtUnit,
    procedure: Procedure,
    versions: Sequence[ProcedureVersion],
    announced: AnnouncedLimit | None,
    day: date,
) -> Held:
    chosen = version_on(versions, day)
    return Held(at, procedure, chosen, holds(chosen, day), announced)


def _valid(table: type[ProcedureVersion | AnnouncedLimit], day: date) -> ColumnElement[bool]:
    return (table.valid_from <= day) & (table.valid_until.is_(None) | (table.valid_until > day))
