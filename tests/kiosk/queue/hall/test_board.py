"""Which calls are shown and spoken."""

from datetime import timedelta

import pytest

from kiosk.ground.calendar import local_day
from kiosk.queue.hall.board import CLIPS, LAST_CALLS, NEWS, Call, calls_on, spoken
from kiosk.queue.tickets import State
from tests.factories import MONDAY

TODAY = local_day(MONDAY)
SECOND = timedelta(seconds=1)


def call(number: str, counter: str = "3", state: State = State.CALLED, *, ago: timedelta = SECOND) -> Call:
    return Call(number, counter, state, MONDAY - ago)


def shown(*calls: Call) -> list[str]:
    """Return the numbers on the screen, the large one first; “–” stands for none."""
    board = calls_on(TODAY, calls)
    return [board.now.number if board.now else "–", *(each.number for each in board.earlier)]


def test_the_latest_call_stands_large_and_five_before_it() -> None:
    nine = (call(f"A{number:03d}") for number in range(9, 0, -1))
    assert shown(*nine) == ["A009", "A008", "A007", "A006", "A005", "A004"]
    assert LAST_CALLS == 5


def test_a_call_that_was_entered_late_does_not_push_itself_forward() -> None:
    assert shown(call("A001", state=State.DONE, ago=timedelta(hours=1)), call("A007")) == ["A007", "A001"]


def test_a_number_called_again_stands_once_at_its_latest_call() -> None:
    board = calls_on(TODAY, [call("A001", "5"), call("A002"), call("A001", "3", ago=timedelta(minutes=4))])
    assert board.now == call("A001", "5")
    assert [each.number for each in board.earlier] == ["A002"]


@pytest.mark.parametrize("state", [State.WAITING, State.LEFT, State.REMOVED, State.CLOSED])
def test_who_is_not_wanted_at_the_counter_any_more_is_gone(state: State) -> None:
    assert shown(call("A002", state=state), call("A001")) == ["A001"]


@pytest.mark.parametrize("state", [State.SERVING, State.ON_HOLD, State.DONE])
def test_who_is_at_the_counter_stays_until_the_next_call(state: State) -> None:
    assert shown(call("A002", state=state), call("A001")) == ["A002", "A001"]


def test_who_did_not_come_can_still_read_where_to_go_but_not_in_the_large_place() -> None:
    assert shown(call("A002", state=State.NO_SHOW), call("A001", state=State.DONE)) == ["A001", "A002"]
    assert shown(call("A002", state=State.NO_SHOW)) == ["–", "A002"]


def test_calls_of_yesterday_are_not_shown() -> None:
    assert shown(call("A099", ago=timedelta(days=1))) == ["–"]


def test_only_a_fresh_call_of_somebody_awaited_is_called_out() -> None:
    assert call("A001", ago=NEWS).is_news(MONDAY)
    assert not call("A001", ago=NEWS + SECOND).is_news(MONDAY)
    assert not call("A001", state=State.SERVING).is_news(MONDAY)


def test_calling_again_is_another_call() -> None:
    assert call("A001").mark != call("A001", ago=2 * SECOND).mark


def test_a_call_is_read_sign_by_sign() -> None:
    clips = ("hall-call", "hall-a", "hall-0", "hall-1", "hall-2", "hall-counter", "hall-3")
    assert spoken(call("A012"), CLIPS) == clips
    assert set(clips) <= set(CLIPS)


def test_a_counters_number_is_read_as_a_whole_where_there_is_a_clip() -> None:
    assert spoken(call("B007", "12"), CLIPS)[-2:] == ("hall-counter", "hall-12")
    few = set(CLIPS) - {"hall-12"}
    assert spoken(call("B007", "12"), few)[-3:] == ("hall-counter", "hall-1", "hall-2")


def test_a_counter_with_a_name_is_left_to_the_screen() -> None:
    assert spoken(call("A001", "Tiếp nhận"), CLIPS)[-1] == "hall-1"


def test_nothing_is_spoken_in_part() -> None:
    assert spoken(call("A012"), set(CLIPS) - {"hall-a"}) == ()
    assert spoken(call("A012"), ()) == ()
