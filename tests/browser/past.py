"""What happened at the office before a story begins: visits of the same morning, with their ballots."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week, local_day
from kiosk.ground.db import Database
from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue import actions
from kiosk.queue.tickets import Move
from survey.ballots import actions as ballots
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel
from survey.ballots.tokens import VotingToken
from survey.questionnaires.models import Question, Questionnaire
from tests import factories
from tests.browser.pilot import Pilot
from tests.factories import MONDAY

LEVELS = (5, 5, 5, 5, 5, 5, 4, 4, 3, 1)
FIRST = MONDAY - timedelta(minutes=75)


def serve_ten(database: Database, pilot: Pilot) -> None:
    """Let ten people come to counter 4 from 07:45 on, wait ten minutes each, and answer the survey."""
    database.write(lambda session: _serve(session, pilot))


def _serve(session: Session, pilot: Pilot) -> None:
    group = session.get_one(ServiceGroup, pilot.land)
    clerk = factories.clerk(session.get_one(Counter, pilot.other_counter))
    for place, level in enumerate(LEVELS):
        arrived = FIRST + timedelta(minutes=2 * place)
        ticket = factories.ticket(session, group, at=arrived)
        for minutes, kind in ((10, Move.CALL), (11, Move.START), (12, Move.FINISH)):
            actions.move(session, ticket, kind, clerk, at=arrived + timedelta(minutes=minutes))
        cast_ballot(session, pilot, level, name=f"past {place}")


def cast_ballot(session: Session, pilot: Pilot, level: int, *, name: str, comments: tuple[str, ...] = ()) -> None:
    """Cast a ballot of a visit in Monday's week."""
    form = session.scalars(select(Questionnaire).where(Questionnaire.role == "visit")).one()
    overall = session.scalars(select(Question.id).where(Question.questionnaire_id == form.id, Question.overall)).one()
    token, week = VotingToken(name), Week.of(local_day(MONDAY))
    receipt = token.receipt_hash
    voter = Voter(token.spent_hash, pilot.unit, BallotChannel.VISIT, week, served=True, receipt_hash=receipt)
    ballots.cast(session, voter, form.id, Answers({overall: (level,)}, comments))
