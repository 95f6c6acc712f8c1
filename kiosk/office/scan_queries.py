"""Every SELECT about scans of printed codes."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.office.models import Code, CodeScans


def scans_of(session: Session, unit_ids: Collection[int], first: date, last: date) -> dict[int, int]:
    """Return how often codes of each unit were opened from *first* to *last*, both inside; units without are left out.

    What a process has not written yet, of the last minute, is not in it.
    """
    rows = session.execute(
        select(CodeScans.unit_id, func.sum(CodeScans.scans))
        .where(CodeScans.unit_id.in_(unit_ids), CodeScans.day >= first, CodeScans.day <= last)
        .group_by(CodeScans.unit_id)
    )
    return {unit_id: int(scans) for unit_id, scans in rows}


def live_since(session: Session, unit_ids: Collection[int]) -> dict[int, datetime]:
    """Return when the first of each unit's codes that are in use was issued; units without a code are left out."""
    rows = session.execute(
        select(Code.unit_id, func.min(Code.issued_at))
        .where(Code.unit_id.in_(unit_ids), Code.withdrawn_at.is_(None))
        .group_by(Code.unit_id)
    )
    return {row[0]: row[1] for row in rows}
