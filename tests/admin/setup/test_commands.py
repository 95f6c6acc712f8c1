"""The commands about one unit: ``flask unit``, ``counter``, ``group``, ``hours``, ``holiday``, ``code``."""

from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from flask.testing import FlaskCliRunner
from PIL import Image
from sqlalchemy.orm import Session

from kiosk.office import queries
from kiosk.office.models import Unit
from kiosk.office.opening import sessions_on
from tests.kiosk.office.record import last


def run(command: FlaskCliRunner, line: str, *more: str, exit_code: int = 0) -> str:
    result = command.invoke(args=[*line.split(), *more])
    assert result.exit_code == exit_code, result.output
    return result.output


@pytest.fixture
def office(command: FlaskCliRunner) -> FlaskCliRunner:
    run(command, "unit add can-tho --kind organisation --province 92 --from 2020-01-01 --name", "Thành phố Cần Thơ")
    run(
        command,
        "unit add ninh-kieu --kind centre --parent can-tho --province 92 --target 60s --mode survey_only",
        *("--name", "Phường Ninh Kiều", "--name-en", "Ninh Kieu", "--ward", "ninh kiều"),
        *("--hotline", "1022", "--pilot-since", "2026-06-01", "--from", "2020-01-01", "--older-target", "30m"),
    )
    return command


def the_unit(session: Session, slug: str) -> Unit:
    session.expire_all()
    key = queries.unit_id_of(session, slug)
    assert key is not None
    return session.get_one(Unit, key)


def test_a_unit_is_added_whole(office: FlaskCliRunner, session: Session) -> None:
    unit = the_unit(session, "ninh-kieu")
    (version,) = queries.versions_of(session, unit.id)

    assert (unit.kind, unit.mode, unit.hotline, unit.province_code, unit.ward_code) == (
        "centre",
        "survey_only",
        "1022",
        "92",
        "31135",
    )
    assert (unit.pilot, unit.pilot_since) == (True, date(2026, 6, 1))
    assert (version.target_seconds, version.older_target_seconds, version.name_en) == (60, 1800, "Ninh Kieu")
    assert version.parent_id == the_unit(session, "can-tho").id
    assert last(session).staff_id is None


def test_units_are_listed_as_a_tree(office: FlaskCliRunner) -> None:
    assert run(office, "unit list").splitlines() == [
        "can-tho  organisation  Thành phố Cần Thơ",
        "  ninh-kieu  centre  Phường Ninh Kiều  [pilot]",
    ]
    assert run(office, "unit list --day 2019-12-31") == ""


def test_a_unit_is_renamed_merged_and_a_planned_change_taken_back(office: FlaskCliRunner, session: Session) -> None:
    run(office, "unit add moi --kind organisation --parent can-tho --from 2020-01-01 --name", "Phường mới")
    run(office, "unit change ninh-kieu --from 01/07/2025 --name", "Phường Tân Ninh Kiều")
    run(office, "unit merge ninh-kieu --into moi --from 2100-01-01")

    listed = run(office, "unit list --day 2100-01-01")
    assert "    ninh-kieu  centre  Phường Tân Ninh Kiều" in listed
    assert "Phường Ninh Kiều" in run(office, "unit list --day 2025-06-30")

    run(office, "unit cancel ninh-kieu")
    assert run(office, "unit list --day 2100-01-01") == run(office, "unit list --day 2025-07-01")


def test_how_a_unit_works_is_set_without_touching_the_rest(office: FlaskCliRunner, session: Session) -> None:
    run(office, "unit set ninh-kieu --no-pilot --mode full --keep-at-night --before-opening 15 --ward 31120")
    run(office, "unit set ninh-kieu --order strict --come-back-after 5")
    unit = the_unit(session, "ninh-kieu")
    assert (unit.priority_policy, unit.come_back_after) == ("strict", 5)
    run(office, "unit set ninh-kieu --no-return")
    unit = the_unit(session, "ninh-kieu")
    assert (unit.priority_policy, unit.come_back_after) == ("strict", None)

    unit = the_unit(session, "ninh-kieu")
    assert (unit.pilot, unit.mode, unit.close_at_night, unit.before_opening_minutes) == (False, "full", False, 15)
    assert (unit.hotline, unit.province_code, unit.ward_code) == ("1022", "92", "31120")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("unit add ninh-kieu --kind centre --name x", "slug: Tên này đã có đơn vị khác dùng"),
        ("unit add x --kind centre", "name_vi: Xin nhập ô này."),
        ("unit add x --kind centre --name x --parent nowhere", "There is no unit 'nowhere'"),
        ("unit add x --kind centre --name x --province 92 --ward 00004", "has no commune '00004'"),
        ("unit change can-tho --parent ninh-kieu --from 2025-01-01", "parent: Đơn vị lớn"),
        ("unit change ninh-kieu --from 2019-01-01 --name x", "from_day: Ngày này trước"),
        ("counter add ninh-kieu 1 --name x --group Z", "has no group 'Z'"),
        ("counter change ninh-kieu 9 --name x", "has no counter '9'"),
        ("hours set ninh-kieu mon 07:00-12:00 11:00-17:00", "day_0: Hai buổi trùng giờ nhau."),
        ("code withdraw ZZZZZZZZ", "code: Không tìm thấy"),
    ],
)
def test_what_cannot_be_ends_with_a_sentence(office: FlaskCliRunner, line: str, said: str) -> None:
    assert said in run(office, line, exit_code=1)


@pytest.mark.parametrize(
    "line",
    [
        "unit add x --kind planet --name x",
        "unit add x --kind centre --name x --target soon",
        "unit change ninh-kieu --from someday",
        "unit set ninh-kieu --province Atlantis",
        "hours set ninh-kieu funday 07:00-12:00",
        "hours set ninh-kieu mon noon",
        "holiday add 2026-01-02 --note x",
    ],
)
def test_what_cannot_be_read_ends_with_the_usage(office: FlaskCliRunner, line: str) -> None:
    assert "Usage:" in run(office, line, exit_code=2)


def test_groups_counters_and_codes_are_kept_by_their_words(office: FlaskCliRunner, session: Session) -> None:
    run(office, "group add ninh-kieu a --picture ho-tich --name", "Khai sinh")
    run(office, "group add ninh-kieu b --name", "Đất đai")
    run(office, "group guidance ninh-kieu")
    run(office, "group move ninh-kieu B up")
    run(office, "group change ninh-kieu b --name-en Land --picture dat-dai")
    run(office, "counter add ninh-kieu 3 --group a --group b --name", "Hộ tịch")
    run(office, "counter change ninh-kieu 3 --label 3A --name-en", "Civil status")
    code = run(office, "code issue ninh-kieu --counter 3A").strip()
    entrance = run(office, "code issue ninh-kieu").strip()
    run(office, "code withdraw", f"{code[:4]}-{code[4:]}".lower())

    assert run(office, "group list ninh-kieu").splitlines() == [
        "B  Đất đai  dat-dai",
        "A  Khai sinh  ho-tich",
        "H  Tôi không biết – nhờ hướng dẫn  huong-dan",
    ]
    assert run(office, "counter list ninh-kieu") == "3A  Hộ tịch  B,A\n"
    assert run(office, "code list ninh-kieu").splitlines() == [
        f"{entrance}  entrance",
        f"{code}  counter 3A  [withdrawn]",
    ]
    run(office, "counter active ninh-kieu 3A off")
    run(office, "group active ninh-kieu A off")
    assert "[off]" in run(office, "counter list ninh-kieu")
    assert "A  Khai sinh  ho-tich  [off]" in run(office, "group list ninh-kieu")


def test_hours_and_holidays_are_set_by_command(office: FlaskCliRunner, session: Session) -> None:
    run(office, "hours set ninh-kieu mon-fri 07:30-11:30 13:30-17:00")
    run(office, "hours set ninh-kieu wed")
    run(office, "hours on ninh-kieu 2026-11-16 07:00-10:00 --note", "Họp")
    run(office, "hours on ninh-kieu 2026-11-17")
    run(office, "hours usual ninh-kieu 2026-11-17")
    run(office, "holiday add 2026-01-02 --off --note", "Hoán đổi", "--document", "CV 1")
    run(office, "holiday add 2026-01-10 --worked --note", "Làm bù")
    run(office, "holiday remove 2026-01-10")

    assert run(office, "hours list ninh-kieu").splitlines() == [
        "mon  07:30-11:30  13:30-17:00",
        "tue  07:30-11:30  13:30-17:00",
        "thu  07:30-11:30  13:30-17:00",
        "fri  07:30-11:30  13:30-17:00",
        "2026-11-16  07:00-10:00  Họp",
    ]
    assert run(office, "holiday list") == "2026-01-02  off  Hoán đổi  CV 1\n"
    unit = the_unit(session, "ninh-kieu")
    assert sessions_on(date(2026, 1, 2), queries.hours_of(session, unit.id, date(2026, 1, 2))) == ()


def test_posters_are_written_into_files(office: FlaskCliRunner, tmp_path: Path) -> None:
    run(office, "counter add ninh-kieu 3 --name", "Hộ tịch")
    run(office, "group add ninh-kieu a --picture ho-tich --name", "Khai sinh")
    assert "flask code issue" in run(office, "code poster all ninh-kieu", str(tmp_path / "x.pdf"), exit_code=1)
    assert "flask code issue" in run(office, "code poster group ninh-kieu a", str(tmp_path / "x.pdf"), exit_code=1)
    entrance = run(office, "code issue ninh-kieu").strip()
    desk = run(office, "code issue ninh-kieu --counter 3").strip()
    one, every, cards, group = (str(tmp_path / name) for name in ("1.png", "2.pdf", "3.pdf", "4.png"))

    run(office, f"code poster one {desk}", one, "--size", "A6", "--language", "km")
    run(office, "code poster all ninh-kieu", every, "--size", "a5")
    run(office, "code poster cards ninh-kieu", cards, "--language", "zh")
    run(office, "code poster group ninh-kieu A", group)

    assert [found.text[-8:] for found in zxingcpp.read_barcodes(Image.open(one))] == [desk]
    assert zxingcpp.read_barcodes(Image.open(group))[0].text.partition("/q/")[2].startswith(f"{entrance}/g/")
    with pypdfium2.PdfDocument(every) as document:
        assert len(document) == 2
    with pypdfium2.PdfDocument(cards) as document:
        read = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    assert sorted(found.text[-8:] for found in read) == sorted([entrance, desk])
