"""Questionnaires, frozen once used: every answer keeps the exact wording it answered."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.ground.i18n import FourNames
from kiosk.queue.kinds import in_list


class QuestionKind(StrEnum):
    """How a question is answered."""

    LEVELS = "levels"  # five levels of satisfaction, 1 to 5
    ONE = "one"
    SEVERAL = "several"
    TEXT = "text"


class Meaning(StrEnum):
    """What the answers of a question are compared with, whatever its wording."""

    REPORTED_WAIT = "reported_wait"  # values 1 to 5: bands of `kiosk.queue.waiting.wait_band`; 6: “do not remember”
    WAIT_LEVEL = "wait_level"
    VISIT_NUMBER = "visit_number"
    WAIT_REASON = "wait_reason"


class Factor(StrEnum):
    """What a question is about: the five factors of satisfaction, or the conduct that directives ask about."""

    ACCESS = "access"
    PROCEDURES = "procedures"
    OFFICERS = "officers"
    RESULTS = "results"
    FEEDBACK = "feedback"
    CONDUCT = "conduct"


class Questionnaire(FourNames, Base):
    """One version of a form. *role* is ``visit`` (after a ticket) or ``open`` (no ticket needed).

    A draft asks nobody and may be changed; once published, a version stays as it is for ever. *planned_until* is the
    end it had before the next version cut it short; read only when that one is taken back.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("role IN ('visit', 'open')", name="role_known"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="valid_range"),
        Index("ix_questionnaire_role_unit", "role", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(default=1)
    role: Mapped[str] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    planned_until: Mapped[date | None]
    is_draft: Mapped[bool] = mapped_column(default=False, server_default=false())


class Question(FourNames, Base):
    """One question; its name is its wording. *overall* marks the one that gives the satisfaction score.

    Below one that *tells_where* stands where the unit's denunciations (tố cáo) are taken.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "position"),
        CheckConstraint("kind IN ('levels', 'one', 'several', 'text')", name="kind_known"),
        CheckConstraint(f"meaning IS NULL OR {in_list('meaning', Meaning)}", name="meaning_known"),
        CheckConstraint(f"factor IS NULL OR {in_list('factor', Factor)}", name="factor_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    required: Mapped[bool] = mapped_column(default=False)
    overall: Mapped[bool] = mapped_column(default=False)
    meaning: Mapped[str | None] = mapped_column(String(20))
    factor: Mapped[str | None] = mapped_column(String(12))
    tells_where: Mapped[bool] = mapped_column(default=False, server_default=false())


class Choice(FourNames, Base):
    """One answer that can be picked; *value* is what a ballot stores."""

    __tablename__ = "choice"
    __table_args__ = (
        UniqueConstraint("question_id", "value"),
        CheckConstraint("value BETWEEN 0 AND 99", name="value_small"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    value: Mapped[int]
