"""What a television shows after each move, in any language, and what it never shows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.office.models import UnitVersion
from kiosk.queue import actions, breaker_actions, desk_actions, hall_code
from kiosk.queue.hall.screen_keys import screen_key
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY, TEST_SECRET
from tests.kiosk.queue.office import MINUTE, SECOND, Office, on_monday, work
from tests.page import Page

Clock = Callable[[datetime], None]


def screen(client: CheckedClient, office: Office, **query: str) -> Page:
    return Page(client.get(f"/display/{office.unit.slug}", query_string=query))


def poll(client: CheckedClient, office: Office, page: Page, **query: str) -> int:
    """Ask as the script does, with the mark of *page*; return the status."""
    (board,) = page.find("main")
    headers = {"X-Poll": "1", "If-None-Match": f'"{board.attrib["data-mark"]}"'}
    return client.get(f"/display/{office.unit.slug}", headers=headers, query_string=query).status_code


def large(page: Page) -> tuple[str, str, str] | None:
    """Return heading, number and counter of the large place; ``None`` when nobody is shown there."""
    if not page.find("p", id="number"):
        return None
    (number,), (counter,) = page.find("p", id="number"), page.find("p", id="counter")
    return page.heading, number.text or "", counter.text or ""


def earlier(page: Page) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in page.find("li")]


def news(page: Page) -> list[str]:
    """Return the numbers that the screen calls out."""
    return [one.attrib["data-number"] for one in page.tree.iter() if "data-news" in one.attrib]


def come(session: Session, office: Office, people: int) -> list[Ticket]:
    return [factories.ticket(session, office.birth, at=MONDAY - 10 * MINUTE) for _ in range(people)]


def test_a_call_stands_large_and_is_called_out(client: CheckedClient, session: Session, office: Office) -> None:
    come(session, office, 1)
    before = screen(client, office)
    assert (large(before), before.heading) == (None, "Chưa gọi số nào")
    work(session, office, Move.CALL, at=MONDAY - 3 * SECOND)
    page = screen(client, office)
    assert large(page) == ("Xin mời số", "A001", "đến quầy 3")
    assert news(page) == ["A001"]
    assert poll(client, office, before) == 200


def test_calling_again_is_called_out_again(client: CheckedClient, session: Session, office: Office) -> None:
    come(session, office, 1)
    work(session, office, Move.CALL, at=MONDAY - 90 * SECOND)
    first = screen(client, office).find("section", id="now")[0].attrib["data-call"]
    work(session, office, Move.RECALL, at=MONDAY - 30 * SECOND)
    page = screen(client, office)
    assert page.find("section", id="now")[0].attrib["data-call"] != first
    assert (news(page), earlier(page)) == (["A001"], [])


@pytest.mark.parametrize("moves", [(Move.START,), (Move.START, Move.FINISH), (Move.FINISH,)])
def test_who_is_served_is_the_last_call_and_not_called_out(
    client: CheckedClient, session: Session, office: Office, moves: tuple[Move, ...]
) -> None:
    come(session, office, 1)
    work(session, office, Move.CALL, *moves, at=MONDAY - 10 * SECOND)
    page = screen(client, office)
    assert large(page) == ("Số vừa gọi", "A001", "đến quầy 3")
    assert news(page) == []


def test_who_did_not_come_is_told_the_counter_in_the_list(
    client: CheckedClient, session: Session, office: Office
) -> None:
    come(session, office, 1)
    work(session, office, Move.CALL, Move.NO_SHOW, at=MONDAY - 10 * SECOND)
    page = screen(client, office)
    assert large(page) is None
    assert earlier(page) == ["A001 Quầy 3 đã qua lượt"]


@pytest.mark.parametrize("move", [Move.RETURN, Move.REMOVE])
def test_who_is_not_called_any_more_is_gone(
    client: CheckedClient, session: Session, office: Office, move: Move
) -> None:
    come(session, office, 1)
    work(session, office, Move.CALL, move, at=MONDAY - 10 * SECOND)
    assert "A001" not in screen(client, office).text


def test_who_is_passed_on_waits_again_and_is_called_to_the_other_counter(
    client: CheckedClient, session: Session, office: Office
) -> None:
    (ticket,) = come(session, office, 1)
    other = factories.counter(session, office.unit, "5", office.guidance)
    work(session, office, Move.CALL, Move.START, at=MONDAY - 60 * SECOND)
    clerk, group = factories.clerk(office.counter), office.guidance.id
    actions.move(session, ticket, Move.TRANSFER, clerk, at=MONDAY - 40 * SECOND, group_id=group)
    page = screen(client, office)
    assert "A001" not in page.text
    assert page.rows()[2][1] == "1"
    actions.move(session, ticket, Move.CALL, factories.clerk(other), at=MONDAY - 20 * SECOND)
    assert large(screen(client, office)) == ("Xin mời số", "A001", "đến quầy 5")


def test_five_calls_before_the_large_one(client: CheckedClient, session: Session, office: Office) -> None:
    for number, ticket in enumerate(come(session, office, 8)):
        at = MONDAY - timedelta(seconds=200 - 20 * number)
        for move in (Move.CALL, Move.START, Move.FINISH)[: 3 if number < 7 else 1]:
            actions.move(session, ticket, move, factories.clerk(office.counter), at=at)
    page = screen(client, office)
    assert large(page) == ("Xin mời số", "A008", "đến quầy 3")
    assert earlier(page) == [f"A00{number} Quầy 3" for number in (7, 6, 5, 4, 3)]


def test_each_service_tells_who_waits_and_about_how_long(
    client: CheckedClient, session: Session, office: Office
) -> None:
    come(session, office, 7)
    assert screen(client, office).rows()[1:] == [
        ["A Khai sinh, kết hôn, khai tử", "7", "20–65"],
        ["G Tôi không biết – nhờ hướng dẫn", "0", "0–5"],
    ]


def test_a_counter_that_stands_still_promises_nothing(client: CheckedClient, session: Session, office: Office) -> None:
    come(session, office, 2)
    before = screen(client, office)
    desk_actions.pause_desk(session, office.counter.id, PauseReason.MEETING, now=MONDAY)
    assert poll(client, office, before) == 200
    assert [row[2] for row in screen(client, office).rows()[1:]] == ["–", "–"]


def test_nothing_new_costs_no_page(client: CheckedClient, session: Session, office: Office, set_clock: Clock) -> None:
    come(session, office, 1)
    page = screen(client, office)
    assert poll(client, office, page) == 304
    set_clock(MONDAY + 20 * MINUTE)
    assert poll(client, office, page) == 304
    factories.ticket(session, office.birth)
    assert poll(client, office, page) == 200


def test_the_next_hour_sets_the_clock_right(client: CheckedClient, office: Office, set_clock: Clock) -> None:
    page = screen(client, office)
    set_clock(MONDAY + 60 * MINUTE)
    assert poll(client, office, page) == 200
    assert "10:00" in screen(client, office).text


def test_without_script_the_page_comes_whole_and_renews_itself(client: CheckedClient, office: Office) -> None:
    page = screen(client, office)
    mark = page.find("main")[0].attrib["data-mark"]
    again = client.get(f"/display/{office.unit.slug}", headers={"If-None-Match": f'"{mark}"'})
    assert again.status_code == 200
    (renewal,) = page.find("meta", http_equiv="refresh")
    assert int(renewal.attrib["content"]) <= 30


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (6, 0, "Chưa đến giờ làm việc Mở cửa lúc 07:30."),
        (12, 0, "Đang nghỉ trưa Mở cửa lúc 13:30."),
        (18, 0, "Hôm nay đã hết giờ làm việc Mở cửa lúc 07:30, Thứ Ba 17/11."),
    ],
)
def test_a_closed_door_is_told_large_when_nobody_waits(
    client: CheckedClient, office: Office, set_clock: Clock, hour: int, minute: int, words: str
) -> None:
    before = screen(client, office)
    set_clock(on_monday(hour, minute))
    assert poll(client, office, before) == 200
    assert words in screen(client, office).text


def test_at_lunch_people_still_see_their_queue_but_no_promise(
    client: CheckedClient, session: Session, office: Office, set_clock: Clock
) -> None:
    come(session, office, 2)
    work(session, office, Move.CALL)
    set_clock(on_monday(12))
    page = screen(client, office)
    assert large(page) == ("Xin mời số", "A002", "đến quầy 3")
    assert "Đang nghỉ trưa. Mở cửa lúc 13:30." in page.text
    assert page.rows()[1][1:] == ["1", "–"]
    assert news(page) == []


def test_a_day_without_numbers_left_says_so(client: CheckedClient, session: Session, office: Office) -> None:
    office.unit.daily_limit = 2
    come(session, office, 2)
    assert "Hôm nay đã phát hết số" in screen(client, office).text


def test_the_code_of_the_hall_is_shown_on_its_own_screens_while_phones_are_asked_for_it(
    client: CheckedClient, session: Session, office: Office
) -> None:
    key = screen_key(TEST_SECRET, office.unit.id)
    before = screen(client, office, key=key)
    assert "Mã ở sảnh" not in before.text
    ask_for_the_code(session, office)
    assert poll(client, office, before, key=key) == 200
    code = hall_code.hall_code(TEST_SECRET, office.unit.id, MONDAY)
    assert f"Không quét được? Nhập {code}" in screen(client, office, key=key).text


@pytest.mark.parametrize("key", ["", "x", screen_key(TEST_SECRET, 0)])
def test_whoever_looks_from_elsewhere_never_sees_the_code(
    client: CheckedClient, session: Session, office: Office, key: str
) -> None:
    """The address without the key is easily guessed from that of the unit's public page."""
    before = screen(client, office)
    ask_for_the_code(session, office)
    assert poll(client, office, before) == 304
    html = client.get(f"/display/{office.unit.slug}", query_string={"key": key}).text
    assert hall_code.hall_code(TEST_SECRET, office.unit.id, MONDAY) not in html
    assert "Mã ở sảnh" not in html


def ask_for_the_code(session: Session, office: Office) -> None:
    for _ in range(breaker_actions.WRONG_CLAIMS):
        breaker_actions.count_wrong_claim(session, office.unit.id, now=MONDAY)


def test_nothing_is_told_of_a_person_of_a_phone_or_of_rows(
    client: CheckedClient, session: Session, office: Office
) -> None:
    phone = factories.phone_ticket(session, office.birth, priority="disabled", at=MONDAY - 10 * MINUTE)
    work(session, office, Move.CALL, at=MONDAY - 3 * SECOND)
    html = client.get(f"/display/{office.unit.slug}").text
    assert phone.ticket.token_hash is not None
    for secret in (phone.token, phone.vote, phone.ticket.token_hash, "disabled", "khuyết tật", "clerk", "/t/", "/s/"):
        assert secret not in html
    assert "Set-Cookie" not in client.get(f"/display/{office.unit.slug}").headers


def test_the_address_picks_the_language_and_a_televisions_own_does_not(client: CheckedClient, office: Office) -> None:
    address, english = f"/display/{office.unit.slug}", {"Accept-Language": "en"}
    assert Page(client.get(address, headers=english)).language == "vi"
    for language in ("en", "km", "zh", "vi"):
        assert Page(client.get(f"{address}?lang={language}", headers=english)).language == language


def test_sample_data_are_marked(client: CheckedClient, office: Office) -> None:
    assert "DỮ LIỆU MẪU" not in screen(client, office).text
    office.unit.is_demo = True
    assert "DỮ LIỆU MẪU" in screen(client, office).text


def test_where_nobody_is_called_by_number_the_screen_greets(client: CheckedClient, office: Office) -> None:
    office.unit.mode = "survey_only"
    page = screen(client, office)
    assert "Nơi này không gọi theo số." in page.text
    assert not page.find("table")


def test_a_screen_that_never_was_or_is_no_more_comes_back_by_itself(
    client: CheckedClient, session: Session, office: Office
) -> None:
    assert "Không có màn hình này." in Page(client.get("/display/khong-co"), status=404).text
    closed = update(UnitVersion).where(UnitVersion.unit_id == office.unit.id).values(valid_until=date(2026, 11, 1))
    session.execute(closed)
    answer = client.get(f"/display/{office.unit.slug}")
    assert answer.status_code == 404
    assert int(answer.headers["Refresh"]) <= 60


def test_yesterdays_calls_are_gone_in_the_morning(
    client: CheckedClient, session: Session, office: Office, set_clock: Clock
) -> None:
    come(session, office, 1)
    work(session, office, Move.CALL, Move.FINISH)
    set_clock(on_monday(9) + timedelta(days=1))
    assert "A001" not in screen(client, office).text
