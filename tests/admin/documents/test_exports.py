"""Files of visits and figures: the rows behind the report, never a formula, nothing of one counter."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.documents import export_views
from admin.documents import workbook as book
from admin.measures import reading
from admin.measures.periods import Period, PeriodKind
from admin.measures.visits import VisitColumns
from kiosk.ground.calendar import Week
from tests import cast, factories
from tests.admin.reports.test_pages import WAITS, serve
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

WEEK = Period.of_week(Week(2026, 47))


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY + timedelta(days=1))
    people = cast.cast(session)
    serve(session, people.unit, WAITS)
    return people


def visits(client: CheckedClient, people: Cast, key: str = WEEK.key) -> list[dict[str, str]]:
    answer = client.get(f"/admin/documents/{people.unit.id}/visits/{key}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def workbook(client: CheckedClient, people: Cast) -> dict[str, str]:
    with client.get(f"/admin/documents/{people.unit.id}/workbook/{WEEK.key}.xlsx") as answer:
        assert answer.status_code == 200
        bytes_sent = io.BytesIO(answer.data)
    with zipfile.ZipFile(bytes_sent) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}


def test_the_rows_add_up_to_the_report_and_name_no_counter(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    rows = visits(client, people)
    assert [int(row["wait_seconds"]) for row in rows] == [minutes * 60 for minutes in WAITS]
    assert {row["counted"] for row in rows} == {"1"}
    assert {row["unit"] for row in rows} == {"Phường Ninh Kiều"}
    assert not any("counter" in name for name in rows[0])


def test_a_name_that_looks_like_a_formula_stays_a_text(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    group = factories.group(session, people.unit, "B", "=HYPERLINK(1)")
    factories.ticket(session, group, at=MONDAY + timedelta(hours=3))
    assert visits(client, people)[-1]["service_group"] == "'=HYPERLINK(1)"
    parts = workbook(client, people)
    assert any("=HYPERLINK(1)" in text for text in parts.values())
    assert not any(re.search(r"<f[ >]|<hyperlink", text) for text in parts.values())


def test_the_workbook_has_figures_visits_and_a_dictionary_of_every_column(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    parts = workbook(client, people)
    assert re.findall(r'sheet name="([^"]+)"', parts["xl/workbook.xml"]) == ["Số liệu", "Hài lòng", "Lượt", "Từ điển"]
    figures, ballots, rows, words = (parts[f"xl/worksheets/sheet{place}.xml"] for place in (1, 2, 3, 4))
    assert "không thay thế Chỉ số SIPAS" in ballots
    assert (
        figures.count("<row") == 3 + 1 + 26
    )  # above the header, the header, the weeks of which the last was asked for
    assert "<v>800</v>" in figures  # the mean: 13,3 minutes
    assert rows.count("<row") == 1 + len(WAITS)
    assert "<v>46342" in rows  # a true day: 16 November 2026
    assert "numFmt" in parts["xl/styles.xml"]
    for value, shown in (("phone", "Điện thoại"), ("normal", "Không thuộc diện nào"), ("done", "Xong")):
        assert f">{shown}<" in rows
        assert f">{value}<" not in rows
        assert f"{value}: {shown}" in words
    assert "mean_wait_seconds" in words
    assert "đơn vị trực thuộc tính theo thứ Hai của tuần" in words
    assert "Từ lúc lấy số đến lần gọi đầu tiên." in words


@pytest.mark.parametrize("role", [Role.CLERK, Role.GREETER])
def test_only_who_sees_reports_takes_files_away(
    client: CheckedClient, other_client: CheckedClient, session: Session, people: Cast, role: Role
) -> None:
    sign_in(client, cast.staff(session, role, people.unit, login="mai"))
    for file in (f"visits/{WEEK.key}.csv", f"workbook/{WEEK.key}.xlsx"):
        assert client.get(f"/admin/documents/{people.unit.id}/{file}").status_code == 403
    sign_in(other_client, people.supervisor)
    assert other_client.get(f"/admin/documents/{people.neighbour.id}/visits/{WEEK.key}.csv").status_code == 403


@pytest.mark.parametrize(
    "key",
    [
        *("week/2026-W60", "era/2026", "range/2026-01-01_2099-01-01", "week/%00", "day/0000-00-00"),
        *("week/1900-W01", "day/2999-12-31", "year/2999", "range/2995-01-05_2999-12-31"),
    ],
)
def test_a_period_there_is_not_has_no_file(client: CheckedClient, people: Cast, key: str) -> None:
    sign_in(client, people.supervisor)
    for file in (f"visits/{key}.csv", f"workbook/{key}.xlsx"):
        answer = client.get(f"/admin/documents/{people.unit.id}/{file}")
        assert answer.status_code == 404
        assert "%00" in key or "Không có kỳ này." in answer.text


def test_a_period_of_many_days_is_read_a_day_at_a_time(
    client: CheckedClient, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    between = reading.between

    def counted(
        session: Session, unit_ids: Collection[int], periods: Sequence[Period], *, detailed: bool
    ) -> VisitColumns:
        asked.append(sum(period.days for period in periods))
        return between(session, unit_ids, periods, detailed=detailed)

    monkeypatch.setattr(reading, "between", counted)
    sign_in(client, people.supervisor)
    rows = visits(client, people, Period.read(PeriodKind.MONTH, "2026-11").key)
    assert len(rows) == len(WAITS)
    assert len(asked) == 17  # up to today, the 17th
    assert set(asked) == {1}


def test_a_sheet_of_too_many_visits_names_the_csv_file_in_their_place(
    client: CheckedClient, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, people.supervisor)
    for limit, rows in (("MOST_VISITS", 0), ("MOST_ROWS", len(WAITS) - 1)):
        with monkeypatch.context() as patched:
            patched.setattr(book, limit, len(WAITS) - 1)
            parts = workbook(client, people)
        assert parts["xl/worksheets/sheet3.xml"].count("<row") == 1 + rows + 1
        assert f"Còn {len(WAITS) - rows} lượt không ghi vào trang này: xem tệp CSV" in "".join(parts.values())


def test_a_second_workbook_at_once_is_asked_for_later(
    client: CheckedClient, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, people.supervisor)
    monkeypatch.setattr(export_views, "WAIT_SECONDS", 0)
    path = f"/admin/documents/{people.unit.id}/workbook/{WEEK.key}.xlsx"
    with export_views.ONE:
        answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Đang có người tải một bảng tính khác." in answer.text
    with client.get(path) as later:
        assert later.status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "/admin/reports/{}/weekly?until=2026-W47",
        "/admin/reports/{}/period?kind=week&until=2026-W47",
        "/admin/documents/{}/weekly/2026-W47",
    ],
)
def test_every_page_of_a_period_leads_to_both_files(client: CheckedClient, people: Cast, page: str) -> None:
    sign_in(client, people.supervisor)
    shown = Page(client.get(page.format(people.unit.id)))
    assert shown.link("Tải bảng tính XLSX").href.endswith(f"/workbook/{WEEK.key}.xlsx")
    assert shown.link("Tải từng lượt CSV").href.endswith(f"/visits/{WEEK.key}.csv")
