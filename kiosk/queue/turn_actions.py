"""Counting turns at a counter: how many others were called there since somebody last went first."""

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.queue.models import CounterSession
from kiosk.queue.order import OTHERS_BETWEEN
from kiosk.queue.tickets import Move

SESSION = db.table(CounterSession)
SINCE = SESSION.c.others_since_priority
HERE = update(SESSION).where(SESSION.c.counter_id == bindparam("here"), SESSION.c.closed_at.is_(None))
# As kiosk.queue.order counts, in place; a row that would not change is not written.
COUNTED = {
    (Move.CALL, True): HERE.where(SINCE > 0).values(others_since_priority=0),
    (Move.CALL, False): HERE.where(SINCE < OTHERS_BETWEEN).values(others_since_priority=SINCE + 1),
    (Move.RETURN, True): HERE.where(SINCE < OTHERS_BETWEEN).values(others_since_priority=OTHERS_BETWEEN),
    (Move.RETURN, False): HERE.where(SINCE > 0).values(others_since_priority=SINCE - 1),
}


def count(session: Session, kind: Move, counter_id: int | None, rank: int) -> None:
    """Count the call of somebody of this *rank* at a counter, or take it back; other moves change nothing.

    Whoever is called out of turn counts, too. Of a closed counter nothing is kept.
    """
    statement = COUNTED.get((kind, rank > 0))
    if statement is not None and counter_id is not None:
        session.connection().execute(statement, {"here": counter_id})
