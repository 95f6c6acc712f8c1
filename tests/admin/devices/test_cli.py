import re

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Device, Unit
from tests import factories


@pytest.fixture
def unit(session: Session) -> Unit:
    row = factories.unit(session, slug="ninh-kieu")
    session.commit()
    return row


def run(command: FlaskCliRunner, *args: str) -> str:
    result = command.invoke(args=["device", *args])
    assert result.exit_code == 0, result.output
    return result.output


def test_tablets_are_added_listed_paired_again_and_revoked(
    command: FlaskCliRunner, session: Session, unit: Unit
) -> None:
    said = run(command, "add", "ninh-kieu", "--name", "Máy ở sảnh", "--prints")
    assert "https://motcua.example/kiosk/ninh-kieu" in said
    assert re.search(r"^  [0-9A-Z]{4}-[0-9A-Z]{4}$", said, re.MULTILINE)
    assert run(command, "add", "ninh-kieu") != said
    assert [row.prefix for row in session.scalars(select(Device).order_by(Device.id))] == ["K", "KA"]
    assert "K  Máy ở sảnh  chưa ghép lần nào" in run(command, "list", "ninh-kieu")
    assert "/kiosk/ninh-kieu" in run(command, "pair", "ninh-kieu", "k")
    run(command, "revoke", "ninh-kieu", "Máy ở sảnh")
    assert "K  Máy ở sảnh  đã ngừng dùng" in run(command, "list", "ninh-kieu")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("add", "nowhere"), "There is no unit"),
        (("revoke", "ninh-kieu", "Q"), "has no tablet"),
        (("add", "ninh-kieu", "--prefix", "T"), "prefix"),
    ],
)
def test_what_cannot_be_is_said(command: FlaskCliRunner, unit: Unit, args: tuple[str, ...], said: str) -> None:
    result = command.invoke(args=["device", *args])
    assert result.exit_code == 1
    assert said in result.output
