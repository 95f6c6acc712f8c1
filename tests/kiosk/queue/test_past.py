"""Past visits obey the one table of moves: their moves, made one by one, give the same course."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue import courses
from kiosk.queue.courses import Course
from kiosk.queue.kinds import Channel
from kiosk.queue.past import PastVisit, channel_of, moves_of
from kiosk.queue.tickets import Actor, Move, Quality, State
from tests.factories import MONDAY

ACTORS = {Channel.PHONE: Actor.CITIZEN, Channel.CLERK: Actor.CLERK, Channel.SYSTEM: Actor.SYSTEM}


def visit(state: State, *minutes: int | None, channel: Channel = Channel.PHONE) -> PastVisit:
    """A visit that ended in *state*, by the minutes of first call, last call, start and end."""
    called, again, started, ended = (None if m is None else MONDAY + timedelta(minutes=m) for m in minutes)
    assert ended is not None
    return PastVisit(
        key="key",
        group_id=1,
        prefix="A",
        channel=channel,
        state=state,
        arrived_at=MONDAY,
        ended_at=ended,
        first_called_at=called,
        last_called_at=again,
        started_at=started,
        ended_quality=Quality.SYSTEM if state is State.CLOSED else Quality.EXACT,
        reason="trùng số" if state is State.REMOVED else None,
    )


VISITS = [
    visit(State.DONE, 5, None, 6, 10),
    visit(State.DONE, 5, 7, 8, 10),
    visit(State.DONE, 5, None, None, 10),
    visit(State.DONE, 0, None, 0, 0),
    visit(State.NO_SHOW, 5, 6, None, 8),
    visit(State.LEFT, None, None, None, 40),
    visit(State.LEFT, 5, None, None, 6),
    visit(State.REMOVED, None, None, None, 3),
    visit(State.CLOSED, None, None, None, 90),
    visit(State.CLOSED, 5, None, 6, 90),
]


def replay(past: PastVisit) -> Course:
    """Make the moves of *past* as the house makes them one by one."""
    first, *rest = moves_of(past)
    assert first.kind is Move.ISSUE
    course = courses.issued(ACTORS[channel_of(Move.ISSUE, past)], first.at)
    for move in rest:
        assert course.state == move.from_state
        actor = ACTORS[channel_of(move.kind, past)]
        course = courses.moved(course, move.kind, actor, move.at, reason=past.reason)
        assert course.state == move.to_state
    return course


@pytest.mark.parametrize("past", VISITS)
def test_replaying_the_moves_gives_the_visit(past: PastVisit) -> None:
    course = replay(past)
    assert (course.state, course.arrived_at, course.ended_at) == (past.state, past.arrived_at, past.ended_at)
    assert (course.first_called_at, course.started_at) == (past.first_called_at, past.started_at)
    assert course.last_called_at == (past.last_called_at or past.first_called_at)
    assert course.ended_quality == past.ended_quality


@given(st.lists(st.integers(0, 600), min_size=4, max_size=4).map(sorted))
def test_moves_never_run_backwards(minutes: list[int]) -> None:
    times = [move.at for move in moves_of(visit(State.DONE, *minutes))]
    assert times == sorted(times)


def test_a_log_says_import_of_every_move() -> None:
    past = visit(State.LEFT, None, None, None, 40, channel=Channel.IMPORT)
    assert {channel_of(move.kind, past) for move in moves_of(past)} == {Channel.IMPORT}
