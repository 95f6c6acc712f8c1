"""Each group answers for the wait in its own queue."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.queue.kinds import Outcome
from kiosk.queue.legs import Leg, legs_after
from kiosk.queue.tickets import Move, MoveRefused, Refusal

NINE = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


def minute(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def legs_of(*moves: Move) -> tuple[Leg, ...]:
    legs = legs_after((), Move.ISSUE, NINE)
    for minutes, move in enumerate(moves, start=1):
        legs = legs_after(legs, move, minute(minutes))
    return legs


def test_a_transfer_closes_one_leg_and_opens_the_next() -> None:
    legs = legs_of(Move.CALL, Move.START, Move.TRANSFER, Move.CALL, Move.RECALL, Move.START, Move.FINISH)

    assert legs == (
        Leg(NINE, minute(1), minute(2), minute(3), Outcome.TRANSFERRED),
        Leg(minute(3), minute(4), minute(6), minute(7), Outcome.DONE),
    )


def test_a_returned_ticket_stays_in_its_leg_and_keeps_the_first_call() -> None:
    assert legs_of(Move.CALL, Move.RETURN, Move.CALL) == (Leg(NINE, minute(1)),)


def test_a_missed_person_who_comes_back_waits_in_a_new_leg() -> None:
    assert legs_of(Move.CALL, Move.NO_SHOW, Move.COME_BACK, Move.CALL) == (
        Leg(NINE, minute(1), None, minute(2), Outcome.NO_SHOW),
        Leg(minute(3), minute(4)),
    )


def test_undo_opens_the_leg_again() -> None:
    before = legs_of(Move.CALL)

    assert legs_after(legs_after(before, Move.NO_SHOW, minute(2)), Move.UNDO, minute(3)) == before


@pytest.mark.parametrize(
    ("move", "outcome"),
    [
        (Move.FINISH, Outcome.DONE),
        (Move.NO_SHOW, Outcome.NO_SHOW),
        (Move.LEAVE, Outcome.LEFT),
        (Move.REMOVE, Outcome.REMOVED),
        (Move.CLOSE, Outcome.CLOSED),
    ],
)
def test_every_ending_has_its_outcome(move: Move, outcome: Outcome) -> None:
    (leg,) = legs_of(Move.CALL, move)

    assert (leg.ended_at, leg.outcome) == (minute(2), outcome)


def test_a_call_of_the_second_group_cannot_lie_in_the_stay_at_the_first() -> None:
    with pytest.raises(MoveRefused) as caught:
        legs_after(legs_of(Move.CALL, Move.START, Move.TRANSFER), Move.CALL, minute(2))

    assert caught.value.refusal is Refusal.TIME_RUNS_BACKWARDS
