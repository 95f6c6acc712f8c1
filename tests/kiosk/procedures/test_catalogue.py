from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Event
from typing import cast

import pytest
from sqlalchemy.orm import Session

from kiosk.procedures import queries
from kiosk.procedures.catalogue import Catalogue, Catalogues
from kiosk.procedures.queries import Card

DAY = date(2026, 11, 16)
NOBODY = cast(Session, None)
SOON = 20  # seconds: only a fault takes so long


class Desk:
    """A database of one procedure, whose reader can be made to wait."""

    def __init__(self) -> None:
        self.version = 1
        self.read = 0
        self.asked, self.answer = Event(), Event()
        self.answer.set()

    def cards(self, *_args: object) -> list[Card]:
        self.read += 1
        self.asked.set()
        assert self.answer.wait(SOON)
        return [Card(1, None, "M-1", f"Việc {self.version}", None, None, None, None, None)]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The database that is read."""
    found = Desk()
    monkeypatch.setattr(queries, "catalogue_version", lambda *_args: found.version)
    monkeypatch.setattr(queries, "cards", found.cards)
    return found


@contextmanager
def reading(desk: Desk, look: Callable[[], Catalogue]) -> Iterator[Future[Catalogue]]:
    """Let somebody begin to read, and end only afterwards."""
    desk.asked.clear()
    desk.answer.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(look)
        try:
            assert desk.asked.wait(SOON)
            yield first
        finally:
            desk.answer.set()


def names(catalogue: Catalogue) -> list[str]:
    return [card.name_vi for card in catalogue.cards]


def test_while_one_reads_what_has_changed_all_others_are_given_what_held_before(desk: Desk) -> None:
    kept = Catalogues()
    kept.of_unit(NOBODY, 1, DAY)
    desk.version = 2
    with reading(desk, lambda: kept.of_unit(NOBODY, 1, DAY)) as first:
        assert names(kept.of_unit(NOBODY, 1, DAY)) == ["Việc 1"]
    assert names(first.result()) == ["Việc 2"]
    assert names(kept.of_unit(NOBODY, 1, DAY)) == ["Việc 2"]
    assert desk.read == 2


def test_what_nobody_has_read_yet_is_read_once_however_many_ask(desk: Desk) -> None:
    kept = Catalogues()
    with ThreadPoolExecutor(3) as pool, reading(desk, lambda: kept.of_unit(NOBODY, 1, DAY)) as first:
        others = [pool.submit(kept.of_unit, NOBODY, 1, DAY) for _ in range(3)]
        desk.answer.set()
        assert {id(other.result(SOON)) for other in others} == {id(first.result(SOON))}
    assert desk.read == 1


def test_another_unit_is_not_waited_for(desk: Desk) -> None:
    kept = Catalogues()
    kept.of_unit(NOBODY, 2, DAY)
    with reading(desk, lambda: kept.of_unit(NOBODY, 1, DAY)):
        assert names(kept.of_unit(NOBODY, 2, DAY)) == ["Việc 1"]


def test_who_fails_to_read_leaves_the_turn_to_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Catalogues()
    with monkeypatch.context() as broken:
        broken.setattr(queries, "cards", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            kept.of_unit(NOBODY, 1, DAY)
    assert names(kept.of_unit(NOBODY, 1, DAY)) == ["Việc 1"]
