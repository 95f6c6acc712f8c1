"""The page of a report: read it, write in it, take it away; two people at once; earlier words."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.documents import making
from admin.documents.gathering import Gathered, gather
from admin.documents.kinds import ReportKind
from admin.documents.models import ReportText
from admin.measures.periods import Period
from kiosk.office import unit_actions
from tests import cast
from tests.admin.reports.test_pages import WAITS, serve
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

REPORT = "/admin/documents/{}/weekly/2026-W47"


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where twelve people were served on Monday, seen on the Monday after."""
    set_clock(MONDAY + timedelta(days=7))
    people = cast.cast(session)
    serve(session, people.unit, WAITS)
    return people


def report(client: CheckedClient, people: Cast) -> Page:
    return Page(client.get(REPORT.format(people.unit.id)))


def write(client: CheckedClient, page: Page, text: str, section: str = "problems", status: int = 303) -> Page | None:
    form = next(form for form in page.forms if form.defaults.get("section") == section)
    answer = form.submit(client, follow=False, text=text)
    assert answer.status_code == status
    return None if status == 303 else Page(answer, status=status)


def saved(session: Session) -> list[tuple[int, str, str]]:
    rows = session.scalars(select(ReportText).order_by(ReportText.id))
    return [(row.version, row.text, row.staff_name) for row in rows]


def test_the_page_shows_the_report_as_it_will_look_with_a_draft_of_findings(
    client: CheckedClient, people: Cast
) -> None:
    sign_in(client, people.supervisor)
    page = report(client, people)
    assert page.heading == "Báo cáo tuần 47, 16/11/2026 – 22/11/2026"
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ngày tháng năm 2026",
        "DỰ THẢO",
        "I. TRIỂN KHAI",
        "II. KẾT QUẢ",
        "III. TỒN TẠI, NGUYÊN NHÂN",
        "IV. ĐỀ XUẤT, KIẾN NGHỊ NHÂN RỘNG",
        "Chờ trung bình 13,3 phút, trong mục tiêu 15 phút",
        "không thay thế Chỉ số SIPAS",
        "chỉ đạo./.",
    ):
        assert words in page.text
    assert "DỮ LIỆU MẪU" not in page.text


def test_words_that_are_saved_take_the_place_of_the_draft(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.supervisor)
    write(client, report(client, people), "Thiếu quầy.\n- sáng thứ Hai\x00\n- ngày phiên chợ")
    page = report(client, people)
    assert page.text.count("- ngày phiên chợ") == 1  # in its field; on the sheet the dash is drawn
    assert page.text.count("ngày phiên chợ") == 2
    assert "Từ số liệu trong kỳ" not in page.text
    assert saved(session) == [(1, "Thiếu quầy.\n- sáng thứ Hai\n- ngày phiên chợ", people.supervisor.name)]


def test_every_saving_is_a_version_that_can_be_read_and_taken_again(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.supervisor)
    for text in ("Bản đầu.", "Bản sau."):
        write(client, report(client, people), text)
    versions = report(client, people).follow(client, "Các bản đã lưu", href_contains="problems")
    assert "Bản sau." in versions.text
    first = versions.follow(client, "Bản 1")
    assert "Bản đầu." in first.text
    first.form(button="Dùng lại bản này").submit(client)
    assert [text for _version, text, _who in saved(session)] == ["Bản đầu.", "Bản sau.", "Bản đầu."]


def test_a_second_tap_writes_no_second_version(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = report(client, people)
    write(client, page, "Thiếu quầy.")
    write(client, page, "Thiếu quầy.")
    assert len(saved(session)) == 1


def test_whoever_saves_after_somebody_else_is_told_and_keeps_what_was_typed(
    client: CheckedClient, other_client: CheckedClient, session: Session, people: Cast
) -> None:
    second = cast.staff(session, Role.SUPERVISOR, people.unit, login="hai")
    sign_in(client, people.supervisor)
    sign_in(other_client, second)
    mine, theirs = report(client, people), report(other_client, people)
    write(client, mine, "Lời của người trước.")
    told = write(other_client, theirs, "Lời của người sau.", status=409)
    assert told is not None
    assert "vừa lưu bản khác" in told.text
    assert "Lời của người trước." in told.text
    assert "Lời của người sau." in told.text
    assert len(saved(session)) == 1
    write(other_client, told, "Lời của cả hai.")
    assert saved(session)[-1][:2] == (2, "Lời của cả hai.")


def test_too_long_words_come_back_with_a_sentence(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = write(client, report(client, people), "a" * 10_001, status=422)
    assert page is not None
    assert "Xin nhập ngắn hơn." in page.text
    assert session.scalar(select(func.count()).select_from(ReportText)) == 0


def test_a_forged_version_is_nobodys(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = report(client, people)
    write(client, page, "Bản đầu.")
    form = next(form for form in page.forms if form.defaults.get("section") == "problems")
    for base in ("", "-1", "9" * 30, "một"):
        assert form.submit(client, forged={"base": base}, text="Bản khác.").status_code == 409
    assert len(saved(session)) == 1


def test_both_files_can_be_taken_away(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = report(client, people)
    word, pdf = (client.get(page.link(words).href) for words in ("Tải Word", "Tải PDF"))
    assert word.data[:2] == b"PK"
    assert f"{people.unit.slug}-weekly-2026-W47.docx" in word.headers["Content-Disposition"]
    assert pdf.data[:5] == b"%PDF-"
    picture = client.get(f"{REPORT.format(people.unit.id)}/pictures/leader")
    assert picture.data[1:4] == b"PNG"


def test_a_page_that_was_shown_is_not_made_again_until_its_words_or_its_data_change(
    client: CheckedClient, session: Session, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ReportKind] = []

    def counted(session: Session, unit_id: int, kind: ReportKind, period: Period, *, now: datetime) -> Gathered:
        made.append(kind)
        return gather(session, unit_id, kind, period, now=now)

    monkeypatch.setattr(making, "gather", counted)
    sign_in(client, people.supervisor)
    chart = f"{REPORT.format(people.unit.id)}/pictures/weeks"
    first = client.get(chart)
    assert client.get(chart, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.get(chart).data == first.data
    page = report(client, people)
    assert report(client, people).text == page.text
    assert len(made) == 2
    write(client, page, "Thiếu quầy buổi sáng.")
    assert report(client, people).text.count("Thiếu quầy buổi sáng.") == 2
    unit_actions.set_contact(session, people.unit.id, hotline=None, address="1 Hòa Bình", now=MONDAY, staff_id=None)
    report(client, people)
    assert client.get(chart).headers["ETag"] != first.headers["ETag"]
    assert len(made) == 5


def test_a_leader_reads_and_takes_away_and_cannot_write(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, cast.staff(session, Role.LEADER, people.unit, login="lanh-dao"))
    page = report(client, people)
    assert page.link("Tải PDF")
    assert not [form for form in page.forms if "section" in form.defaults]
    csrf = page.form(action_contains="sign-").defaults["csrf_token"]
    data = {"csrf_token": csrf, "section": "problems", "text": "x", "base": "0"}
    assert client.post(REPORT.format(people.unit.id), data=data).status_code == 403


NO_REPORTS = (
    "weekly/2026-W99",
    "weekly/2026-11-16_2026-11-22",
    "monthly/2026-W47",
    "final/2026-W47",
    "final/2026-11-22_2026-11-01",
    "final/0001-01-01_9999-12-31",
    "weekly/2099-W01",
    "weekly/2026-W47/versions/problems",
    "weekly/2026-W47/pictures/nothing",
    *("weekly/1900-W01", "weekly/1900-W01/pictures/weeks", "final/1999-12-31_2001-01-01", "weekly/2999-W52"),
    "weekly/%F0%9F%98%80",
)


def test_what_is_no_report_is_not_found(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    for path in NO_REPORTS:
        assert client.get(f"/admin/documents/{people.unit.id}/{path}").status_code == 404, path


def test_a_week_without_anybody_is_a_report_too(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    page = Page(client.get(f"/admin/documents/{people.unit.id}/weekly/2026-W10"))
    assert "chưa đủ dữ liệu" in page.text
    assert client.get(page.link("Tải PDF").href).status_code == 200


def test_the_final_report_sets_every_pilot_unit_beside_its_days_before(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    people.unit.baseline_from, people.unit.pilot_since = MONDAY.date(), MONDAY.date() + timedelta(days=1)
    sign_in(client, people.supervisor)
    page = Page(client.get(f"/admin/documents/{people.unit.id}/final/2026-11-17_2026-11-23"))
    (row,) = [cells for cells in page.rows("Thời gian chờ trước và trong thí điểm") if cells[0] == "Phường Ninh Kiều"]
    assert row == ["Phường Ninh Kiều", "15", "12", "13,3", "22", "0", "chưa đủ dữ liệu", "–", "chưa đủ dữ liệu"]
    assert "Trong kỳ chưa có can thiệp nào đủ số liệu" in page.text
    assert "Sơ kết" not in page.text
