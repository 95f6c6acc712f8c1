"""Somebody without a phone, logged by the clerk."""

from datetime import timedelta

from sqlalchemy import select

from kiosk.queue.models import Ticket
from tests.admin.counter.office import Morning, press, sit_down
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page


def test_two_clicks_give_a_number_that_stands_large(client: CheckedClient, scene: Morning) -> None:
    scene.arrive(scene.land)
    form = sit_down(client, scene).form(action_contains="/walk-in")
    page = Page(form.submit(client, press="Đất đai"))
    assert [element.text for element in page.find("p", class_="said-number")] == ["B002"]
    assert "Phía trước còn 1 người." in page.text
    ticket = scene.session.scalars(select(Ticket).where(Ticket.number == 2)).one()
    assert (ticket.channel, ticket.state, ticket.arrived_at) == ("clerk", "waiting", scene.now)
    assert ticket.token_hash
    assert ticket.vote_hash
    assert "said-number" not in client.get(scene.path()).text


def test_the_same_click_twice_is_one_number(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/walk-in")
    pages = [Page(form.submit(client, press="Hộ tịch")) for _ in range(2)]
    assert [page.find("p", class_="said-number")[0].text for page in pages] == ["A001", "A001"]
    assert len(scene.session.scalars(select(Ticket)).all()) == 1


def test_a_second_service_with_the_same_form_is_refused(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/walk-in")
    form.submit(client, press="Hộ tịch")
    page = Page(form.submit(client, press="Đất đai"), status=409)
    assert "Lần bấm này đã được ghi cho việc khác." in page.text


def test_before_opening_the_opening_is_kept(client: CheckedClient, scene: Morning) -> None:
    scene.wait(minutes=-120)
    press(client, sit_down(client, scene), "Hộ tịch")
    ticket = scene.session.scalars(select(Ticket)).one()
    assert ticket.opened_at == MONDAY - timedelta(minutes=90)
