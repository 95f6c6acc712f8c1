"""Procedures as data with dates: what the law says from day to day, who receives them, what a unit has promised."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.ground.i18n import FourNames
from kiosk.procedures.entries import (
    CODE_CHARS,
    DOCUMENT_CHARS,
    FIELD_CHARS,
    LIMIT_CHARS,
    LINE_CHARS,
    NAME_CHARS,
    TEXT_CHARS,
)
from kiosk.procedures.time_limits import LimitUnit

_UNITS = f"({', '.join(repr(str(unit)) for unit in LimitUnit)})"


def _https(column: str) -> str:
    return f"{column} IS NULL OR substr({column}, 1, 8) = 'https://'"


class Procedure(Base):
    """One procedure by its national code; what it asks for stands in :class:`ProcedureVersion`.

    *owner_id* is the unit that keeps its texts: whoever may set up that unit may change them.
    """

    __tablename__ = "procedure"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(CODE_CHARS), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class ProcedureVersion(FourNames, Base):
    """What holds for a procedure from one day up to (not including) another. Only names exist in four languages."""

    __tablename__ = "procedure_version"
    __table_args__ = (
        UniqueConstraint("procedure_id", "valid_from"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="valid_range"),
        CheckConstraint("(limit_amount IS NULL) = (limit_unit IS NULL)", name="limit_whole"),
        CheckConstraint("limit_amount > 0", name="limit_positive"),
        CheckConstraint(f"limit_unit IN {_UNITS}", name="limit_unit_known"),
        CheckConstraint("fee_amount >= 0", name="fee_not_negative"),
        CheckConstraint(_https("online_url"), name="online_https"),
        CheckConstraint(_https("lookup_url"), name="lookup_https"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    name_vi: Mapped[str] = mapped_column(String(NAME_CHARS))
    name_en: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    name_km: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    name_zh: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    field: Mapped[str | None] = mapped_column(String(FIELD_CHARS))
    synonyms: Mapped[str | None] = mapped_column(String(TEXT_CHARS))
    bring: Mapped[str | None] = mapped_column(String(TEXT_CHARS))
    fee: Mapped[str | None] = mapped_column(String(LINE_CHARS))
    fee_amount: Mapped[int | None]
    limit_amount: Mapped[int | None]
    limit_unit: Mapped[str | None] = mapped_column(String(20))
    limit_text: Mapped[str | None] = mapped_column(String(LIMIT_CHARS))
    place: Mapped[str | None] = mapped_column(String(TEXT_CHARS))
    online_url: Mapped[str | None] = mapped_column(String(LINE_CHARS))
    post: Mapped[str | None] = mapped_column(String(TEXT_CHARS))
    lookup_url: Mapped[str | None] = mapped_column(String(LINE_CHARS))
    basis: Mapped[str | None] = mapped_column(String(TEXT_CHARS))
    changed_at: Mapped[datetime]


class ProcedureAtUnit(Base):
    """That a unit receives a procedure, and under which of its service groups; *active* is false when it stopped."""

    __tablename__ = "procedure_at_unit"
    __table_args__ = (
        UniqueConstraint("unit_id", "procedure_id"),
        Index("ix_procedure_at_unit_procedure", "procedure_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("service_group.id"))
    active: Mapped[bool] = mapped_column(default=True)


class AnnouncedLimit(Base):
    """A limit shorter than the law's, promised by a unit in a document, from one day up to (not including) another."""

    __tablename__ = "announced_limit"
    __table_args__ = (
        UniqueConstraint("at_unit_id", "valid_from"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="valid_range"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint(f"unit IN {_UNITS}", name="unit_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at_unit_id: Mapped[int] = mapped_column(ForeignKey("procedure_at_unit.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    amount: Mapped[int]
    unit: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(String(DOCUMENT_CHARS))


class ProcedureCatalogue(Base):
    """How often the procedures of a unit have changed: whoever keeps an index of them sees that it is old.

    A counter and not the time of the last change: each change locks the row, so it rises in the order of commits.
    """

    __tablename__ = "procedure_catalogue"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=1)


class ProcedureUpload(Base):
    """A file that was looked at and not yet (*done_at*) brought in; the next one of the unit takes its place.

    *report* says of each row what would become of it, and once the file was brought in what became of it.
    """

    __tablename__ = "procedure_upload"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(DOCUMENT_CHARS))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    report: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    uploaded_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
