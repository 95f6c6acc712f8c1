"""Taking a number by phone: what the form offers, what it keeps, what it refuses."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web import form_tokens
from kiosk.ground.web.addresses import digest, voting_token
from kiosk.office.models import PriorityClass
from kiosk.queue.cookies import NAME
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import (
    ENTRANCE,
    TAKE,
    WITHDRAWN,
    Office,
    counted,
    form_of,
    only_ticket,
    open_office,
    work,
)
from tests.page import Page

Clock = Callable[[datetime], None]


def test_services_stand_in_everyday_words_with_help_last_and_nothing_chosen(
    plain: CheckedClient, office: Office
) -> None:
    form = form_of(plain)
    assert form.choices["group"] == [str(office.birth.id), str(office.guidance.id)]
    assert form.choices["respondent"] == ["person", "business"]
    assert set(form.defaults) == {"form_token", "priority"}
    assert form.defaults["priority"] == "normal"
    words = Page(plain.get(TAKE)).text
    assert words.index("Khai sinh") < words.index("Tôi không biết – nhờ hướng dẫn") < words.index("Cá nhân")


def test_a_number_is_taken_with_one_tap_and_no_cookie(plain: CheckedClient, office: Office, session: Session) -> None:
    answer = form_of(plain).submit(plain, follow=False, group=str(office.birth.id))
    assert answer.status_code == 303
    token = answer.headers["Location"].removeprefix("/t/")
    assert len(token) == 26
    ticket = only_ticket(session)
    assert (ticket.label, ticket.channel, ticket.respondent, ticket.arrived_at) == ("A001", "phone", None, MONDAY)
    assert ticket.token_hash == digest("ticket", token)
    assert ticket.vote_hash == digest("ballot", voting_token(token))
    assert (ticket.ahead, ticket.estimate_low_seconds) == (0, 0)
    assert "A001" in Page(plain.get(answer.headers["Location"])).heading


def test_whom_one_comes_for_is_kept_when_told(plain: CheckedClient, office: Office, session: Session) -> None:
    form_of(plain).submit(plain, group=str(office.guidance.id), respondent="business")
    assert (only_ticket(session).label, only_ticket(session).respondent) == ("G001", "business")


def test_the_phone_remembers_its_tickets_for_a_week_in_a_cookie_no_script_can_read(
    client: CheckedClient, office: Office, session: Session
) -> None:
    for number in range(10):
        token = office.take(client).path.removeprefix("/t/")
        work(session, office, Move.CALL, Move.START, Move.FINISH)
        cookie = client.get_cookie(NAME, domain="motcua.example")
        assert cookie is not None
        assert cookie.decoded_value.split(".")[0] == token
        assert len(cookie.decoded_value.split(".")) == min(number + 1, 8)
        assert (cookie.secure, cookie.http_only, cookie.same_site, cookie.path) == (True, True, "Lax", "/")
        assert cookie.max_age == 7 * 24 * 3600


def test_nothing_chosen_is_said_on_the_same_page_and_what_was_tapped_stays(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    page = Page(form_of(plain).submit(plain, respondent="business"), status=422)
    assert "Xin chọn một việc" in page.text
    form = page.form(action_contains="/take")
    assert form.defaults["respondent"] == "business"
    assert "A001" in Page(form.submit(plain, group=str(office.birth.id))).heading
    assert counted(session) == (1, 1)


@pytest.mark.parametrize("junk", ["x" * 10_000, "'; DROP TABLE ticket; --", "<script>alert(1)</script>", "\0", "Hộ"])
def test_junk_in_any_field_is_refused_politely(
    plain: CheckedClient, office: Office, session: Session, junk: str
) -> None:
    form = form_of(plain)
    chosen = {"group": str(office.birth.id)}
    for field, status in (("group", 422), ("respondent", 422), ("form_token", 400)):
        answer = form.submit(plain, forged={**chosen, field: junk})
        assert Page(answer, status=status).text
        assert "<script>" not in answer.text
    assert counted(session) == (0, 0)


def test_a_body_that_is_too_large_is_refused(plain: CheckedClient, office: Office, session: Session) -> None:
    assert plain.post(TAKE, data={"group": "x" * 70_000}).status_code == 413
    assert counted(session) == (0, 0)


def test_another_units_service_is_not_offered_here(plain: CheckedClient, office: Office, session: Session) -> None:
    other = factories.group(session, factories.unit(session, "Phường Cái Răng"))
    assert form_of(plain).submit(plain, forged={"group": str(other.id)}).status_code == 422
    assert counted(session) == (0, 0)


def test_a_form_older_than_a_day_is_drawn_anew_with_the_choice_kept(
    plain: CheckedClient, office: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(plain)
    monkeypatch.setattr(form_tokens, "LIFETIME_SECONDS", -1)
    page = Page(form.submit(plain, group=str(office.birth.id)), status=422)
    assert "quá 24 giờ" in page.text
    monkeypatch.undo()
    fresh = page.form(action_contains="/take")
    assert fresh.defaults["group"] == str(office.birth.id)
    assert fresh.defaults["form_token"] != form.defaults["form_token"]
    assert counted(session) == (0, 0)


def test_a_form_of_another_code_or_of_nobody_is_refused(plain: CheckedClient, office: Office, session: Session) -> None:
    chosen = {"group": str(office.birth.id)}
    others = form_of(plain).defaults["form_token"]
    for token in (others, "", "forged"):
        page = Page(plain.post("/q/C0ANTER3/take", data=chosen | {"form_token": token}), status=400)
        assert "Chưa có số nào được lấy" in page.text
    assert counted(session) == (0, 0)


def test_a_form_that_another_site_sends_is_refused(plain: CheckedClient, office: Office, session: Session) -> None:
    form = form_of(plain)
    for headers in (
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": ""},
    ):
        answer = form.submit(plain, group=str(office.birth.id), headers=headers)
        assert answer.status_code == 403
    assert counted(session) == (0, 0)


def test_a_unit_without_services_sends_to_the_guidance_desk(
    plain: CheckedClient, session: Session, nine: datetime
) -> None:
    unit = factories.unit(session)
    factories.hours(session, unit)
    factories.code(session, unit, ENTRANCE)
    assert "quầy hướng dẫn" in Page(plain.get(TAKE)).text


@pytest.mark.parametrize("code", [ENTRANCE, WITHDRAWN])
def test_where_no_numbers_are_given_a_form_is_refused(
    plain: CheckedClient, session: Session, nine: datetime, code: str
) -> None:
    office = open_office(session, mode="survey_only")
    with plain.application.test_request_context():
        token = form_tokens.make("take", code)
    chosen = {"group": str(office.birth.id), "form_token": token}
    page = Page(plain.post(f"/q/{code}/take", data=chosen), status=409)
    assert "không dùng để lấy số" in page.heading
    assert counted(session) == (0, 0)


def test_one_tap_declares_a_priority_that_only_staff_see(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    ticket = Page(form_of(plain).submit(plain, group=str(office.birth.id), priority="child"))
    assert only_ticket(session).priority_class == "child"
    assert "ưu tiên" not in ticket.text
    assert [tag.get("open") for tag in Page(plain.get(TAKE)).find("details")] == [None]


def test_nobody_has_to_declare_anything_and_nobody_can_declare_what_is_not_offered(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    form = form_of(plain)
    page = Page(form.submit(plain, forged={"priority": "minister"}, group=str(office.birth.id)), status=422)
    assert "Xin chọn một diện ưu tiên trong danh sách" in page.text
    assert counted(session) == (0, 0)
    form.submit(plain, group=str(office.birth.id))
    assert only_ticket(session).priority_class == "normal"


def test_classes_are_offered_in_their_order_and_only_those_in_use(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    session.get_one(PriorityClass, "disabled").active = False
    session.get_one(PriorityClass, "merit").position = 1
    session.flush()

    page = Page(plain.get(TAKE)).text

    assert "Người khuyết tật nặng" not in page
    assert page.index("Người có công") < page.index("Từ 80 tuổi")


def test_where_everybody_is_called_by_arrival_no_priority_is_promised(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    office.unit.priority_policy = "arrival"
    session.flush()

    assert "ưu tiên" not in Page(plain.get(TAKE)).text


def test_an_address_may_have_the_service_chosen_already(plain: CheckedClient, office: Office) -> None:
    page = Page(plain.get(f"{TAKE}?group={office.guidance.id}"))
    assert page.form(action_contains="/take").defaults["group"] == str(office.guidance.id)
    for odd in ("999999", "x", "%00", "<b>"):
        assert "group" not in Page(plain.get(f"{TAKE}?group={odd}")).form(action_contains="/take").defaults


def test_the_form_is_the_same_for_a_phone_that_holds_numbers_and_for_one_that_does_not(
    client: CheckedClient, other_client: CheckedClient, office: Office
) -> None:
    office.take(client)

    def without_token(browser: CheckedClient) -> str:
        return re.sub(r'name="form_token" value="[^"]+"', "", browser.get(TAKE).text)

    assert without_token(client) == without_token(other_client)
