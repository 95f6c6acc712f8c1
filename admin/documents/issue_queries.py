"""Every SELECT about reports that were made and sent."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.documents.kinds import ReportKind
from admin.documents.models import IssuedReport, SentReport


def unsent(session: Session, unit_id: int, kind: ReportKind, *, since: datetime) -> list[str]:
    """Return the periods of reports made since then that some address still waits for, in the order they were made."""
    waiting = select(SentReport.report_id).where(SentReport.sent_at.is_(None), SentReport.refused_at.is_(None))
    made = select(IssuedReport.period).where(IssuedReport.unit_id == unit_id, IssuedReport.kind == kind)
    made = made.where(IssuedReport.made_at >= since, IssuedReport.id.in_(waiting))
    return list(session.scalars(made.order_by(IssuedReport.id)))


def issued(session: Session, unit_id: int, kind: ReportKind, period: str) -> IssuedReport | None:
    """Return the report that was made; ``None`` before that."""
    wanted = select(IssuedReport).where(IssuedReport.unit_id == unit_id, IssuedReport.kind == kind)
    return session.scalars(wanted.where(IssuedReport.period == period)).one_or_none()
