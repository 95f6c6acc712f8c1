"""What a printed code says, to a phone without cookies and to one that knows its ticket."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web import form_tokens
from kiosk.office.models import Code, HolidayOverride
from kiosk.queue import take_pages
from kiosk.queue.tickets import Move
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import (
    AT_COUNTER,
    ENTRANCE,
    WITHDRAWN,
    Office,
    counted,
    form_of,
    on_monday,
    open_office,
    work,
)
from tests.page import Page

Clock = Callable[[datetime], None]


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        (ENTRANCE, ["take", "claim", "feedback", "procedures"]),
        (AT_COUNTER, ["claim", "feedback", "procedures"]),
    ],
)
def test_every_code_offers_a_few_plain_choices_and_numbers_only_at_the_entrance(
    plain: CheckedClient, office: Office, code: str, ways: list[str]
) -> None:
    page = Page(plain.get(f"/q/{code}"))
    offered = [link.href for link in page.links if link.href.startswith(f"/q/{code}/")]
    assert offered == [f"/q/{code}/{way}" for way in ways]
    assert ("quét mã ở lối vào" in page.text) == (code == AT_COUNTER)
    assert "Phường Ninh Kiều" in page.text
    assert "0292 3820 000" in page.text


def test_a_code_may_be_typed_in_any_way_people_write_it(plain: CheckedClient, office: Office) -> None:
    for typed in ("7k3m9p2x", "7K3M-9P2X", "c0anter3", "COANTER3"):
        assert Page(plain.get(f"/q/{typed}")).link("Tôi đã có số")


@pytest.mark.parametrize("code", ["ZZZZZZZZ", "7K3M9P2", "7K3M9P2XX", "😀", "'; DROP--"])
def test_an_unknown_code_says_so_and_what_to_do(plain: CheckedClient, office: Office, code: str) -> None:
    for path in ("", "/take", "/procedures"):
        page = Page(plain.get(f"/q/{code}{path}"), status=404)
        assert "Không có mã này" in page.heading
        assert "quầy hướng dẫn" in page.text


def test_a_withdrawn_code_still_answers_and_says_what_to_do(plain: CheckedClient, office: Office) -> None:
    page = Page(plain.get(f"/q/{WITHDRAWN}"))
    assert "không còn dùng" in page.heading
    assert "quầy hướng dẫn" in page.text
    assert not [link for link in page.links if link.href.endswith(("/take", "/feedback"))]
    assert plain.get(f"/q/{WITHDRAWN}/take").headers["Location"] == f"/q/{WITHDRAWN}"


def test_a_unit_that_only_asks_for_opinions_gives_no_numbers(
    plain: CheckedClient, session: Session, nine: datetime
) -> None:
    open_office(session, mode="survey_only")
    page = Page(plain.get(f"/q/{ENTRANCE}"))
    assert "Lấy số" not in page.text
    assert page.link("Góp ý")
    assert page.link("Tra thủ tục")
    assert plain.get(f"/q/{ENTRANCE}/take").status_code == 303


def test_every_page_of_a_sample_unit_says_that_it_is_a_sample(
    plain: CheckedClient, session: Session, nine: datetime
) -> None:
    office = open_office(session, is_demo=True)
    ticket = office.take(plain)
    for path in (f"/q/{ENTRANCE}", f"/q/{WITHDRAWN}", f"/q/{ENTRANCE}/take", f"/q/{ENTRANCE}/procedures", ticket.path):
        assert "DỮ LIỆU MẪU" in Page(plain.get(path)).text


def test_scanning_the_entrance_again_returns_to_ones_own_ticket(client: CheckedClient, office: Office) -> None:
    ticket = office.take(client)
    for code in (ENTRANCE, AT_COUNTER, WITHDRAWN):
        assert client.get(f"/q/{code}").headers["Location"] == ticket.path
    assert "Lấy thêm số" in Page(client.get(f"/q/{ENTRANCE}?choices=1")).text


def test_a_phone_with_two_tickets_chooses_between_them(client: CheckedClient, office: Office) -> None:
    first = office.take(client)
    second = Page(form_of(client).submit(client, group=str(office.guidance.id)))
    page = Page(client.get(f"/q/{ENTRANCE}"))
    assert [page.link("A001").href, page.link("G001").href] == [first.path, second.path]


def test_yesterdays_ticket_and_another_phones_ticket_are_not_ones_own(
    client: CheckedClient, other_client: CheckedClient, office: Office, set_clock: Clock
) -> None:
    office.take(client)
    assert other_client.get(f"/q/{ENTRANCE}").status_code == 200
    set_clock(on_monday(9) + timedelta(days=1))
    assert client.get(f"/q/{ENTRANCE}").status_code == 200


@pytest.mark.parametrize("moves", [(Move.CALL,), (Move.CALL, Move.START)])
def test_scanning_the_counter_asks_whether_one_is_done(
    client: CheckedClient, office: Office, session: Session, moves: tuple[Move, ...]
) -> None:
    ticket = office.take(client)
    work(session, office, *moves)
    page = Page(client.get(f"/q/{AT_COUNTER}", follow_redirects=True))
    assert page.path == f"{ticket.path}/check-out"
    assert "quầy 3?" in page.heading
    assert page.form(action_contains="/check-out").buttons == ["Đã xong việc"]


def test_scanning_the_counter_after_the_clerk_was_faster_offers_the_survey_for_a_week(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    office.take(client)
    work(session, office, Move.CALL, Move.START, Move.FINISH)
    assert Page(client.get(f"/q/{AT_COUNTER}")).link("A001").href.startswith("/s/")
    set_clock(on_monday(9) + timedelta(days=7))
    assert not [link for link in Page(client.get(f"/q/{AT_COUNTER}")).links if link.href.startswith("/s/")]


def test_a_cookie_full_of_junk_is_passed_over(client: CheckedClient, office: Office) -> None:
    client.set_cookie("__Host-visits", "junk.' OR 1=1.é" + ".x" * 2000, domain="motcua.example", secure=True)
    assert client.get(f"/q/{ENTRANCE}").status_code == 200


def test_the_door_says_how_many_wait_and_when_it_opens_again(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    assert "Chưa có ai chờ" in Page(plain.get(f"/q/{ENTRANCE}")).text
    office.take(plain)
    assert "Đang có 1 người chờ" in Page(plain.get(f"/q/{ENTRANCE}")).text
    session.add(HolidayOverride(day=date(2026, 11, 17), is_working=False, note="nghỉ bù"))
    set_clock(on_monday(17, 1))
    assert "Mở cửa lại lúc 07:30, Thứ Tư 18/11" in Page(plain.get(f"/q/{ENTRANCE}")).text


def test_looking_changes_nothing(client: CheckedClient, office: Office, session: Session) -> None:
    ticket = office.take(client)
    work(session, office, Move.CALL)
    before = counted(session)
    paths = [f"/q/{code}{more}" for code in (ENTRANCE, AT_COUNTER, WITHDRAWN) for more in ("", "/take", "/procedures")]
    paths += [f"{ticket.path}{more}" for more in ("", "?auto=30", "/leave", "/check-out")]
    for path in paths:
        for method in ("GET", "HEAD"):
            assert client.open(path, method=method).status_code in {200, 303}
    assert counted(session) == before


def test_a_page_weighs_little_and_is_kept_by_nobody_else(client: CheckedClient, office: Office) -> None:
    answer = client.get(office.take(client).path)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert len(answer.data) < 8_000


def test_at_lunch_the_door_says_until_when_and_that_numbers_are_given(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    set_clock(on_monday(12))
    assert "Đang nghỉ trưa đến 13:30, vẫn lấy số được" in Page(plain.get(f"/q/{ENTRANCE}")).text


def test_a_counters_code_gives_no_number_where_one_hangs_at_the_entrance(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    """A number taken at the counter would hide the wait before it."""
    path = f"/q/{AT_COUNTER}/take"
    asked = Page(plain.get(f"{path}?group={office.birth.id}", follow_redirects=True))
    assert (asked.path, "quét mã ở lối vào" in asked.text) == (f"/q/{AT_COUNTER}", True)
    with plain.application.test_request_context():
        sent = {"form_token": form_tokens.make(take_pages.PURPOSE, AT_COUNTER), "group": str(office.birth.id)}
    assert "quét mã ở lối vào" in Page(plain.post(path, data=sent), status=409).text
    assert counted(session) == (0, 0)


def test_where_nothing_hangs_at_the_entrance_the_counters_give_numbers(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    session.get_one(Code, ENTRANCE).withdrawn_at = MONDAY
    page = Page(plain.get(f"/q/{AT_COUNTER}"))
    assert page.link("Lấy số").href == f"/q/{AT_COUNTER}/take"
    assert "quét mã ở lối vào" not in page.text


def test_no_page_opens_a_second_window(root: Path) -> None:
    """The browsers inside chat applications have none: what should open there is lost."""
    for page in (*root.glob("kiosk/**/*.html"), *root.glob("survey/**/*.html")):
        assert not re.search(r"target\s*=\s*[\"']?_", page.read_text()), page
