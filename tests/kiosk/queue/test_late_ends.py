"""Leaving and checking out that a phone could only send later: the tap counts, within what the server knows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.queries import unit_on
from kiosk.queue.hall.queries import queue
from kiosk.queue.models import TicketEvent
from kiosk.queue.queries import pace
from kiosk.queue.tickets import Move
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.form import Form
from tests.kiosk.queue.office import MINUTE, Office, on_monday, only_ticket, work
from tests.page import Page

Clock = Callable[[datetime], None]


def form_at(client: CheckedClient, path: str) -> Form:
    return Page(client.get(path)).form(action_contains=path)


def late(client: CheckedClient, form: Form, wait: timedelta) -> None:
    """Send a form as a phone does that had no network for so long."""
    age = str(wait // timedelta(seconds=1))
    answer = client.post(form.action, data={**form.defaults, "age": age}, headers={"X-Script": "1"})
    assert answer.status_code == 204


def test_leaving_counts_from_the_tap_and_is_marked_as_the_phones_word(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    form = form_at(plain, f"{office.take(plain).path}/leave")
    set_clock(MONDAY + 40 * MINUTE)
    late(plain, form, 25 * MINUTE)
    ticket = only_ticket(session)
    assert (ticket.state, ticket.ended_at, ticket.ended_quality) == ("left", MONDAY + 15 * MINUTE, "device")


def test_a_phone_cannot_have_left_before_it_was_called(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    form = form_at(plain, f"{office.take(plain).path}/leave")
    called = work(session, office, Move.CALL, at=MONDAY + 20 * MINUTE).last_called_at
    set_clock(MONDAY + 40 * MINUTE)
    late(plain, form, 30 * MINUTE)
    assert only_ticket(session).ended_at == called


def test_checking_out_late_ends_the_service_at_the_tap_and_says_how_late_it_came(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START, at=MONDAY)
    form = form_at(plain, f"{page.path}/check-out")
    set_clock(MONDAY + 30 * MINUTE)
    late(plain, form, 10 * MINUTE)
    ticket = only_ticket(session)
    assert (ticket.state, ticket.ended_at, ticket.ended_quality) == ("done", MONDAY + 20 * MINUTE, "device")
    note = session.scalars(select(TicketEvent.note).where(TicketEvent.kind == Move.FINISH)).one()
    assert note == "sent 600 s after the tap"


def test_a_service_is_not_shortened_by_a_form_that_was_drawn_at_its_end(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START, at=MONDAY)
    set_clock(MONDAY + 30 * MINUTE)
    late(plain, form_at(plain, f"{page.path}/check-out"), 120 * MINUTE)
    ticket = only_ticket(session)
    assert (ticket.ended_at, ticket.ended_quality) == (MONDAY + 30 * MINUTE, "exact")


def test_nobody_has_left_before_the_form_was_drawn(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    page = office.take(plain)
    set_clock(MONDAY + 30 * MINUTE)
    form = form_at(plain, f"{page.path}/leave")
    set_clock(MONDAY + 40 * MINUTE)
    late(plain, form, 39 * MINUTE)
    assert only_ticket(session).ended_at == MONDAY + 30 * MINUTE


def test_no_estimate_rests_on_a_phones_word(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    place, now = office.unit.id, MONDAY + 30 * MINUTE
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START, at=MONDAY)
    form = form_at(plain, f"{page.path}/check-out")
    set_clock(now)
    late(plain, form, 25 * MINUTE)
    unit, group = unit_on(session, place, MONDAY.date()), office.birth.id
    assert unit is not None
    assert pace(session, place, group, now=now).recent_service_seconds == ()
    assert queue(session, unit, MONDAY.date(), now=now).services == {}
    only_ticket(session).ended_quality = "exact"
    session.commit()
    assert pace(session, place, group, now=now).recent_service_seconds == (298,)
    assert queue(session, unit, MONDAY.date(), now=now).services == {group: (298,)}


def test_when_the_clerk_has_finished_meanwhile_a_late_check_out_changes_nothing(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    page = office.take(plain)
    work(session, office, Move.CALL, Move.START, at=MONDAY)
    form = form_at(plain, f"{page.path}/check-out")
    ended = work(session, office, Move.FINISH, at=MONDAY + 5 * MINUTE).ended_at
    set_clock(MONDAY + 30 * MINUTE)
    late(plain, form, 29 * MINUTE)
    assert (only_ticket(session).ended_at, only_ticket(session).ended_quality) == (ended, "exact")


def test_a_form_that_came_at_once_or_tells_nonsense_counts_from_now(
    plain: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    form = form_at(plain, f"{office.take(plain).path}/leave")
    set_clock(MONDAY + 40 * MINUTE)
    form.submit(plain, follow=False, forged={"age": "-5 or 1=1"})
    assert (only_ticket(session).ended_at, only_ticket(session).ended_quality) == (MONDAY + 40 * MINUTE, "exact")


def test_a_phone_keeps_that_somebody_left_until_the_office_closes(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    path = office.take(plain).path
    for now, seconds in ((MONDAY, 8 * 3600), (on_monday(16, 59), 3600), (on_monday(18), 3600)):
        set_clock(now)
        form = Page(plain.get(f"{path}/leave")).find("form", method="post")[0]
        assert form.get("data-keep") == str(seconds)
