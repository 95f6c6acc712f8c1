"""Engines: how each database is opened, and what every connection is told before anything else."""

from typing import Any

import pysqlite3
from sqlalchemy import Engine, create_engine, event

WAIT_CANCELLED = frozenset({"57014", "57P01"})  # of a WARNING: the wait for a synchronous standby was given up
UNREPLICATED = "unreplicated"
POSTGRESQL_CONNECT = {
    "connect_timeout": 5,
    "tcp_user_timeout": 3000,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "target_session_attrs": "read-write",
    "options": "-c lock_timeout=5s -c statement_timeout=30s -c timezone=UTC",
}


def scope_options(is_sqlite: bool, *, readonly: bool) -> dict[str, Any]:
    """Return what a scope that reads or writes asks of its connection.

    On PostgreSQL reading needs no transaction: under READ COMMITTED each statement sees what is committed by then,
    with BEGIN and ROLLBACK around it or without; and each of these two is a way to the server and back. SQLite's
    BEGIN goes nowhere and gives all statements one picture.
    """
    if is_sqlite:
        return {"begin": "BEGIN" if readonly else "BEGIN IMMEDIATE"}
    return {"isolation_level": "AUTOCOMMIT"} if readonly else {}


def glance_options(is_sqlite: bool) -> dict[str, Any]:
    """Return what a single SELECT asks of its connection."""
    return {"begin": ""} if is_sqlite else scope_options(is_sqlite, readonly=True)


def postgresql(url: str, pool_size: int) -> Engine:
    """Return an engine for ``postgresql://…`` that notices within seconds when the server is gone."""
    address = "postgresql+psycopg://" + url.split("://", 1)[1]
    engine = create_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,  # what people wrote does not belong in a log
        connect_args=POSTGRESQL_CONNECT,
    )
    event.listen(engine, "connect", _listen_to_warnings)
    return engine


def _listen_to_warnings(connection: Any, record: Any) -> None:  # noqa: ANN401 - a psycopg connection, a pool record
    def note(diagnostic: Any) -> None:  # noqa: ANN401
        if diagnostic.severity_nonlocalized == "WARNING" and diagnostic.sqlstate in WAIT_CANCELLED:
            record.info[UNREPLICATED] = True

    connection.add_notice_handler(note)


def sqlite(url: str) -> Engine:
    """Return an engine for ``sqlite:///…`` whose commits are on the disk when they return."""
    engine = create_engine(
        url, module=pysqlite3, connect_args={"timeout": 5}, pool_size=16, max_overflow=0, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver is untyped
    connection.isolation_level = None  # we say BEGIN ourselves, or concurrent writers fail on the upgrade
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "secure_delete=ON",
        "busy_timeout=5000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401
    wanted = connection.get_execution_options().get("begin", "BEGIN IMMEDIATE")
    if not wanted:
        return
    if wanted == "BEGIN":
        connection.connection.dbapi_connection.execute(wanted)  # takes no lock, so nothing can fail here
    else:
        connection.exec_driver_sql(wanted)
