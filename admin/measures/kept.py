"""Renderings of figures, made once for a version of the data: in this process first, then in a table for all of them.

Exact figures come from the rows; what is kept is what was drawn or written of them. Deleting all of it only costs the
time to make it again, and ``flask figures check`` makes it again and compares.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final, cast

import structlog
from flask import Flask, current_app
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from admin.measures.memory import Memory
from admin.measures.models import KeptDrawing
from kiosk.ground import clock, db

Maker = Callable[[Sequence[str]], bytes]
Versions = Callable[[Sequence[str]], str]

EXTENSION: Final = "kept_drawings"
MAKERS: Final = "kept_drawing_makers"
VERSIONS: Final = "kept_drawing_versions"
MEMORY_BYTES: Final = 24_000_000
KEY_CHARS: Final = 160
SETTLED: Final = timedelta(minutes=1)
"""While an office is open its figures change all the time: a row is not written again sooner."""
TAG_LETTERS: Final = 24
MOST: Final = 400
"""Rows of one page of one unit: years of weeks in two languages."""
LOG = structlog.get_logger()
ROW: Final = db.table(KeptDrawing).c
FOUND: Final = select(ROW.body).where(ROW.key == bindparam("key"), ROW.version == bindparam("version"))


def init_app(app: Flask, makers: Mapping[str, Maker], own_versions: Mapping[str, Versions] | None = None) -> None:
    """Give *app* a memory for drawings, and let ``flask figures`` know who makes those whose key begins with what.

    A maker gets the rest of the key, ``("12", "2026-W47", "vi", "svg")``, and gives the same bytes as the page does. It
    asks nobody who is there, for nobody is. What rests on other units than the one of its key and those below it
    tells its version itself, from the rest of its key as well.
    """
    app.extensions[VERSIONS] = own_versions or {}
    app.extensions[EXTENSION] = Memory(MEMORY_BYTES)
    app.extensions[MAKERS] = makers


def kept(key: str, version: str, make: Callable[[], bytes]) -> bytes:
    """Return the rendering named *key* of *version*, making it when nobody has.

    Args:
        key: What it shows, how and for whom to read, by slashes: what it is, the unit's key or ``all``, the rest:
            ``weekly/12/2026-W47/vi/svg``. ASCII; nothing in it may depend on who asks. With over 160 characters, which
            only somebody makes who plays with addresses, nothing is kept.
        version: What `admin.measures.versions` says of the units that it shows.
        make: Makes it; two processes may do so at once.
    """
    if len(key) > KEY_CHARS:
        return make()
    return memory().get(etag(key, version), lambda: _stored(key, version) or _made(key, version, make))


def etag(key: str, version: str) -> str:
    """Return the mark by which a browser asks whether its copy still holds, 24 hex digits."""
    return hashlib.sha256(f"{key} {version}".encode()).hexdigest()[:TAG_LETTERS]


def memory() -> Memory:
    """Return the drawings of this process."""
    return cast(Memory, current_app.extensions[EXTENSION])


def store(session: Session, key: str, version: str, body: bytes) -> None:
    """Write a rendering over the one of an older version, unless that was written less than a minute ago.

    With so many of one page and unit that somebody must be playing with addresses, it is not written at all.
    """
    now = clock.now()
    whose = "/".join(key.split("/")[:2])
    if (
        session.scalar(select(func.count()).where(KeptDrawing.key.startswith(f"{whose}/", autoescape=True))) or 0
    ) > MOST:
        return
    made = {"version": version, "body": body, "made_at": now}
    insert = db.upsert(session, KeptDrawing).values(key=key, **made)
    older = (KeptDrawing.made_at <= now - SETTLED) | (KeptDrawing.made_at > now)
    session.execute(insert.on_conflict_do_update(index_elements=["key"], set_=made, where=older))


def _stored(key: str, version: str) -> bytes | None:
    found = db.look(FOUND, {"key": key, "version": version})
    return bytes(found[0].body) if found else None


def _made(key: str, version: str, make: Callable[[], bytes]) -> bytes:
    body = make()
    if not body:
        raise ValueError(f"nothing was made of {key}")
    try:
        db.write(lambda session: store(session, key, version, body))
    except (SQLAlchemyError, db.CommitUnknownError) as error:  # a page that was made is shown, kept or not
        LOG.warning("drawing_not_kept", key=key, error=type(error).__name__)
    return body
