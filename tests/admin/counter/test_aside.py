"""Putting somebody aside, sending them on, taking them back into the line."""

from datetime import timedelta

from sqlalchemy import select

from kiosk.queue import actions
from kiosk.queue.models import CounterSession, TicketEvent, TicketLeg
from kiosk.queue.tickets import Move
from tests import factories
from tests.admin.counter.office import Morning, number, press, sit_down
from tests.client import CheckedClient
from tests.page import Page


def serving(client: CheckedClient, scene: Morning) -> Page:
    """The first who waits is being served."""
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    return press(client, page, "Bắt đầu")


def notes(scene: Morning, kind: Move) -> list[str | None]:
    return list(scene.session.scalars(select(TicketEvent.note).where(TicketEvent.kind == kind)))


def test_while_somebody_is_put_aside_the_desk_is_free_for_others(client: CheckedClient, scene: Morning) -> None:
    first, second = scene.arrive(), scene.arrive()
    page = serving(client, scene)
    scene.wait(minutes=3)
    page = press(client, page, "Nộp phí")
    assert (number(page), first.state) == ("–", "on_hold")
    assert "Đã tạm giữ A001." in page.text
    page = press(client, page, "Gọi người tiếp theo")
    assert number(page) == second.label
    scene.wait(minutes=4)
    page = Page(client.get(scene.path()))
    assert "Đang tạm giữ A001 Hộ tịch · 4 phút · Nộp phí Mời lại được khi quầy trống." in page.text
    page = press(client, page, "Không đến")
    page = press(client, page, "Mời lại")
    assert (number(page), first.state, first.hold_seconds) == ("A001", "serving", 240)
    scene.wait(minutes=1)
    press(client, page, "Xong, chưa gọi tiếp")
    assert scene.kinds(first) == ["issue", "call", "start", "hold", "resume", "finish"]
    assert notes(scene, Move.HOLD) == ["fee"]


def test_several_are_put_aside_and_each_is_asked_back(client: CheckedClient, scene: Morning) -> None:
    tickets = [scene.arrive() for _ in range(3)]
    page = serving(client, scene)
    for _ in tickets[1:]:
        page = press(client, page, "Không ghi lý do")
        page = press(client, page, "Gọi người tiếp theo")
        scene.wait(minutes=1)
        page = press(client, page, "Bắt đầu")
    page = press(client, page, "Không ghi lý do")
    assert [one.state for one in tickets] == ["on_hold"] * 3
    page = Page(page.form(button="Mời lại A002").submit(client))
    assert number(page) == "A002"
    assert notes(scene, Move.HOLD) == [None] * 3


def test_nobody_is_put_aside_before_the_service_begins(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    assert not [form for form in page.forms if "/hold" in form.action]
    data = page.form(action_contains="/recall").defaults
    page = Page(client.post(scene.path("hold"), data=data), status=409)
    assert "không còn ở trạng thái đó" in page.text
    assert ticket.state == "called"


def test_where_service_begins_with_the_call_putting_aside_begins_it(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.start_with_call = True
    ticket = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=2)
    press(client, page, "Không ghi lý do")
    assert (ticket.state, ticket.started_at) == ("on_hold", ticket.first_called_at)


def test_asking_back_waits_until_the_desk_is_free(client: CheckedClient, scene: Morning) -> None:
    first, second = scene.arrive(), scene.arrive()
    page = press(client, serving(client, scene), "Không ghi lý do")
    stale = page.form(button="Mời lại")
    press(client, page, "Gọi người tiếp theo")
    page = Page(stale.submit(client), status=409)
    assert "Ở quầy đang có người." in page.text
    assert [first.state, second.state] == ["on_hold", "called"]


def test_a_press_sent_twice_puts_aside_and_asks_back_once(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    for words in ("Không ghi lý do", "Mời lại"):
        page = serving(client, scene) if ticket.state == "waiting" else Page(client.get(scene.path()))
        form = page.form(button=words)
        for _ in range(2):
            Page(form.submit(client, press=words if words != "Mời lại" else ""))
    assert scene.kinds(ticket) == ["issue", "call", "start", "hold", "resume"]


def test_people_put_aside_at_a_closed_counter_are_asked_back_by_any(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    mover = factories.clerk(scene.next_door)
    factories.desk(scene.session, scene.next_door, scene.birth)
    actions.call(scene.session, ticket, mover, at=scene.now, start=True)
    actions.move(scene.session, ticket, Move.HOLD, mover, at=scene.now)
    page = sit_down(client, scene)
    assert "Đang tạm giữ" not in page.text
    data = page.form(button="Gọi người tiếp theo").defaults
    refused = Page(client.post(scene.path("ask-back"), data={**data, "ticket_id": ticket.id}), status=409)
    assert "tạm giữ ở quầy khác" in refused.text
    next_door = scene.session.scalars(
        select(CounterSession).where(CounterSession.counter_id == scene.next_door.id)
    ).one()
    next_door.closed_at = scene.now
    page = Page(client.get(scene.path()))
    assert "quầy 4 đã đóng" in page.text
    assert number(press(client, page, "Mời lại")) == ticket.label
    assert ticket.counter_id == scene.counter.id


def test_somebody_is_sent_to_another_service_with_number_and_word(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    page = serving(client, scene)
    scene.wait(minutes=2)
    page = Page(page.form(action_contains="/transfer").submit(client, press="Đất đai", note="thiếu sổ"))
    assert "Đã chuyển A001 sang Đất đai, giữ nguyên số." in page.text
    assert (number(page), ticket.state, ticket.group_id, ticket.label) == ("–", "waiting", scene.land.id, "A001")
    assert page.rows("Hàng chờ")[1][1].startswith("Đất đai chuyển đến: thiếu sổ")
    page = press(client, page, "Gọi người tiếp theo")
    assert "đã chờ dưới 1 phút · chuyển đến: thiếu sổ" in page.text
    legs = scene.session.scalars(select(TicketLeg).order_by(TicketLeg.seq)).all()
    assert [(leg.group_id, leg.outcome) for leg in legs] == [(scene.birth.id, "transferred"), (scene.land.id, None)]


def test_nobody_is_sent_to_the_same_service_or_one_of_another_unit(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    form = serving(client, scene).form(action_contains="/transfer")
    foreign = factories.group(scene.session, scene.people.neighbour)
    page = Page(client.post(form.action, data={**form.defaults, "group_id": scene.birth.id}), status=409)
    assert "đúng việc ấy rồi" in page.text
    for group_id in (foreign.id, 0, "x", 2**70):
        assert client.post(form.action, data={**form.defaults, "group_id": group_id}).status_code == 404
    assert (ticket.state, ticket.group_id) == ("serving", scene.birth.id)


def test_whoever_was_called_by_mistake_waits_again_in_the_old_place(client: CheckedClient, scene: Morning) -> None:
    first = scene.arrive()
    scene.wait(minutes=1)
    scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Trả về hàng chờ")
    assert (number(page), first.state, first.counter_id) == ("–", "waiting", None)
    assert first.first_called_at == scene.now - timedelta(minutes=1)
    assert [row[0] for row in page.rows("Hàng chờ")[1:]] == ["A001", "A002"]
    assert "đã gọi, trả về hàng" in page.text


def test_whoever_missed_the_call_comes_back_once_behind_some_others(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.come_back_after = 2
    first = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    scene.wait(minutes=1)
    page = press(client, page, "Không đến")
    for _ in range(3):
        scene.wait(minutes=1)
        scene.arrive()
    scene.wait(minutes=30)
    page = press(client, Page(client.get(scene.path())), "Cho A001 vào lại hàng")
    assert [row[0] for row in page.rows("Hàng chờ")[1:]] == ["A002", "A003", "A001", "A004"]
    assert "A001 được vào lại hàng chờ." in page.text
    assert "Cho A001" not in page.text
    page = remove_others(client, scene, page)
    page = press(client, page, "Gọi người tiếp theo")
    assert number(page) == first.label
    page = press(client, page, "Không đến")
    assert "Cho A001" not in page.text
    data = page.form(button="Gọi người tiếp theo").defaults
    page = Page(client.post(scene.path("come-back"), data={**data, "ticket_id": first.id}), status=409)
    assert "đã được vào lại một lần" in page.text


def remove_others(client: CheckedClient, scene: Morning, page: Page) -> Page:
    for _ in range(2):
        page = press(client, page, "Gọi người tiếp theo")
        scene.wait(minutes=1)
        page = press(client, page, "Không đến")
    return page


def test_where_nobody_comes_back_nothing_is_offered(client: CheckedClient, scene: Morning) -> None:
    scene.people.unit.come_back_after = None
    scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    page = press(client, page, "Không đến")
    assert "Đã vắng, nay trở lại" not in page.text
