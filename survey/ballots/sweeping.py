"""Letting the database forget what was sealed and rewritten: deleted rows lie in its files until they are overwritten.

In them stand the nonces with which commitments can be opened, and in which order ballots were cast.
"""

from typing import Final

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from kiosk.ground.db import Database
from kiosk.ground.engines import glance_options

WITH_ANSWERS: Final = ("pending_ballot", "pending_comment", "paper_entry")
REWRITTEN: Final = ("spent_token", "cast_receipt", "cast_tally")
TICKETS: Final = "ticket"
"""Who casts holds the visit's row, which keeps the number of that transaction until it is frozen: who voted, when."""
PATIENCE_MS: Final = 200
"""How long a ballot that is being cast may have to wait, and we for it."""
log: Final = structlog.get_logger("ballots")


def sweep(database: Database) -> bool:
    """Overwrite what the tables between casting and sealing no longer hold; say whether that was done.

    VACUUM alone frees the room of dead rows on PostgreSQL and leaves their bytes in it, so the small tables that held
    answers and nonces are written anew into files of their own. SQLite overwrites what it deletes (``secure_delete``),
    but its old pages stay in the database file and beside it until a checkpoint has emptied the write-ahead log.
    Where somebody is in the way that is a line in the log, and the next run tries again.
    """
    try:
        with database.engine.connect().execution_options(**glance_options(database.is_sqlite)) as connection:
            swept = _empty_log(connection) if database.is_sqlite else _vacuum(connection)
    except SQLAlchemyError as error:
        log.warning("ballots not swept", error=type(error).__name__)
        return False
    if not swept:
        log.warning("ballots not swept", error="busy")
    return swept


def _vacuum(connection: Connection) -> bool:
    connection.exec_driver_sql("SET statement_timeout = '10min'")
    try:
        connection.exec_driver_sql(f"VACUUM (TRUNCATE FALSE) {', '.join(REWRITTEN)}")
        connection.exec_driver_sql(f"VACUUM (FREEZE, TRUNCATE FALSE) {TICKETS}")
        connection.exec_driver_sql(f"SET lock_timeout = {PATIENCE_MS}")
        connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(WITH_ANSWERS)}")
    finally:
        connection.exec_driver_sql("RESET statement_timeout")
        connection.exec_driver_sql("RESET lock_timeout")
    return True


def _empty_log(connection: Connection) -> bool:
    kept = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {kept}")
    return not busy
