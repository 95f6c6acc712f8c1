"""Keeping what a full check found."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from survey.audit.models import LedgerCheck
from survey.audit.report import Report

KEPT: Final = 400
"""Checks: more than a year of days."""


def keep(session: Session, report: Report, *, now: datetime) -> None:
    """Keep a report's verdict and problems; the oldest ones go."""
    problems = [problem.kept() for problem in report.problems]
    session.add(LedgerCheck(at=now, size=report.size, ok=report.ok, problems=problems))
    session.flush()
    newest = session.scalar(select(func.max(LedgerCheck.id))) or 0
    session.execute(delete(LedgerCheck).where(LedgerCheck.id <= newest - KEPT))
