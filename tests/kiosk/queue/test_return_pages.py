"""Whoever missed a call asks on the phone to be let back into the line: one button, once."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from kiosk.queue import desk_actions
from kiosk.queue.tickets import Move, State
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.kiosk.queue.office import MINUTE, Office, on_monday, only_ticket, work
from tests.page import Page

Clock = Callable[[datetime], None]
BUTTON = "Tôi đã đến, xin vào hàng lại"


def missed(client: CheckedClient, office: Office, session: Session) -> Page:
    """Return the page of somebody who was called and did not come."""
    path = office.take(client).path
    work(session, office, Move.CALL, Move.NO_SHOW)
    return Page(client.get(path))


def has_button(page: Page) -> bool:
    return BUTTON in page.text


def form_of(page: Page) -> Form:
    return page.form(action_contains="/come-back")


def test_one_tap_leads_back_into_the_line_behind_those_who_go_first(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    path = missed(plain, office, session).path
    for number in range(1, 6):
        factories.ticket(session, office.birth, at=MONDAY + number * MINUTE)
    page = Page(plain.get(path))
    assert "mời 3 người đang chờ trước" in page.text

    back = Page(form_of(page).submit(plain))

    assert back.path == path
    assert "3 người" in back.text
    assert "Ông/Bà đã vào hàng lại" in back.text
    assert not has_button(back)


def test_no_more_people_are_said_to_go_first_than_wait(plain: CheckedClient, office: Office, session: Session) -> None:
    page = missed(plain, office, session)
    assert "lượt tới sẽ đến Ông/Bà" in page.text

    factories.ticket(session, office.birth, at=MONDAY + MINUTE)
    seen = plain.get(page.path, headers={"If-None-Match": page.response.headers["ETag"]})

    assert "mời 1 người đang chờ trước" in Page(seen).text


def test_a_second_tap_and_a_form_in_another_tab_change_nothing(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    page = missed(plain, office, session)
    first, second = form_of(page), form_of(Page(plain.get(page.path)))
    first.submit(plain)
    place = only_ticket(session).lined_up_at

    for form in (first, second):
        assert Page(form.submit(plain)).path == page.path
    assert only_ticket(session).lined_up_at == place


def test_it_is_granted_once(plain: CheckedClient, office: Office, session: Session) -> None:
    page = missed(plain, office, session)
    form_of(page).submit(plain)
    work(session, office, Move.CALL, Move.NO_SHOW, at=MONDAY + MINUTE)

    again = Page(plain.get(page.path))

    assert not has_button(again)
    assert "Xin đến quầy hướng dẫn" in again.text
    refused = Page(form_of(page).submit(plain), status=409)
    assert "không vào hàng lại được từ điện thoại" in refused.text


def test_a_unit_that_takes_nobody_back_says_where_to_go(plain: CheckedClient, office: Office, session: Session) -> None:
    office.unit.come_back_after = None
    session.flush()

    page = missed(plain, office, session)

    assert not has_button(page)
    assert "quầy hướng dẫn hoặc quầy 3" in page.text


def test_where_nobody_goes_before_it_is_said_so(plain: CheckedClient, office: Office, session: Session) -> None:
    office.unit.come_back_after = 0
    session.flush()

    assert "lượt tới sẽ đến Ông/Bà" in missed(plain, office, session).text


@pytest.mark.parametrize(("closed", "offered"), [(False, True), (True, False)])
def test_after_hours_it_is_offered_while_a_counter_still_works(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock, *, closed: bool, offered: bool
) -> None:
    page = missed(plain, office, session)
    work(session, office, Move.UNDO, Move.NO_SHOW, at=MONDAY + MINUTE)
    if closed:
        desk_actions.close_desk(session, office.counter.id, now=on_monday(17))
    set_clock(on_monday(17, 5))

    assert has_button(Page(plain.get(page.path))) is offered


def test_a_form_that_is_not_ours_changes_nothing(plain: CheckedClient, office: Office, session: Session) -> None:
    page = missed(plain, office, session)

    refused = Page(form_of(page).submit(plain, forged={"form_token": "x"}), status=400)

    assert "Chưa có gì thay đổi" in refused.text
    assert only_ticket(session).state == State.NO_SHOW


def test_its_address_leads_to_the_ticket(plain: CheckedClient, office: Office, session: Session) -> None:
    page = missed(plain, office, session)

    assert Page(plain.get(f"{page.path}/come-back", follow_redirects=True)).path == page.path
