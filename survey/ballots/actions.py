"""Casting: the token is burnt and the ballot is put among the pending ones, in one transaction.

Nothing here may store a time, an order, or a key that leads back to the visit.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import Week
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel, PendingBallot, PendingComment, SpentToken
from survey.ballots.sealing import UNIT, Cell


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


def cast(session: Session, voter: Voter, questionnaire_id: int, answers: Answers) -> bool:
    """Cast one ballot; say whether it is a new one. A second try with the same token changes nothing."""
    if not _burn(session, voter):
        return False
    session.add(
        PendingBallot(
            id=_random_id(),
            unit_id=voter.unit_id,
            week=str(voter.week),
            counter_id=voter.cell.counter_id,
            group_id=voter.cell.group_id,
            wait_band=voter.cell.wait_band,
            served=voter.served,
            channel=voter.channel,
            questionnaire_id=questionnaire_id,
            answers={str(question): list(values) for question, values in answers.picked.items()},
        )
    )
    session.add_all(
        PendingComment(
            id=_random_id(), unit_id=voter.unit_id, week=str(voter.week), channel=voter.channel, text=comment
        )
        for comment in answers.comments
    )
    session.flush()
    return True


def _burn(session: Session, voter: Voter) -> bool:
    insert = db.upsert(session, SpentToken).values(token_hash=voter.token_hash, unit_id=voter.unit_id)
    burnt = session.execute(insert.on_conflict_do_nothing(index_elements=["token_hash"]).returning(SpentToken.unit_id))
    return burnt.first() is not None


def _random_id() -> str:
    return secrets.token_hex(16)
