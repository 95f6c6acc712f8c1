"""A press counts once, and never for somebody the clerk did not see."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import product

import pytest
from sqlalchemy import func, select

from admin.counter import actions as counter_actions
from admin.counter.seats import sit
from kiosk.ground.web import form_tokens
from kiosk.queue import actions, citizen_actions
from kiosk.queue.actions import KeyReusedError, Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tickets import Actor, Move
from tests import factories
from tests.admin.counter.office import Morning, number, press, sit_down
from tests.client import CheckedClient
from tests.page import Page

PHONE = Mover(Actor.CITIZEN, Channel.PHONE)
MOVES = [
    *("next", "call", "recall", "start", "finish", "no-show", "undo"),
    *("ask-back", "give-back", "come-back", "remove"),
]


def test_a_double_press_finishes_one_person_and_calls_one(client: CheckedClient, scene: Morning) -> None:
    first, second, third = scene.arrive(), scene.arrive(), scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(seconds=30)
    form = press(client, page, "Bắt đầu").form(button="Xong – gọi tiếp")
    scene.wait(minutes=3)
    pages = [Page(form.submit(client)) for _ in range(2)]
    assert [number(page) for page in pages] == [second.label, second.label]
    assert [one.state for one in (first, second, third)] == ["done", "called", "waiting"]


def test_the_same_press_ten_minutes_later_does_nothing_more(client: CheckedClient, scene: Morning) -> None:
    first = scene.arrive()
    form = sit_down(client, scene).form(button="Gọi người tiếp theo")
    form.submit(client)
    scene.wait(minutes=10)
    scene.arrive()
    assert number(Page(form.submit(client))) == first.label
    assert scene.session.scalar(select(func.count()).where(TicketEvent.kind == "call")) == 1


def test_a_press_that_found_nobody_does_not_call_whoever_comes_later(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=3)
    form = press(client, page, "Bắt đầu").form(button="Xong – gọi tiếp")
    scene.wait(minutes=3)
    assert "không có ai chờ" in Page(form.submit(client)).text
    later = scene.arrive()
    form.submit(client)
    assert later.state == "waiting"


def test_a_second_press_within_a_second_was_meant_for_the_button_before(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(seconds=0.4)
    page = Page(page.form(button="Bắt đầu").submit(client), status=409)
    assert "chưa đầy một giây" in page.text
    assert ticket.state == "called"
    scene.wait(seconds=0.6)
    page = press(client, page, "Bắt đầu")
    page = Page(page.form(button="Xong – gọi tiếp").submit(client), status=409)
    assert (ticket.state, number(page)) == ("serving", ticket.label)


@pytest.mark.parametrize("what", ["recall", "start", "finish", "no-show"])
def test_somebody_who_is_not_at_the_desk_any_more_is_left_alone(
    client: CheckedClient, scene: Morning, what: str
) -> None:
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    form = page.form(action_contains=f"/{what}") if what != "start" else page.form(button="Bắt đầu")
    actions.move(scene.session, ticket, Move.LEAVE, PHONE, at=scene.now)
    page = Page(form.submit(client), status=409)
    assert "xin xem lại" in page.text
    assert (ticket.state, number(page)) == ("left", "–")


def test_after_a_check_out_by_phone_the_main_button_still_calls_the_next(client: CheckedClient, scene: Morning) -> None:
    phone = factories.phone_ticket(scene.session, scene.birth, at=scene.now)
    following = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Bắt đầu")
    scene.wait(minutes=4)
    citizen_actions.check_out(scene.session, phone.ticket.token_hash or "", key="phone", now=scene.now)
    scene.wait(seconds=20)
    page = press(client, page, "Xong – gọi tiếp")
    assert number(page) == following.label
    assert phone.ticket.ended_at == scene.now - timedelta(seconds=20)


def test_a_desk_that_was_free_on_the_page_and_is_not_says_so(client: CheckedClient, scene: Morning) -> None:
    first, second = scene.arrive(), scene.arrive()
    stale = sit_down(client, scene)
    press(client, Page(client.get(scene.path())), "Gọi người tiếp theo")
    page = Page(stale.form(button="Gọi người tiếp theo").submit(client), status=409)
    assert "Ở quầy đang có người." in page.text
    form = stale.form(action_contains="/call")
    page = Page(client.post(form.action, data={**form.defaults, "ticket_id": second.id}), status=409)
    assert (number(page), second.state) == (first.label, "waiting")


def test_somebody_called_by_another_counter_cannot_be_called_here(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    form = sit_down(client, scene).form(action_contains="/call")
    actions.call(scene.session, ticket, factories.clerk(scene.next_door), at=scene.now, start=False)
    page = Page(client.post(form.action, data={**form.defaults, "ticket_id": ticket.id}), status=409)
    assert "không còn ở trạng thái đó" in page.text
    assert ticket.counter_id == scene.next_door.id


def test_somebody_at_another_counter_is_not_finished_here(client: CheckedClient, scene: Morning) -> None:
    mine, other = scene.arrive(), scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    actions.call(scene.session, other, factories.clerk(scene.next_door), at=scene.now, start=False)
    scene.wait(minutes=1)
    form = page.form(action_contains="/finish")
    client.post(form.action, data={**form.defaults, "ticket_id": other.id})
    assert [ticket.state for ticket in (mine, other)] == ["called", "called"]


def test_a_page_of_the_day_before_is_drawn_anew_and_does_nothing(
    client: CheckedClient, scene: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = scene.arrive()
    form = sit_down(client, scene).form(button="Gọi người tiếp theo")
    monkeypatch.setattr(form_tokens, "LIFETIME_SECONDS", -1)
    page = Page(form.submit(client), status=409)
    assert "đã mở quá lâu" in page.text
    assert ticket.state == "waiting"


def test_a_made_up_key_does_nothing(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    form = sit_down(client, scene).form(button="Gọi người tiếp theo")
    for token in ("", "nonsense", "ImE.b.c"):
        Page(form.submit(client, forged={"token": token}), status=409)
    assert ticket.state == "waiting"


def test_a_ticket_that_never_was_is_not_found(client: CheckedClient, scene: Morning) -> None:
    data = dict(sit_down(client, scene).form(button="Gọi người tiếp theo").defaults) | {"reason": "other"}
    for what, bad in product(MOVES, ["99999999", "-1", "x", str(2**63), str(2**64)]):
        assert client.post(scene.path(what), data={**data, "ticket_id": bad}).status_code == 404, (what, bad)


def test_a_queue_is_served_to_its_end(client: CheckedClient, scene: Morning) -> None:
    tickets = [scene.arrive() for _ in range(5)]
    page = sit_down(client, scene)
    for _ in tickets:
        page = press(client, page, "Gọi người tiếp theo") if number(page) == "–" else page
        scene.wait(minutes=1)
        page = press(client, page, "Bắt đầu")
        scene.wait(minutes=1)
        page = press(client, page, "Xong – gọi tiếp")
    served = scene.session.scalars(select(Ticket.state)).all()
    assert served == ["done"] * 5


@pytest.mark.parametrize("what", ["remove", "move", "call", "undo"])
def test_a_key_that_did_something_else_is_refused(scene: Morning, what: str) -> None:
    first, second = scene.arrive(), scene.arrive()
    factories.desk(scene.session, scene.counter, scene.birth)
    seat = sit(scene.session, scene.counter.id, factories.CLERK_ID, since=None, start_with_call=False, now=scene.now)
    press_call = partial(counter_actions.call, scene.session, seat, key="k")
    press_call(first.id)
    presses: dict[str, Callable[[], Ticket]] = {
        "remove": lambda: counter_actions.remove(scene.session, seat, second.id, reason="asked", key="k"),
        "move": lambda: counter_actions.move(scene.session, seat, first.id, Move.NO_SHOW, key="k"),
        "call": lambda: press_call(second.id),
        "undo": lambda: counter_actions.undo(scene.session, seat, first.id, key="k"),
    }
    with pytest.raises(KeyReusedError):
        presses[what]()
    assert (press_call(first.id).state, second.state) == ("called", "waiting")


def test_a_server_whose_clock_is_behind_stops_no_counter(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive(at=scene.now + timedelta(minutes=2))
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    assert (number(page), ticket.state, ticket.called_quality) == ("A001", "called", "system")
