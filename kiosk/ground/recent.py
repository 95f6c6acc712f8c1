"""What changes a few times a year and is read at every tap: kept for some seconds in each process.

What an administrator changes shows on every node within ``CACHE_SECONDS``. Only what anybody may see is kept here, and
nothing of a person. A number is given on hours, a day's limit and a code as old as that; whether its service is still
received, how many were given and what any other write rests on is read again in the transaction.
"""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from kiosk.ground import db

P = ParamSpec("P")
T = TypeVar("T")
EXTENSION: Final = "recent"
MOST: Final = 2_000
"""Answers kept at once: more than a province's printed codes need in a few seconds; codes that are made up go, too."""


class Recent:
    """The answers of one process, each good for *life*; with no life at all nothing is kept."""

    def __init__(self, life: timedelta) -> None:
        self.life = life
        self._kept: dict[Hashable, tuple[datetime, Any]] = {}

    def get(self, now: datetime, key: Hashable, make: Callable[[], T]) -> T:
        """Return what *make* gave for *key* a moment ago, or what it gives now.

        A clock that was set back makes everything old.
        """
        found = self._kept.get(key)
        if found is not None and timedelta() <= now - found[0] < self.life:
            return cast(T, found[1])
        made = make()
        if self.life:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = (now, made)
        return made


def init_app(app: Flask, seconds: int) -> None:
    """Let *app* keep answers for *seconds*; 0: never."""
    app.extensions[EXTENSION] = Recent(timedelta(seconds=seconds))


def current() -> Recent:
    """Return the answers of the running application."""
    return cast(Recent, current_app.extensions[EXTENSION])


def read(now: datetime, query: Callable[Concatenate[Session, P], T], *args: P.args, **named: P.kwargs) -> T:
    """Return what *query* says of the database, at most some seconds old; it gets a read scope of its own.

    Rows in the answer belong to no session any more: they are for reading only.
    """

    def ask() -> T:
        with db.read() as session:
            return query(session, *args, **named)

    return current().get(now, (query, args, tuple(named.items())), ask)
