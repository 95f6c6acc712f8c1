"""One batch that reaches the server fifty times at once, and two tablets that drain together."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from flask import Flask
from sqlalchemy import select

from kiosk.ground.db import Database
from kiosk.office import device_actions
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tablet.devices import COOKIE
from tests import factories
from tests.client import BASE_URL
from tests.factories import MONDAY
from tests.kiosk.queue.office import Office, open_office
from tests.kiosk.queue.outage.scene import Number, number

Clock = Callable[[datetime], None]
POSTS = 50
THREADS = 8
"""As many as a process of the server has: each may need two connections of its sixteen."""


def paired(database: Database, office: Office, prefix: str) -> tuple[str, int]:
    """Return the cookie of one more tablet of the office, and which it is."""
    key = (prefix.lower() * 26)[:26]

    def pair(session: object) -> int:
        device, code = factories.device(session, office.unit, prefix)  # type: ignore[arg-type]
        digest = device_actions.key_digest(key)
        device_actions.pair(session, office.unit.id, code, digest, now=MONDAY)  # type: ignore[arg-type]
        return device.id

    return f"{office.unit.slug}.{key}", database.write(pair)


def post_at_once(app: Flask, office: Office, batches: list[tuple[str, list[Number]]]) -> Counter[int]:
    """Send all of *batches*, each with the cookie of its tablet; return how many answers of each status there were."""

    def post(sent: tuple[str, list[Number]]) -> int:
        cookie, numbers = sent
        client = app.test_client(use_cookies=False)
        batch = {"fresh": False, "unsent": len(numbers), "tickets": numbers}
        headers = {"Cookie": f"{COOKIE}={cookie}", "Origin": BASE_URL}
        answer = client.post(f"/kiosk/{office.unit.slug}/sync", base_url=BASE_URL, json=batch, headers=headers)
        assert answer.status_code != 200 or len((answer.json or {})["recorded"]) == len(numbers)
        return answer.status_code

    with ThreadPoolExecutor(THREADS) as threads:
        return Counter(threads.map(post, batches))


def test_fifty_times_one_batch_at_once_are_one(live_app: Flask, live_database: Database, set_clock: Clock) -> None:
    set_clock(MONDAY)
    office = live_database.write(open_office)
    cookie, device = paired(live_database, office, "K")
    batch = [number(office.birth.id, count, device=device) for count in (1, 2)]
    assert post_at_once(live_app, office, [(cookie, batch)] * POSTS) == {200: POSTS}
    with live_database.read() as session:
        assert sorted(session.scalars(select(Ticket.number))) == [1, 2]
        assert len(session.scalars(select(TicketEvent.id)).all()) == 2


def test_two_tablets_and_one_set_back_to_an_old_copy_share_no_number(
    live_app: Flask, live_database: Database, set_clock: Clock
) -> None:
    set_clock(MONDAY)
    office = live_database.write(open_office)
    first, second = paired(live_database, office, "K"), paired(live_database, office, "KA")
    batches = []
    for _copy in range(3):  # the same numbers for other people, three times
        for prefix, (cookie, device) in (("K", first), ("KA", second)):
            numbers = [number(office.birth.id, count, prefix=prefix, device=device) for count in range(1, 5)]
            batches.append((cookie, numbers))
    assert post_at_once(live_app, office, batches) == {200: len(batches)}
    with live_database.read() as session:
        labels = [one.label for one in session.scalars(select(Ticket))]
    assert len(labels) == len(set(labels)) == 24
