"""The SELECTs of official reports: what stands at units, their letterhead, the words somebody saved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from admin.documents.kinds import ReportKind
from admin.documents.models import Letterhead, ReportText
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.models import Code, CodeScans, Counter, Device, ServiceGroup
from kiosk.office.queries import UnitView
from kiosk.queue.models import Ticket
from kiosk.queue.past_queries import stands


class Standing(NamedTuple):
    """How many counters, groups, tablets and printed codes units have in use; *scans* is ``None`` when not counted."""

    counters: int
    groups: int
    tablets: int
    codes: int
    scans: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """Which report of a unit has words of its own, and when they were last saved, by whom."""

    kind: str
    period: str
    text: ReportText


def standing(session: Session, unit_ids: Collection[int], first: date, last: date) -> Standing:
    """Return what *unit_ids* have in use today, and the scans of their codes from *first* to *last*, both inside."""
    counted = (
        select(func.count()).where(Counter.unit_id.in_(unit_ids), Counter.active),
        select(func.count()).where(ServiceGroup.unit_id.in_(unit_ids), ServiceGroup.active),
        select(func.count()).where(Device.unit_id.in_(unit_ids), Device.revoked_at.is_(None)),
        select(func.count()).where(Code.unit_id.in_(unit_ids), Code.withdrawn_at.is_(None)),
    )
    counters, groups, tablets, codes = (session.scalar(query) or 0 for query in counted)
    scans = session.scalar(
        select(func.sum(CodeScans.scans)).where(CodeScans.unit_id.in_(unit_ids), CodeScans.day.between(first, last))
    )
    return Standing(counters, groups, tablets, codes, None if scans is None else int(scans))


def first_day(session: Session, unit_ids: Collection[int]) -> date | None:
    """Return the day of the first visit of *unit_ids*; ``None`` before it."""
    earliest = session.scalar(select(func.min(Ticket.arrived_at)).where(Ticket.unit_id.in_(unit_ids), stands()))
    return None if earliest is None else local_day(earliest)


def pilots(session: Session, today: date, *, sample: bool) -> list[UnitView]:
    """Return the pilot units of today, without practice, the sample's or the real ones, by name."""
    found = [
        view
        for view in office.all_units(session, today)
        if view.unit.pilot and not view.unit.is_practice and view.unit.is_demo == sample
    ]
    return sorted(found, key=lambda view: view.name("vi"))


def letterhead(session: Session, unit_id: int, day: date) -> Letterhead | None:
    """Return the letterhead that holds on *day*; ``None`` where the unit has none yet."""
    query = select(Letterhead).where(Letterhead.unit_id == unit_id, Letterhead.valid_from <= day)
    return session.scalar(query.order_by(Letterhead.valid_from.desc()).limit(1))


def letterheads(session: Session, unit_id: int) -> Sequence[Letterhead]:
    """Return every letterhead of the unit, the latest first."""
    query = select(Letterhead).where(Letterhead.unit_id == unit_id).order_by(Letterhead.valid_from.desc())
    return session.scalars(query).all()


def texts(session: Session, unit_id: int, kind: ReportKind, period: str) -> dict[str, ReportText]:
    """Return the last saved version of each section that has one."""
    query = select(ReportText).where(*_of(unit_id, kind, period)).order_by(ReportText.version)
    return {row.section: row for row in session.scalars(query)}


def versions(session: Session, unit_id: int, kind: ReportKind, period: str, section: str) -> Sequence[ReportText]:
    """Return every saved version of a section, the latest first."""
    query = select(ReportText).where(*_of(unit_id, kind, period), ReportText.section == section)
    return session.scalars(query.order_by(ReportText.version.desc())).all()


def written(session: Session, unit_id: int) -> list[Version]:
    """Return the reports of the unit that somebody has written in, the last saved first."""
    rows = session.scalars(select(ReportText).where(ReportText.unit_id == unit_id).order_by(ReportText.id.desc()))
    found: dict[tuple[str, str], Version] = {}
    for row in rows:
        found.setdefault((row.kind, row.period), Version(row.kind, row.period, row))
    return list(found.values())


def _of(unit_id: int, kind: ReportKind, period: str) -> tuple[ColumnElement[bool], ...]:
    return (ReportText.unit_id == unit_id, ReportText.kind == kind, ReportText.period == period)
