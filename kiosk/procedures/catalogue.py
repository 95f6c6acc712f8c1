"""The procedures of a unit as people look them up: read once, and kept until one of them changes."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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


@dataclass(frozen=True)
class Catalogue:
    """What a unit receives on one day.

    Attributes:
        version: How often the unit's procedures had changed when they were read.
        cards: Each procedure once, in the order of its Vietnamese name.
    """

    version: int
    day: date
    cards: tuple[Card, ...]

    @cached_property
    def _index(self) -> Index:
        return Index(_entry(card) for card in self.cards)

    @cached_property
    def _by_id(self) -> dict[int, Card]:
        return {card.id: card for card in self.cards}

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

    def of_unit(self, session: Session, unit_id: int, day: date) -> Catalogue:
        """Return the catalogue of a unit: the kept one when nothing has changed since and the day is the same."""
        version = queries.catalogue_version(session, unit_id)  # before the cards: at worst it is read once too often
        with self._lock:
            kept = self._kept.get(unit_id)
            if kept is not None and (kept.version, kept.day) == (version, day):
                self._kept.move_to_end(unit_id)
                return kept
        cards = sorted(queries.cards(session, unit_id, day), key=lambda card: (fold(card.name_vi), card.id))
        fresh = Catalogue(version, day, tuple(cards))
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


def _entry(card: Card) -> Entry:
    others: Iterable[str | None] = (card.name_en, card.name_km, card.name_zh)
    return Entry(
        id=card.id,
        names=(card.name_vi, *filter(None, others)),
        synonyms=(card.synonyms or "").split("\n"),
        more=tuple(filter(None, (card.code, card.field))),
    )
