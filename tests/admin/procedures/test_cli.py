from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.procedures import sheets
from kiosk.procedures.models import Procedure
from tests import factories

FILE = "Mã thủ tục,Tên thủ tục,Nhóm dịch vụ\nM-1,Việc một,A\nM-2,Việc hai,Z\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one good row and one bad."""
    path = tmp_path / "thu-tuc.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def run(command: FlaskCliRunner, *arguments: str) -> tuple[int, list[str]]:
    result = command.invoke(args=["procedures", *arguments])
    return result.exit_code, [" ".join(line.split()) for line in result.output.splitlines()]


def count(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(Procedure)) or 0


def test_a_dry_run_writes_nothing_and_a_real_one_what_it_said(
    command: FlaskCliRunner, session: Session, file: Path
) -> None:
    unit = factories.unit(session, slug="ninh-kieu")
    factories.group(session, unit)
    session.commit()
    status, said = run(command, "import", str(file), "--unit", "ninh-kieu", "--dry-run")
    assert status == 0
    assert {"1 added", "1 refused", "Nothing was written."} <= set(said)
    assert count(session) == 0
    assert run(command, "import", str(file), "--unit", "ninh-kieu")[0] == 0
    assert count(session) == 1
    rejects = (file.parent / "thu-tuc.rejects.csv").read_text(encoding="utf-8")
    assert '"3","Nhóm dịch vụ: Không có nhóm dịch vụ này ở đơn vị.","M-2"' in rejects
    assert "1 same" in run(command, "import", str(file), "--unit", "ninh-kieu")[1]


def test_a_wrong_file_or_unit_is_an_error(command: FlaskCliRunner, session: Session, file: Path) -> None:
    assert run(command, "import", str(file), "--unit", "nowhere")[0] == 1
    factories.unit(session, slug="ninh-kieu")
    session.commit()
    file.write_bytes(FILE.encode("utf-16"))
    status, said = run(command, "import", str(file), "--unit", "ninh-kieu")
    assert status == 1
    assert "UTF-16" in " ".join(said)


def test_the_template_is_written(command: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "mau.csv"
    assert run(command, "template", str(path))[0] == 0
    assert sheets.read(path.read_bytes()) == []
