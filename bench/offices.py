"""An office at nine on a Monday morning: open counters, people waiting, and a year of visits behind it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from unittest.mock import patch

import psycopg
from flask import Flask
from sqlalchemy.orm import Session

from admin.accounts import actions as accounts
from admin.accounts.models import RoleGrant, Staff
from admin.accounts.roles import Role
from admin.accounts.sessions import COOKIE
from bench.browser import BASE_URL, Browser
from bench.fill import fill
from bench.visits import Place
from kiosk.ground import clock
from kiosk.ground.calendar import local_day
from kiosk.ground.db import Database
from kiosk.office import priority_actions
from kiosk.office.models import ServiceGroup
from kiosk.queue.ticket_tokens import TicketToken
from survey.questionnaires import actions as questionnaires
from survey.questionnaires import queries as forms
from tests import factories
from tests.factories import MONDAY
from wsgi import create_app

CODE = "BENCH234"
SLUG = "ninh-kieu"  # as tests.factories names it
SECRET = "known to everybody, good for a bench only"  # noqa: S105
GROUPS = {"A": "Hộ tịch", "B": "Đất đai", "C": "Chứng thực"}
NO_PASSWORD = "nobody signs in with a password here"  # noqa: S105
PEOPLE_WAITING = 20
COUNTERS = 3


class Clock:
    """The clock of all offices: it moves only when told, so that every run finds the same morning."""

    def __init__(self) -> None:
        """Begin at nine on a Monday."""
        self.now = MONDAY

    def tick(self, seconds: int = 2) -> None:
        """Let a moment pass: two presses within a second count as one."""
        self.now += timedelta(seconds=seconds)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the application ask this clock."""
        with patch.object(clock, "now", lambda: self.now):
            yield


@dataclass(frozen=True, slots=True)
class Office:
    """One application on one filled database.

    Attributes:
        tickets: How many there were at the start.
        counters: The first is served by hand below, the second by its console.
        clerk: Somebody's browser who is signed in and sits at the second counter.
        phones: The secret of each ticket that was taken here, by what the ticket stores of it.
    """

    tickets: int
    app: Flask
    database: Database
    place: Place
    clerk_id: int
    clerk: Browser
    clock: Clock
    phones: dict[str, TicketToken] = field(default_factory=dict)

    @property
    def counters(self) -> Sequence[int]:
        """Keys of its counters."""
        return self.place.counters

    def phone(self) -> Browser:
        """Return the browser of somebody who has never been here."""
        return Browser(self.app)

    def server_pids(self) -> list[int]:
        """Return the database server's processes that work for this office; none on SQLite."""
        if self.database.is_sqlite:
            return []
        address = self.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        query = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with psycopg.connect(address) as connection:
            return [row[0] for row in connection.execute(query)]


def open_office(address: str, tickets: int, clock: Clock) -> Office:
    """Return an office on the migrated, empty database at *address*, with *tickets* visits behind it."""
    app = _app(address)
    database: Database = app.extensions["database"]
    with clock.running():
        place, clerk_id, token = database.write(_build)
        database.write(lambda session: _fill(session, place, tickets))
        phones = database.write(lambda session: _people(session, place))
    _settle(database)
    return Office(tickets, app, database, place, clerk_id, Browser(app, {COOKIE: token}), clock, phones)


def _app(address: str) -> Flask:
    """Return the real application, which writes its log lines as in production, but to nowhere."""
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - the log keeps it to the end
    crowds = {"NUMBERS_PER_10_MINUTES": "1000000"}  # nobody here stands in a hall and could read its code
    environ = {"SECRET_KEY": SECRET, "DATABASE_URL": address, "BASE_URL": BASE_URL} | crowds
    with redirect_stderr(nowhere):
        return create_app(environ)


def _build(session: Session) -> tuple[Place, int, str]:
    """Write three units, and in one of them groups, counters, a code and a clerk; return the clerk's session token."""
    unit = factories.tree(session).ninh_kieu
    factories.hours(session, unit)
    factories.code(session, unit, CODE)
    questionnaires.add_default_forms(session)
    priority_actions.add_default_classes(session)
    groups = [factories.group(session, unit, prefix, name) for prefix, name in GROUPS.items()]
    clerk = Staff(login="bench", name="Nguyễn Văn An", password_hash=NO_PASSWORD, created_at=MONDAY)
    session.add(clerk)
    session.flush()
    session.add_all(RoleGrant(staff_id=clerk.id, role=role, unit_id=unit.id) for role in (Role.CLERK, Role.SUPERVISOR))
    counters = [factories.counter(session, unit, str(number), *groups) for number in range(1, COUNTERS + 1)]
    for counter in counters:
        factories.desk(session, counter, *groups, staff_id=clerk.id)
    lasts = timedelta(hours=12)
    token = accounts.open_session(session, clerk.id, password_hash=NO_PASSWORD, lasts=lasts, now=MONDAY)
    place = Place(unit.id, {group.prefix: group.id for group in groups}, [counter.id for counter in counters])
    return place, clerk.id, token or ""


def _fill(session: Session, place: Place, tickets: int) -> None:
    form = forms.form_for(session, place.unit_id, "visit", local_day(MONDAY))
    if form is None:
        raise LookupError("no questionnaire")
    overall = next(asked.question.id for asked in form.questions if asked.question.overall)
    fill(session, place, tickets, MONDAY, question_id=overall, form_id=form.questionnaire.id)


def _people(session: Session, place: Place) -> dict[str, TicketToken]:
    """Let people come and wait; return their phones' secrets."""
    groups = [session.get_one(ServiceGroup, key) for key in place.groups.values()]
    phones = [factories.phone_ticket(session, group) for group, _ in zip(cycle(groups), range(PEOPLE_WAITING))]
    tokens = [TicketToken(phone.token) for phone in phones]
    return {token.hash: token for token in tokens}


def _settle(database: Database) -> None:
    """Do what PostgreSQL's autovacuum does by itself after such a load; SQLite has nothing like it."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
