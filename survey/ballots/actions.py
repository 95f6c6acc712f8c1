"""Casting: the token is burnt, the ballot is put among the pending ones and promised to the log, in one transaction.

Nothing here may store a time, an order, or a key that leads back to the visit. Until a ballot is sealed, its row and
its receipt share a commitment; then the row goes, and with it the nonce without which a commitment says nothing.
"""

import secrets
from collections import Counter as TallyOf
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import String, bindparam, delete, insert, select
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session

from kiosk.ground import bulk, db, limits
from kiosk.ground.calendar import Week
from kiosk.office.models import Unit
from survey.ballots import canonical, casting_queries
from survey.ballots.answers import Answers
from survey.ballots.casting_queries import VisitAsked
from survey.ballots.models import BallotChannel, CastTally, PendingBallot, PendingComment, SpentToken
from survey.ballots.sealing import UNIT, Cell
from survey.ballots.tokens import VotingToken
from survey.ledger import entries
from survey.ledger.models import CastReceipt
from survey.questionnaires.models import Questionnaire

REMARKS: Final = 60
REMARKS_WITHIN: Final = timedelta(minutes=10)
REMARK_KEY: Final = "remark:"

PROMISE_WEEKS: Final = 2
"""From the week of casting to the Monday by which the log holds the ballot."""
CAST: Final = "cast"
"""The tally of all ballots; the others count those that bore a sign."""

# Made once, because making a statement takes several times as long as running it.
FORM: Final = db.table(Questionnaire).c
SLUG: Final = select(db.table(Unit).c.slug).where(db.table(Unit).c.id == bindparam("of_unit"))
FORM_NAME: Final = select(FORM.key + "/" + as_type(FORM.version, String)).where(FORM.id == bindparam("of_form"))
BURN: Final = db.upserts(
    SpentToken,
    lambda insert: insert.on_conflict_do_nothing(index_elements=["token_hash"]).returning(
        SLUG.scalar_subquery().label("slug"), FORM_NAME.scalar_subquery().label("form")
    ),
)
ADD_BALLOT: Final = insert(db.table(PendingBallot))
ADD_COMMENTS: Final = insert(db.table(PendingComment))
ADD_RECEIPT: Final = insert(db.table(CastReceipt))
COUNT: Final = db.upserts(
    CastTally,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["unit_id", "week", "sign"],
        set_={"ballots": insert.table.c.ballots + insert.excluded.ballots},
    ),
)


@dataclass(frozen=True, slots=True)
class Voter:
    """What is known of whoever casts, coarse from the start.

    Attributes:
        token_hash: Digest of the voting token; burnt by casting.
        cell: Counter, group, wait band and respondent of the visit; all ``None`` without a ticket.
        served: Whether the visit ended in being served; ``None`` without a ticket.
        week: The week of casting.
        receipt_hash: Digest of the receipt's code; ``None``: nobody keeps one, and the promise is kept all the same.
        signs: Signs of gaming that the ballot bears; they are counted, and stand nowhere on it.
    """

    token_hash: str
    unit_id: int
    channel: BallotChannel
    week: Week
    cell: Cell = UNIT
    served: bool | None = None
    receipt_hash: str | None = None
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What somebody sent, which questionnaire it answers, and the signs of gaming it bears."""

    questionnaire_id: int
    answers: Answers
    signs: frozenset[str] = frozenset()


class Taken(StrEnum):
    """What became of an open remark."""

    NOW = "now"
    BEFORE = "before"  # the same form was sent: nothing is counted twice
    TOO_MANY = "too_many"


def cast(session: Session, voter: Voter, questionnaire_id: int, answers: Answers) -> bool:
    """Cast one ballot; say whether it is a new one. A second try with the same token changes nothing."""
    spent = {"token_hash": voter.token_hash, "unit_id": voter.unit_id}
    names = {"of_unit": voter.unit_id, "of_form": questionnaire_id}
    connection = session.connection()  # asked once: through the session each statement costs a fifth more
    burnt = connection.execute(BURN[db.dialect(session)], spent | names).first()
    if burnt is None:
        return False
    ballot = _ballot(voter, questionnaire_id, answers, unit=burnt.slug, form=burnt.form)
    connection.execute(ADD_BALLOT, ballot)
    connection.execute(ADD_RECEIPT, _receipt(voter, ballot["commitment"]))
    if answers.comments:
        connection.execute(ADD_COMMENTS, _comments(voter, answers))
    _count(session, [voter])  # last: whoever casts in the same unit waits for this row
    return True


def cast_visit(
    session: Session,
    token: VotingToken,
    week: Week,
    *,
    fill_in: Callable[[VisitAsked], FilledIn],
    channel: BallotChannel = BallotChannel.VISIT,
) -> tuple[VisitAsked | None, FilledIn | None]:
    """Cast the ballot of a visit as the visit stands in this very transaction.

    Args:
        session: A write session.
        token: Of the visit.
        week: The week of casting.
        fill_in: Reads the form for a visit that is over and has not voted.
        channel: Visit, or kiosk for somebody who answers at a tablet.

    Returns:
        The visit, ``None`` if there is none; and the form, if it came to that: cast when it has no problems. A second
        try with the same token changes nothing, the visit has voted then.
    """
    visit = casting_queries.visit_asked(session, token, hold=True)
    if visit is None or visit.voted or not visit.over:
        return visit, None
    filled = fill_in(visit)
    if not filled.answers.problems:
        kept = (token.receipt_hash, filled.signs)
        voter = Voter(token.spent_hash, visit.unit_id, channel, week, visit.cell, visit.served, *kept)
        cast(session, voter, filled.questionnaire_id, filled.answers)
    return visit, filled


def cast_remark(
    session: Session, voter: Voter, *, code: str, questionnaire_id: int, answers: Answers, now: datetime
) -> Taken:
    """Cast an open remark that came through *code*; say what became of it.

    A code takes 60 in ten minutes, then none for a while. A second try with the same token is not counted.
    """
    if casting_queries.is_spent(session, voter.token_hash):
        return Taken.BEFORE
    if not limits.use(session, f"{REMARK_KEY}{code}", limit=REMARKS, window=REMARKS_WITHIN, now=now):
        return Taken.TOO_MANY
    return Taken.NOW if cast(session, voter, questionnaire_id, answers) else Taken.BEFORE


def forget_remarks(session: Session, *, now: datetime) -> None:
    """Delete the counts of remarks that limit nothing any more: they say when somebody wrote."""
    over = limits.Bucket.since <= now - REMARKS_WITHIN
    session.execute(delete(limits.Bucket).where(limits.Bucket.key.startswith(REMARK_KEY), over))


def cast_all(session: Session, ballots: Sequence[tuple[Voter, int, Answers]]) -> None:
    """Cast many ballots, each of a voter with a fresh token, with its questionnaire and answers.

    Raises:
        sqlalchemy.exc.IntegrityError: A token was used before; nothing is cast.
    """
    voters = [voter for voter, _, _ in ballots]
    slugs = casting_queries.slugs(session, {voter.unit_id for voter in voters})
    forms = casting_queries.form_names(session, {form for _, form, _ in ballots})
    cast_as = [_ballot(*each, unit=slugs[each[0].unit_id], form=forms[each[1]]) for each in ballots]
    promised = [_receipt(voter, row["commitment"]) for voter, row in zip(voters, cast_as, strict=True)]
    comments = [comment for voter, _, answers in ballots for comment in _comments(voter, answers)]
    bulk.add_rows(session, SpentToken, [{"token_hash": voter.token_hash, "unit_id": voter.unit_id} for voter in voters])
    bulk.add_rows(session, PendingBallot, cast_as)
    bulk.add_rows(session, CastReceipt, promised)
    bulk.add_rows(session, PendingComment, comments)
    _count(session, voters)


def due(week: Week) -> date:
    """Return the Monday by which the log holds a ballot that was cast in *week*."""
    return week.shift(PROMISE_WEEKS).monday


def _ballot(voter: Voter, questionnaire_id: int, answers: Answers, *, unit: str, form: str) -> dict[str, Any]:
    picked = {str(question): list(values) for question, values in answers.picked.items()}
    week = str(voter.week)
    said = canonical.cast_ballot(unit, week, voter.channel, voter.served, form, picked, cell=voter.cell)
    nonce = secrets.token_hex(32)
    return {
        "id": _random_id(),
        "unit_id": voter.unit_id,
        "week": week,
        **voter.cell._asdict(),
        "served": voter.served,
        "channel": voter.channel,
        "questionnaire_id": questionnaire_id,
        "answers": picked,
        "nonce": nonce,
        "commitment": entries.commitment(nonce, said),
    }


def _receipt(voter: Voter, commitment: str) -> dict[str, Any]:
    return {
        "code_hash": voter.receipt_hash or secrets.token_hex(32),
        "unit_id": voter.unit_id,
        "week": str(voter.week),
        "commitment": commitment,
        "due": due(voter.week),
        "position": None,
    }


def _comments(voter: Voter, answers: Answers) -> list[dict[str, Any]]:
    known = {"unit_id": voter.unit_id, "week": str(voter.week), "channel": voter.channel}
    return [known | {"id": _random_id(), "text": comment} for comment in answers.comments]


def _count(session: Session, voters: Iterable[Voter]) -> None:
    """Raise the tallies of the voters' weeks; always in one order, so that two who cast never wait for each other."""
    counted = TallyOf((v.unit_id, str(v.week), sign) for v in voters for sign in v.signs | {CAST})
    rows = [
        {"unit_id": unit_id, "week": week, "sign": sign, "ballots": number}
        for (unit_id, week, sign), number in sorted(counted.items())
    ]
    if rows:
        session.execute(COUNT[db.dialect(session)], rows)


def _random_id() -> str:
    return secrets.token_hex(16)


def forget_practice(session: Session, unit_id: int) -> None:
    """Delete what was voted, said and promised in a unit for practice: none of it is ever sealed or logged.

    Args:
        session: A write session.
        unit_id: A unit for practice; ballots of any other one stay.
    """
    practice = select(Unit.id).where(Unit.id == unit_id, Unit.is_practice)
    session.execute(delete(PendingBallot).where(PendingBallot.unit_id.in_(practice)))
    session.execute(delete(PendingComment).where(PendingComment.unit_id.in_(practice)))
    session.execute(delete(CastReceipt).where(CastReceipt.unit_id.in_(practice)))
