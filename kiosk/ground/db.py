"""The database: one base for all tables, one scope to read, one function to write.

``read()`` opens a short read-only session. ``write(fn)`` runs one function in one transaction,
commits once and runs it again after a passing fault. Nothing else in the program commits.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from datetime import time as wall_time
from itertools import count
from typing import Any, ClassVar, TypeVar, cast

import pysqlite3
from flask import Flask, current_app
from sqlalchemy import (
    BigInteger,
    Date,
    Dialect,
    Engine,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    Time,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from kiosk.ground import engines
from kiosk.ground.instants import from_microseconds, to_microseconds
from kiosk.ground.turns import Turns

T = TypeVar("T")

DEADLINE_SECONDS = 6.0  # no new attempt after that: a waiting thread is worth more than a late answer
RETRIED_STATES = frozenset({"40001", "40P01", "55P03", "57P01", "57P02", "57P03"})
READING = ("SELECT", "WITH", "PRAGMA", "SHOW")
SQLITE_NEEDS = (3, 51, 3)  # older ones can corrupt a WAL that several processes write


class CommitUnknownError(RuntimeError):
    """The connection died during COMMIT, and the function said nothing of how to find out what happened."""


class NotReplicatedError(CommitUnknownError):
    """PostgreSQL stopped waiting for its standby: committed here, perhaps nowhere else, so not called recorded."""


class ReadOnlyError(RuntimeError):
    """A read scope was asked to write."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept as whole microseconds since 1970 (equal on both databases, cheap to sum)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy names it
        """Refuse naive times: a local time without a zone is a bug."""
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return an aware datetime in UTC."""
        return None if value is None else from_microseconds(value)


class Base(DeclarativeBase):
    """All tables; every constraint has a name that errors and migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        date: Date(),
        wall_time: Time(),
        int: BigInteger().with_variant(Integer(), "sqlite"),
        str: String(),
    }


class Database:
    """One engine with its two scopes. Making it opens no connection."""

    def __init__(self, url: str, *, pool_size: int = 16) -> None:
        """Prepare an engine for *url* (``sqlite:///…`` or ``postgresql://…``)."""
        self.is_sqlite = url.startswith("sqlite")
        self.engine = engines.sqlite(url) if self.is_sqlite else engines.postgresql(url, pool_size)
        self._binds = {readonly: self._bound(readonly=readonly) for readonly in (True, False)}
        self._glance = self.engine.execution_options(**engines.glance_options(self.is_sqlite))
        self.session: Callable[..., Session] = self._session
        self._turns = Turns() if self.is_sqlite else None

    def _session(self, *, readonly: bool) -> Session:
        return Session(self._binds[readonly], autoflush=not readonly, expire_on_commit=False)

    def _bound(self, *, readonly: bool) -> Engine:
        engine = self.engine.execution_options(**engines.scope_options(self.is_sqlite, readonly=readonly))
        if readonly:
            event.listen(engine, "before_cursor_execute", _refuse_what_may_write)
        return engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads, and end it without a trace."""
        session = self.session(readonly=True)
        session.info["readonly"] = True
        try:
            yield session
        finally:
            session.close()

    def look(self, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        """Return the rows of one SELECT, asked alone: without a transaction around it and without objects.

        A page that asks again every few seconds pays for the statement only; :meth:`read` is for all others, which
        ask several and want one picture.
        """
        with self._glance.connect() as connection:
            return connection.execute(statement, values).all()

    def write(self, fn: Callable[[Session], T], *, replayable: bool = False) -> T:
        """Run *fn* in one transaction and commit it once.

        Args:
            fn: Gets a session, may run several times, must have no effect outside the database.
            replayable: *fn* finds by its one-time key what an earlier run committed. Then it is also run again
                when the answer to COMMIT is lost or another request with the same key was faster.

        Returns:
            What *fn* returned in the run that was committed.

        Raises:
            CommitUnknownError: COMMIT got no answer and *fn* is not replayable, or the standby did not confirm.
        """
        with self._turns.mine(patience=DEADLINE_SECONDS) if self._turns else nullcontext():
            return self._write(fn, replayable=replayable)

    def _write(self, fn: Callable[[Session], T], *, replayable: bool) -> T:
        started, twin_was_faster = time.monotonic(), False
        for attempt in count(1):
            session = self.session(readonly=False)
            committing = False
            try:
                result = fn(session)
                session.flush()
                committing = True
                _commit(session)
            except IntegrityError:
                session.rollback()
                if twin_was_faster or not replayable:
                    raise
                twin_was_faster = True  # another request with the same one-time key: the next run finds what it made
                continue
            except DBAPIError as error:
                session.rollback()
                if committing and error.connection_invalidated and not replayable:
                    raise CommitUnknownError from error
                if time.monotonic() - started > DEADLINE_SECONDS or not _passing(error):
                    raise
            except BaseException:
                session.rollback()
                raise
            else:
                return result
            finally:
                session.close()
            time.sleep(random.uniform(0.5, 1.0) * min(0.02 * 2**attempt, 1.0))  # noqa: S311 - jitter, not a secret
        raise AssertionError("unreachable")

    def reader(self) -> Engine:
        """Return the engine for plain looks at the schema: a probe must not queue behind writers."""
        return self._binds[True]

    def problems(self) -> list[str]:
        """Return what is wrong with the database's own settings; empty when it can be trusted."""
        if not self.is_sqlite:
            return []
        found = []
        if pysqlite3.sqlite_version_info < SQLITE_NEEDS:
            found.append(f"SQLite {pysqlite3.sqlite_version} is too old to be written by several processes")
        with self.reader().connect() as connection:
            for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
                value = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                if value != wanted:
                    found.append(f"SQLite {pragma} is {value}, not {wanted}")
        return found


def init_app(app: Flask, url: str) -> Database:
    """Give *app* its database, still unconnected."""
    database = Database(url)
    app.extensions["database"] = database
    return database


def current() -> Database:
    """Return the running application's database."""
    return cast(Database, current_app.extensions["database"])


def read() -> AbstractContextManager[Session]:
    """Open a read-only session of the running application; see :meth:`Database.read`."""
    return current().read()


def look(statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the rows of one SELECT of the running application, asked alone; see :meth:`Database.look`."""
    return current().look(statement, values)


def write(fn: Callable[[Session], T], *, replayable: bool = False) -> T:
    """Run *fn* in one transaction of the running application; see :meth:`Database.write`."""
    return current().write(fn, replayable=replayable)


def upsert(session: Session, model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT into the table of *model* that knows ON CONFLICT in the session's dialect."""
    return sqlite.insert(table(model)) if dialect(session) == "sqlite" else postgresql.insert(table(model))


def table(model: type[Base]) -> Table:
    """Return the plain table of *model*, for statements that need no objects."""
    return cast(Table, model.__table__)


def dialect(session: Session) -> str:
    """Return which database a session talks to: ``sqlite`` or ``postgresql``."""
    return session.get_bind().dialect.name


def upserts(model: type[Base], finish: Callable[[sqlite.Insert], T]) -> dict[str, T]:
    """Return an INSERT into the table of *model* that knows ON CONFLICT, made ready by *finish*, for each dialect."""
    alike = cast(sqlite.Insert, postgresql.insert(table(model)))  # both know the same words for it
    return {"sqlite": finish(sqlite.insert(table(model))), "postgresql": finish(alike)}


def _commit(session: Session) -> None:
    """Commit, and distrust a COMMIT that PostgreSQL answered although its standby has not confirmed it."""
    noted = session.connection().connection.info
    session.commit()
    if noted.pop(engines.UNREPLICATED, False):
        raise NotReplicatedError


def _passing(error: DBAPIError) -> bool:
    """Whether running the function again can help."""
    state = getattr(error.orig, "sqlstate", None)
    unreachable = isinstance(error, OperationalError) and state is None and "sqlite" not in type(error.orig).__module__
    locked = "database is locked" in str(error.orig)
    return bool(error.connection_invalidated or state in RETRIED_STATES or unreachable or locked)


def _refuse_what_may_write(*told: Any) -> None:
    if not told[2].lstrip().upper().startswith(READING):
        raise ReadOnlyError


@event.listens_for(Session, "before_flush")
def _refuse_writes_while_reading(session: Session, _context: object, _instances: object) -> None:
    if session.info.get("readonly"):
        raise ReadOnlyError
