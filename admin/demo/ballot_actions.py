"""The sample's ballots: cast as citizens cast them, sealed week by week as every week is."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from admin.demo.opinions import Opinion, opinion, signs
from admin.demo.place_actions import Place
from admin.demo.stays import Stay
from admin.demo.visit_actions import past_visit
from kiosk.ground.calendar import Week, at_local, start_of_day
from kiosk.queue.tickets import State
from survey.ballots import actions, queries, seal_actions
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import BallotChannel
from survey.questionnaires.queries import Form

SEALED_AT: Final = time(6)


def cast_day(
    session: Session, place: Place, form: Form, day: date, stays: Sequence[Stay], *, until: date, chance: Random
) -> None:
    """Cast the ballots of one day's visitors; an answer later than *until* has not come yet."""
    ballots = []
    at_casting = Random(f"signs/{place.unit_id}/{day}")  # noqa: S311 - of its own, so that what people say stays the same
    for stay in stays:
        said = opinion(stay, chance)
        if said is not None and (cast_on := day + timedelta(days=said.days_later)) <= until:
            voter = replace(_voter(place, stay, day, Week.of(cast_on)), signs=signs(at_casting))
            ballots.append((voter, form.questionnaire.id, answers(form, said)))
    actions.cast_all(session, ballots)


def answers(form: Form, said: Opinion) -> Answers:
    """Return *said* as the page reads it from *form*."""
    asked = [row.question.id for row in form.questions]
    picked = {question: values for question, values in zip(asked, said.picked, strict=False) if values}
    return Answers(picked, (said.comment,) if said.comment else ())


def seal_week(session: Session, week: Week, *, seed: int) -> None:
    """Keep the promises of *week* and seal what is pending up to it, as of six o'clock on the Monday after.

    The spent tokens are not rewritten yet: :func:`forget_order` does so once, at the end.
    """
    before = week.shift(1)
    now: datetime = at_local(before.monday, SEALED_AT)
    chance = Random(f"{seed}/seal/{week}")  # noqa: S311 - nobody voted, so there is nothing to hide
    seal_actions.begin_log(session)
    seal_actions.log_casts(session, before)
    for heap in queries.heaps(session, before):
        seal_actions.seal(session, heap, before=before, now=now, chance=chance)


def forget_order(session: Session, places: Sequence[Place]) -> None:
    """Write the spent tokens anew, as every seal does."""
    for place in places:
        seal_actions.rewrite_spent_tokens(session, place.unit_id)


def _voter(place: Place, stay: Stay, day: date, week: Week) -> Voter:
    visit = past_visit(place, stay, start_of_day(day), "")
    cell = queries.cell_of(visit.counter_id, visit.group_id, visit.arrived_at, visit.first_called_at, visit.respondent)
    served = stay.state is State.DONE or stay.started is not None
    return Voter(secrets.token_hex(32), place.unit_id, BallotChannel.VISIT, week, cell, served)
