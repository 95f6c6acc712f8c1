"""Somebody without a phone, logged by the clerk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.office import priority_actions
from kiosk.office import queries as office
from kiosk.queue import queries
from kiosk.queue.models import Ticket, TicketEvent
from tests import factories
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


def test_another_person_by_the_same_form_is_refused_instead_of_getting_the_first_ones_number(
    client: CheckedClient, scene: Morning
) -> None:
    priority_actions.add_default_classes(scene.session)
    scene.people.unit.number_cards = 40
    form = sit_down(client, scene).form(action_contains="/walk-in")
    form.submit(client, press="Hộ tịch")
    others = ({"priority": "aged_80"}, {"card": "next"}, {"came": "08:30", "why_late": "crowd"})
    for other in others:
        page = Page(form.submit(client, press="Hộ tịch", forged=other), status=409)
        assert "Lần bấm này đã được ghi cho việc khác." in page.text
    assert len(scene.session.scalars(select(Ticket)).all()) == 1


def test_before_opening_the_opening_is_kept(client: CheckedClient, scene: Morning) -> None:
    scene.wait(minutes=-120)
    press(client, sit_down(client, scene), "Hộ tịch")
    ticket = scene.session.scalars(select(Ticket)).one()
    assert ticket.opened_at == MONDAY - timedelta(minutes=90)


def test_hours_desks_and_pace_are_read_before_the_number_is_locked(
    client: CheckedClient, scene: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sit_down(client, scene)
    write = db.write

    def write_alone(fn: Callable[[Session], object], **options: bool) -> object:
        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("read within the write")

        with monkeypatch.context() as patch:
            for module, name in ((office, "hours_of"), (office, "groups_of"), (queries, "pace")):
                patch.setattr(module, name, refuse)
            return write(fn, **options)

    monkeypatch.setattr(db, "write", write_alone)
    assert "A001" in press(client, page, "Hộ tịch").text


def test_a_service_of_another_unit_is_not_found(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/walk-in")
    foreign = factories.group(scene.session, factories.unit(scene.session), "Z")
    for group_id in (foreign.id, 0, 99999999):
        answer = client.post(form.action, data={**form.defaults, "group_id": group_id})
        assert answer.status_code == 404


def test_the_number_comes_with_its_code_and_a_slip_to_print(client: CheckedClient, scene: Morning) -> None:
    page = press(client, sit_down(client, scene), "Hộ tịch")
    slip = page.follow(client, "In phiếu")
    code = page.find("b", class_="said-code")[0].text
    assert code
    assert code in slip.text
    assert "A001" in slip.text


def test_a_number_given_by_mistake_is_taken_back_from_where_it_is_said(client: CheckedClient, scene: Morning) -> None:
    page = press(client, sit_down(client, scene), "Đất đai").follow(client, "Ghi nhầm? Bỏ số này")
    page = Page(page.form(action_contains="/remove").submit(client, press="Số bấm thử"))
    assert "Đã bỏ số B001" in page.text
    assert scene.session.scalars(select(Ticket.state)).all() == ["removed"]


def test_whoever_came_before_stands_where_they_came_and_is_marked(client: CheckedClient, scene: Morning) -> None:
    first = scene.arrive(at=scene.now - timedelta(minutes=10))
    form = sit_down(client, scene).form(action_contains="/walk-in")
    page = Page(form.submit(client, press="Hộ tịch", came="08:40", why_late="network"))
    rows = page.rows("Hàng chờ")
    assert [row[0] for row in rows[1:]] == ["A002", first.label]
    assert "giờ đến ghi lại" in rows[1][1]
    ticket = scene.session.scalars(select(Ticket).where(Ticket.number == 2)).one()
    assert (ticket.arrived_at, ticket.arrived_quality) == (MONDAY - timedelta(minutes=20), "back_dated")
    noted = select(TicketEvent.at, TicketEvent.note).where(TicketEvent.note.is_not(None))
    assert scene.session.execute(noted).all() == [(scene.now, "late: network")]


def test_a_late_arrival_without_a_reason_comes_back_with_what_was_typed(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/walk-in")
    page = Page(
        client.post(form.action, data={**form.defaults, "group_id": scene.birth.id, "came": "08:40"}), status=422
    )
    assert "Xin chọn vì sao ghi muộn." in page.text
    assert page.form(action_contains="/walk-in").defaults["came"] == "08:40"
    assert not scene.session.scalars(select(Ticket)).all()


def test_a_missing_reason_comes_back_with_its_section_open(client: CheckedClient, scene: Morning) -> None:
    form = sit_down(client, scene).form(action_contains="/walk-in")
    page = form.submit(client, press="Hộ tịch", came="08:40", why_late="")
    assert page.status_code == 422
    assert '<details class="more" open>' in page.text
    assert '<details class="box" open>' in page.text
    assert "Chưa lấy số. Vì sao ghi muộn: Xin chọn vì sao ghi muộn." in Page(page, status=422).text


def test_nobody_in_front_is_said_in_words(client: CheckedClient, scene: Morning) -> None:
    assert "Phía trước không có ai." in press(client, sit_down(client, scene), "Đất đai").text
