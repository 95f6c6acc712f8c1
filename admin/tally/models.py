"""Tally sheets that were typed in."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base

STANDS = text("taken_back_at IS NULL")
REASON_CHARS = 200


class TallySheet(Base):
    """One page of one day. Its lines are tickets; a wrong sheet is taken back with a reason and stays on record.

    *key* is the one-time key of the form; the keys of its tickets follow from it.
    """

    __tablename__ = "tally_sheet"
    __table_args__ = (
        CheckConstraint("page BETWEEN 1 AND 99", name="page_sane"),
        CheckConstraint("lines > 0", name="lines_positive"),
        CheckConstraint("(taken_back_at IS NULL) = (reason IS NULL)", name="reason_when_taken_back"),
        Index(
            "uq_tally_sheet_page", "unit_id", "day", "page", unique=True, postgresql_where=STANDS, sqlite_where=STANDS
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date]
    page: Mapped[int]
    lines: Mapped[int]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int]
    entered_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(String(REASON_CHARS))
