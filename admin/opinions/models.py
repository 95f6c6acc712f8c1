"""What an office does about bad ratings; the latest text about the same weeks stands, the older ones stay."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base


class Remedy(Base):
    """What is done about ratings of 1 to 3 in the weeks from one to another, both inside (giải pháp khắc phục)."""

    __tablename__ = "remedy"
    __table_args__ = (
        CheckConstraint("until_week >= from_week", name="weeks_ordered"),
        CheckConstraint("text <> ''", name="words_said"),
        Index("ix_remedy_unit_week", "unit_id", "until_week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    from_week: Mapped[str] = mapped_column(String(8))
    until_week: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(String(2000))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff_name: Mapped[str] = mapped_column(String(120))
    written_at: Mapped[datetime]
    issue_key: Mapped[str] = mapped_column(String(64), unique=True)
