"""Sealed ballots for tests, written as rows: the counting is to be tried, not the sealing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as asked
from survey.questionnaires.default_forms import AFTER_A_VISIT, LEVELS, Asked
from tests.factories import MONDAY

W46, W47 = Week(2026, 46), Week(2026, 47)
PROMPT = Asked(("Cán bộ trả lời kịp thời.",) * 4, "levels", LEVELS, factor="officers")
POLITE = Asked(("Cán bộ lịch sự.",) * 4, "levels", LEVELS, factor="officers")
MONEY = Asked(("Có ai gợi ý đưa tiền không?",) * 4, "one", (("Có",) * 4, ("Không",) * 4), factor="conduct")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Picked:
    """One ballot: question id to values, and the cell kept of it."""

    answers: dict[int, tuple[int, ...]]
    group_id: int | None = None
    counter_id: int | None = None
    wait_band: str | None = None
    respondent: str | None = None
    block: int | None = None


def form(session: Session, key: str = "visit-long") -> asked.Form:
    """A questionnaire with the six default questions, two about officers and one about money."""
    more = (*AFTER_A_VISIT.questions, PROMPT, POLITE, MONEY)
    row = questionnaires.add(session, replace(AFTER_A_VISIT, key=key, questions=more), valid_from=date(2026, 1, 1))
    return asked.load(session, row)


def overall_id(form: asked.Form) -> int:
    """The question that gives the score."""
    return next(one.question.id for one in form.questions if one.question.overall)


def rated(form: asked.Form, levels: Iterable[int]) -> list[Picked]:
    """Ballots that answer the overall question only."""
    return [Picked({overall_id(form): (level,)}) for level in levels]


def batch(
    session: Session,
    unit: Unit,
    form: asked.Form,
    ballots: Sequence[Picked],
    *,
    weeks: tuple[Week, Week] = (W47, W47),
    channel: str = "visit",
    served: bool | None = True,
) -> BallotBatch:
    """Ballots as they stand after sealing."""
    row = BallotBatch(
        unit_id=unit.id,
        channel=channel,
        served=served,
        from_week=str(weeks[0]),
        until_week=str(weeks[1]),
        sealed_at=MONDAY,
        ballots=len(ballots),
    )
    session.add(row)
    session.flush()
    for one in ballots:
        ballot = Ballot(
            id=f"{next(_numbers):032x}",
            batch_id=row.id,
            questionnaire_id=form.questionnaire.id,
            counter_id=one.counter_id,
            group_id=one.group_id,
            wait_band=one.wait_band,
            respondent=one.respondent,
            aside_block=one.block,
        )
        session.add(ballot)
        session.flush()
        values = [(question, value) for question, picked in one.answers.items() for value in picked]
        session.add_all(BallotAnswer(ballot_id=ballot.id, question_id=key, value=value) for key, value in values)
    session.flush()
    return row
