"""One process at a time, in a way that lets go by itself when the process is killed."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from kiosk.ground.db import Database


class Occupied(Exception):
    """Somebody else is at it."""


@contextmanager
def alone(database: Database, name: str, folder: Path) -> Iterator[None]:
    """Hold *name* for the length of the block.

    On PostgreSQL for all nodes, by an advisory lock that ends with its connection; on SQLite, which has one machine, by
    a locked file in *folder* that the system unlocks when the process ends. So nobody waits for a lease of the dead.

    Raises:
        Occupied: Another process holds it.
    """
    holding = _locked_file(folder / f".{name}.lock") if database.is_sqlite else _advisory(database, name)
    with holding:
        yield


@contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(path.name) from None
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _advisory(database: Database, name: str) -> Iterator[None]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}):
            raise Occupied(name)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": number})
