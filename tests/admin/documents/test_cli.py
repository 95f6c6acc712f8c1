"""``flask report weekly``: all pilot units, on the disk and by mail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.ground.mail_servers import mail_server
from tests import factories
from tests.admin.reports.test_pages import WAITS, serve
from tests.factories import MONDAY
from tests.post_office import PostOffice


@pytest.fixture
def pilots(session: Session, set_clock: Callable[[datetime], None]) -> None:
    """Two pilot units, the week after; one whose pilot ended the week before, and one that is none."""
    for name, mail in (("Phường Ninh Kiều", "a@motcua.example, b@motcua.example, nobody"), ("Phường Cái Răng", None)):
        serve(session, factories.unit(session, name, pilot=True, report_mail=mail), WAITS)
    factories.unit(session, "Phường Thốt Nốt", pilot_until=date(2026, 11, 15), report_mail="c@motcua.example")
    factories.unit(session, "Phường Bình Thủy", pilot=False)
    set_clock(MONDAY + timedelta(days=7))


def test_each_pilot_unit_gets_its_files_and_each_address_its_letter(
    app: Flask, pilots: None, post_office: PostOffice, tmp_path: Path
) -> None:
    mail = mail_server(post_office.url, "bao-cao@motcua.example")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], reports_dir=str(tmp_path), mail=mail)

    first = app.test_cli_runner().invoke(args=["report", "weekly"])
    again = app.test_cli_runner().invoke(args=["report", "weekly"])

    assert first.exit_code == again.exit_code == 0, first.output
    folders = sorted((tmp_path / "2026-W47").iterdir())
    assert [sorted(file.suffix for file in folder.iterdir()) for folder in folders] == [[".docx", ".pdf", ".xlsx"]] * 2
    assert [letter["To"] for letter in post_office.taken] == ["a@motcua.example", "b@motcua.example"]
    assert "Ninh Kiều" in post_office.taken[0]["Subject"]
    assert "there already, 0 sent" in again.output
    assert "there already, no addresses" in again.output
    assert f"Reports go to {tmp_path}" in again.output


def test_a_week_in_which_nobody_came_is_skipped_with_a_line(app: Flask, pilots: None, tmp_path: Path) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], reports_dir=str(tmp_path))
    result = app.test_cli_runner().invoke(args=["report", "weekly", "--week", "2026-W46"])
    assert result.exit_code == 0
    assert result.output.count("2026-W46: skipped, nobody came") == 3
    assert "no mail server is set" in result.output
    assert not (tmp_path / "2026-W46").exists()


@pytest.mark.parametrize("asked", [["--week", "2026-W48"], ["--week", "next"], ["--unit", "nowhere"]])
def test_what_cannot_be_reported_is_said(app: Flask, pilots: None, asked: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["report", "weekly", *asked])
    assert result.exit_code == 1
    assert "Error:" in result.output
