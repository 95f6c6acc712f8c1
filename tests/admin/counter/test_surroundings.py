"""The other counters of the unit, as a clerk sees them."""

from kiosk.queue import actions, desk_actions
from kiosk.queue.kinds import PauseReason
from kiosk.queue.tickets import Move
from tests import factories
from tests.admin.counter.office import Morning, sit_down
from tests.client import CheckedClient
from tests.page import Page


def test_a_counter_without_anybody_says_since_when(client: CheckedClient, scene: Morning) -> None:
    ticket = scene.arrive()
    mover = factories.clerk(scene.next_door)
    factories.desk(scene.session, scene.next_door, scene.birth, staff_id=scene.people.supervisor.id)
    page = sit_down(client, scene)
    assert f"Quầy 4 {scene.people.supervisor.name} trống dưới 1 phút" in page.text
    actions.call(scene.session, ticket, mover, at=scene.now, start=True)
    scene.wait(minutes=5)
    assert "A001, 5 phút" in Page(client.get(scene.path())).text
    actions.move(scene.session, ticket, Move.FINISH, mover, at=scene.now)
    scene.wait(minutes=7)
    page = Page(client.get(scene.path()))
    assert "trống 7 phút" in page.text
    assert len(page.find("li", class_="free")) == 1


def test_a_counter_that_pauses_says_why(client: CheckedClient, scene: Morning) -> None:
    factories.desk(scene.session, scene.next_door, scene.birth, staff_id=scene.people.supervisor.id)
    desk_actions.pause_desk(scene.session, scene.next_door.id, PauseReason.MEETING, now=scene.now)
    sit_down(client, scene)
    scene.wait(minutes=12)
    page = Page(client.get(scene.path()))
    assert "tạm dừng 12 phút: Họp" in page.text


def test_closed_counters_are_named_and_ones_own_is_not(client: CheckedClient, scene: Morning) -> None:
    page = sit_down(client, scene)
    assert "Đang đóng: 4" in page.text
    assert not page.find("li", class_="free")


def test_a_counter_forgotten_yesterday_counts_as_closed(client: CheckedClient, scene: Morning) -> None:
    factories.desk(scene.session, scene.next_door, scene.birth, staff_id=scene.people.supervisor.id)
    scene.wait(minutes=24 * 60)
    assert "Đang đóng: 4" in sit_down(client, scene).text
