"""Where the pages about procedures lead to outside their room, handed in by ``wsgi.py``: they know no other room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from flask import Flask, current_app

EXTENSION: Final = "procedure_neighbours"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Addresses of the queue's room.

    Attributes:
        door_url: The first page behind a printed code.
        take_url: Where a number is taken at a code, with a service group chosen already if one is given.
    """

    door_url: Callable[[str], str] = lambda code: f"/q/{code}"
    take_url: Callable[[str, int | None], str] = lambda code, _group_id: f"/q/{code}/take"


def init_app(app: Flask, neighbours: Neighbours | None = None) -> None:
    """Give *app* its neighbours; by default their permanent addresses."""
    app.extensions[EXTENSION] = neighbours or Neighbours()


def current() -> Neighbours:
    """Return what was handed to the running application."""
    return cast(Neighbours, current_app.extensions[EXTENSION])
