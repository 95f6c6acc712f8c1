"""What moves do to the instants of one ticket, told as visits."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from kiosk.queue.courses import Course, issued, moved
from kiosk.queue.tickets import MOVES, Actor, Move, MoveRefused, Quality, Refusal, State

NINE = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
PATHS: dict[State, tuple[Move, ...]] = {
    State.WAITING: (),
    State.CALLED: (Move.CALL,),
    State.SERVING: (Move.CALL, Move.START),
    State.ON_HOLD: (Move.CALL, Move.START, Move.HOLD),
    State.DONE: (Move.CALL, Move.START, Move.FINISH),
    State.NO_SHOW: (Move.CALL, Move.NO_SHOW),
    State.LEFT: (Move.LEAVE,),
    State.REMOVED: (Move.REMOVE,),
    State.CLOSED: (Move.CLOSE,),
}
BEFORE = {State.DONE: State.SERVING, State.NO_SHOW: State.CALLED}
BEFORE |= {State.LEFT: State.WAITING, State.REMOVED: State.WAITING}


def minute(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def by_usual_actor(
    course: Course,
    move: Move,
    minutes: float,
    *,
    previous_state: State | None = None,
    quality: Quality = Quality.EXACT,
) -> Course:
    actor = min(MOVES[move].actors - {Actor.CITIZEN} or {Actor.CITIZEN})
    at = minute(minutes)
    return moved(course, move, actor, at, previous_state=previous_state, quality=quality, reason="nhầm số")


def visit(*moves: Move) -> Course:
    """Walk through *moves*, one a minute from 9:01, by somebody who came at 9:00."""
    course = issued(Actor.CITIZEN, NINE)
    for minutes, move in enumerate(moves, start=1):
        course = by_usual_actor(course, move, minutes)
    return course


def refusal_of(course: Course, move: Move, actor: Actor, minutes: float, **rest: object) -> Refusal:
    with pytest.raises(MoveRefused) as caught:
        moved(course, move, actor, minute(minutes), **rest)  # type: ignore[arg-type]
    assert (caught.value.move, caught.value.state) == (move, course.state)
    return caught.value.refusal


@pytest.mark.parametrize(("state", "move", "actor"), list(product(State, Move, Actor)))
def test_every_pair_of_state_and_move_is_done_or_refused_as_the_table_says(
    state: State, move: Move, actor: Actor
) -> None:
    course = visit(*PATHS[state])
    assert course.state is state
    rule = MOVES[move]
    previous = BEFORE.get(state)

    if actor not in rule.actors:
        assert refusal_of(course, move, actor, 9, previous_state=previous, reason="x") is Refusal.WRONG_ACTOR
    elif state not in rule.sources:
        assert refusal_of(course, move, actor, 9, previous_state=previous, reason="x") is Refusal.WRONG_STATE
    else:
        after = moved(course, move, actor, minute(9), previous_state=previous, reason="x")
        assert after.state is (rule.target or previous)
        assert after.arrived_at == NINE


@pytest.mark.parametrize("actor", Actor)
def test_a_ticket_is_issued_by_those_who_may(actor: Actor) -> None:
    if actor is Actor.SYSTEM:
        with pytest.raises(MoveRefused) as caught:
            issued(actor, NINE)
        assert (caught.value.state, caught.value.refusal) == (None, Refusal.WRONG_ACTOR)
    else:
        assert issued(actor, NINE) == Course(State.WAITING, NINE)


def test_a_plain_visit_keeps_its_four_instants_and_their_marks() -> None:
    course = issued(Actor.CLERK, NINE, quality=Quality.BACK_DATED)
    for minutes, move in ((5, Move.CALL), (6, Move.START), (16, Move.FINISH)):
        course = by_usual_actor(course, move, minutes)

    assert course == Course(
        State.DONE,
        arrived_at=NINE,
        arrived_quality=Quality.BACK_DATED,
        first_called_at=minute(5),
        last_called_at=minute(5),
        called_quality=Quality.EXACT,
        started_at=minute(6),
        started_quality=Quality.EXACT,
        ended_at=minute(16),
        ended_quality=Quality.EXACT,
    )


def test_the_first_call_is_kept_through_recall_return_transfer_no_show_and_undo() -> None:
    course = visit(Move.CALL, Move.RECALL, Move.RETURN, Move.CALL, Move.START, Move.TRANSFER, Move.CALL, Move.NO_SHOW)
    course = by_usual_actor(course, Move.UNDO, 9, previous_state=State.CALLED)

    assert course.first_called_at == minute(1)
    assert course.last_called_at == minute(7)


def test_a_recall_moves_only_the_last_call() -> None:
    once, twice = visit(Move.CALL), visit(Move.CALL, Move.RECALL)

    assert (twice.first_called_at, twice.last_called_at) == (minute(1), minute(2))
    assert (twice.state, twice.called_quality) == (once.state, once.called_quality)


def test_a_recall_told_afterwards_takes_nothing_from_the_calls_already_recorded() -> None:
    recalled = visit(Move.CALL, Move.RECALL)

    assert by_usual_actor(recalled, Move.RECALL, 1.5, quality=Quality.BACK_DATED) == recalled


def test_call_and_start_in_one_click_share_an_instant() -> None:
    course = by_usual_actor(by_usual_actor(issued(Actor.CITIZEN, NINE), Move.CALL, 0), Move.START, 0)

    assert course.first_called_at == course.started_at == NINE


def test_a_transfer_forgets_the_start_and_a_later_one_sets_it() -> None:
    course = visit(Move.CALL, Move.START, Move.TRANSFER)
    assert (course.state, course.started_at, course.started_quality) == (State.WAITING, None, None)

    course = by_usual_actor(by_usual_actor(course, Move.CALL, 10), Move.START, 11)
    assert course.started_at == minute(11)


def test_a_check_out_before_the_clerk_pressed_start_leaves_no_start() -> None:
    course = moved(visit(Move.CALL), Move.FINISH, Actor.CITIZEN, minute(8))

    assert (course.state, course.started_at, course.ended_at) == (State.DONE, None, minute(8))


def test_only_the_first_of_two_ends_counts() -> None:
    done = moved(visit(Move.CALL, Move.START), Move.FINISH, Actor.CITIZEN, minute(8))

    assert refusal_of(done, Move.FINISH, Actor.CLERK, 9) is Refusal.WRONG_STATE


def test_holds_add_up() -> None:
    course = visit(Move.CALL, Move.START, Move.HOLD, Move.RESUME, Move.HOLD)
    assert (course.hold_seconds, course.held_since) == (60, minute(5))

    course = by_usual_actor(course, Move.RESUME, 7.5)
    assert (course.hold_seconds, course.held_since) == (210, None)


@pytest.mark.parametrize("move", [Move.TRANSFER, Move.CLOSE])
def test_leaving_a_hold_otherwise_than_by_resuming_counts_the_open_interval(move: Move) -> None:
    course = by_usual_actor(visit(Move.CALL, Move.START, Move.HOLD), move, 10)

    assert (course.hold_seconds, course.held_since) == (7 * 60, None)


def test_what_was_put_aside_before_a_transfer_does_not_shorten_the_next_service() -> None:
    course = visit(Move.CALL, Move.START, Move.HOLD, Move.TRANSFER, Move.CALL, Move.START)

    assert (course.started_at, course.hold_seconds) == (minute(6), 0)


def test_closing_a_waiting_ticket_censors_it_by_the_system() -> None:
    course = visit(Move.CLOSE)

    assert (course.first_called_at, course.ended_at, course.ended_quality) == (None, minute(1), Quality.SYSTEM)


def test_closing_while_being_served_keeps_the_wait_and_doubts_only_the_end() -> None:
    course = visit(Move.CALL, Move.START, Move.CLOSE)

    assert (course.first_called_at, course.called_quality) == (minute(1), Quality.EXACT)
    assert (course.started_at, course.started_quality) == (minute(2), Quality.EXACT)
    assert (course.ended_at, course.ended_quality) == (minute(3), Quality.SYSTEM)


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ((Move.CALL,), Move.NO_SHOW),
        ((Move.CALL,), Move.FINISH),
        ((Move.CALL, Move.START), Move.FINISH),
        ((Move.CALL, Move.START, Move.HOLD, Move.RESUME), Move.FINISH),
        ((), Move.REMOVE),
        ((Move.CALL, Move.RETURN), Move.REMOVE),
        ((Move.CALL,), Move.REMOVE),
        ((), Move.LEAVE),
        ((Move.CALL,), Move.LEAVE),
    ],
)
def test_undo_restores_the_ticket_as_if_nothing_had_happened(path: tuple[Move, ...], ending: Move) -> None:
    before = visit(*path)
    ended = by_usual_actor(before, ending, 10)

    assert by_usual_actor(ended, Move.UNDO, 25, previous_state=before.state) == before
    assert refusal_of(ended, Move.UNDO, Actor.CLERK, 25.1, previous_state=before.state) is Refusal.TOO_LATE


@pytest.mark.parametrize(
    ("path", "claimed"),
    [
        ((Move.CALL, Move.NO_SHOW), State.WAITING),
        ((Move.CALL, Move.NO_SHOW), State.SERVING),
        ((Move.CALL, Move.NO_SHOW), None),
        ((Move.CALL, Move.FINISH), State.SERVING),
        ((Move.CALL, Move.START, Move.FINISH), State.CALLED),
        ((Move.LEAVE,), State.CALLED),
        ((Move.REMOVE,), State.DONE),
    ],
)
def test_undo_does_not_lead_to_a_state_the_ticket_never_had(path: tuple[Move, ...], claimed: State | None) -> None:
    assert refusal_of(visit(*path), Move.UNDO, Actor.CLERK, 5, previous_state=claimed) is Refusal.WRONG_STATE


def test_a_missed_person_comes_back_once_and_keeps_arrival_and_first_call() -> None:
    missed = visit(Move.CALL, Move.NO_SHOW)
    back = moved(missed, Move.COME_BACK, Actor.CITIZEN, minute(5))

    assert (back.state, back.ended_at, back.ended_quality) == (State.WAITING, None, None)
    assert (back.arrived_at, back.first_called_at) == (NINE, minute(1))
    again = by_usual_actor(by_usual_actor(back, Move.CALL, 6), Move.NO_SHOW, 7)
    assert refusal_of(again, Move.COME_BACK, Actor.CITIZEN, 8) is Refusal.ALREADY_CAME_BACK
    assert by_usual_actor(again, Move.UNDO, 8, previous_state=State.CALLED).came_back


@pytest.mark.parametrize("reason", [None, "", "  \n"])
def test_a_ticket_is_not_removed_without_a_reason(reason: str | None) -> None:
    assert refusal_of(visit(), Move.REMOVE, Actor.CLERK, 1, reason=reason) is Refusal.REASON_MISSING


@pytest.mark.parametrize("state", [state for state in State if state is not State.CLOSED])
def test_time_never_runs_backwards(state: State) -> None:
    course = visit(*PATHS[state])
    last = (course.latest_at - NINE).total_seconds() / 60

    for move, rule in MOVES.items():
        if state in rule.sources:
            rest = {"previous_state": BEFORE.get(state), "reason": "x"}
            for actor in rule.actors:
                assert refusal_of(course, move, actor, last - 0.01, **rest) is Refusal.TIME_RUNS_BACKWARDS
                moved(course, move, actor, minute(last), previous_state=BEFORE.get(state), reason="x")


def test_a_service_cannot_end_before_its_holds_are_over() -> None:
    course = visit(Move.CALL, Move.START, Move.HOLD, Move.RESUME)

    assert refusal_of(course, Move.FINISH, Actor.CLERK, 2.5) is Refusal.TIME_RUNS_BACKWARDS


def test_a_start_told_afterwards_may_precede_a_recall_but_never_the_first_call() -> None:
    recalled = visit(Move.CALL, Move.RECALL, Move.RECALL)
    told = by_usual_actor(recalled, Move.START, 1.5, quality=Quality.BACK_DATED)

    assert (told.started_at, told.started_quality) == (minute(1.5), Quality.BACK_DATED)
    assert (told.first_called_at, told.last_called_at) == (minute(1), minute(1.5))
    refusal = refusal_of(recalled, Move.START, Actor.CLERK, 0.5, quality=Quality.BACK_DATED)
    assert refusal is Refusal.TIME_RUNS_BACKWARDS


def test_no_call_can_be_told_to_lie_before_the_arrival() -> None:
    refusal = refusal_of(visit(), Move.CALL, Actor.CLERK, -1, quality=Quality.BACK_DATED)

    assert refusal is Refusal.TIME_RUNS_BACKWARDS
