"""A backup is whole, whatever happens meanwhile, and never takes the place of another."""

import shutil
import stat
from pathlib import Path

import pysqlite3
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from kiosk.ground.backup import BackupRefused, copy_to
from kiosk.ground.db import Database
from tests import factories
from tests.databases import Kind


@pytest.fixture(params=["sqlite"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Only SQLite is copied this way."""
    chosen: Kind = request.param
    return chosen


def units_in(path: Path) -> int:
    copy = pysqlite3.connect(path)
    try:
        return int(copy.execute("SELECT count(*) FROM unit").fetchone()[0])
    finally:
        copy.close()


def test_a_backup_has_what_still_lies_in_the_log_and_cp_has_not(live_database: Database, tmp_path: Path) -> None:
    with live_database.read() as session:  # whoever reads keeps the log from being folded into the file
        session.execute(text("SELECT count(*) FROM unit"))
        live_database.write(factories.unit)
        shutil.copyfile(live_database.engine.url.database or "", tmp_path / "cp.db")
        copy_to(live_database, tmp_path / "backup.db")
    assert units_in(tmp_path / "cp.db") == 0
    assert units_in(tmp_path / "backup.db") == 1


def test_a_writer_and_a_backup_do_not_wait_for_each_other(live_database: Database, tmp_path: Path) -> None:
    live_database.write(factories.unit)

    def copy_while_writing(session: Session) -> None:
        factories.unit(session)
        copy_to(live_database, tmp_path / "backup.db")

    live_database.write(copy_while_writing)
    assert units_in(tmp_path / "backup.db") == 1, "what is not committed is in no backup"


def test_a_backup_is_one_file_that_only_its_owner_reads(live_database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    size = copy_to(live_database, folder / "backup.db")
    assert [path.name for path in folder.iterdir()] == ["backup.db"]
    assert size == (folder / "backup.db").stat().st_size
    assert stat.S_IMODE((folder / "backup.db").stat().st_mode) == 0o600


def test_an_earlier_backup_is_never_replaced(live_database: Database, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    target.write_text("earlier")
    with pytest.raises(BackupRefused, match="exists already"):
        copy_to(live_database, target)
    assert target.read_text() == "earlier"


def test_a_damaged_database_gives_no_backup(tmp_path: Path) -> None:
    (tmp_path / "damaged.db").write_text("this is no database, although it has some length " * 100)
    database = Database(f"sqlite:///{tmp_path / 'damaged.db'}")
    with pytest.raises(BackupRefused, match="not a database"):
        copy_to(database, tmp_path / "backup.db")
    assert not list(tmp_path.glob("backup.db*"))


def test_a_wrong_address_is_not_backed_up_as_an_empty_database(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="no database at"):
        copy_to(Database(f"sqlite:///{tmp_path / 'wrong.db'}"), tmp_path / "backup.db")
    assert not list(tmp_path.iterdir())
