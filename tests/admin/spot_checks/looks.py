"""Spot checks for tests."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.spot_checks.models import SpotCheck, SpotSighting
from kiosk.office.models import Unit
from tests.factories import MONDAY

HOUR = timedelta(hours=1)


def spot_check(
    session: Session, unit: Unit, monitor: Staff, *, done: bool = True, at: datetime = MONDAY, remark: str | None = None
) -> SpotCheck:
    """A check of an hour from nine on."""
    row = SpotCheck(
        unit_id=unit.id,
        staff_id=monitor.id,
        staff_name=monitor.name,
        started_at=at,
        ended_at=at + HOUR if done else None,
        remark=remark,
        issue_key=f"{unit.id}-{done}-{at}",
    )
    session.add(row)
    session.flush()
    return row


def person(
    session: Session, check: SpotCheck, seq: int, came: int, called: int | None, number: str | None = None
) -> None:
    """Somebody who came and was called so many minutes after its beginning."""
    since = check.started_at
    session.add(
        SpotSighting(
            check_id=check.id,
            seq=seq,
            arrived_at=since + timedelta(minutes=came),
            called_at=None if called is None else since + timedelta(minutes=called),
            number=number,
            no_ticket=False,
            issue_key=f"{check.id}-{seq}",
        )
    )
    session.flush()
