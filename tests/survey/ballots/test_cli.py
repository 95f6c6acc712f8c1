from collections.abc import Callable
from datetime import datetime, timedelta

from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import limits
from kiosk.ground.limits import Bucket
from tests.factories import MONDAY
from tests.survey.ballots.test_seal_actions import visits


def test_the_weekly_command_seals_what_is_over_and_says_what_waits(
    command: FlaskCliRunner, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    visits(session, 12)
    visits(session, 3)
    session.commit()
    set_clock(MONDAY + timedelta(days=6))
    assert "0 ballots sealed; 0 heaps" in command.invoke(args=["ballots", "seal"]).output
    set_clock(MONDAY + timedelta(days=7))
    assert "12 ballots sealed; 1 heaps" in command.invoke(args=["ballots", "seal"]).output
    assert "0 ballots sealed; 1 heaps" in command.invoke(args=["ballots", "seal"]).output


def test_the_command_says_how_long_the_oldest_heap_has_waited(
    command: FlaskCliRunner, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    visits(session, 9)
    session.commit()
    set_clock(MONDAY + timedelta(weeks=3))
    assert "the oldest for 3 weeks" in command.invoke(args=["ballots", "seal"]).output


def test_no_trace_of_when_remarks_came_outlives_the_seal(
    command: FlaskCliRunner, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    for key, at in (("remark:OLD", MONDAY), ("remark:NEW", MONDAY + timedelta(hours=1)), ("login:lan", MONDAY)):
        limits.use(session, key, limit=9, window=timedelta(minutes=10), now=at)
    session.commit()
    set_clock(MONDAY + timedelta(hours=1, minutes=5))
    command.invoke(args=["ballots", "seal"])
    assert set(session.scalars(select(Bucket.key))) == {"remark:NEW", "login:lan"}
