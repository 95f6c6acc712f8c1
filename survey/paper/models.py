"""Slips for ballots on paper. What two people typed waits here until it agrees, and is then cast and forgotten."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.queue.kinds import in_list


class SlipState(StrEnum):
    """What became of a slip."""

    PRINTED = "printed"
    CAST = "cast"
    SPOILT = "spoilt"  # empty or unreadable: counted, never cast


class PaperRun(Base):
    """Slips printed at one time for one unit and questionnaire. *staff_id* leads upward, without a key.

    From *withdrawn_on* on none of them is taken.
    """

    __tablename__ = "paper_run"
    __table_args__ = (CheckConstraint("slips BETWEEN 1 AND 500", name="slips_sane"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    slips: Mapped[int]
    printed_on: Mapped[date]
    staff_id: Mapped[int]
    issue_key: Mapped[str] = mapped_column(String(64), unique=True)
    withdrawn_on: Mapped[date | None]


class PaperSlip(Base):
    """One slip, by the digest of the code printed on it; the code itself is nowhere but on the paper."""

    __tablename__ = "paper_slip"
    __table_args__ = (
        CheckConstraint(in_list("state", SlipState), name="state_known"),
        Index("ix_paper_slip_run", "run_id", "code_hash"),
        {"sqlite_with_rowid": False},
    )

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("paper_run.id"))
    state: Mapped[str] = mapped_column(String(10))


class PaperEntry(Base):
    """What one person read on a slip, in which week; gone as soon as the ballot is cast."""

    __tablename__ = "paper_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code_hash: Mapped[str] = mapped_column(ForeignKey("paper_slip.code_hash"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    comments: Mapped[list[str]] = mapped_column(JSON)
    week: Mapped[str] = mapped_column(String(8))
