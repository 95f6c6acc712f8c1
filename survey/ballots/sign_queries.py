"""Every SELECT about the signs that ballots bore when they were cast."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import Week
from kiosk.queue.models import Ticket
from survey.ballots.models import CastTally, OfficeAddress
from survey.ballots.signs import OFFICE_DAYS, Sign, Tallied

LONGEST_VISIT: Final = timedelta(hours=12)
ADDRESS: Final = db.table(OfficeAddress).c
VISIT: Final = db.table(Ticket).c
# Asked at every survey: made once.
LATELY: Final = (ADDRESS.unit_id == bindparam("unit_id")) & (
    ADDRESS.seen_on >= bindparam("since", type_=ADDRESS.seen_on.type)
)
FROM_OFFICE: Final = select(exists().where(LATELY), exists().where(LATELY, ADDRESS.digest == bindparam("digest")))
ENDED: Final = select(func.count()).where(
    VISIT.unit_id == bindparam("unit_id"),
    VISIT.arrived_at >= bindparam("arrived", type_=VISIT.arrived_at.type),
    VISIT.ended_at >= bindparam("since", type_=VISIT.ended_at.type),
)


def is_office(session: Session, unit_id: int, digest: str, *, today: date) -> bool | None:
    """Tell whether staff of the unit worked from the network with this digest in the last 30 days.

    ``None``: nobody knows from where they work.
    """
    since = today - timedelta(days=OFFICE_DAYS)
    known, there = session.execute(FROM_OFFICE, {"unit_id": unit_id, "digest": digest, "since": since}).one()
    return bool(there) if known else None


def ended_since(session: Session, unit_id: int, since: datetime) -> int:
    """Return how many visits of the unit have ended since an instant, however they ended."""
    known = {"unit_id": unit_id, "since": since, "arrived": since - LONGEST_VISIT}
    return session.scalar(ENDED, known) or 0


def tallies(session: Session, unit_ids: Collection[int], weeks: tuple[Week, Week]) -> list[Tallied]:
    """Return the tallies of the units from one week to another, both inside; what is not there is zero."""
    rows = session.execute(
        select(CastTally.unit_id, CastTally.week, CastTally.sign, CastTally.ballots)
        .where(CastTally.unit_id.in_(unit_ids), CastTally.sign.in_(list(Sign)))
        .where(CastTally.week.between(str(weeks[0]), str(weeks[1])))
        .order_by(CastTally.unit_id, CastTally.week, CastTally.sign)
    )
    return [Tallied(row.unit_id, Week.parse(row.week), Sign(row.sign), row.ballots) for row in rows]
