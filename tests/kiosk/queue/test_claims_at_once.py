"""Many phones at once: five tries stay five, and a ticket moves to one of them."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from flask import Flask
from sqlalchemy import func, select

from kiosk.ground.db import Database
from kiosk.queue import claim_actions
from kiosk.queue.models import MovedAddress, Ticket
from kiosk.queue.ticket_tokens import TicketToken
from tests import factories
from tests.client import BASE_URL, CheckedClient
from tests.factories import MONDAY, Phone
from tests.kiosk.queue.office import ENTRANCE, open_office
from tests.page import Page

Clock = Callable[[datetime], None]
CLAIM = f"/q/{ENTRANCE}/claim"


def phone_in_line(database: Database) -> Phone:
    return database.write(lambda session: factories.phone_ticket(session, open_office(session).birth))


def post_at_once(app: Flask, database: Database, code: str, times: int) -> Counter[int]:
    """Send *times* forms, each of its own, at once; return how many answers of each status there were."""
    phone = CheckedClient(app, session=database.session(readonly=False), use_cookies=False)
    forms = [Page(phone.get(CLAIM)).form(action_contains="/claim").defaults.to_dict() for _ in range(times)]

    def post(sent: dict[str, str]) -> int:
        sent = sent | {"number": "A001", "code": code}
        return app.test_client().post(CLAIM, base_url=BASE_URL, data=sent).status_code

    with ThreadPoolExecutor(times) as threads:
        return Counter(threads.map(post, forms))


def test_of_twenty_wrong_codes_at_once_five_are_tried(
    live_app: Flask, live_database: Database, set_clock: Clock
) -> None:
    set_clock(MONDAY)
    phone_in_line(live_database)
    answers = post_at_once(live_app, live_database, "ZZZZZZ", 20)
    assert answers == {422: claim_actions.TRIES, 429: 20 - claim_actions.TRIES}


def test_of_four_phones_with_the_right_code_one_has_the_ticket_in_the_end(
    live_app: Flask, live_database: Database, set_clock: Clock
) -> None:
    set_clock(MONDAY)
    phone = phone_in_line(live_database)
    answers = post_at_once(live_app, live_database, TicketToken(phone.token).code, 4)
    assert answers[303] >= 1
    assert set(answers) <= {303, 409, 422}
    with live_database.read() as session:
        assert session.scalar(select(func.count()).select_from(MovedAddress)) == answers[303]
        assert session.scalars(select(Ticket.vote_hash)).one() == TicketToken(phone.token).vote_hash
