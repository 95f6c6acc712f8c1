"""Nobody who waits for a turn is overtaken, and nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

from kiosk.ground.turns import Turns


def test_turns_go_to_whoever_has_waited_longest() -> None:
    turns, order = Turns(), list[int]()
    threads = []
    with turns.mine(patience=1):
        for place in range(5):
            threads.append(Thread(target=_note, args=(turns, order, place)))
            threads[-1].start()
            _until(lambda place=place: len(turns._waiting) == place + 1)  # type: ignore[misc]
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_only_one_has_the_turn() -> None:
    turns, inside, most = Turns(), list[int](), list[int]()

    def work(place: int) -> None:
        with turns.mine(patience=10):
            inside.append(place)
            most.append(len(inside))
            inside.remove(place)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(400)))
    assert max(most) == 1
    assert len(most) == 400


def test_out_of_patience_one_goes_on_and_takes_nobodys_turn() -> None:
    turns = Turns()
    with turns.mine(patience=1):
        with turns.mine(patience=0.01):
            assert turns._taken
        assert turns._taken
    with turns.mine(patience=0):
        assert not turns._waiting


def test_a_fault_hands_the_turn_on() -> None:
    turns, went = Turns(), Event()
    try:
        with turns.mine(patience=1):
            raise ValueError
    except ValueError:
        went.set()
    assert went.is_set()
    assert not turns._taken


def _note(turns: Turns, order: list[int], place: int) -> None:
    with turns.mine(patience=10):
        order.append(place)


def _until(true: Callable[[], bool]) -> None:
    while not true():
        pass
