from collections.abc import Callable
from datetime import datetime, timedelta

from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

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
