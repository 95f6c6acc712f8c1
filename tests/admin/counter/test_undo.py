"""Taking back how a visit ended."""

import pytest

from kiosk.queue import actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import Actor, Move
from tests import factories
from tests.admin.counter.office import Morning, number, press, remove, sit_down
from tests.client import CheckedClient
from tests.page import Page

PHONE = Mover(Actor.CITIZEN, Channel.PHONE)


def served_first(client: CheckedClient, scene: Morning) -> Page:
    """Serve A001 and press the main button."""
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Bắt đầu")
    scene.wait(minutes=3)
    return press(client, page, "Xong – gọi tiếp")


def test_a_press_too_early_is_taken_back_whole(client: CheckedClient, scene: Morning) -> None:
    first, second, third = scene.arrive(), scene.arrive(), scene.arrive()
    page = served_first(client, scene)
    scene.wait(seconds=10)
    page = press(client, page, "Hoàn tác: A001 đã xong")
    assert number(page) == first.label
    assert [one.state for one in (first, second, third)] == ["serving", "waiting", "waiting"]
    assert page.rows("Hàng chờ")[1][0] == second.label
    scene.wait(minutes=2)
    assert number(press(client, page, "Xong – gọi tiếp")) == second.label


def test_taking_back_waits_while_somebody_else_is_served(client: CheckedClient, scene: Morning) -> None:
    first, second = scene.arrive(), scene.arrive()
    page = served_first(client, scene)
    scene.wait(minutes=1)
    page = press(client, page, "Bắt đầu")
    page = Page(page.form(button="Hoàn tác: A001").submit(client), status=409)
    assert "Ở quầy đang có người." in page.text
    assert [first.state, second.state] == ["done", "serving"]


def test_where_calling_is_starting_whoever_was_called_a_while_ago_is_not_thrown_out(
    client: CheckedClient, scene: Morning
) -> None:
    scene.people.unit.start_with_call = True
    first, second, third = scene.arrive(), scene.arrive(), scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=4)
    page = press(client, page, "Xong – gọi tiếp")
    scene.wait(seconds=61)
    page = Page(page.form(button="Hoàn tác: A001").submit(client), status=409)
    assert "Ở quầy đang có người." in page.text
    assert (number(page), first.state) == (second.label, "done")
    page = press(client, page, "Xong – gọi tiếp")
    scene.wait(seconds=59)
    page = press(client, page, "Hoàn tác: A002 đã xong")
    assert (number(page), third.state) == (second.label, "waiting")


def test_whoever_missed_the_call_is_called_again(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Không đến")
    scene.wait(minutes=5)
    page = press(client, page, "Hoàn tác: A001 không đến")
    assert (number(page), ticket.state) == (ticket.label, "called")


def test_a_removed_number_waits_again_in_its_old_place(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    second = scene.arrive()
    page = remove(client, sit_down(client, scene), second)
    assert "Hoàn tác A002" in page.text
    page = press(client, page, "Hoàn tác: A002 đã bỏ số")
    assert [row[0] for row in page.rows("Hàng chờ")[1:]] == ["A001", "A002"]


def test_somebody_who_left_by_mistake_waits_again(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    actions.move(scene.session, ticket, Move.LEAVE, PHONE, at=scene.now)
    page = sit_down(client, scene)
    assert "Hoàn tác: A001" not in page.text  # no key takes back by accident what a citizen did
    press(client, page, "Hoàn tác A001")
    assert ticket.state == "waiting"


def test_after_fifteen_minutes_nothing_is_offered_and_nothing_taken_back(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    stale = remove(client, sit_down(client, scene), ticket)
    scene.wait(minutes=15, seconds=1)
    assert "chưa có gì để hoàn tác" in Page(client.get(scene.path())).text
    page = Page(stale.form(button="Hoàn tác: A001").submit(client), status=409)
    assert "Đã quá 15 phút" in page.text
    assert ticket.state == "removed"


def test_what_ended_at_another_counter_is_taken_back_there(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    mover = factories.clerk(scene.next_door)
    actions.call(scene.session, ticket, mover, at=scene.now, start=True)
    actions.move(scene.session, ticket, Move.FINISH, mover, at=scene.now)
    page = sit_down(client, scene)
    assert "Hoàn tác A001" not in page.text
    data = page.form(button="Gọi người tiếp theo").defaults
    page = Page(client.post(scene.path("undo"), data={**data, "ticket_id": ticket.id}), status=409)
    assert "chỉ quầy đó hoàn tác được" in page.text
    assert ticket.state == "done"


def test_an_undo_sent_twice_is_one(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    form = remove(client, sit_down(client, scene), ticket).form(button="Hoàn tác: A001")
    for _ in range(2):
        Page(form.submit(client))
    assert scene.kinds(ticket) == ["issue", "remove", "undo"]


@pytest.mark.parametrize("sent_away", ["Đất đai", "Không ghi lý do", "Trả về hàng chờ"])
def test_whoever_was_sent_on_since_keeps_an_older_end_from_being_taken_back_by_a_key(
    client: CheckedClient, scene: Morning, sent_away: str
) -> None:
    scene.arrive()
    scene.arrive()
    page = served_first(client, scene)
    scene.wait(minutes=1)
    if sent_away == "Không ghi lý do":
        page = press(client, page, "Bắt đầu")
    action = "/transfer" if sent_away == "Đất đai" else None
    page = (
        Page(page.form(action_contains=action).submit(client, press=sent_away))
        if action
        else press(client, page, sent_away)
    )
    assert "Hoàn tác: A001" not in page.text
    assert "Hoàn tác A001" in page.text  # one click further, by its number


def test_the_same_press_is_taken_back_once_and_nobody_elses_end_after_it(client: CheckedClient, scene: Morning) -> None:
    scene.arrive()
    scene.arrive()
    third = scene.arrive()
    page = remove(client, served_first(client, scene), third)
    page = press(client, page, "Hoàn tác: A003 đã bỏ số")
    assert "Hoàn tác: A001" not in page.text
    assert "Hoàn tác A001" in page.text
