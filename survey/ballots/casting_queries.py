"""What casting a ballot has to know: the visit, whether it voted, what unit and form are called."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office.models import Unit
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import State
from survey.ballots import queries
from survey.ballots.models import SpentToken
from survey.ballots.sealing import Cell
from survey.ballots.tokens import VotingToken
from survey.questionnaires.models import Questionnaire

NOT_YET: Final = (State.WAITING, State.CALLED, State.ON_HOLD)
"""States of a visit that has nothing to be asked about yet."""

# Asked at every survey: made once and of plain columns, because making a statement takes several times as long as
# running it, and making objects of its rows twice as long.
TICKET = db.table(Ticket).c
SPENT = exists().where(db.table(SpentToken).c.token_hash == bindparam("token_hash"))
IS_SPENT = select(SPENT)
VISIT = select(
    TICKET.unit_id,
    TICKET.state,
    TICKET.arrived_at,
    SPENT.label("voted"),
    queries.served_condition(TICKET).label("served"),
    TICKET.counter_id,
    TICKET.group_id,
    TICKET.first_called_at,
    TICKET.respondent,
).where(TICKET.vote_hash == bindparam("vote_hash"))
VISIT_HELD = VISIT.with_for_update(read=True, of=db.table(Ticket))


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """What a survey asks of its visit.

    Attributes:
        voted: The survey's token was used.
        served: See :func:`survey.ballots.queries.served_condition`.
    """

    unit_id: int
    state: str
    arrived_at: datetime
    voted: bool
    served: bool
    counter_id: int | None
    group_id: int
    first_called_at: datetime | None
    respondent: str | None = None

    @property
    def cell(self) -> Cell:
        """Its finest cell."""
        return queries.cell_of(self.counter_id, self.group_id, self.arrived_at, self.first_called_at, self.respondent)

    @property
    def over(self) -> bool:
        """Whether there is anything to be asked about."""
        return self.state not in NOT_YET


def is_spent(session: Session, token_hash: str) -> bool:
    """Whether the voting token with this digest was used."""
    return bool(session.scalar(IS_SPENT, {"token_hash": token_hash}))


def visit_asked(session: Session, token: VotingToken, *, hold: bool = False) -> VisitAsked | None:
    """Return the visit that a voting token belongs to; ``None``: no visit.

    Args:
        session: A read session, or with *hold* the transaction that casts.
        token: Of the visit.
        hold: Let the row stay as it is until the transaction ends: no undo can come in between.
    """
    statement = VISIT_HELD if hold else VISIT
    row = session.execute(statement, {"vote_hash": token.ticket_hash, "token_hash": token.spent_hash}).first()
    return None if row is None else VisitAsked(*row)


def slugs(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    """Return the names in addresses of the units."""
    return {row.id: row.slug for row in session.execute(select(Unit.id, Unit.slug).where(Unit.id.in_(unit_ids)))}


def form_names(session: Session, questionnaire_ids: Collection[int]) -> dict[int, str]:
    """Return ``key/version`` of the questionnaires."""
    asked = select(Questionnaire.id, Questionnaire.key, Questionnaire.version)
    rows = session.execute(asked.where(Questionnaire.id.in_(questionnaire_ids)))
    return {row.id: f"{row.key}/{row.version}" for row in rows}
