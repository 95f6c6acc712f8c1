"""What becomes of the numbers that a tablet gave out on its own, once it hears of the server."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day, start_of_day
from kiosk.office import device_actions
from kiosk.office import queries as office_queries
from kiosk.office.models import Device
from kiosk.queue import night_actions
from kiosk.queue.models import CLAIM, QueueDay, Ticket, TicketEvent
from kiosk.queue.outage.numbers import GAP
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Quality, State
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import MINUTE, Office, counted, only_ticket, work
from tests.kiosk.queue.outage.scene import milliseconds, number, send
from tests.kiosk.queue.tablet.conftest import device, start, tablet
from tests.page import Page

Clock = Callable[[datetime], None]
__all__ = ["device", "start", "tablet"]


def labels(session: Session) -> list[str]:
    return [one.label for one in session.scalars(select(Ticket).order_by(Ticket.id))]


def told(session: Session) -> list[str | None]:
    """Return the notes of all moves."""
    return list(session.scalars(select(TicketEvent.note).order_by(TicketEvent.id)))


def test_a_number_joins_the_line_at_the_time_it_was_given_by_a_clock_that_is_an_hour_wrong(
    tablet: CheckedClient, office: Office, session: Session
) -> None:
    at = MONDAY - 20 * MINUTE
    by_phone = factories.ticket(session, office.birth, at=MONDAY - 10 * MINUTE)
    one = number(office.birth, 1, at=at, clock_off=timedelta(hours=1))
    answer = send(tablet, office.unit.slug, one)
    assert answer.json is not None
    assert answer.json["recorded"] == {one["token"]: "K001"}
    ticket = session.scalars(select(Ticket).where(Ticket.prefix == "K")).one()
    assert (ticket.arrived_at, ticket.arrived_quality, ticket.channel) == (at, Quality.DEVICE, "kiosk")
    assert "± 1 s" in told(session)
    assert by_phone.arrived_at > ticket.arrived_at
    page = Page(tablet.get(f"/t/{one['token']}"))
    assert "K001" in page.text
    assert TicketToken(one["token"]).code[:3] in page.text


def test_a_batch_sent_again_because_its_answer_was_lost_changes_nothing(
    tablet: CheckedClient, office: Office, session: Session
) -> None:
    batch = [number(office.birth, count) for count in (1, 2, 3)]
    first = send(tablet, office.unit.slug, *batch).json
    again = send(tablet, office.unit.slug, *batch).json
    assert first is not None
    assert again is not None
    assert first["recorded"] == again["recorded"]
    assert counted(session) == (3, 3)
    assert labels(session) == ["K001", "K002", "K003"]


def test_each_contact_tells_the_time_and_the_last_number_of_the_day(
    tablet: CheckedClient, office: Office, session: Session, device: tuple[Device, str]
) -> None:
    assert send(tablet, office.unit.slug).json == {
        "now": milliseconds(MONDAY),
        "day": str(local_day(MONDAY)),
        "device": device[0].id,
        "paired": milliseconds(MONDAY),
        "prefix": "K",
        "last": 0,
        "recorded": {},
        "refused": [],
    }
    after = send(tablet, office.unit.slug, number(office.birth, 7), unsent=5).json
    assert after is not None
    assert after["last"] == 7
    assert device[0].unsent == 4
    send(tablet, office.unit.slug)
    assert device[0].unsent == 0


def test_a_wiped_tablet_goes_on_beyond_all_it_may_have_printed(
    tablet: CheckedClient, office: Office, session: Session, device: tuple[Device, str], set_clock: Clock
) -> None:
    lasts = [send(tablet, office.unit.slug, fresh=True).json for _ in range(2)]
    assert [one and one["last"] for one in lasts] == [0, GAP]
    set_clock(MONDAY + timedelta(days=1))
    tomorrow = send(tablet, office.unit.slug, fresh=True).json
    assert tomorrow is not None
    assert tomorrow["last"] == GAP


def test_a_tablet_set_back_to_an_old_copy_gives_nobody_the_number_of_another(
    tablet: CheckedClient, office: Office, session: Session
) -> None:
    send(tablet, office.unit.slug, number(office.birth, 1), number(office.birth, 2))
    other = number(office.birth, 2)
    answer = send(tablet, office.unit.slug, other).json
    assert answer is not None
    assert answer["recorded"] == {other["token"]: "K003"}
    assert "K002 trên phiếu" in (told(session)[-1] or "")
    assert session.scalars(select(QueueDay.last_number).where(QueueDay.prefix == "K")).one() == 3


def test_the_form_whose_answer_was_lost_and_the_slip_are_one_visit(
    tablet: CheckedClient, office: Office, session: Session, start: str
) -> None:
    form = Page(tablet.get(f"{start}/take")).form(action_contains="/take")
    form.submit(tablet, group=str(office.birth.id))  # the answer never arrives
    assert labels(session) == ["A001"]
    slip = number(office.birth, 1, form=form.defaults["form_token"])
    for _ in range(2):
        answer = send(tablet, office.unit.slug, slip).json
        assert answer is not None
        assert answer["recorded"] == {slip["token"]: "K001"}
    ticket = only_ticket(session)
    assert ticket.arrived_quality == Quality.EXACT
    assert session.scalars(select(TicketEvent.note).where(TicketEvent.kind == CLAIM)).all() == ["A001 → K001"]
    assert "K001" in Page(tablet.get(f"/t/{slip['token']}")).text
    claim = Page(tablet.get(f"{start}/rate")).form(action_contains="/rate")
    work(session, office)
    rated = claim.submit(tablet, follow=False, number="K001", code=TicketToken(slip["token"]).code)
    assert rated.status_code in {303, 422}


def test_a_form_that_reaches_the_server_after_the_slip_is_no_second_visit(
    tablet: CheckedClient, office: Office, session: Session, start: str
) -> None:
    form = Page(tablet.get(f"{start}/take")).form(action_contains="/take")
    slip = number(office.birth, 1, form=form.defaults["form_token"])
    send(tablet, office.unit.slug, slip)
    late = form.submit(tablet, follow=False, group=str(office.birth.id))  # it hung on the way; nobody waits for it
    assert late.status_code == 303
    again = send(tablet, office.unit.slug, slip).json
    assert again is not None
    assert again["recorded"] == {slip["token"]: "K001"}
    assert only_ticket(session).label == "K001"
    assert "K001" in Page(tablet.get(f"/t/{slip['token']}")).text


def test_numbers_of_yesterday_and_of_after_closing_time_are_kept_on_their_day(
    tablet: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    set_clock(MONDAY + timedelta(days=1))
    evening = start_of_day(local_day(MONDAY)) + timedelta(hours=19)
    late = number(office.birth, 9, at=evening, contact=MONDAY)
    early = number(office.birth, 1, at=MONDAY + timedelta(days=1) - 30 * MINUTE, contact=MONDAY)
    send(tablet, office.unit.slug, late, early)
    days = session.execute(select(Ticket.day, Ticket.number).order_by(Ticket.day)).all()
    assert [tuple(one) for one in days] == [(local_day(MONDAY), 9), (local_day(MONDAY) + timedelta(days=1), 1)]
    old = session.scalars(select(Ticket).where(Ticket.number == 9)).one()
    hours = office_queries.hours_of(session, office.unit.id, old.day)
    assert night_actions.close_ticket(session, old.id, hours=hours, now=MONDAY + timedelta(days=1))
    assert (old.state, old.ended_at) == (State.CLOSED, evening)  # not before they came


def test_somebody_whose_service_was_withdrawn_meanwhile_waits_for_guidance(
    tablet: CheckedClient, office: Office, session: Session
) -> None:
    office.birth.active = False
    send(tablet, office.unit.slug, number(office.birth, 1), number(999_999, 2))
    assert set(session.scalars(select(Ticket.group_id))) == {office.guidance.id}
    assert all("không còn nhận" in (note or "") for note in told(session))


def test_a_tablet_that_was_revoked_and_one_of_elsewhere_keep_what_they_have(
    tablet: CheckedClient, office: Office, session: Session, device: tuple[Device, str], other_client: CheckedClient
) -> None:
    neighbour = factories.unit(session, "Phường Cái Răng")
    one = number(office.birth, 1)
    assert send(tablet, neighbour.slug, one).json == {"why": "foreign"}
    assert send(other_client, office.unit.slug, one).json == {"why": "new"}
    device_actions.revoke(session, device[0].id, now=MONDAY, staff_id=None)
    answer = send(tablet, office.unit.slug, one)
    assert (answer.status_code, answer.json) == (401, {"why": "revoked"})
    assert counted(session) == (0, 0)


def test_letters_that_no_tablet_of_the_unit_ever_had_are_refused_by_name(
    tablet: CheckedClient, office: Office, session: Session
) -> None:
    ours, strange = number(office.birth, 1), number(office.birth, 1, prefix="A")
    answer = send(tablet, office.unit.slug, ours, strange).json
    assert answer is not None
    assert (list(answer["recorded"]), answer["refused"]) == ([ours["token"]], [strange["token"]])
    assert labels(session) == ["K001"]


def test_numbers_of_another_units_tablet_stay_with_the_tablet_and_the_others_are_written(
    tablet: CheckedClient, office: Office, session: Session, device: tuple[Device, str]
) -> None:
    elsewhere, _code = factories.device(session, factories.unit(session, "Phường Cái Răng"))  # the letter K, too
    ours, theirs = number(office.birth, 1), number(office.birth, 2, device=elsewhere.id)
    answer = send(tablet, office.unit.slug, ours, theirs).json
    assert answer is not None
    assert (list(answer["recorded"]), answer["refused"]) == ([ours["token"]], [theirs["token"]])
    assert labels(session) == ["K001"]
    assert (device[0].unsent, device[0].settled_at) == (1, None)


def test_nobody_is_written_into_a_week_in_which_the_tablet_said_that_it_held_no_number(
    tablet: CheckedClient, office: Office, session: Session, device: tuple[Device, str], set_clock: Clock
) -> None:
    send(tablet, office.unit.slug)
    assert device[0].settled_at == MONDAY
    set_clock(MONDAY + timedelta(days=3))
    old = MONDAY - timedelta(days=10)
    send(tablet, office.unit.slug, number(office.birth, 1, at=old, contact=old))
    assert only_ticket(session).arrived_at == MONDAY
    assert told(session) == [f"± {3 * 86400} s; phiếu ghi ngày {local_day(old)}"]


def test_a_tablet_that_drains_in_several_posts_is_believed_to_the_last(
    tablet: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    at = MONDAY + 10 * MINUTE
    send(tablet, office.unit.slug)
    set_clock(MONDAY + timedelta(hours=2))
    Page(tablet.get(f"/kiosk/{office.unit.slug}"))
    numbers = [number(office.birth, count, at=at, contact=MONDAY) for count in (1, 2)]
    send(tablet, office.unit.slug, numbers[0], unsent=2)
    send(tablet, office.unit.slug, numbers[1])
    assert set(session.scalars(select(Ticket.arrived_at))) == {at}


def test_another_machine_in_a_tablets_place_passes_over_what_may_be_on_paper_once(
    tablet: CheckedClient,
    office: Office,
    session: Session,
    device: tuple[Device, str],
    other_client: CheckedClient,
    start: str,
    set_clock: Clock,
) -> None:
    send(tablet, office.unit.slug, number(office.birth, 4))
    set_clock(MONDAY + MINUTE)
    code = device_actions.offer_code(session, device[0].id, now=MONDAY, staff_id=7)
    Page(Page(other_client.get(start)).form(button="Ghép").submit(other_client, code=code))
    answers = [send(other_client, office.unit.slug, fresh=fresh).json for fresh in (True, False)]
    assert [one and one["last"] for one in answers] == [4 + GAP, 4 + GAP]
