"""The table of moves, line by line, against a second copy written by hand."""

from itertools import product

import pytest

from kiosk.queue.tickets import ENDED_STATES, MOVES, OPEN_STATES, Actor, Move, State, permitted

LINES = """
issue      -                               waiting   citizen kiosk clerk api
call       waiting                         called    clerk api
recall     called                          called    clerk api
return     called                          waiting   clerk
start      called                          serving   clerk api
hold       serving                         on_hold   clerk
resume     on_hold                         serving   clerk
transfer   called,serving,on_hold          waiting   clerk
finish     called,serving                  done      clerk citizen api
no_show    called                          no_show   clerk api
come_back  no_show                         waiting   clerk citizen
leave      waiting,called                  left      citizen api
remove     waiting,called                  removed   clerk
close      waiting,called,serving,on_hold  closed    system
undo       no_show,done,removed,left       -         clerk
"""


def test_the_table_is_the_one_on_paper() -> None:
    lines = [line.split() for line in LINES.split("\n") if line]
    on_paper = {move: (set(sources.split(",")), target, set(actors)) for move, sources, target, *actors in lines}
    in_code = {
        str(move): (
            {str(source or "-") for source in rule.sources},
            str(rule.target or "-"),
            set(map(str, rule.actors)),
        )
        for move, rule in MOVES.items()
    }

    assert in_code == on_paper
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize(("state", "actor"), list(product([None, *State], Actor)))
def test_what_is_permitted_is_what_the_table_says(state: State | None, actor: Actor) -> None:
    allowed = permitted(state, actor)

    assert all((move in allowed) == (state in MOVES[move].sources and actor in MOVES[move].actors) for move in Move)


def test_a_citizen_may_check_out_leave_or_come_back_and_nothing_else() -> None:
    assert {state: permitted(state, Actor.CITIZEN) for state in State} == {
        State.WAITING: {Move.LEAVE},
        State.CALLED: {Move.LEAVE, Move.FINISH},
        State.SERVING: {Move.FINISH},
        State.ON_HOLD: set(),
        State.DONE: set(),
        State.NO_SHOW: {Move.COME_BACK},
        State.LEFT: set(),
        State.REMOVED: set(),
        State.CLOSED: set(),
    }


def test_every_state_is_either_open_or_ended_and_only_a_closed_ticket_is_final() -> None:
    assert set(State) == OPEN_STATES | ENDED_STATES
    assert not OPEN_STATES & ENDED_STATES
    stuck = {state for state in State if not any(permitted(state, actor) for actor in Actor)}
    assert stuck == {State.CLOSED}


def test_the_night_job_only_closes_a_tablet_only_issues_and_a_queue_machine_does_what_is_done_at_a_counter() -> None:
    assert {move for state in [None, *State] for move in permitted(state, Actor.SYSTEM)} == {Move.CLOSE}
    assert {move for state in [None, *State] for move in permitted(state, Actor.API)} == {
        Move.ISSUE,
        Move.CALL,
        Move.RECALL,
        Move.START,
        Move.FINISH,
        Move.NO_SHOW,
        Move.LEAVE,
    }
    assert {move for state in [None, *State] for move in permitted(state, Actor.KIOSK)} == {Move.ISSUE}
