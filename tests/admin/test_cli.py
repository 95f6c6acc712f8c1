"""The commands of a deployment, as somebody at the office's computer types them."""

from pathlib import Path

from flask import Flask

from kiosk.ground import migrate
from kiosk.ground.db import Database


def test_a_backup_is_a_database_one_can_go_on_with(live_app: Flask, tmp_path: Path) -> None:
    database: Database = live_app.extensions["database"]
    result = live_app.test_cli_runner().invoke(args=["db", "backup", str(tmp_path / "monday.db")])
    if not database.is_sqlite:
        assert result.exit_code == 1
        assert "pg_dump" in result.output
        return
    assert "checked" in result.output
    restored = Database(f"sqlite:///{tmp_path / 'monday.db'}")
    assert [*restored.problems(), *migrate.problems(restored.engine)] == []
    restored.engine.dispose()


def test_a_backup_that_cannot_be_written_says_so(live_app: Flask, tmp_path: Path) -> None:
    result = live_app.test_cli_runner().invoke(args=["db", "backup", str(tmp_path / "missing" / "monday.db")])
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
