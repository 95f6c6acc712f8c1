"""A copy of a SQLite database that is whole although it is written to meanwhile.

Copying the file with ``cp`` is no backup: what still lies in the write-ahead log is missed, and the copy looks healthy.
"""

import os
from contextlib import closing
from pathlib import Path

import pysqlite3

from kiosk.ground.db import Database

ONLY_FOR_US = 0o600  # it holds digests of passwords, and ballots that are not sealed yet


class BackupRefused(Exception):
    """No copy was made; the text says why and what to do."""


def copy_to(database: Database, target: Path) -> int:
    """Copy *database* to the new file *target* as it stands at one moment; return its size in bytes.

    Everything acknowledged before the call is in it. Writers are not held up. The copy is checked, is on the disk when
    this returns, and until then stands beside *target* under the name ``<target>.part``.

    Raises:
        BackupRefused: the database is not SQLite, is not there, or the copy is damaged; or *target* exists.
    """
    source = _source(database)
    if target.exists():
        raise BackupRefused(f"{target} exists already; nothing was changed.")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, ONLY_FOR_US))
    try:
        _copy(source, part)
        _to_disk(part)
        part.rename(target)
    except pysqlite3.Error as error:
        raise BackupRefused(f"no copy was made: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    _to_disk(target.parent)
    return target.stat().st_size


def _source(database: Database) -> Path:
    if not database.is_sqlite:
        raise BackupRefused("PostgreSQL is backed up by its own pg_dump; see docs/deployment.md.")
    source = Path(database.engine.url.database or "")
    if not source.is_file():
        raise BackupRefused(f"there is no database at {source}; see DATABASE_URL.")
    return source


def _copy(source: Path, part: Path) -> None:
    with closing(pysqlite3.connect(source, timeout=5)) as live, closing(pysqlite3.connect(part)) as copy:
        live.backup(copy)  # in one step: one reader's view, which in WAL mode neither waits nor makes others wait
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        problems = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    if problems != ["ok"]:
        raise BackupRefused(f"the copy is damaged: {'; '.join(problems)}")


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
