"""The procedures of a unit as people look them up: read once, and kept until one of them changes."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from kiosk.ground.text import fold
from kiosk.procedures import queries
from kiosk.procedures.queries import Card
from kiosk.procedures.searching import Entry, Found, Index

EXTENSION: Final = "procedure_catalogues"
MOST_CARDS: Final = 40_000  # about a kilobyte each


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a unit receives on one day.

    Attributes:
        version: How often the unit's procedures had changed when they were read.
        cards: Each procedure once, in the order of its Vietnamese name.
    """

    version: int
    day: date
    cards: tuple[Card, ...]
    _index: Index
    _by_id: Mapping[int, Card]

    def search(self, text: str) -> tuple[list[Card], Found]:
        """Return what *text* asks for, best first, and how it was found; see :meth:`Index.search`."""
        found = self._index.search(text)
        return [self._by_id[key] for key in found.ids], found


class Catalogues:
    """The catalogues of units that were looked at lately, safe to use from several threads."""

    def __init__(self, most_cards: int = MOST_CARDS) -> None:
        self._kept: OrderedDict[int, Catalogue] = OrderedDict()
        self._most_cards = most_cards
        self._lock = Lock()
        self._turns: defaultdict[int, Lock] = defaultdict(Lock)

    def of_unit(self, session: Session, unit_id: int, day: date) -> Catalogue:
        """Return the catalogue of a unit: the kept one when nothing has changed since and the day is the same.

        To read and sort thousands of procedures takes a good part of a second. One does it; meanwhile all others are
        given what held before, or wait where there is nothing yet.
        """
        version = queries.catalogue_version(session, unit_id)  # before the cards: at worst it is read once too often
        kept, turn = self._look(unit_id)
        if kept is not None and (kept.version, kept.day) == (version, day):
            return kept
        if not turn.acquire(blocking=kept is None):
            return cast(Catalogue, kept)
        try:
            kept, _turn = self._look(unit_id)
            if kept is not None and (kept.version, kept.day) == (version, day):
                return kept
            return self._keep(unit_id, _read(session, unit_id, version, day))
        finally:
            turn.release()

    def _look(self, unit_id: int) -> tuple[Catalogue | None, Lock]:
        with self._lock:
            kept = self._kept.get(unit_id)
            if kept is not None:
                self._kept.move_to_end(unit_id)
            return kept, self._turns[unit_id]

    def _keep(self, unit_id: int, fresh: Catalogue) -> Catalogue:
        with self._lock:
            self._kept[unit_id] = fresh
            self._kept.move_to_end(unit_id)
            while len(self._kept) > 1 and sum(len(one.cards) for one in self._kept.values()) > self._most_cards:
                self._kept.popitem(last=False)
        return fresh


def init_app(app: Flask) -> None:
    """Give *app* a place to keep catalogues in."""
    app.extensions[EXTENSION] = Catalogues()


def of_unit(session: Session, unit_id: int, day: date) -> Catalogue:
    """Return what a unit receives on *day*, from the running application's catalogues."""
    return cast(Catalogues, current_app.extensions[EXTENSION]).of_unit(session, unit_id, day)


def _read(session: Session, unit_id: int, version: int, day: date) -> Catalogue:
    cards = sorted(queries.cards(session, unit_id, day), key=lambda card: (fold(card.name_vi), card.id))
    return Catalogue(version, day, tuple(cards), Index(map(_entry, cards)), {card.id: card for card in cards})


def _entry(card: Card) -> Entry:
    others: Iterable[str | None] = (card.name_en, card.name_km, card.name_zh)
    return Entry(
        id=card.id,
        names=(card.name_vi, *filter(None, others)),
        synonyms=(card.synonyms or "").split("\n"),
        more=tuple(filter(None, (card.code, card.field))),
    )
