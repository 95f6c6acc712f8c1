"""A morning at one office: two counters, two services, and a clerk who sits down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office.models import Counter, ServiceGroup
from kiosk.queue.models import Ticket, TicketEvent
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

SCRIPT = {"HX-Request": "true"}


@dataclass(slots=True)
class Morning:
    """The office, and a clock that only the test moves.

    Attributes:
        now: What the server believes; Monday 09:00 at first.
    """

    session: Session
    people: Cast
    birth: ServiceGroup
    land: ServiceGroup
    counter: Counter
    next_door: Counter
    set_clock: Callable[[datetime], None]
    now: datetime = MONDAY

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes, seconds=seconds)
        self.set_clock(self.now)

    def arrive(self, group: ServiceGroup | None = None, **values: object) -> Ticket:
        """Somebody takes a number now."""
        return factories.ticket(self.session, group or self.birth, **({"at": self.now} | values))

    def path(self, what: str = "", counter: Counter | None = None) -> str:
        """The console's address, or that of one press."""
        return f"/admin/counter/{(counter or self.counter).id}" + (f"/{what}" if what else "")

    def kinds(self, ticket: Ticket) -> list[str]:
        """The moves of a ticket, in order."""
        query = select(TicketEvent.kind).where(TicketEvent.ticket_id == ticket.id).order_by(TicketEvent.id)
        return list(self.session.scalars(query))


def morning(session: Session, set_clock: Callable[[datetime], None], **unit: object) -> Morning:
    """Set the scene; *unit* changes columns of the unit."""
    people = cast.cast(session)
    factories.hours(session, people.unit)
    for name, value in unit.items():
        setattr(people.unit, name, value)
    birth = factories.group(session, people.unit, "A", "Hộ tịch")
    land = factories.group(session, people.unit, "B", "Đất đai")
    counter = factories.counter(session, people.unit, "3", birth, land)
    next_door = factories.counter(session, people.unit, "4", birth)
    set_clock(MONDAY)
    return Morning(session, people, birth, land, counter, next_door, set_clock)


def sit_down(client: CheckedClient, scene: Morning, counter: Counter | None = None) -> Page:
    """Sign the clerk in and open the counter; return the console."""
    sign_in(client, scene.people.clerk)
    page = Page(client.get(scene.path(counter=counter)))
    return Page(page.form(action_contains="/open").submit(client))


def press(client: CheckedClient, page: Page, words: str, **typed: Any) -> Page:
    """Press the one button with *words*, as a browser without script does, and return the page after it."""
    return Page(page.form(button=words).submit(client, press=words, **typed))


def number(page: Page) -> str:
    """Whose number stands large on the page; ``–`` when the desk is free."""
    return next(str(element.text) for element in page.find("p", class_="person-number"))


def remove(client: CheckedClient, page: Page, ticket: Ticket, why: str = "Lấy trùng số", **typed: Any) -> Page:
    """Take a number out of the line: one press on it, one on the reason."""
    asked = page.follow(client, href_contains=f"?remove={ticket.id}#")
    return Page(asked.form(button=why).submit(client, press=why, **typed))
