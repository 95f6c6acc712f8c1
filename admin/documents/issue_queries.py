"""Every SELECT about reports that were made and sent."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.documents.kinds import ReportKind
from admin.documents.models import IssuedReport


def issued(session: Session, unit_id: int, kind: ReportKind, period: str) -> IssuedReport | None:
    """Return the report that was made; ``None`` before that."""
    wanted = select(IssuedReport).where(IssuedReport.unit_id == unit_id, IssuedReport.kind == kind)
    return session.scalars(wanted.where(IssuedReport.period == period)).one_or_none()
