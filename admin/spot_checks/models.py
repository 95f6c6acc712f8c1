"""What monitors saw in the hall with their own eyes. Nobody is described: people are numbered as they came."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base


class SpotCheck(Base):
    """One look at one hall, from one instant to another."""

    __tablename__ = "spot_check"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="instants_ordered"),
        Index("ix_spot_check_unit", "unit_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff_name: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    remark: Mapped[str | None] = mapped_column(String(500))
    issue_key: Mapped[str] = mapped_column(String(64), unique=True)


class SpotSighting(Base):
    """Somebody who came: when, when called, when they left uncalled; the number of the ticket if it could be read.

    Instants are the server's. *late_seconds* is how long before one of them the phone says it was tapped, without a
    network; ``None``: at once.
    """

    __tablename__ = "spot_sighting"
    __table_args__ = (
        UniqueConstraint("check_id", "seq"),
        CheckConstraint(
            "(called_at IS NULL OR called_at >= arrived_at) AND (left_at IS NULL OR left_at >= arrived_at)",
            name="instants_ordered",
        ),
        CheckConstraint("late_seconds > 0", name="late_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("spot_check.id"))
    seq: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(12))
    arrived_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    no_ticket: Mapped[bool]
    late_seconds: Mapped[int | None]
    issue_key: Mapped[str] = mapped_column(String(64), unique=True)
