"""What was taken back or moved afterwards, and so could change the figures of a report: it is told in section II."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.documents.phrases import day, shown
from admin.tally.models import TallySheet
from kiosk.ground.calendar import local_day
from kiosk.ground.events import AuditEvent

PILOT_DAYS = "unit.pilot"


class Traces(NamedTuple):
    """What the record keeps beside the figures.

    Attributes:
        sheets, lines: Tally sheets of the days told that were taken back, and their lines.
        changed: When the days of baseline and pilot were last set, at which unit, by whom; ``None`` where never.
    """

    sheets: int = 0
    lines: int = 0
    changed: tuple[date, str, str] | None = None


def read(session: Session, unit_ids: Collection[int], first: date, last: date) -> Traces:
    """Read what was taken back of the days from *first* to *last*, both inside, and the last change of the days."""
    sheets, lines = session.execute(
        select(func.count(), func.coalesce(func.sum(TallySheet.lines), 0)).where(
            TallySheet.unit_id.in_(unit_ids), TallySheet.day.between(first, last), TallySheet.taken_back_at.is_not(None)
        )
    ).one()
    found = session.execute(
        select(AuditEvent.at, AuditEvent.subject, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEvent.staff_id)
        .where(AuditEvent.unit_id.in_(unit_ids), AuditEvent.act == PILOT_DAYS)
        .order_by(AuditEvent.id.desc())
        .limit(1)
    ).first()
    changed = None if found is None else (local_day(found[0]), found[1], found[2] or "người quản trị máy chủ")
    return Traces(sheets, int(lines), changed)


def told(traces: Traces) -> Sequence[str]:
    """Return them as sentences."""
    said = []
    if traces.sheets:
        said.append(
            f"{shown(traces.sheets)} phiếu giấy ({shown(traces.lines)} dòng) đã nhập rồi bị thu hồi, không có trong số "
            "liệu; lý do còn lưu ở trang Ghi tay."
        )
    if traces.changed is not None:
        when, unit, by = traces.changed
        said.append(f"Ngày thí điểm và giai đoạn so sánh được ghi lần cuối ngày {day(when)} ({unit}; người ghi: {by}).")
    return said
