"""What the auditor counts of tokens, receipts and pending ballots; each statement is one picture of the database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Integer, Row, Select, String, cast, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotBatch, CastTally, PendingBallot, SpentToken
from survey.ledger.models import CastReceipt, LedgerHead
from survey.questionnaires.models import Questionnaire

CHUNK: Final = 4096
REAL: Final = select(Unit.id).where(~Unit.is_practice)
CAST: Final = "cast"


class PendingRow(NamedTuple):
    """What a pending ballot's commitment is made of; *key* and *version* are its questionnaire's."""

    id: str
    unit_id: int
    week: str
    channel: str
    served: bool | None
    answers: dict[str, list[int]]
    nonce: str | None
    commitment: str | None
    counter_id: int | None
    group_id: int | None
    wait_band: str | None
    respondent: str | None
    key: str
    version: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One unit's rows of one kind."""

    unit_id: int
    what: str
    number: int
    week: str | None = None


def counts(session: Session, unit_ids: Collection[int] | None = None) -> list[Counted]:
    """Return, in one picture, how many tokens, receipts, pending and sealed ballots each unit has.

    Args:
        session: Where to read.
        unit_ids: Which units; ``None``: all.
    """
    aside = select(BallotBatch.unit_id, literal("aside"), func.count()).join(Ballot, Ballot.batch_id == BallotBatch.id)
    parts: list[Select[int, str, int]] = [
        select(SpentToken.unit_id, literal("spent"), func.count()).group_by(SpentToken.unit_id),
        select(CastReceipt.unit_id, literal("promised"), func.count()).group_by(CastReceipt.unit_id),
        select(CastReceipt.unit_id, literal("logged"), func.count(CastReceipt.position)).group_by(CastReceipt.unit_id),
        select(PendingBallot.unit_id, literal("pending"), func.count()).group_by(PendingBallot.unit_id),
        select(BallotBatch.unit_id, literal("sealed"), cast(func.sum(BallotBatch.ballots), Integer)).group_by(
            BallotBatch.unit_id
        ),
        select(BallotBatch.unit_id, literal("batches"), func.count()).group_by(BallotBatch.unit_id),
        aside.where(Ballot.aside_block.is_not(None)).group_by(BallotBatch.unit_id),
    ]
    if unit_ids is not None:
        parts = [part.where(part.selected_columns[0].in_(unit_ids)) for part in parts]
    return [Counted(*row) for row in session.execute(union_all(*parts))]


def weeks(session: Session) -> list[Counted]:
    """Return, in one picture, how many ballots each unit's tally and receipts have in each week."""
    promised = select(CastReceipt.unit_id, literal("promised"), func.count(), CastReceipt.week)
    told = select(CastTally.unit_id, literal("tally"), CastTally.ballots, CastTally.week)
    parts = (
        promised.where(CastReceipt.unit_id.in_(REAL)).group_by(CastReceipt.unit_id, CastReceipt.week),
        told.where(CastTally.sign == CAST, CastTally.unit_id.in_(REAL)),
    )
    return [Counted(*row) for row in session.execute(union_all(*parts))]


def promised_twice(session: Session) -> list[Row[int, int]]:
    """Return unit and number of receipts for each commitment that more than one receipt promises; a few of them."""
    return list(
        session.execute(
            select(func.min(CastReceipt.unit_id).label("unit_id"), func.count().label("times"))
            .group_by(CastReceipt.commitment)
            .having(func.count() > 1)
            .order_by(CastReceipt.commitment)
            .limit(20)
        )
    )


def overdue(session: Session, day: date) -> list[Row[int, int]]:
    """Return unit and number of receipts that should be in the log by *day* and are not."""
    waiting = select(CastReceipt.unit_id, func.count().label("ballots"))
    late = waiting.where(CastReceipt.position.is_(None), CastReceipt.due <= day, CastReceipt.unit_id.in_(REAL))
    return list(session.execute(late.group_by(CastReceipt.unit_id).order_by(CastReceipt.unit_id)))


def dues(session: Session) -> list[Row[int, str, str, int]]:
    """Return how many receipts each unit has of each week and day by which they are due (ISO)."""
    what = (CastReceipt.unit_id, CastReceipt.week, cast(CastReceipt.due, String).label("due"))
    rows = select(*what, func.count().label("ballots")).where(CastReceipt.unit_id.in_(REAL))
    return list(session.execute(rows.group_by(*what).order_by(*what)))


def beyond(session: Session) -> list[Row[int, int]]:
    """Return unit and position of receipts that point behind the last leaf; a few of them."""
    last = select(LedgerHead.size).scalar_subquery()
    rows = select(CastReceipt.unit_id, CastReceipt.position).where(
        or_(CastReceipt.position >= last, CastReceipt.position < 0)
    )
    return list(session.execute(rows.order_by(CastReceipt.position, CastReceipt.code_hash).limit(20)))


def unpromised(session: Session) -> list[Row[int, int]]:
    """Return unit and number of pending ballots with a commitment that no receipt of the unit promises."""
    kept = (CastReceipt.unit_id == PendingBallot.unit_id) & (CastReceipt.commitment == PendingBallot.commitment)
    rows = (
        select(PendingBallot.unit_id, func.count().label("ballots"))
        .outerjoin(CastReceipt, kept)
        .where(PendingBallot.commitment.is_not(None), CastReceipt.code_hash.is_(None))
        .where(PendingBallot.unit_id.in_(REAL))
        .group_by(PendingBallot.unit_id)
        .order_by(PendingBallot.unit_id)
    )
    return list(session.execute(rows))


def uncommitted(session: Session) -> dict[int, int]:
    """Return, by unit, how many pending ballots were never committed to."""
    bare = (PendingBallot.nonce.is_(None), PendingBallot.commitment.is_(None), PendingBallot.unit_id.in_(REAL))
    rows = select(PendingBallot.unit_id, func.count().label("ballots")).where(*bare).group_by(PendingBallot.unit_id)
    return {row.unit_id: row.ballots for row in session.execute(rows)}


def pending(session: Session) -> Iterator[PendingRow]:
    """Yield what the commitment of every pending ballot is made of, in the order of their random ids."""
    last = ""
    while True:
        rows = session.execute(
            select(
                *(PendingBallot.id, PendingBallot.unit_id, PendingBallot.week, PendingBallot.channel),
                *(PendingBallot.served, PendingBallot.answers, PendingBallot.nonce, PendingBallot.commitment),
                *(PendingBallot.counter_id, PendingBallot.group_id, PendingBallot.wait_band, PendingBallot.respondent),
                *(Questionnaire.key, Questionnaire.version),
            )
            .join(Questionnaire, Questionnaire.id == PendingBallot.questionnaire_id)
            .where(PendingBallot.id > last, PendingBallot.unit_id.in_(REAL))
            .order_by(PendingBallot.id)
            .limit(CHUNK)
        ).all()
        if not rows:
            return
        yield from (PendingRow(*row) for row in rows)
        last = rows[-1].id
