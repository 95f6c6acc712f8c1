"""What outsiders decided in the sample, and what the office did: tests of a poster set aside, comments, a remedy."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts import queries as staff
from admin.demo.days import Period
from admin.demo.place_actions import HEAD, MODERATOR, Place
from admin.opinions.models import Remedy
from kiosk.ground.calendar import Week
from kiosk.ground.web.addresses import digest
from survey.ballots import actions as ballots
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import Ballot, BallotBatch, BallotChannel, Comment
from survey.moderation import actions as moderation
from survey.moderation.actions import Moderator
from survey.moderation.models import Act, Reason
from survey.questionnaires.queries import form_for

TRIES: Final = 11
"""Ballots by which an office tried its poster out, before it hung."""
ADVERTISEMENT: Final = "Nhận vay vốn nhanh, không cần giấy tờ, liên hệ •••"
UNDECIDED_WEEKS: Final = 2
"""Comments of the latest weeks still wait for a moderator."""
REMEDY: Final = "Đã mở thêm quầy 4 vào sáng thứ Hai, phân công người hướng dẫn giấy tờ ngay tại sảnh từ 7 giờ 30."


def try_posters(session: Session, places: Sequence[Place], week: Week) -> None:
    """Cast the ballots with which each office tried its poster; one of them brings an advertisement."""
    for place in places:
        _try_poster(session, place, week)


def add_decisions(session: Session, places: Sequence[Place], period: Period, *, now: datetime) -> None:
    """Let the moderator decide about both offices, and the head of the first say what is done about bad ratings."""
    for place in places:
        _decide(session, place, period, now=now)
    _add_remedy(session, places[0], period, now=now)
    moderation.put_in_force(session)


def _try_poster(session: Session, place: Place, week: Week) -> None:
    form = form_for(session, place.unit_id, "open", week.monday)
    if form is None:
        raise LookupError("no questionnaire for open remarks")
    overall = next(asked.question.id for asked in form.questions if asked.question.overall)
    said = [Answers({overall: (5,)}, (ADVERTISEMENT,) if place_of == 0 else ()) for place_of in range(TRIES)]
    voters = [Voter(secrets.token_hex(32), place.unit_id, BallotChannel.POSTER, week) for _ in said]
    ballots.cast_all(
        session, [(voter, form.questionnaire.id, answers) for voter, answers in zip(voters, said, strict=True)]
    )


def _decide(session: Session, place: Place, period: Period, *, now: datetime) -> None:
    """Let the moderator set the tests aside, hide the advertisement and publish what people wrote until lately."""
    by = Moderator(_id_of(session, MODERATOR), frozenset({place.unit_id}))
    slug = place.office.slug
    tried = select(BallotBatch.id).where(
        BallotBatch.unit_id == place.unit_id, BallotBatch.channel == BallotChannel.POSTER
    )
    for batch_id in session.scalars(tried.order_by(BallotBatch.id).limit(1)).all():
        ids = session.scalars(select(Ballot.id).where(Ballot.batch_id == batch_id)).all()
        key = digest("sample", f"{slug}/tests")
        moderation.set_aside(session, batch_id, ids, Reason.TEST, by=by, key=key, now=now)
    old = Comment.until_week <= str(period.last.shift(-UNDECIDED_WEEKS))
    rows = session.execute(select(Comment.id, Comment.text).where(Comment.unit_id == place.unit_id, old)).all()
    spam = [row.id for row in rows if row.text == ADVERTISEMENT]
    people = [row.id for row in rows if row.text != ADVERTISEMENT]
    for act, ids, reason in ((Act.HIDDEN, spam, Reason.SPAM), (Act.PUBLISHED, people, None)):
        if ids:
            key = digest("sample", f"{slug}/{act}")
            moderation.decide_comments(session, place.unit_id, ids, act, reason, by=by, key=key, now=now)


def _add_remedy(session: Session, place: Place, period: Period, *, now: datetime) -> None:
    """Write down what the head of the first office does about the bad ratings of the latest sealed weeks."""
    head = staff.staff_by_login(session, HEAD)
    if head is None:
        raise LookupError(HEAD)
    weeks = str(period.last.shift(-4)), str(period.last.shift(-1))
    session.add(
        Remedy(
            unit_id=place.unit_id,
            from_week=weeks[0],
            until_week=weeks[1],
            text=REMEDY,
            staff_id=head.id,
            staff_name=head.name,
            written_at=now,
            issue_key=digest("sample", f"{place.office.slug}/remedy"),
        )
    )
    session.flush()


def _id_of(session: Session, login: str) -> int:
    found = staff.staff_by_login(session, login)
    if found is None:
        raise LookupError(login)
    return found.id
