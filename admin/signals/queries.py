"""What the signals need of sealed ballots and of units."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from flask import current_app
from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from admin.signals.counting import Sealed, StoredCell
from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots.models import Ballot, BallotAnswer, BallotBatch, BallotChannel
from survey.ballots.queries import OF_VISITS
from survey.ballots.reported import BANDS
from survey.questionnaires.models import Meaning, Question, QuestionKind

HIGHEST: Final = 5
OVER_15: Final = 3
"""The first of the five bands of answers that says more than 15 minutes."""
EXTENSION: Final = "sealed_for_signals"
MOST: Final = 20_000
Key = tuple[int, datetime]


def sealed(session: Session, unit_ids: Collection[int], weeks: tuple[Week, Week]) -> list[Sealed]:
    """Return the sealed batches of served visits that lie wholly within *weeks*, both inside, oldest first.

    What was set aside counts: it was cast. A sealed batch never changes, so each is read once in a process.
    """
    known: dict[Key, Sealed] = current_app.extensions.setdefault(EXTENSION, {})
    batches = session.execute(
        select(BallotBatch)
        .where(BallotBatch.unit_id.in_(unit_ids), BallotBatch.channel.in_(OF_VISITS), BallotBatch.served.is_(True))
        .where(BallotBatch.from_week >= str(weeks[0]), BallotBatch.until_week <= str(weeks[1]))
        .order_by(BallotBatch.until_week, BallotBatch.id)
    ).scalars()
    found = {(one.id, one.sealed_at): one for one in batches}
    missing = {key: one for key, one in found.items() if key not in known}
    read = _read(session, missing) if missing else {}
    whole = [read[key] if key in read else known[key] for key in found]
    if len(known) > MOST:
        known.clear()
    known.update(read)
    return whole


def targets_from(session: Session, unit_ids: Collection[int]) -> dict[int, date]:
    """Return from when on the score of each unit had to reach a target; units without one are left out."""
    asked = select(Unit.id, Unit.satisfaction_target_from).where(Unit.id.in_(unit_ids))
    return {unit_id: day for unit_id, day in session.execute(asked) if day is not None}


def _read(session: Session, batches: dict[Key, BallotBatch]) -> dict[Key, Sealed]:
    ids = [batch_id for batch_id, _sealed_at in batches]
    cells, answers = _cells(session, ids), {row.batch_id: row for row in _answers(session, ids)}
    return {
        key: Sealed(
            unit_id=one.unit_id,
            by_phone=one.channel == BallotChannel.VISIT,
            from_week=Week.parse(one.from_week),
            until_week=Week.parse(one.until_week),
            **_numbers(answers.get(one.id)),
            cells=tuple(cells[one.id]),
        )
        for key, one in batches.items()
    }


def _cells(session: Session, batch_ids: Collection[int]) -> dict[int, list[StoredCell]]:
    cell = (Ballot.batch_id, Ballot.counter_id, Ballot.group_id, Ballot.wait_band)
    counted = select(*cell, func.count()).where(Ballot.batch_id.in_(batch_ids)).group_by(*cell).order_by(*cell)
    found: dict[int, list[StoredCell]] = defaultdict(list)
    for batch_id, counter_id, group_id, wait_band, ballots in session.execute(counted):
        found[batch_id].append(StoredCell(counter_id, group_id, wait_band, ballots))
    return found


def _answers(session: Session, batch_ids: Collection[int]) -> list[Row[Any]]:
    """Return for each batch what its ballots say, in one pass over their answers."""
    levels = select(Question.id).where(Question.kind == QuestionKind.LEVELS)
    waits = select(Question.id).where(Question.meaning == Meaning.REPORTED_WAIT)
    said = case((BallotAnswer.question_id.in_(waits) & BallotAnswer.value.between(1, BANDS), BallotAnswer.value))
    each = (
        select(
            Ballot.batch_id,
            func.min(case((BallotAnswer.question_id.in_(levels), BallotAnswer.value))).label("lowest"),
            func.max(said).label("said"),
        )
        .join(BallotAnswer, BallotAnswer.ballot_id == Ballot.id)
        .where(Ballot.batch_id.in_(batch_ids))
        .group_by(Ballot.batch_id, Ballot.id)
        .subquery()
    )
    return list(
        session.execute(
            select(
                each.c.batch_id,
                func.count(each.c.lowest).label("rated"),
                func.count(case((each.c.lowest == HIGHEST, 1))).label("all_five"),
                func.count(each.c.said).label("said"),
                func.count(case((each.c.said >= OVER_15, 1))).label("said_long"),
            )
            .group_by(each.c.batch_id)
            .order_by(each.c.batch_id)
        )
    )


def _numbers(row: Row[Any] | None) -> dict[str, int]:
    names = ("rated", "all_five", "said", "said_long")
    return {name: 0 if row is None else getattr(row, name) for name in names}
