"""What the evening leaves behind, and what the morning finds: the worker did not run, or somebody forgot to close."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from admin import night
from kiosk.queue import actions, desk_actions, issue_actions
from kiosk.queue.actions import Mover
from kiosk.queue.kinds import Channel, PauseReason
from kiosk.queue.models import CounterPause, CounterSession, Ticket
from kiosk.queue.tickets import Actor, Move
from kiosk.queue.waiting import Pace
from tests import factories
from tests.admin.counter.office import Morning, number, press, sit_down
from tests.cast import sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
CLOSING = MONDAY + 8 * HOUR
TUESDAY = MONDAY + DAY - 90 * MINUTE
"""07:30, when the office opens."""


def go_to(scene: Morning, instant: datetime) -> None:
    scene.wait(seconds=(instant - scene.now).total_seconds())


def come_back(client: CheckedClient, scene: Morning, instant: datetime) -> Page:
    """Let so much time pass that the clerk has to sign in again, and return the counter's page."""
    go_to(scene, instant)
    sign_in(client, scene.people.clerk)
    return Page(client.get(scene.path()))


def sessions(scene: Morning) -> list[CounterSession]:
    scene.session.expire_all()
    return list(scene.session.scalars(select(CounterSession).order_by(CounterSession.id)))


def test_people_who_wait_at_closing_time_are_still_called(client: CheckedClient, scene: Morning, app: Flask) -> None:
    sit_down(client, scene)
    ticket = scene.arrive()
    page = come_back(client, scene, CLOSING + 2 * HOUR)
    scene.session.commit()
    with app.app_context():
        night.close_days(scene.now, after_closing=3 * HOUR)
    page = press(client, page, "Gọi người tiếp theo")
    assert number(page) == ticket.label


def test_a_counter_left_open_yesterday_closes_as_of_its_own_day_when_it_is_opened(
    client: CheckedClient, scene: Morning
) -> None:
    sit_down(client, scene)
    page = come_back(client, scene, TUESDAY)
    assert "Ngày 16/11/2026 quầy này chưa được đóng." in page.text
    assert "đang ngồi" not in page.text
    Page(page.form(action_contains="/open").submit(client))
    yesterday, today = sessions(scene)
    assert (yesterday.closed_at, yesterday.closed_by_system) == (CLOSING, True)
    assert (today.opened_at, today.closed_at, today.closed_by_system) == (TUESDAY, None, False)


def test_the_first_counter_of_the_morning_closes_what_all_others_forgot(client: CheckedClient, scene: Morning) -> None:
    forgotten = factories.desk(scene.session, scene.next_door, scene.birth, staff_id=77)
    desk_actions.pause_desk(scene.session, scene.next_door.id, PauseReason.BREAK, now=MONDAY + HOUR)
    go_to(scene, TUESDAY)
    sit_down(client, scene)
    scene.session.refresh(forgotten)
    assert (forgotten.closed_at, forgotten.closed_by_system) == (CLOSING, True)
    assert scene.session.scalars(select(CounterPause.resumed_at)).one() == CLOSING


def test_a_counter_that_was_closed_by_hand_does_not_count_as_forgotten(client: CheckedClient, scene: Morning) -> None:
    page = sit_down(client, scene)
    go_to(scene, MONDAY + HOUR)
    press(client, page, "Đóng quầy")
    assert [(one.closed_at, one.closed_by_system) for one in sessions(scene)] == [(MONDAY + HOUR, False)]


def test_where_people_were_served_late_the_counter_closes_with_its_last_press(
    client: CheckedClient, scene: Morning, app: Flask
) -> None:
    scene.arrive()
    sit_down(client, scene)
    page = come_back(client, scene, CLOSING + 20 * MINUTE)
    page = press(client, page, "Gọi người tiếp theo")
    go_to(scene, CLOSING + 40 * MINUTE)
    press(client, page, "Bắt đầu")
    scene.session.commit()
    with app.app_context():
        night.close_days(CLOSING + 3 * HOUR, after_closing=3 * HOUR)
    assert [one.closed_at for one in sessions(scene)] == [CLOSING + 40 * MINUTE]


def test_a_page_left_open_over_midnight_does_nothing_until_the_counter_is_opened(
    client: CheckedClient, scene: Morning
) -> None:
    go_to(scene, MONDAY + 14 * HOUR)
    form = sit_down(client, scene).form(button="Gọi người tiếp theo")
    go_to(scene, MONDAY + 16 * HOUR)
    ticket = scene.arrive()
    refused = Page(form.submit(client, press="Gọi người tiếp theo"), status=409)
    assert "không được thực hiện" in refused.text
    assert ticket.state == "waiting"
    opened = Page(refused.form(action_contains="/open").submit(client))
    assert number(press(client, opened, "Gọi người tiếp theo")) == ticket.label


@pytest.mark.parametrize("moves", [(Move.CALL,), (Move.CALL, Move.START), (Move.CALL, Move.START, Move.HOLD)])
def test_whoever_was_left_at_a_counter_yesterday_is_in_nobodys_way(
    client: CheckedClient, scene: Morning, moves: tuple[Move, ...]
) -> None:
    left = scene.arrive()
    for minutes, kind in enumerate(moves, 1):
        actions.move(scene.session, left, kind, factories.clerk(scene.counter), at=MONDAY + minutes * MINUTE)
    go_to(scene, TUESDAY)
    today = scene.arrive()
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    assert number(page) == today.label
    scene.session.refresh(left)
    assert (left.state, left.ended_at, left.ended_quality) == ("closed", CLOSING, "system")
    assert left.first_called_at == MONDAY + MINUTE


def test_nobody_of_yesterday_is_called_today(client: CheckedClient, scene: Morning) -> None:
    yesterday = scene.arrive()
    go_to(scene, TUESDAY)
    page = sit_down(client, scene)
    assert "không có ai chờ" in press(client, page, "Gọi người tiếp theo").text
    assert yesterday.state == "waiting"


def test_where_the_queue_goes_on_yesterdays_people_stand_in_front_and_stay_at_the_desk(
    client: CheckedClient, scene: Morning
) -> None:
    scene.people.unit.close_at_night = False
    at_desk, waits = scene.arrive(), scene.arrive()
    actions.call(scene.session, at_desk, factories.clerk(scene.counter), at=MONDAY + MINUTE, start=True)
    factories.desk(scene.session, scene.counter, scene.birth, staff_id=77)
    go_to(scene, TUESDAY)
    scene.arrive()
    page = sit_down(client, scene)
    assert number(page) == at_desk.label
    assert number(press(client, page, "Xong – gọi tiếp")) == waits.label
    assert [one.closed_at for one in sessions(scene)] == [CLOSING, None]


def test_a_clock_set_back_stops_no_counter_and_its_instants_are_the_systems(
    client: CheckedClient, scene: Morning
) -> None:
    ticket = scene.arrive()
    go_to(scene, MONDAY - HOUR)
    page = press(client, sit_down(client, scene), "Gọi người tiếp theo")
    assert number(page) == ticket.label
    assert (ticket.first_called_at, ticket.called_quality) == (MONDAY, "system")
    scene.wait(minutes=2)
    press(client, page, "Bắt đầu")
    assert (ticket.started_at, ticket.started_quality) == (MONDAY, "system")


def test_a_clock_set_back_during_a_pause_ends_it_when_work_goes_on(client: CheckedClient, scene: Morning) -> None:
    sit_down(client, scene)
    desk_actions.pause_desk(scene.session, scene.counter.id, PauseReason.BREAK, now=MONDAY + HOUR)
    page = press(client, Page(client.get(scene.path())), "Làm việc trở lại, chưa gọi")
    press(client, page, "Đóng quầy")
    assert scene.session.scalars(select(CounterPause.resumed_at)).one() == MONDAY + HOUR
    assert sessions(scene)[0].closed_at == MONDAY


def test_a_clock_set_back_over_midnight_gives_no_number_twice(scene: Morning) -> None:
    group = scene.birth
    days = (MONDAY, MONDAY + DAY, MONDAY, MONDAY + DAY, MONDAY - DAY)
    taken = [factories.ticket(scene.session, group, at=at) for at in days]
    assert [(ticket.day.day, ticket.number) for ticket in taken] == [(16, 1), (17, 1), (16, 2), (17, 2), (15, 1)]


def test_at_midnight_numbers_begin_anew_and_a_form_sent_twice_gives_one(scene: Morning) -> None:
    midnight = MONDAY + 15 * HOUR
    before = factories.ticket(scene.session, scene.birth, at=midnight - MINUTE, key="a key for midnight")
    after = factories.ticket(scene.session, scene.birth, at=midnight)
    assert [(one.day.day, one.number) for one in (before, after)] == [(16, 1), (17, 1)]
    arrival = factories.arrival(scene.birth, at=midnight + MINUTE, key="a key for midnight")
    again = issue_actions.issue(scene.session, arrival, Mover(Actor.CITIZEN, Channel.PHONE), pace=Pace(1, ()))
    assert again.id == before.id


def test_whoever_is_at_the_desk_at_midnight_is_finished_with_after_the_counter_was_opened_again(
    client: CheckedClient, scene: Morning
) -> None:
    scene.people.unit.close_at_night = False
    sit_down(client, scene)
    ticket = scene.arrive()
    press(client, come_back(client, scene, MONDAY + 15 * HOUR - MINUTE), "Gọi người tiếp theo")
    go_to(scene, MONDAY + 15 * HOUR + MINUTE)
    page = Page(Page(client.get(scene.path())).form(action_contains="/open").submit(client))
    assert number(page) == ticket.label
    assert sessions(scene)[0].closed_at == MONDAY + 15 * HOUR - MINUTE


def test_the_wait_goes_on_over_lunch(client: CheckedClient, scene: Morning) -> None:
    page, ticket = sit_down(client, scene), scene.arrive(at=MONDAY + 2 * HOUR)
    go_to(scene, MONDAY + 4 * HOUR + 30 * MINUTE)
    press(client, page, "Gọi người tiếp theo")
    assert ticket.first_called_at is not None
    assert ticket.first_called_at - ticket.arrived_at == 150 * MINUTE
    assert scene.session.scalars(select(Ticket.opened_at)).one() is None
