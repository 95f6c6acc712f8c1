"""What has to be written to notice signs: where staff work, and how many ballots came in the last ten minutes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from kiosk.ground import db, limits
from survey.ballots import sign_queries
from survey.ballots.models import OfficeAddress
from survey.ballots.signs import BURST_ENDED_WITHIN, BURST_LATE, BURST_WITHIN, OFFICE_DAYS, is_burst

BURST_KEY: Final = "burst:"
NOTE: Final = db.upserts(
    OfficeAddress,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["unit_id", "digest"], set_={"seen_on": insert.excluded.seen_on}
    ),
)


def bears_burst(session: Session, unit_id: int, *, now: datetime) -> bool:
    """Count one ballot of the unit; say whether it is one too many for its ten minutes.

    The count has the instant of a window's first ballot, which goes with the next seal: see :func:`forget`.
    """
    used = limits.count(session, f"{BURST_KEY}{unit_id}", window=BURST_WITHIN, now=now)
    if used <= BURST_LATE:
        return False
    return is_burst(used, sign_queries.ended_since(session, unit_id, now - BURST_ENDED_WITHIN))


def note_office(session: Session, digests: Mapping[int, str], day: date) -> None:
    """Remember that staff of each unit worked on *day* from the network with this digest."""
    rows = [{"unit_id": unit, "digest": digest, "seen_on": day} for unit, digest in sorted(digests.items())]
    if rows:
        session.execute(NOTE[db.dialect(session)], rows)


def forget(session: Session, *, now: datetime, today: date) -> None:
    """Delete windows that are over, because they say when somebody voted, and addresses nobody works from any more."""
    over = limits.Bucket.since <= now - BURST_WITHIN
    session.execute(delete(limits.Bucket).where(limits.Bucket.key.startswith(BURST_KEY), over))
    session.execute(delete(OfficeAddress).where(OfficeAddress.seen_on < today - timedelta(days=OFFICE_DAYS)))
