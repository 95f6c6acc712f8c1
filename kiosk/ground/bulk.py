"""Adding many rows at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import psycopg
from sqlalchemy import Column, Dialect, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.ground.db import Base

Row = Mapping[str, Any]


def add_rows(session: Session, model: type[Base], rows: Sequence[Row]) -> None:
    """Add *rows* to the table of *model*, in the caller's transaction.

    PostgreSQL takes them by COPY, in half of the time that as many INSERTs take it.

    Args:
        session: A write session; what it holds back is flushed first.
        model: The table.
        rows: Each with the same columns. A column that is left out gets its default, or is empty.

    Raises:
        sqlalchemy.exc.DBAPIError: As for any statement, such as ``IntegrityError`` where a constraint refuses a row.
    """
    if not rows:
        return
    session.flush()
    table = cast(Table, model.__table__)
    dialect = session.get_bind().dialect
    if dialect.name != "postgresql":
        session.execute(insert(table), list(rows))
        return
    try:
        _copy(session, table, rows, dialect)
    except psycopg.Error as error:
        # As SQLAlchemy wraps errors of its own statements: by that, db.write knows what may be tried again.
        lost = isinstance(error, psycopg.OperationalError) and error.sqlstate is None
        raise DBAPIError.instance(
            "COPY", None, error, psycopg.Error, connection_invalidated=lost, dialect=dialect
        ) from error


def _copy(session: Session, table: Table, rows: Sequence[Row], dialect: Dialect) -> None:
    columns = [column for column in table.columns if column.name in rows[0] or column.default is not None]
    writers = [_writer(column, dialect) for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    connection = cast("psycopg.Connection[Any]", session.connection().connection.driver_connection)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN'.encode()) as copy:
        for row in rows:
            copy.write_row([writer(row) for writer in writers])


def _writer(column: Column[Any], dialect: Dialect) -> Callable[[Row], Any]:
    """Return what turns a row into the value of *column*, as SQLAlchemy would write it."""
    convert = column.type.dialect_impl(dialect).bind_processor(dialect)
    name = column.name
    default = getattr(column.default, "arg", None)
    if convert is None:
        return lambda row: row.get(name, default)
    return lambda row: convert(row.get(name, default))
