"""Every write about reports that were made and sent."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from admin.documents.kinds import ReportKind
from admin.documents.models import IssuedReport, SentReport
from kiosk.ground import db


def record(session: Session, unit_id: int, kind: ReportKind, period: str, *, digest: str, now: datetime) -> int:
    """Write down that the report's files are on disk, once for each unit, kind and period; return its id.

    Written again with other bytes (the files had gone), the row tells the digest of those.
    """
    values = {"unit_id": unit_id, "kind": kind, "period": period, "made_at": now, "digest": digest}
    insert = db.upsert(session, IssuedReport).values(values)
    statement = insert.on_conflict_do_update(
        index_elements=["unit_id", "kind", "period"], set_={"digest": digest, "made_at": now}
    )
    return session.scalars(statement.returning(IssuedReport.id)).one()


def begin(session: Session, report_id: int, addresses: Sequence[str], *, now: datetime) -> list[SentReport]:
    """Write down whom the report goes to, and return those who do not have it yet, in the order of their rows."""
    for address in addresses:
        insert = db.upsert(session, SentReport).values(report_id=report_id, address=address, begun_at=now)
        session.execute(insert.on_conflict_do_nothing(index_elements=["report_id", "address"]))
    waiting = select(SentReport).where(SentReport.report_id == report_id, SentReport.address.in_(addresses))
    waiting = waiting.where(SentReport.sent_at.is_(None), SentReport.refused_at.is_(None))
    return list(session.scalars(waiting.order_by(SentReport.id)))


def refused(session: Session, sent_id: int, *, now: datetime) -> None:
    """Write down that the mail server takes nothing for this address."""
    session.execute(update(SentReport).where(SentReport.id == sent_id).values(refused_at=now))


def sent(session: Session, sent_id: int, *, now: datetime) -> None:
    """Write down that the mail server has taken it."""
    session.execute(update(SentReport).where(SentReport.id == sent_id).values(sent_at=now))
