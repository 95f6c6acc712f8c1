"""Casting: the token is burnt and the ballot is put among the pending ones, in one transaction.

Nothing here may store a time, an order, or a key that leads back to the visit.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kiosk.ground import bulk, db, limits
from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots import queries
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel, PendingBallot, PendingComment, SpentToken
from survey.ballots.queries import VisitAsked
from survey.ballots.sealing import UNIT, Cell

REMARKS: Final = 60
REMARKS_WITHIN: Final = timedelta(minutes=10)
REMARK_KEY: Final = "remark:"

# Made once, because making a statement takes several times as long as running it.
BURN: Final = db.upserts(
    SpentToken,
    lambda insert: insert.on_conflict_do_nothing(index_elements=["token_hash"]).returning(insert.table.c.unit_id),
)
ADD_BALLOT: Final = insert(db.table(PendingBallot))
ADD_COMMENTS: Final = insert(db.table(PendingComment))


@dataclass(frozen=True, slots=True)
class Voter:
    """What is known of whoever casts, coarse from the start.

    Attributes:
        token_hash: Digest of the voting token; burnt by casting.
        cell: Counter, group and wait band of the visit; all ``None`` without a ticket.
        served: Whether the visit ended in being served; ``None`` without a ticket.
        week: The week of casting.
    """

    token_hash: str
    unit_id: int
    channel: BallotChannel
    week: Week
    cell: Cell = UNIT
    served: bool | None = None


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What somebody sent, and which questionnaire it answers."""

    questionnaire_id: int
    answers: Answers


def cast(session: Session, voter: Voter, questionnaire_id: int, answers: Answers) -> bool:
    """Cast one ballot; say whether it is a new one. A second try with the same token changes nothing."""
    if not _burn(session, voter):
        return False
    session.execute(ADD_BALLOT, _ballot(voter, questionnaire_id, answers))
    if answers.comments:
        session.execute(ADD_COMMENTS, _comments(voter, answers))
    return True


def cast_visit(
    session: Session,
    vote_hash: str,
    token_hash: str,
    week: Week,
    *,
    fill_in: Callable[[VisitAsked], FilledIn],
    channel: BallotChannel = BallotChannel.VISIT,
) -> tuple[VisitAsked | None, FilledIn | None]:
    """Cast the ballot of a visit as the visit stands in this very transaction.

    Args:
        session: A write session.
        vote_hash: What the ticket keeps of the voting token.
        token_hash: What a spent token is kept as.
        week: The week of casting.
        fill_in: Reads the form for a visit that is over and has not voted.
        channel: Visit, or kiosk for somebody who answers at a tablet.

    Returns:
        The visit, ``None`` if there is none; and the form, if it came to that: cast when it has no problems. A second
        try with the same token changes nothing, the visit has voted then.
    """
    visit = queries.visit_asked(session, vote_hash, token_hash, hold=True)
    if visit is None or visit.voted or not visit.over:
        return visit, None
    filled = fill_in(visit)
    if not filled.answers.problems:
        cell = queries.cell_of(visit.counter_id, visit.group_id, visit.arrived_at, visit.first_called_at)
        voter = Voter(token_hash, visit.unit_id, channel, week, cell, visit.served)
        cast(session, voter, filled.questionnaire_id, filled.answers)
    return visit, filled


def cast_remark(
    session: Session, voter: Voter, *, code: str, questionnaire_id: int, answers: Answers, now: datetime
) -> bool:
    """Cast an open remark that came through *code*; say whether it was taken.

    A code takes 60 in ten minutes, then none for a while. A second try with the same token is not counted.
    """
    if queries.is_spent(session, voter.token_hash):
        return True
    if not limits.use(session, f"{REMARK_KEY}{code}", limit=REMARKS, window=REMARKS_WITHIN, now=now):
        return False
    cast(session, voter, questionnaire_id, answers)
    return True


def forget_remarks(session: Session, *, now: datetime) -> None:
    """Delete the counts of remarks that limit nothing any more: they say when somebody wrote."""
    over = limits.Bucket.since <= now - REMARKS_WITHIN
    session.execute(delete(limits.Bucket).where(limits.Bucket.key.startswith(REMARK_KEY), over))


def cast_all(session: Session, ballots: Sequence[tuple[Voter, int, Answers]]) -> None:
    """Cast many ballots, each of a voter with a fresh token, with its questionnaire and answers.

    Raises:
        sqlalchemy.exc.IntegrityError: A token was used before; nothing is cast.
    """
    bulk.add_rows(
        session, SpentToken, [{"token_hash": voter.token_hash, "unit_id": voter.unit_id} for voter, _, _ in ballots]
    )
    bulk.add_rows(session, PendingBallot, [_ballot(*each) for each in ballots])
    comments = [comment for voter, _, answers in ballots for comment in _comments(voter, answers)]
    bulk.add_rows(session, PendingComment, comments)


def _ballot(voter: Voter, questionnaire_id: int, answers: Answers) -> dict[str, Any]:
    return {
        "id": _random_id(),
        "unit_id": voter.unit_id,
        "week": str(voter.week),
        "counter_id": voter.cell.counter_id,
        "group_id": voter.cell.group_id,
        "wait_band": voter.cell.wait_band,
        "served": voter.served,
        "channel": voter.channel,
        "questionnaire_id": questionnaire_id,
        "answers": {str(question): list(values) for question, values in answers.picked.items()},
    }


def _comments(voter: Voter, answers: Answers) -> list[dict[str, Any]]:
    known = {"unit_id": voter.unit_id, "week": str(voter.week), "channel": voter.channel}
    return [known | {"id": _random_id(), "text": comment} for comment in answers.comments]


def _burn(session: Session, voter: Voter) -> bool:
    spent = {"token_hash": voter.token_hash, "unit_id": voter.unit_id}
    return session.execute(BURN[db.dialect(session)], spent).first() is not None


def _random_id() -> str:
    return secrets.token_hex(16)


def forget_practice(session: Session, unit_id: int) -> None:
    """Delete what was voted and said in a unit for practice: none of it is ever sealed.

    Args:
        session: A write session.
        unit_id: A unit for practice; ballots of any other one stay.
    """
    practice = select(Unit.id).where(Unit.id == unit_id, Unit.is_practice)
    session.execute(delete(PendingBallot).where(PendingBallot.unit_id.in_(practice)))
    session.execute(delete(PendingComment).where(PendingComment.unit_id.in_(practice)))
