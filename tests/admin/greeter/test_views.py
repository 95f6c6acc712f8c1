"""The greeter gives numbers and slips; calls nobody and votes for nobody."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from kiosk.office import practice_actions
from kiosk.office.models import PriorityClass, ServiceGroup
from kiosk.queue.models import Ticket, TicketEvent
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page


@dataclass(frozen=True, slots=True)
class Hall:
    """A unit with two services, and the greeter who is signed in on a phone; Monday 09:00."""

    session: Session
    people: Cast
    birth: ServiceGroup
    land: ServiceGroup
    client: CheckedClient

    @property
    def path(self) -> str:
        return f"/admin/greeter/{self.people.unit.id}"

    def page(self) -> Page:
        return Page(self.client.get(self.path))

    def tap(self, service: str, page: Page | None = None, **typed: Any) -> Page:
        form = (page or self.page()).form(button=service)
        return Page(form.submit(self.client, press=next(one for one in form.buttons if service in one), **typed))

    def tickets(self) -> list[Ticket]:
        return list(self.session.scalars(select(Ticket).order_by(Ticket.id)))


@pytest.fixture
def hall(client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]) -> Hall:
    people = cast.cast(session)
    factories.hours(session, people.unit)
    birth = factories.group(session, people.unit, "A", "Hộ tịch")
    land = factories.group(session, people.unit, "B", "Đất đai")
    set_clock(MONDAY)
    sign_in(client, cast.staff(session, Role.GREETER, people.unit, login="greeter"))
    return Hall(session, people, birth, land, client)


def large(page: Page) -> list[str | None]:
    return [one.text for one in page.find("p", class_="said-number")]


def test_one_tap_gives_a_number_and_one_more_its_slip(hall: Hall) -> None:
    factories.ticket(hall.session, hall.land)
    page = hall.tap("Đất đai")
    assert large(page) == ["B002"]
    assert "Phía trước còn 1 người." in page.text
    ticket = hall.tickets()[-1]
    assert (ticket.channel, ticket.state, ticket.arrived_quality) == ("clerk", "waiting", "exact")
    slip = page.follow(hall.client, "In phiếu", href_contains="/slip?")
    assert "B002" in slip.text


def test_the_page_says_who_waits_for_what(hall: Hall) -> None:
    for _ in range(3):
        factories.ticket(hall.session, hall.birth)
    page = hall.page()
    assert "Hộ tịch 3 người đang chờ" in page.text
    assert "Đất đai chưa có ai chờ" in page.text


def test_the_same_tap_twice_is_one_number_and_another_service_is_refused(hall: Hall) -> None:
    page = hall.page()
    assert [large(hall.tap("Hộ tịch", page)) for _ in range(2)] == [["A001"], ["A001"]]
    form = page.form(button="Đất đai")
    data = {**form.defaults, "group_id": hall.land.id}
    refused = Page(hall.client.post(form.action, data=data), status=409)
    assert "đã lấy số cho việc khác" in refused.text
    assert len(hall.tickets()) == 1


def test_the_last_ten_given_on_this_phone_can_be_printed_again(hall: Hall, other_client: CheckedClient) -> None:
    for _ in range(12):
        hall.tap("Hộ tịch")
    page = hall.page()
    assert [link.words for link in page.links].count("In lại") == 10
    assert large(page) == []
    latest = next(link for link in page.links if link.words == "In lại")
    assert large(Page(hall.client.get(latest.href))) == ["A012"]
    sign_in(other_client, hall.people.clerk)
    assert "Chưa lấy số nào." in Page(other_client.get(hall.path)).text


def test_a_made_up_form_shows_and_gives_nothing(hall: Hall) -> None:
    factories.ticket(hall.session, hall.birth)
    for text in ("", "nonsense", "a.b.c", "%00"):
        assert large(Page(hall.client.get(f"{hall.path}?given={text}"))) == []
        data = {**hall.page().form(button="Hộ tịch").defaults, "token": text, "group_id": hall.birth.id}
        Page(hall.client.post(hall.path, data=data), status=409)
    assert len(hall.tickets()) == 1


def test_somebody_who_goes_first_is_written_down_so(hall: Hall) -> None:
    hall.session.add(PriorityClass(code="child", name_vi="Có thai, con nhỏ", position=4))
    hall.tap("Hộ tịch", priority="child")
    ticket = hall.tickets()[-1]
    assert (ticket.priority_class, ticket.priority_rank) == ("child", 4)


def test_nobody_is_promised_to_go_first_where_all_are_called_by_arrival(hall: Hall) -> None:
    hall.session.add(PriorityClass(code="child", name_vi="Có thai, con nhỏ", position=4))
    stale = hall.page().form(button="Hộ tịch")
    hall.people.unit.priority_policy = "arrival"
    page = hall.page()
    assert "Đến từ trước" in page.text
    assert "Ưu tiên" not in page.text
    Page(stale.submit(hall.client, press="Hộ tịch", priority="child"), status=422)
    assert hall.tickets() == []
    hall.tap("Hộ tịch", page)
    assert hall.tickets()[0].priority_rank == 0


def test_somebody_who_came_before_is_written_down_with_time_and_reason(hall: Hall) -> None:
    hall.tap("Hộ tịch", came="08:15", why_late="power")
    ticket = hall.tickets()[-1]
    assert (ticket.arrived_at, ticket.arrived_quality) == (MONDAY - timedelta(minutes=45), "back_dated")
    assert hall.session.scalars(select(TicketEvent.note)).all() == ["late: power"]


def test_before_opening_the_opening_of_that_time_is_kept(hall: Hall) -> None:
    hall.tap("Hộ tịch", came="07:00", why_late="crowd")
    assert hall.tickets()[-1].opened_at == MONDAY - timedelta(minutes=90)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"came": "09:01", "why_late": "power"}, "Giờ ấy chưa tới."),
        ({"came": "08:00", "why_late": ""}, "Xin chọn vì sao ghi muộn."),
        ({"came": "25:99", "why_late": "power"}, "Xin ghi giờ như 08:15."),
        ({"came": "08:00", "why_late": "because"}, "Chưa lấy số."),
        ({"priority": "nobody"}, "Chưa lấy số."),
    ],
)
def test_a_wrong_time_or_no_reason_comes_back_with_what_was_typed(hall: Hall, typed: dict[str, str], said: str) -> None:
    form = hall.page().form(button="Hộ tịch")
    page = Page(hall.client.post(form.action, data={**form.defaults, "group_id": hall.birth.id, **typed}), status=422)
    assert said in page.text
    assert not hall.tickets()


def test_a_missing_reason_is_named_and_stands_before_the_services(hall: Hall) -> None:
    form = hall.page().form(button="Hộ tịch")
    page = Page(
        hall.client.post(form.action, data={**form.defaults, "group_id": hall.birth.id, "came": "08:00"}), status=422
    )
    assert "Chưa lấy số. Vì sao ghi muộn: Xin chọn vì sao ghi muộn." in page.text
    assert "Vì sao ghi muộn (không bắt buộc)" not in page.text
    assert page.text.index("Đến lúc") < page.text.index("chưa có ai chờ")


def test_a_service_of_another_unit_is_not_found(hall: Hall) -> None:
    foreign = factories.group(hall.session, hall.people.neighbour)
    form = hall.page().form(button="Hộ tịch")
    for group_id in (foreign.id, 0, "x", 2**70):
        assert hall.client.post(form.action, data={**form.defaults, "group_id": group_id}).status_code == 404


def test_a_greeter_neither_calls_nor_votes(hall: Hall) -> None:
    phone = factories.phone_ticket(hall.session, hall.birth)
    phone.ticket.state = "serving"
    phone.ticket.first_called_at = phone.ticket.last_called_at = phone.ticket.started_at = MONDAY
    phone.ticket.called_quality = phone.ticket.started_quality = "exact"
    counter = factories.counter(hall.session, hall.people.unit, "3", hall.birth)
    csrf = hall.page().form(button="Hộ tịch").defaults["csrf_token"]
    assert hall.client.get("/admin/counter/").status_code == 403
    for what in ("open", "next", "call", "finish", "walk-in", "remove", "hold", "transfer"):
        answer = hall.client.post(f"/admin/counter/{counter.id}/{what}", data={"csrf_token": csrf})
        assert answer.status_code == 403
    assert hall.client.post(f"/s/{phone.vote}", data={"csrf_token": csrf}).status_code == 403


def test_a_greeter_is_led_straight_to_the_own_hall_and_to_no_other(hall: Hall) -> None:
    assert Page(hall.client.get("/admin/greeter/", follow_redirects=True)).path == hall.path
    assert hall.client.get(f"/admin/greeter/{hall.people.neighbour.id}").status_code == 403


@pytest.mark.parametrize("who", ["supervisor", "administrator", "neighbour_clerk"])
def test_only_whoever_receives_people_gives_numbers(hall: Hall, other_client: CheckedClient, who: str) -> None:
    sign_in(other_client, getattr(hall.people, who))
    assert other_client.get(hall.path).status_code == 403


def test_a_unit_without_a_queue_gives_no_numbers(hall: Hall) -> None:
    hall.people.unit.mode = "survey_only"
    assert hall.client.get(hall.path).status_code == 404
    assert "Chưa có đơn vị nào phát số." in Page(hall.client.get("/admin/greeter/")).text


def test_a_laminated_card_is_handed_out_by_its_number_or_as_the_next_one(hall: Hall) -> None:
    hall.people.unit.number_cards = 40
    hall.session.commit()
    assert large(hall.tap("Hộ tịch", card_number="37")) == ["T037"]
    assert large(hall.tap("Hộ tịch", card=True)) == ["T038"]
    assert [(ticket.card, ticket.number) for ticket in hall.tickets()] == [(37, 1), (38, 2)]


@pytest.mark.parametrize(
    ("card", "status", "said"),
    [
        ("37", 409, "Thẻ 37 đang ở trong tay người khác. Chưa lấy số"),
        ("41", 409, "Đơn vị không có thẻ số này. Chưa lấy số"),
        ("0", 422, "Xin nhập số trên thẻ"),
        ("x", 422, "Xin nhập số trên thẻ"),
        ("9" * 30, 422, "Xin nhập số trên thẻ"),
    ],
)
def test_a_card_that_cannot_be_handed_out_gives_no_number(hall: Hall, card: str, status: int, said: str) -> None:
    hall.people.unit.number_cards = 40
    hall.session.commit()
    hall.tap("Hộ tịch", card_number="37")
    form = hall.page().form(button="Hộ tịch")
    press = next(one for one in form.buttons if "Hộ tịch" in one)
    assert said in Page(form.submit(hall.client, press=press, card_number=card), status=status).text
    assert len(hall.tickets()) == 1


def test_the_phone_goes_on_where_it_gave_a_number_last_and_another_unit_is_one_tap_away(hall: Hall) -> None:
    practice_actions.add_practice_unit(hall.session, hall.people.unit.id, now=MONDAY, staff_id=None)
    choose = Page(hall.client.get("/admin/greeter/"))
    units = [link.href for link in choose.links if re.search(r"/greeter/\d", link.href)]
    assert units.index(hall.path) == 0
    hall.tap("Đất đai")
    last = Page(hall.client.get("/admin/greeter/", follow_redirects=True))
    assert last.path == hall.path
    assert last.follow(hall.client, "Đón tiếp ở đơn vị nào?").heading == choose.heading
