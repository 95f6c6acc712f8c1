"""Eight clerks and three hundred people, through real sockets: everybody is called, and nobody twice."""

import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.accounts import actions as accounts
from admin.accounts.roles import Role
from admin.accounts.sessions import COOKIE
from kiosk.ground import clock
from kiosk.ground.db import Database
from kiosk.office.models import Counter, ServiceGroup, Unit
from kiosk.queue import queries
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tickets import Move, State
from tests import cast, factories
from tests.browser.server import serve
from tests.conftest import environ
from tests.factories import MONDAY

COUNTERS, PEOPLE = 8, 300


class Clerk:
    """A browser without script at one open counter."""

    def __init__(self, url: str, counter_id: int, token: str) -> None:
        self.address, self.origin = f"/admin/counter/{counter_id}", url
        self.line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.cookies = {COOKIE: token}
        page = self.ask("GET", self.address)
        self.hidden = {name: _hidden(page, name) for name in ("csrf_token", "token")}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, *, status: int = 200) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Origin": self.origin, "Content-Type": "application/x-www-form-urlencoded"}
        self.line.request(method, path, urlencode(form) if form else None, headers)
        answer = self.line.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        assert answer.status == status, text
        return text

    def press(self, seen: int | None) -> None:
        """Finish with whoever stands there, and call the next."""
        sent = self.hidden | {"ticket_id": str(seen or "")}
        self.ask("POST", f"{self.address}/next", sent, status=303)


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


@pytest.fixture
def _two_seconds_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at the clock is two seconds later: a press within a second of the last would count as the same."""
    seconds = count(0, 2)
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(seconds=next(seconds)))


@pytest.mark.usefixtures("_two_seconds_each")
def test_eight_counters_call_three_hundred_people_each_once(live_url: str, live_database: Database) -> None:
    def prepare(session: Session) -> list[tuple[int, str]]:
        unit = factories.unit(session, start_with_call=True)
        group = factories.group(session, unit)
        for _ in range(PEOPLE):
            factories.ticket(session, group)
        counters = [factories.counter(session, unit, str(number), group) for number in range(COUNTERS)]
        return [_seat(session, counter, group) for counter in counters]

    def serve_all(seat: tuple[int, str]) -> int:
        counter_id, token = seat
        clerk, presses, seen = Clerk(running.url, counter_id, token), 0, None
        while presses == 0 or seen is not None:
            clerk.press(seen)
            presses += 1
            with live_database.read() as session:
                here = queries.at_counter(session, counter_id)
                seen = here.id if here else None
        clerk.line.close()
        return presses

    seats = live_database.write(prepare)
    with serve(environ(live_url)) as running, ThreadPoolExecutor(COUNTERS) as threads:
        presses = sum(threads.map(serve_all, seats))
    with live_database.read() as session:
        calls = session.execute(
            select(TicketEvent.ticket_id, func.count()).where(TicketEvent.kind == Move.CALL).group_by("ticket_id")
        ).all()
        states = set(session.scalars(select(Ticket.state)))
    assert presses == PEOPLE + COUNTERS
    assert sorted(number for _, number in calls) == [1] * PEOPLE
    assert states == {State.DONE}


def _seat(session: Session, counter: Counter, group: ServiceGroup) -> tuple[int, str]:
    unit = session.get_one(Unit, counter.unit_id)
    person = cast.staff(session, Role.CLERK, unit, login=f"quay.{counter.label}")
    factories.desk(session, counter, group, staff_id=person.id)
    lasts = timedelta(hours=12)
    token = accounts.open_session(session, person.id, password_hash=person.password_hash, lasts=lasts, now=MONDAY)
    assert token
    return counter.id, token
