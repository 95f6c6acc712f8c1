"""One phone may hold numbers for two services of a day; the same service twice is asked about first."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move
from tests.client import CheckedClient
from tests.kiosk.queue.office import AT_COUNTER, ENTRANCE, Office, counted, form_of, on_monday, work
from tests.page import Page

Clock = Callable[[datetime], None]


def take(client: CheckedClient, group_id: int, status: int = 200, said: dict[str, str] | None = None) -> Page:
    return Page(form_of(client).submit(client, group=str(group_id), forged=said), status=status)


def test_two_services_are_two_numbers_on_one_phone(client: CheckedClient, office: Office, session: Session) -> None:
    office.take(client)
    assert "G001" in take(client, office.guidance.id).heading
    page = Page(client.get(f"/q/{ENTRANCE}"))
    assert page.link("A001").href != page.link("G001").href


def test_the_same_service_again_offers_ones_own_number_first(
    client: CheckedClient, office: Office, session: Session
) -> None:
    own = office.take(client)
    page = take(client, office.birth.id, 409, {"respondent": "business", "priority": "aged_80"})
    assert "Ông/Bà đã có số A001" in page.heading
    assert page.link("Xem số của tôi").href == own.path
    assert page.link("Tôi đã có một số khác").href == f"/q/{ENTRANCE}/claim"
    assert counted(session) == (1, 1)
    other = Page(page.form(action_contains="/take").submit(client))
    assert "A002" in other.heading
    second = session.scalars(select(Ticket).where(Ticket.number == 2)).one()
    assert (second.respondent, second.priority_class) == ("business", "aged_80")


def test_a_phone_holds_two_numbers_of_a_day_and_is_told_who_gives_more(
    client: CheckedClient, office: Office, session: Session, set_clock: Clock
) -> None:
    first = office.take(client)
    take(client, office.guidance.id)
    page = take(client, office.birth.id, 409)
    full = Page(page.form(action_contains="/take").submit(client), status=429)
    assert "đã giữ 2 số" in full.heading
    assert "quầy hướng dẫn" in full.text
    assert counted(session) == (2, 2)
    Page(client.get(f"{full.link('A001').href}/leave")).form(action_contains="/leave").submit(client)
    assert first.path == full.link("A001").href
    assert "A002" in take(client, office.birth.id).heading
    set_clock(on_monday(9) + timedelta(days=1))
    assert "A001" in take(client, office.birth.id).heading


def test_a_phone_without_cookies_is_asked_nothing(plain: CheckedClient, office: Office) -> None:
    assert [office.take(plain).heading[-4:] for _ in range(3)] == ["A001", "A002", "A003"]


def test_scanning_the_counter_with_two_numbers_leads_to_the_one_that_is_served_there(
    client: CheckedClient, office: Office, session: Session
) -> None:
    office.take(client)
    second = take(client, office.guidance.id)
    assert client.get(f"/q/{AT_COUNTER}").status_code == 200
    work(session, office, Move.CALL)
    assert client.get(f"/q/{AT_COUNTER}").headers["Location"] == f"{second.path}/check-out"
    assert client.get(f"/q/{ENTRANCE}").headers["Location"] == second.path
    work(session, office, Move.START, Move.HOLD)
    assert client.get(f"/q/{AT_COUNTER}").headers["Location"] == second.path
    assert client.get(f"/q/{ENTRANCE}").status_code == 200


def test_a_shared_phone_lists_both_numbers_and_can_lose_one(
    client: CheckedClient, office: Office, session: Session
) -> None:
    first = office.take(client)
    second = take(client, office.guidance.id)
    page = Page(client.get(second.path)).follow(client, "Không phải số của tôi")
    assert "vẫn được gọi" in page.text
    assert page.text.count("Mã của số") == 1
    Page(page.form(action_contains="/forget").submit(client))
    assert client.get(f"/q/{ENTRANCE}").headers["Location"] == first.path
    assert Page(client.get(second.path)).heading.endswith("G001")
    Page(
        Page(client.get(first.path))
        .follow(client, "Không phải số của tôi")
        .form(action_contains="/forget")
        .submit(client)
    )
    assert client.get(f"/q/{ENTRANCE}").status_code == 200
    assert counted(session) == (2, 2)
