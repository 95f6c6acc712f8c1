"""Random legal visits: whatever happens in a hall, the instants of a ticket stay in order."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.courses import Course, issued, moved
from kiosk.queue.legs import Leg, legs_after
from kiosk.queue.tickets import OPEN_STATES, Actor, Move, MoveRefused, Quality, Refusal, State, permitted
from kiosk.queue.waiting import service_seconds, stay_seconds, wait_seconds, way_seconds

NINE = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


class Step(NamedTuple):
    move: Move
    actor: Actor
    course: Course
    legs: tuple[Leg, ...]


@st.composite
def visits(draw: st.DrawFn) -> list[Step]:
    course, legs = issued(Actor.CITIZEN, NINE), legs_after((), Move.ISSUE, NINE)
    steps = [Step(Move.ISSUE, Actor.CITIZEN, course, legs)]
    at = NINE
    for _ in range(draw(st.integers(0, 15))):
        choices = sorted((move, actor) for actor in Actor for move in permitted(course.state, actor))
        if not choices:
            break
        move, actor = draw(st.sampled_from(choices))
        at += draw(st.sampled_from([timedelta(0), timedelta(milliseconds=700), timedelta(minutes=7)]))
        quality = draw(st.sampled_from(Quality))
        previous = steps[-2].course.state if len(steps) > 1 else None
        try:
            course = moved(course, move, actor, at, previous_state=previous, quality=quality, reason="x")
        except MoveRefused as refused:
            if refused.refusal not in {Refusal.TOO_LATE, Refusal.ALREADY_CAME_BACK}:
                raise
            continue
        legs = legs_after(legs, move, at)
        steps.append(Step(move, actor, course, legs))
    return steps


@given(visits())
def test_instants_are_ordered_and_every_instant_has_its_mark(visit: list[Step]) -> None:
    for step in visit:
        course = step.course
        happened = (
            course.arrived_at,
            course.first_called_at,
            course.last_called_at,
            course.started_at,
            course.ended_at,
        )
        instants = [instant for instant in happened if instant is not None]
        assert instants == sorted(instants)
        assert (course.first_called_at is None) == (course.called_quality is None) == (course.last_called_at is None)
        assert (course.started_at is None) == (course.started_quality is None)
        assert (course.ended_at is None) == (course.ended_quality is None) == (course.state in OPEN_STATES)


@given(visits())
def test_arrival_and_first_call_never_change(visit: list[Step]) -> None:
    first_calls = [step.course.first_called_at for step in visit if step.course.first_called_at is not None]

    assert {step.course.arrived_at for step in visit} == {NINE}
    assert len(set(first_calls)) <= 1
    assert all(step.course.first_called_at is None for step in visit[: len(visit) - len(first_calls)])


@given(visits())
def test_every_duration_is_there_when_its_ends_are_and_is_never_negative(visit: list[Step]) -> None:
    for _, _, course, _ in visit:
        wait = wait_seconds(course.arrived_at, course.first_called_at)
        service = service_seconds(course.started_at, course.ended_at, course.hold_seconds)
        assert (wait is None) == (course.first_called_at is None)
        assert (way_seconds(course.last_called_at, course.started_at) is None) == (course.started_at is None)
        assert (stay_seconds(course.arrived_at, course.ended_at) is None) == (course.state in OPEN_STATES)
        assert (service is None) == (course.started_at is None or course.ended_at is None)
        assert course.hold_seconds >= 0


@given(visits())
def test_somebody_is_served_exactly_between_start_and_end_and_held_exactly_on_hold(visit: list[Step]) -> None:
    for _, _, course, _ in visit:
        assert (course.held_since is not None) == (course.state is State.ON_HOLD)
        if course.state in {State.SERVING, State.ON_HOLD}:
            assert course.started_at is not None
        if course.state in {State.WAITING, State.CALLED, State.NO_SHOW, State.LEFT, State.REMOVED}:
            assert course.started_at is None


@given(visits())
def test_undo_gives_back_the_ticket_and_its_legs(visit: list[Step]) -> None:
    for before, after in zip(visit[:-2], visit[2:], strict=True):
        if after.move is Move.UNDO:
            assert after.course == before.course
            assert after.legs == before.legs


@given(visits())
def test_the_legs_tell_the_same_visit(visit: list[Step]) -> None:
    for _, _, course, legs in visit:
        assert legs[0].queued_at == course.arrived_at
        assert legs[0].first_called_at == course.first_called_at
        assert legs[-1].started_at == course.started_at
        assert legs[-1].ended_at == course.ended_at
        assert all(leg.ended_at is not None for leg in legs[:-1])
        for leg in legs:
            assert (leg.ended_at is None) == (leg.outcome is None)
            happened = (leg.queued_at, leg.first_called_at, leg.started_at, leg.ended_at)
            instants = [instant for instant in happened if instant is not None]
            assert instants == sorted(instants)
