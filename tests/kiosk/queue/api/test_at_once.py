"""Many requests at once, on real databases with real commits."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.office import api_key_actions
from kiosk.office.kinds import Scope
from kiosk.queue.models import Ticket, TicketEvent
from kiosk.queue.tickets import Move
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.queue.api.machine import Machine

THREADS = 4
COUNTERS = ("1", "2", "3", "4")
PEOPLE = 24


def office(session: Session) -> str:
    unit = factories.unit(session)
    group = factories.group(session, unit)
    for label in COUNTERS:
        factories.counter(session, unit, label, group)
    return api_key_actions.add_key(session, unit.id, "Máy", tuple(Scope), now=MONDAY, staff_id=None)[1]


def test_fifty_posts_with_one_key_make_one_ticket(live_app: Flask, live_database: Database) -> None:
    secret = live_database.write(office)

    def send(_: int) -> tuple[int, int]:
        answer = Machine(live_app.test_client(), secret).post("/tickets", {"group": "A"}, once="tapped-fifty-times")
        assert answer.json is not None
        return answer.status_code, answer.json["id"]

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(send, range(50)))
    assert len({ticket for _status, ticket in answers}) == 1
    assert sorted(status for status, _ticket in answers) == [200] * 49 + [201]
    with live_database.read() as session:
        assert session.scalar(select(func.count()).select_from(Ticket)) == 1


def test_four_counters_call_everybody_once(live_app: Flask, live_database: Database) -> None:
    secret = live_database.write(office)

    def work(label: str) -> list[int]:
        machine, called = Machine(live_app.test_client(), secret), []
        machine.done(f"/counters/{label}/open")
        while (answer := machine.post(f"/counters/{label}/call-next")).status_code == 200:
            assert answer.json is not None
            called.append(answer.json["id"])
            machine.done(f"/tickets/{called[-1]}/finish")
        assert answer.status_code == 409
        return called

    machine = Machine(live_app.test_client(), secret)
    issued = [machine.done("/tickets", {"group": "A"})["id"] for _ in range(PEOPLE)]
    with ThreadPoolExecutor(THREADS) as threads:
        called = [ticket for tickets in threads.map(work, COUNTERS) for ticket in tickets]
    assert sorted(called) == issued
    with live_database.read() as session:
        calls = session.scalars(select(TicketEvent.ticket_id).where(TicketEvent.kind == Move.CALL)).all()
    assert sorted(calls) == issued


def test_one_call_sent_by_four_threads_calls_one_person(live_app: Flask, live_database: Database) -> None:
    secret = live_database.write(office)
    machine = Machine(live_app.test_client(), secret)
    for _ in range(THREADS):
        machine.done("/tickets", {"group": "A"})
    machine.done("/counters/1/open")

    def call(_: int) -> int:
        found: int = Machine(live_app.test_client(), secret).done("/counters/1/call-next", once="k")["id"]
        return found

    with ThreadPoolExecutor(THREADS) as threads:
        assert len(set(threads.map(call, range(THREADS)))) == 1
    with live_database.read() as session:
        assert session.scalar(select(func.count()).where(TicketEvent.kind == Move.CALL)) == 1
