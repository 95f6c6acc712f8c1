"""Every SELECT about tally sheets."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.tally.models import TallySheet

MOST_SHEETS = 200


def by_key(session: Session, key: str) -> TallySheet | None:
    """Return the sheet that the form with this one-time key already stored."""
    return session.scalar(select(TallySheet).where(TallySheet.key == key))


def standing(session: Session, unit_id: int, day: date, page: int) -> TallySheet | None:
    """Return the sheet that stands for this page of this day; ``None`` when there is none."""
    of_page = select(TallySheet).where(TallySheet.unit_id == unit_id, TallySheet.day == day, TallySheet.page == page)
    return session.scalar(of_page.where(TallySheet.taken_back_at.is_(None)))


def sheets_of(session: Session, unit_id: int) -> list[TallySheet]:
    """Return the sheets that were typed in last, the latest first, those taken back too."""
    query = select(TallySheet).where(TallySheet.unit_id == unit_id).order_by(TallySheet.id.desc())
    return list(session.scalars(query.limit(MOST_SHEETS)))


def names(session: Session, staff_ids: Collection[int]) -> dict[int, str]:
    """Return what people are called, by id."""
    return dict(session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff_ids))).all())
