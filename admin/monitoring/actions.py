"""The one thing that the monitors' page sets going: a full check of the log, done by the worker."""

from datetime import datetime

from sqlalchemy.orm import Session

from admin.monitoring import queries
from admin.monitoring.queries import CHECK
from kiosk.ground import jobs


def ask_for_check(session: Session, *, now: datetime) -> None:
    """Let the worker check the whole log; while one check waits or runs, another one is not asked for."""
    known = queries.latest_run(session)
    if known is None or not known.is_open:
        jobs.enqueue(session, CHECK, {}, key=f"{CHECK} {now.isoformat()}", now=now)
