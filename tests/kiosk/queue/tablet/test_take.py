"""Taking a number at the tablet, and what it says when there is none."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.limits import Bucket
from kiosk.office import priority_actions
from kiosk.office.models import Device, OpeningException
from kiosk.queue.models import TicketEvent
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.kiosk.queue.office import Office, counted, on_monday, only_ticket
from tests.page import Page


def form_of(tablet: CheckedClient, start: str) -> Form:
    return Page(tablet.get(f"{start}/take")).form(button="Lấy số")


def test_a_number_is_given_by_the_tablet_itself(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    priority_actions.add_default_classes(session)
    form = form_of(tablet, start)
    page = Page(form.submit(tablet, group=str(office.birth.id), priority="aged_60", respondent="person"))
    ticket = only_ticket(session)
    assert (ticket.label, ticket.channel, ticket.priority_class, ticket.respondent) == (
        "A001",
        "kiosk",
        "aged_60",
        "person",
    )
    assert session.scalars(select(TicketEvent.channel)).all() == ["kiosk"]
    assert page.heading == "Số của Ông/Bà A001"
    assert "Khai sinh, kết hôn, khai tử" in page.text
    assert tablet.get_cookie("__Host-visits", domain="motcua.example") is None


def test_the_page_lets_a_phone_photograph_the_ticket(tablet: CheckedClient, office: Office, start: str) -> None:
    answer = form_of(tablet, start).submit(tablet, group=str(office.birth.id))
    page = Page(answer)
    token = page.path.rpartition("/")[2]
    assert answer.headers["Cache-Control"] == "no-store"
    (picture,) = [drawn for drawn in page.tree.iter() if drawn.get("role") == "img"]
    assert picture.get("viewBox")
    phone = Page(tablet.get(f"/t/{token}"))
    assert phone.find("strong", class_="ticket-number")[0].text == "A001"
    code = page.find("b", class_="claim-code")[0].text
    assert code
    assert code in phone.text


def test_the_same_form_gives_the_same_number(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    form = form_of(tablet, start)
    first, second = (form.submit(tablet, group=str(office.birth.id)) for _ in range(2))
    assert first.request.path == second.request.path
    assert counted(session) == (1, 1)
    other = Page(form.submit(tablet, group=str(office.guidance.id)), status=409)
    assert "cho một việc khác" in other.text


def test_a_choice_that_is_missing_is_asked_for_and_the_rest_stays(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    page = Page(form_of(tablet, start).submit(tablet, respondent="business"), status=422)
    assert "Xin chọn một việc trong danh sách" in page.text
    assert page.form(button="Lấy số").defaults["respondent"] == "business"
    assert counted(session) == (0, 0)


@pytest.mark.parametrize("token", ["", "x", "🙂", "x" * 5000])
def test_a_form_that_is_not_ours_gives_nothing(
    tablet: CheckedClient, session: Session, office: Office, start: str, token: str
) -> None:
    page = Page(tablet.post(f"{start}/take", data={"form_token": token, "group": str(office.birth.id)}), status=422)
    assert "chưa có số nào được lấy" in page.text
    assert counted(session) == (0, 0)


@pytest.mark.parametrize(
    ("hour", "said"), [(5, "Chưa đến giờ lấy số"), (18, "Hôm nay đã hết giờ làm việc"), (7, "Mở cửa lúc 07:30")]
)
def test_the_hour_is_told_in_plain_words(
    tablet: CheckedClient, start: str, set_clock: Callable[[datetime], None], hour: int, said: str
) -> None:
    set_clock(on_monday(hour))
    assert said in Page(tablet.get(f"{start}/take")).text


def test_lunch_gives_numbers_and_says_when_counters_open_again(
    tablet: CheckedClient, start: str, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(on_monday(12))
    page = Page(tablet.get(f"{start}/take"))
    assert "Đang nghỉ trưa, các quầy mở lại lúc 13:30" in page.text
    assert page.form(button="Lấy số")


def test_a_day_off_is_told(tablet: CheckedClient, session: Session, office: Office, start: str) -> None:
    session.add(OpeningException(unit_id=office.unit.id, day=date(2026, 11, 16)))
    assert "Hôm nay nghỉ làm việc" in Page(tablet.get(f"{start}/take")).text


def test_the_days_last_number_is_kept_to(tablet: CheckedClient, session: Session, office: Office, start: str) -> None:
    form = form_of(tablet, start)
    office.unit.daily_limit = 1
    factories.ticket(session, office.birth)
    page = Page(form.submit(tablet, group=str(office.birth.id)), status=409)
    assert page.heading == "Hôm nay đã phát hết số"


def test_a_form_sent_after_closing_is_refused_but_what_it_did_before_is_still_there(
    tablet: CheckedClient, office: Office, start: str, set_clock: Callable[[datetime], None]
) -> None:
    sent, fresh = form_of(tablet, start), form_of(tablet, start)
    sent.submit(tablet, group=str(office.birth.id))
    set_clock(on_monday(18))
    assert "A001" in Page(sent.submit(tablet, group=str(office.birth.id))).heading
    assert Page(fresh.submit(tablet, group=str(office.birth.id)), status=409).heading == "Hôm nay đã hết giờ làm việc"


def test_a_withdrawn_service_gives_no_number(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    form = form_of(tablet, start)
    office.birth.active = False
    page = Page(form.submit(tablet, group=str(office.birth.id)), status=422)
    assert counted(session) == (0, 0)
    assert "Khai sinh" not in page.text


def test_numbers_of_a_tablet_use_up_nothing_of_the_phones(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    form_of(tablet, start).submit(tablet, group=str(office.birth.id))
    assert not session.scalars(select(Bucket.key).where(Bucket.key.startswith("numbers:"))).all()


def test_an_office_without_numbers_shows_only_the_rating(tablet: CheckedClient, office: Office, start: str) -> None:
    office.unit.mode = "survey_only"
    page = Page(tablet.get(start))
    assert [link.words for link in page.links if "/take" in link.href] == []
    assert page.link("Đánh giá lượt vừa xong")
    assert tablet.get(f"{start}/take").location == start


def test_a_tablet_of_a_practice_unit_says_so_on_every_page(tablet: CheckedClient, office: Office, start: str) -> None:
    office.unit.is_practice = True
    for part in ("", "/take", "/rate"):
        assert "TẬP DÙNG" in Page(tablet.get(f"{start}{part}")).text


def test_a_number_of_another_unit_is_not_shown(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    neighbour = factories.unit(session, "Phường Cái Răng")
    phone = factories.phone_ticket(session, factories.group(session, neighbour))
    assert tablet.get(f"{start}/number/{phone.token}").status_code == 404
    assert tablet.get(f"{start}/number/x").status_code == 404


def test_a_tablet_with_a_printer_carries_the_slip_for_it(
    tablet: CheckedClient, session: Session, office: Office, start: str
) -> None:
    plain = Page(form_of(tablet, start).submit(tablet, group=str(office.birth.id)))
    assert not plain.find("article")
    session.scalars(select(Device)).one().prints = True
    page = Page(form_of(tablet, start).submit(tablet, group=str(office.birth.id)))
    assert page.find("article", class_="slip")
    assert "data-print" in page.find("main")[0].attrib
    assert "Xin lấy phiếu in ra" in page.text


def test_a_picked_language_is_carried_on_and_remembered_by_nobody(
    tablet: CheckedClient, office: Office, start: str
) -> None:
    page = Page(tablet.get(f"{start}?lang=en"))
    assert page.language == "en"
    take = page.link(href_contains="/take")
    assert take.href.endswith("?lang=en")
    answer = Page(tablet.get(take.href)).form(action_contains="/take").submit(tablet, group=str(office.birth.id))
    assert Page(answer).language == "en"
    assert Page(answer).find("main")[0].get("data-start") == start
    assert Page(tablet.get(start, headers={"Accept-Language": "en"})).language == "vi"


def test_even_a_phones_page_leaves_no_ticket_on_a_tablet(tablet: CheckedClient, office: Office) -> None:
    assert "A001" in office.take(tablet).text
    assert tablet.get_cookie("__Host-visits", domain="motcua.example") is None


def test_an_error_page_leads_back_to_the_start_by_itself(tablet: CheckedClient, start: str) -> None:
    answer = tablet.get("/t/nothing")
    assert answer.status_code == 404
    assert answer.headers["Refresh"] == f"15; url={start}"
    assert "Refresh" not in tablet.get(start).headers


def test_hidden_from_the_browsers_memory_and_without_script_it_goes_back_too(tablet: CheckedClient, start: str) -> None:
    for part in ("", "/take", "/rate"):
        answer = tablet.get(f"{start}{part}")
        assert answer.headers["Cache-Control"] == "no-store"
        assert f'<noscript><meta http-equiv="refresh" content="60; url={start}"></noscript>' in answer.text


def test_waits_of_a_tablets_number_begin_when_it_was_taken(
    tablet: CheckedClient, session: Session, office: Office, start: str, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY + timedelta(minutes=3))
    form_of(tablet, start).submit(tablet, group=str(office.birth.id))
    assert only_ticket(session).arrived_at == MONDAY + timedelta(minutes=3)
