"""The same Idempotency-Key is the same act, however often it is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kiosk.queue.api import actions
from kiosk.queue.api.models import ApiRequest
from kiosk.queue.models import CounterPause
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.api.machine import Machine, key_of, problem_of
from tests.kiosk.queue.office import Office, counted


def test_a_number_is_given_once(machine: Machine, session: Session) -> None:
    first = machine.post("/tickets", {"group": "A"}, once="k")
    again = machine.post("/tickets", {"group": "A"}, once="k")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert counted(session) == (1, 1)


def test_the_order_of_names_in_the_body_is_the_same_request(machine: Machine, session: Session) -> None:
    for body in ({"group": "A", "respondent": "person"}, {"respondent": "person", "group": "A"}):
        machine.done("/tickets", body, once="k")
    assert counted(session) == (1, 1)


def test_the_same_key_with_something_else_is_refused(machine: Machine, session: Session) -> None:
    machine.done("/tickets", {"group": "A"}, once="k")
    for body in ({"group": "G"}, {"group": "A", "respondent": "business"}):
        assert problem_of(machine.post("/tickets", body, once="k"), 409) == "key-reused"
    assert problem_of(machine.post("/counters/3/open", once="k"), 409) == "key-reused"
    assert counted(session) == (1, 1)


def test_calling_again_with_the_same_key_names_the_same_person(machine: Machine) -> None:
    for _ in range(2):
        machine.done("/tickets", {"group": "A"})
    machine.done("/counters/3/open")
    called = machine.done("/counters/3/call-next", once="k")
    machine.done(f"/tickets/{called['id']}/finish")
    again = machine.post("/counters/3/call-next", once="k")
    assert again.json is not None
    assert (again.json["id"], again.json["state"]) == (called["id"], "done")
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_move_is_made_once(machine: Machine, session: Session) -> None:
    machine.done("/counters/3/open")
    for act in ("recall", "start", "no-show", "finish", "check-out"):
        ticket = machine.done("/tickets", {"group": "A"})["id"]
        machine.done("/counters/3/call-next")
        first = machine.done(f"/tickets/{ticket}/{act}", once=act)
        moves = counted(session)
        again = machine.post(f"/tickets/{ticket}/{act}", once=act)
        assert (again.json, again.headers["Idempotency-Replayed"]) == (first, "true")
        assert counted(session) == moves
        if first["ended_at"] is None:
            machine.done(f"/tickets/{ticket}/finish")


def test_a_pause_that_has_ended_is_not_begun_again_by_a_late_copy(machine: Machine, session: Session) -> None:
    machine.done("/counters/3/open")
    machine.done("/counters/3/pause", {"reason": "break"}, once="k")
    machine.done("/counters/3/resume")
    assert machine.done("/counters/3/pause", {"reason": "break"}, once="k")["state"] == "open"
    assert session.query(CounterPause).count() == 1


def test_what_was_refused_may_be_sent_again_with_the_same_key(machine: Machine) -> None:
    machine.done("/counters/3/open")
    assert problem_of(machine.post("/counters/3/call-next", once="k"), 409) == "nobody-waits"
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    assert machine.done("/counters/3/call-next", once="k")["id"] == ticket


def test_a_number_taken_before_is_found_when_none_would_be_given_any_more(
    machine: Machine, office: Office, set_clock: Callable[[datetime], None]
) -> None:
    body = {"group": "A", "arrived_at": "2026-11-16T08:00:00+07:00"}
    issued = machine.done("/tickets", body, once="k")
    office.birth.active = False
    set_clock(MONDAY + timedelta(hours=20))
    assert machine.done("/tickets", body, once="k") == issued


def test_two_machines_may_use_the_same_words(
    machine: Machine, client: CheckedClient, session: Session, office: Office
) -> None:
    other = Machine(client, key_of(session, office.unit)[1])
    assert machine.done("/tickets", {"group": "A"}, once="1")["label"] == "A001"
    assert other.done("/tickets", {"group": "A"}, once="1")["label"] == "A002"


def test_a_post_needs_a_key_of_its_own(machine: Machine, session: Session) -> None:
    for key in ("", "x" * 201, "two words", "số 1"):
        refused = machine.post("/tickets", {"group": "A"}, Idempotency_Key=key.encode().decode("latin-1"))
        assert problem_of(refused, 400) == "idempotency-key-missing"
    assert counted(session) == (0, 0)


def test_old_requests_are_forgotten_and_nothing_of_them_can_be_read(machine: Machine, session: Session) -> None:
    machine.done("/tickets", {"group": "A"}, once="my-own-words")
    kept = session.query(ApiRequest).one()
    assert "my-own-words" not in f"{kept.key_hash}{kept.request_hash}"
    assert actions.forget(session, MONDAY) == 0
    assert actions.forget(session, MONDAY + timedelta(seconds=1)) == 1
