"""Decisions about ballots and comments. They are added, never changed: the latest about a ballot or comment stands."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.queue.kinds import in_list


class Subject(StrEnum):
    """What is decided about."""

    BALLOT = "ballot"
    COMMENT = "comment"


class Act(StrEnum):
    """What was decided. *masked*: personal data in a comment were struck out; the digest of what stood there stays."""

    ASIDE = "aside"
    RESTORED = "restored"
    PUBLISHED = "published"
    HIDDEN = "hidden"
    MASKED = "masked"


class Reason(StrEnum):
    """Why something may be set aside; there is no other reason."""

    SPAM = "spam"
    PERSONAL = "personal"
    TEST = "test"


class Moderation(Base):
    """One decision of a moderator; *position* is that of its leaf in the log. *staff_id* leads upward, without key.

    One form may decide about several subjects, each once.
    """

    __tablename__ = "moderation"
    __table_args__ = (
        CheckConstraint(in_list("subject", Subject), name="subject_known"),
        CheckConstraint(in_list("act", Act), name="act_known"),
        CheckConstraint(f"reason IS NULL OR {in_list('reason', Reason)}", name="reason_known"),
        CheckConstraint("act NOT IN ('aside', 'hidden') OR reason IS NOT NULL", name="reason_said"),
        UniqueConstraint("issue_key", "subject_id"),
        Index("ix_moderation_subject", "subject", "subject_id", "id"),
        Index("ix_moderation_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    subject: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(String(32))
    act: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(10))
    staff_id: Mapped[int]
    at: Mapped[datetime]
    position: Mapped[int | None]
    issue_key: Mapped[str] = mapped_column(String(64))
