"""The append-only record of who changed what: units, hours, codes, accounts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from kiosk.ground.db import Base


class AuditEvent(Base):
    """One act of an administrator; rows are added and never changed (triggers refuse it)."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_unit_at", "unit_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int | None]
    unit_id: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(
    session: Session,
    act: str,
    subject: str,
    *,
    now: datetime,
    staff_id: int | None,
    unit_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Add one line in the caller's transaction: the act and its record stand or fall together.

    Args:
        session: The write session of the act itself.
        act: A verb and a noun such as ``"counter.add"``.
        subject: What it was done to, in words an administrator knows.
        now: When.
        staff_id: Who; ``None`` for the command line.
        unit_id: The unit it concerns.
        details: Old and new values, JSON-ready, without secrets.
    """
    session.add(
        AuditEvent(at=now, staff_id=staff_id, unit_id=unit_id, act=act, subject=subject[:200], details=details or {})
    )
