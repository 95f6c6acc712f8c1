"""The one thing that the monitors' page sets going: a full check of the log, done by the worker."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from admin.monitoring import queries
from admin.monitoring.queries import CHECK
from kiosk.ground import clock, jobs
from survey.audit import cli as audit


def ask_for_check(session: Session, *, now: datetime) -> None:
    """Let the worker check the whole log; while one check waits or runs, another one is not asked for."""
    known = queries.latest_run(session)
    if known is None or not known.is_open:
        jobs.enqueue(session, CHECK, {}, key=f"{CHECK} {now.isoformat()}", now=now)


def check(_payload: dict[str, Any]) -> None:
    """Do what was asked for; what it found is kept where the daily check keeps it."""
    audit.check_daily(clock.now())


HANDLERS: Final = {CHECK: check}
"""What the worker does for this room."""
