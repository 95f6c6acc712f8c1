"""Every SELECT about the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, bindparam, select
from sqlalchemy.orm import Session

from kiosk.office import opening, public_holidays
from kiosk.office.descent import Descent, Stay
from kiosk.office.models import (
    Code,
    Counter,
    CounterGroup,
    HolidayOverride,
    OpeningException,
    OpeningSession,
    ServiceGroup,
    Unit,
    UnitVersion,
)


def _valid(day: date | BindParameter[date]) -> ColumnElement[bool]:
    return (UnitVersion.valid_from <= day) & ((UnitVersion.valid_until.is_(None)) | (UnitVersion.valid_until > day))


# Asked by every page: made once, because making a statement takes several times as long as running it.
VERSIONS = (
    select(Unit, UnitVersion)
    .join(UnitVersion, UnitVersion.unit_id == Unit.id)
    .where(Unit.id == bindparam("unit_id"))
    .order_by(UnitVersion.valid_from)
)
EVERY = (
    select(Unit, UnitVersion)
    .join(UnitVersion, UnitVersion.unit_id == Unit.id)
    .where(_valid(bindparam("day", type_=Date())))
    .order_by(Unit.id)
)
PARENT = select(UnitVersion.parent_id).where(
    UnitVersion.unit_id == bindparam("unit_id"), _valid(bindparam("day", type_=Date()))
)
BELOW = select(UnitVersion.unit_id, UnitVersion.parent_id).where(
    _valid(bindparam("day", type_=Date())), UnitVersion.parent_id.is_not(None)
)
STAYS = (
    select(UnitVersion.unit_id, UnitVersion.parent_id, UnitVersion.valid_from, UnitVersion.valid_until)
    .join(Unit, Unit.id == UnitVersion.unit_id)
    .where(~Unit.is_practice)
)
GROUPS = (
    select(ServiceGroup)
    .where(ServiceGroup.unit_id == bindparam("unit_id"))
    .order_by(ServiceGroup.guidance, ServiceGroup.position, ServiceGroup.id)
)
ACTIVE_GROUPS = GROUPS.where(ServiceGroup.active)
CODE = select(Code, Counter).outerjoin(Counter, Counter.id == Code.counter_id).where(Code.code == bindparam("code"))
WEEK = (
    select(OpeningSession)
    .where(OpeningSession.unit_id == bindparam("unit_id"))
    .order_by(OpeningSession.weekday, OpeningSession.opens)
)
EXCEPTIONS = (
    select(OpeningException)
    .where(OpeningException.unit_id == bindparam("unit_id"), OpeningException.day >= bindparam("day"))
    .order_by(OpeningException.day, OpeningException.opens)
)
OVERRIDES = select(HolidayOverride.day, HolidayOverride.is_working).where(HolidayOverride.day >= bindparam("day"))


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as it is on one day: what never changes, and the version that holds."""

    unit: Unit
    version: UnitVersion

    @property
    def id(self) -> int:
        """The unit's key."""
        return self.unit.id

    def name(self, language: str) -> str:
        """Return its name in *language*."""
        return self.version.name(language)


@dataclass(frozen=True, slots=True)
class CodeView:
    """A printed code with the place it stands at; *counter* is ``None`` at an entrance."""

    code: Code
    counter: Counter | None


def unit_on(session: Session, unit_id: int, day: date) -> UnitView | None:
    """Return the unit as of *day*, or its nearest version when *day* lies outside all of them."""
    rows = session.execute(VERSIONS, {"unit_id": unit_id}).all()
    if not rows:
        return None
    chosen = rows[0]
    for row in rows:
        if row[1].valid_from <= day:
            chosen = row
    return UnitView(chosen[0], chosen[1])


def unit_id_of(session: Session, slug: str) -> int | None:
    """Return the key of the unit named *slug* in addresses and commands."""
    return session.scalar(select(Unit.id).where(Unit.slug == slug))


def all_units(session: Session, day: date) -> list[UnitView]:
    """Return every unit that exists on *day*, in the order of their keys."""
    return [UnitView(unit, version) for unit, version in session.execute(EVERY, {"day": day})]


def units_ever(session: Session) -> list[Unit]:
    """Return every unit there is, was or will be, in the order of their keys."""
    return list(session.scalars(select(Unit).order_by(Unit.id)))


def subtree_ids(session: Session, unit_ids: Sequence[int], day: date) -> frozenset[int]:
    """Return *unit_ids* and every unit below them on *day*.

    The whole tree is a few thousand rows at most; it is walked here so that one query serves both databases.
    """
    children: dict[int, list[int]] = {}
    for unit_id, parent_id in session.execute(BELOW, {"day": day}):
        if parent_id is not None:
            children.setdefault(parent_id, []).append(unit_id)
    found: set[int] = set()
    waiting = list(unit_ids)
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in found:
            found.add(unit_id)
            waiting.extend(children.get(unit_id, ()))
    return frozenset(found)


def descent(session: Session) -> Descent:
    """Return the whole tree with its past and its plans, read once for figures about many days: without practice."""
    return Descent(Stay(*row) for row in session.execute(STAYS))


def ancestor_ids(session: Session, unit_id: int, day: date) -> list[int]:
    """Return the unit itself and every unit above it on *day*, nearest first."""
    chain: list[int] = []
    current: int | None = unit_id
    while current is not None and current not in chain:
        chain.append(current)
        current = session.scalar(PARENT, {"unit_id": current, "day": day})
    return chain


def denunciations_of(session: Session, unit_id: int, day: date) -> str | None:
    """Return where denunciations about the unit are taken: as it says itself, else as the nearest unit above says."""
    chain = ancestor_ids(session, unit_id, day)
    rows = session.execute(select(Unit.id, Unit.denunciations).where(Unit.id.in_(chain))).all()
    said = {row.id: row.denunciations for row in rows if row.denunciations}
    return next((said[one] for one in chain if one in said), None)


def versions_of(session: Session, unit_id: int) -> list[UnitVersion]:
    """Return all versions of a unit, oldest first."""
    return list(
        session.scalars(select(UnitVersion).where(UnitVersion.unit_id == unit_id).order_by(UnitVersion.valid_from))
    )


def groups_of(session: Session, unit_id: int, *, only_active: bool = True) -> list[ServiceGroup]:
    """Return the unit's service groups as they are listed, guidance last."""
    return list(session.scalars(ACTIVE_GROUPS if only_active else GROUPS, {"unit_id": unit_id}))


def counters_of(session: Session, unit_id: int, *, only_active: bool = True) -> list[Counter]:
    """Return the unit's counters by their label."""
    query = select(Counter).where(Counter.unit_id == unit_id)
    if only_active:
        query = query.where(Counter.active)
    return sorted(session.scalars(query.order_by(Counter.id)), key=lambda counter: (len(counter.label), counter.label))


def counter(session: Session, counter_id: int) -> Counter:
    """Return one counter, in use or not.

    Raises:
        sqlalchemy.exc.NoResultFound: There is none.
    """
    return session.get_one(Counter, counter_id)


def group(session: Session, group_id: int) -> ServiceGroup:
    """Return one service group, in use or not; raises as :func:`counter`."""
    return session.get_one(ServiceGroup, group_id)


def group_names(session: Session) -> dict[int, str]:
    """Return the Vietnamese name of every service group of every unit, also of those that are no more."""
    return {key: name for key, name in session.execute(select(ServiceGroup.id, ServiceGroup.name_vi))}  # noqa: C416 - rows are no pairs


def groups_served_by(session: Session, counter_id: int) -> list[ServiceGroup]:
    """Return the groups a counter normally serves."""
    return list(
        session.scalars(
            select(ServiceGroup)
            .join(CounterGroup, CounterGroup.group_id == ServiceGroup.id)
            .where(CounterGroup.counter_id == counter_id, ServiceGroup.active)
            .order_by(ServiceGroup.position, ServiceGroup.id)
        )
    )


def find_code(session: Session, code: str) -> CodeView | None:
    """Return the printed code with its place, withdrawn or not; ``None`` for a code that was never issued."""
    row = session.execute(CODE, {"code": code}).first()
    return None if row is None else CodeView(row[0], row[1])


def codes_of(session: Session, unit_id: int) -> list[CodeView]:
    """Return the unit's codes, entrances first, oldest first."""
    rows = session.execute(
        select(Code, Counter)
        .outerjoin(Counter, Counter.id == Code.counter_id)
        .where(Code.unit_id == unit_id)
        .order_by(Code.counter_id.is_not(None), Code.counter_id, Code.issued_at, Code.code)
    )
    return [CodeView(code, counter) for code, counter in rows]


def hours_of(session: Session, unit_id: int, day: date) -> opening.Hours:
    """Return the unit's hours with what changes them from *day* on."""
    weekly: dict[int, tuple[opening.Session, ...]] = {}
    for row in session.scalars(WEEK, {"unit_id": unit_id}):
        weekly[row.weekday] = (*weekly.get(row.weekday, ()), opening.Session(row.opens, row.closes))
    exceptions: dict[date, tuple[opening.Session, ...]] = {}
    for other in session.scalars(EXCEPTIONS, {"unit_id": unit_id, "day": day}):
        exceptions.setdefault(other.day, ())
        if other.opens is not None and other.closes is not None:
            exceptions[other.day] += (opening.Session(other.opens, other.closes),)
    return opening.Hours(weekly, exceptions, public_holidays.vietnam(day.year), overrides_from(session, day))


def overrides_from(session: Session, day: date) -> dict[date, bool]:
    """Return the administrator's word on days from *day* on: whether they are worked, against the published table."""
    return {row.day: row.is_working for row in session.execute(OVERRIDES, {"day": day})}
