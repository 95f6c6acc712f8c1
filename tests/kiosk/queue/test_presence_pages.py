"""Where numbers are only for people in the hall: what a poster alone leads to, and what the hall's screen opens."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.queue import breaker_actions, presence_actions
from kiosk.queue.hall_code import hall_code
from kiosk.queue.presence import MARK_LIFE, MINUTE, minute_code
from tests import factories
from tests.client import CheckedClient, body_of
from tests.factories import MONDAY, TEST_SECRET
from tests.form import Form
from tests.kiosk.queue.office import ENTRANCE, TAKE, Office, counted, open_office
from tests.page import Page

Clock = Callable[[datetime], None]
DOOR = f"/q/{ENTRANCE}"
SCAN = "Xin quét mã đang hiện trên màn hình ở sảnh hoặc ki-ốt"


@pytest.fixture
def office(session: Session, nine: datetime) -> Office:
    """An office that gives numbers only to people in its hall."""
    return open_office(session, presence_code=True)


def scanned(office: Office, at: datetime = MONDAY) -> str:
    """Return the address in the square that the hall shows."""
    return f"{DOOR}?p={minute_code(TEST_SECRET, office.unit.id, at)}"


def form_behind(client: CheckedClient, address: str) -> Form:
    """Return the form that somebody comes to who opens *address* and taps “Lấy số”."""
    door = Page(client.get(address))
    return Page(client.get(door.link("Lấy số").href)).form(action_contains="/take")


def test_a_poster_alone_leads_to_what_has_to_be_scanned_and_to_all_the_rest(
    plain: CheckedClient, office: Office
) -> None:
    assert SCAN in Page(plain.get(DOOR)).text
    page = Page(plain.get(TAKE))
    assert page.heading == SCAN
    assert [form.get("action") for form in page.find("form", method="post")] == [f"{DOOR}/in-hall"]
    assert page.link("Góp ý").href == f"{DOOR}/feedback"
    for words in ("Tra thủ tục", "Tôi đã có số"):
        assert Page(plain.get(page.link(words).href))


def test_what_the_hall_shows_leads_to_a_number(plain: CheckedClient, office: Office) -> None:
    form = form_behind(plain, scanned(office))
    assert "A001" in Page(form.submit(plain, group=str(office.birth.id))).heading


def test_whoever_scanned_in_time_may_choose_for_longer_than_the_code_is_good(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    door = Page(plain.get(scanned(office)))
    set_clock(MONDAY + 4 * MINUTE)
    form = Page(plain.get(door.link("Lấy số").href)).form(action_contains="/take")
    set_clock(MONDAY + 9 * MINUTE)
    nothing_chosen = Page(form.submit(plain), status=422)
    set_clock(MONDAY + MARK_LIFE)
    again = nothing_chosen.form(action_contains="/take")
    assert "A001" in Page(again.submit(plain, group=str(office.birth.id))).heading


@pytest.mark.parametrize("late", [3 * MINUTE, timedelta(hours=2)])
def test_a_photograph_of_the_screen_opens_nothing_later(
    plain: CheckedClient, office: Office, set_clock: Clock, late: timedelta
) -> None:
    set_clock(MONDAY + late)
    door = Page(plain.get(scanned(office)))
    assert Page(plain.get(door.link("Lấy số").href)).heading == SCAN
    code = minute_code(TEST_SECRET, office.unit.id, MONDAY)
    assert Page(plain.get(f"{TAKE}?p={code}"), status=422).heading == SCAN


def test_a_form_without_a_mark_or_with_one_that_is_too_old_is_kept_and_asks(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    form = form_behind(plain, scanned(office))
    bare = Page(form.submit(plain, group=str(office.birth.id), presence=""), status=422)
    assert SCAN in bare.text
    set_clock(MONDAY + MARK_LIFE + 2 * MINUTE)
    late = Page(form.submit(plain, group=str(office.birth.id), respondent="business"), status=422)
    assert late.form(action_contains="/take").defaults["respondent"] == "business"
    assert counted(session) == (0, 0)
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY + MARK_LIFE + 2 * MINUTE)
    typed = late.form(action_contains="/take").submit(plain, hall_code=code)
    assert "A001" in Page(typed).heading


def test_a_form_that_took_its_number_finds_it_however_late_it_is_sent_again(
    plain: CheckedClient, office: Office, set_clock: Clock, session: Session
) -> None:
    form = form_behind(plain, scanned(office))
    first = form.submit(plain, follow=False, group=str(office.birth.id)).headers["Location"]
    set_clock(MONDAY + timedelta(hours=1))
    assert form.submit(plain, follow=False, group=str(office.birth.id)).headers["Location"] == first
    assert counted(session) == (1, 1)


def test_a_phone_without_a_camera_types_four_characters(plain: CheckedClient, office: Office) -> None:
    page = Page(plain.get(f"{TAKE}?group={office.birth.id}&lang=en"))
    ask = page.form(action_contains="/in-hall")
    wrong = Page(ask.submit(plain, hall_code="ZZZZZ"), status=422)
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY).lower()
    taking = Page(wrong.form(action_contains="/in-hall").submit(plain, hall_code=code))
    assert taking.tree.get("lang") == "en"
    assert "A001" in Page(taking.form(action_contains="/take").submit(plain)).heading
    assert plain.get(f"{DOOR}/in-hall").headers["Location"].endswith(TAKE)


def test_the_four_characters_open_nothing_in_an_address(plain: CheckedClient, office: Office) -> None:
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY)
    assert Page(plain.get(f"{TAKE}?p={code}"), status=422).heading == SCAN
    assert SCAN in Page(plain.get(f"{DOOR}?p={code}")).text
    form = form_behind(plain, scanned(office))
    assert SCAN in Page(form.submit(plain, group=str(office.birth.id), presence=code), status=422).text


@pytest.mark.parametrize("where", ["in-hall", "take", "claim"])
def test_after_many_wrong_tries_nothing_typed_is_believed_for_ten_minutes_but_what_is_scanned_is(
    plain: CheckedClient, office: Office, set_clock: Clock, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(presence_actions, "WRONG_CODES", 2)
    forms = {
        "in-hall": Page(plain.get(TAKE)).form(action_contains="/in-hall"),
        "take": form_behind(plain, scanned(office)),
        "claim": Page(plain.get(f"{DOOR}/claim")).form(action_contains="/claim"),
    }
    typed = {"take": {"group": str(office.birth.id), "presence": ""}, "claim": {"number": "A1", "code": "7K3M9P"}}
    for wrong in ("2222", "3333"):
        sent = typed.get(where, {}) | {"hall_code": wrong}
        assert forms[where].submit(plain, forged=sent).status_code == 422
    code = hall_code(TEST_SECRET, office.unit.id, MONDAY)
    assert "chưa được nhận" in Page(forms["in-hall"].submit(plain, hall_code=code), status=422).text

    scanned_form = form_behind(plain, scanned(office))
    assert "A001" in Page(scanned_form.submit(plain, group=str(office.birth.id))).heading
    set_clock(MONDAY + 11 * MINUTE)
    again = hall_code(TEST_SECRET, office.unit.id, MONDAY + 11 * MINUTE)
    assert Page(forms["in-hall"].submit(plain, hall_code=again)).form(action_contains="/take")


@pytest.mark.parametrize("typed", ["\x00", "9" * 400, "é" * 8, ""])
def test_whatever_is_typed_is_no_fault(plain: CheckedClient, office: Office, typed: str) -> None:
    ask = Page(plain.get(TAKE)).form(action_contains="/in-hall")
    assert ask.submit(plain, forged={"hall_code": typed, "group": typed}).status_code == 422
    forged = {"hall_code": hall_code(TEST_SECRET, office.unit.id, MONDAY), "form_token": typed}
    assert ask.submit(plain, forged=forged).status_code == 422


def test_a_phone_that_has_a_number_of_today_is_asked_nothing(client: CheckedClient, office: Office) -> None:
    Page(form_behind(client, scanned(office)).submit(client, group=str(office.birth.id)))
    more = Page(client.get(TAKE)).form(action_contains="/take")
    assert "G001" in Page(more.submit(client, group=str(office.guidance.id))).heading


def test_a_unit_that_does_not_ask_lets_everybody_take_a_number(plain: CheckedClient, session: Session) -> None:
    factories.code(session, factories.unit(session), "THEREAAA")
    page = Page(plain.get("/q/THEREAAA"))
    assert SCAN not in page.text
    assert "p=" not in page.link("Lấy số").href


def test_beyond_the_rush_who_scanned_in_the_hall_needs_to_type_nothing(
    plain: CheckedClient, session: Session, nine: datetime, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(session)
    object.__setattr__(app.config["SETTINGS"], "numbers_per_10_minutes", 1)
    monkeypatch.setattr(breaker_actions, "EACH_COUNTER", 0)
    office.take(plain)
    asked = Page(form_behind(plain, DOOR).submit(plain, group=str(office.birth.id)), status=422)
    assert "mã bốn ký tự ở sảnh" in asked.text
    form = form_behind(plain, scanned(office))
    assert "A002" in Page(form.submit(plain, group=str(office.birth.id))).heading


@pytest.mark.parametrize("brought", ["%00", "%ED%A0%80", "9" * 400, "1-" + "a" * 16, "é" * 8])
def test_whatever_is_brought_is_no_fault(plain: CheckedClient, office: Office, brought: str) -> None:
    assert plain.get(f"{DOOR}?p={brought}").status_code == 200
    assert plain.get(f"{TAKE}?p={brought}").status_code == 422


class TestReadyPages:
    """A page that was made ready holds for nobody in the hall, and nobody in the hall makes one ready."""

    @pytest.fixture
    def cache_seconds(self) -> int:
        return 5

    def test_no_page_for_somebody_in_the_hall_is_handed_to_others(self, plain: CheckedClient, office: Office) -> None:
        inside, outside = scanned(office), DOOR
        for _ in range(2):  # the second time from what was made ready, where it may be
            assert "p=" in Page(plain.get(inside)).link("Lấy số").href
            assert "p=" not in Page(plain.get(outside)).link("Lấy số").href
            assert Page(plain.get(TAKE)).heading == SCAN
            assert b"presence" in body_of(plain.get(Page(plain.get(inside)).link("Lấy số").href))

    def test_a_phone_with_a_number_is_not_given_the_page_of_one_without_nor_the_reverse(
        self, client: CheckedClient, other_client: CheckedClient, office: Office
    ) -> None:
        Page(form_behind(client, scanned(office)).submit(client, group=str(office.birth.id)))
        other_client.set_cookie("__Host-visits", "0" * 26, domain="motcua.example", secure=True)
        for _ in range(2):
            assert Page(other_client.get(TAKE)).heading == SCAN
            assert Page(client.get(TAKE)).heading != SCAN
