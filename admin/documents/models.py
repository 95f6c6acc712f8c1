"""Letterheads with the day from which they hold, the words of reports in versions, and what was made and sent."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from admin.documents.kinds import ReportKind
from kiosk.ground.db import Base
from kiosk.queue.kinds import in_list


class Letterhead(Base):
    """What stands around a unit's official documents from one day on; bodies and their signers change by law."""

    __tablename__ = "letterhead"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    superior_body: Mapped[str] = mapped_column(String(200))
    issuing_body: Mapped[str] = mapped_column(String(200))
    symbol: Mapped[str] = mapped_column(String(40))  # after “Số:       /”, such as BC-UBND
    place: Mapped[str] = mapped_column(String(80))  # before the date
    signer_title: Mapped[str] = mapped_column(String(200))  # lines, such as TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH
    recipients: Mapped[str] = mapped_column(Text)  # lines of “Nơi nhận”, the last one is “Lưu”


class ReportText(Base):
    """One saved version of the supervisor's words in one section of one report; older versions stay."""

    __tablename__ = "report_text"
    __table_args__ = (
        CheckConstraint(in_list("kind", ReportKind), name="kind_known"),
        CheckConstraint("version > 0", name="version_positive"),
        UniqueConstraint("unit_id", "kind", "period", "section", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(10))
    period: Mapped[str] = mapped_column(String(40))
    section: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff_name: Mapped[str] = mapped_column(String(120))
    saved_at: Mapped[datetime]


class IssuedReport(Base):
    """A report that the command made: once for each unit, kind and period, and sent once to each address.

    *digest* is the SHA-256 of its files.
    """

    __tablename__ = "issued_report"
    __table_args__ = (
        CheckConstraint(in_list("kind", ReportKind), name="kind_known"),
        UniqueConstraint("unit_id", "kind", "period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(10))
    period: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64))


class SentReport(Base):
    """A report on its way to one address: written before it is handed over, *sent_at* once the other side has it.

    *refused_at* is when the mail server said that it takes nothing for this address: it is not tried again.
    """

    __tablename__ = "sent_report"
    __table_args__ = (
        UniqueConstraint("report_id", "address"),
        Index("ix_sent_report_report", "report_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("issued_report.id"))
    address: Mapped[str] = mapped_column(String(254))
    begun_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
