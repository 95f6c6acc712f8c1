"""A machine checks people in, calls them and checks them out, by the same moves as the pages."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office import priority_actions
from kiosk.queue import desk_actions
from kiosk.queue.api.stations import MACHINE_ID
from kiosk.queue.models import CounterSession, Ticket, TicketEvent
from kiosk.queue.order import Policy
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.api.machine import Machine, problem_of
from tests.kiosk.queue.office import Office
from tests.page import Page


def events(session: Session) -> list[tuple[str, str, int | None]]:
    rows = session.scalars(select(TicketEvent).order_by(TicketEvent.id))
    return [(row.kind, row.channel, row.staff_id) for row in rows]


def test_a_visit_from_the_door_to_the_end(machine: Machine, session: Session) -> None:
    issued = machine.done("/tickets", {"group": "A"})
    assert (issued["label"], issued["state"], issued["ahead"]) == ("A001", "waiting", 0)
    machine.done("/counters/3/open")

    called = machine.done("/counters/3/call-next")
    assert (called["id"], called["state"], called["counter"]) == (issued["id"], "called", "3")
    one = f"/tickets/{issued['id']}"
    assert machine.done(f"{one}/recall")["state"] == "called"
    assert machine.done(f"{one}/start")["state"] == "serving"
    assert machine.done(f"{one}/finish")["state"] == "done"

    assert machine.done("/counters/3/close")["state"] == "closed"
    assert events(session) == [
        ("issue", "api", None),
        *((kind, "api", MACHINE_ID) for kind in ("call", "recall", "start", "finish")),
    ]


def test_the_slip_leads_to_the_tickets_own_page(machine: Machine, client: CheckedClient) -> None:
    issued = machine.done("/tickets", {"group": "A"})
    page = Page(client.get(issued["url"]))
    assert "A001" in page.text
    assert issued["code"] in page.text.replace("-", "").replace(" ", "")


def test_whoever_is_called_next_is_who_came_first(machine: Machine) -> None:
    first, second = (machine.done("/tickets", {"group": "A"})["id"] for _ in range(2))
    machine.done("/counters/3/open")
    assert machine.done("/counters/3/call-next")["id"] == first
    assert problem_of(machine.post("/counters/3/call-next"), 409) == "counter-busy"
    machine.done(f"/tickets/{first}/no-show")
    assert machine.done("/counters/3/call-next")["id"] == second
    machine.done(f"/tickets/{second}/finish")
    assert problem_of(machine.post("/counters/3/call-next"), 409) == "nobody-waits"


def test_a_person_is_called_out_of_turn_to_the_counter_that_asks(machine: Machine) -> None:
    _first, second = (machine.done("/tickets", {"group": "A"})["id"] for _ in range(2))
    machine.done("/counters/3/open")
    machine.done("/counters/3/pause", {"reason": "break"})
    assert machine.done(f"/tickets/{second}/call", {"counter": "3"})["counter"] == "3"
    states = machine.get("/unit").json
    assert states is not None
    assert [(one["label"], one["state"], one["ticket"]) for one in states["counters"]] == [("3", "open", second)]


def test_checking_out_ends_the_visit_and_the_counter_may_say_so_later(machine: Machine, session: Session) -> None:
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    machine.done("/counters/3/open")
    machine.done("/counters/3/call-next")
    machine.done(f"/tickets/{ticket}/start")
    out = machine.done(f"/tickets/{ticket}/check-out")
    assert out["state"] == "done"
    assert machine.done(f"/tickets/{ticket}/finish") == out
    assert machine.done(f"/tickets/{ticket}/check-out") == out
    assert events(session)[-1] == ("finish", "api", None)


def test_where_calling_is_starting_the_end_also_writes_the_start(
    machine: Machine, session: Session, office: Office
) -> None:
    office.unit.start_with_call = True
    machine.done("/counters/3/open")
    for end in ("finish", "check-out"):
        ticket = machine.done("/tickets", {"group": "A"})["id"]
        called = machine.done("/counters/3/call-next")
        assert called["started_at"] is None
        assert machine.done(f"/tickets/{ticket}/{end}")["started_at"] == called["last_called_at"]


def test_a_person_gives_the_number_back(machine: Machine, session: Session) -> None:
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    assert machine.done(f"/tickets/{ticket}/leave", {"reason": "too_long"})["state"] == "left"
    assert machine.done(f"/tickets/{ticket}/leave")["state"] == "left"
    assert session.scalars(select(Ticket.reason)).all() == ["too_long"]


def test_somebody_who_came_while_the_line_was_cut_keeps_their_place_and_the_mark(
    machine: Machine, session: Session
) -> None:
    now = machine.done("/tickets", {"group": "A"})
    earlier = machine.done("/tickets", {"group": "A", "arrived_at": "2026-11-16T08:30:00+07:00"})
    assert session.scalars(select(TicketEvent.at).order_by(TicketEvent.id)).all() == [MONDAY, MONDAY]
    assert (earlier["arrived_at"], earlier["arrived_quality"]) == ("2026-11-16T08:30:00.000+07:00", "device")
    machine.done("/counters/3/open")
    assert machine.done("/counters/3/call-next")["id"] == earlier["id"]
    assert (now["arrived_quality"], now["label"], earlier["label"]) == ("exact", "A001", "A002")


def test_an_arrival_that_cannot_be_is_refused(machine: Machine) -> None:
    for said in ["2026-11-16T09:01:00+07:00", "2026-11-16T04:59:00+07:00", "0001-01-01T00:00:00+14:00"]:
        refused = machine.post("/tickets", {"group": "A", "arrived_at": said})
        assert problem_of(refused, 409) == "arrival-out-of-range"


def test_a_clock_that_differs_by_seconds_is_not_believed(machine: Machine) -> None:
    issued = machine.done("/tickets", {"group": "A", "arrived_at": "2026-11-16T02:00:20Z"})
    assert (issued["arrived_at"], issued["arrived_quality"]) == ("2026-11-16T09:00:00.000+07:00", "exact")


def test_what_the_unit_does_not_offer_gets_no_number(machine: Machine, office: Office, session: Session) -> None:
    assert problem_of(machine.post("/tickets", {"group": "Z"}), 409) == "group-not-offered"
    refused = machine.post("/tickets", {"group": "A", "priority": "because"})
    assert problem_of(refused, 409) == "priority-not-offered"
    office.birth.active = False
    assert problem_of(machine.post("/tickets", {"group": "A"}), 409) == "group-not-offered"
    assert problem_of(machine.post("/counters/3/open", {"groups": ["A"]}), 409) == "group-not-offered"
    office.unit.mode = "survey_only"
    assert problem_of(machine.post("/tickets", {"group": "G"}), 409) == "no-numbers-here"


def test_the_days_last_number_is_the_last_for_machines_too(machine: Machine, office: Office, session: Session) -> None:
    office.unit.daily_limit = 1
    session.flush()
    first = machine.post("/tickets", {"group": "A"}, once="one")
    assert problem_of(machine.post("/tickets", {"group": "A"}), 409) == "day-full"
    assert machine.post("/tickets", {"group": "A"}, once="one").get_json()["id"] == first.get_json()["id"]


def test_where_everybody_is_called_by_arrival_no_priority_is_offered_nor_taken(
    machine: Machine, office: Office, session: Session
) -> None:
    priority_actions.add_default_classes(session)
    assert machine.get("/unit").get_json()["priorities"]
    assert machine.done("/tickets", {"group": "A", "priority": "aged_80"})["priority"] == "aged_80"
    office.unit.priority_policy = Policy.ARRIVAL
    session.flush()

    assert machine.get("/unit").get_json()["priorities"] == []
    refused = machine.post("/tickets", {"group": "A", "priority": "aged_80"})
    assert problem_of(refused, 409) == "priority-not-offered"


def test_a_counter_calls_from_the_groups_it_was_opened_with(machine: Machine) -> None:
    machine.done("/tickets", {"group": "A"})
    guided = machine.done("/tickets", {"group": "G"})["id"]
    assert machine.done("/counters/3/open", {"groups": ["G"]})["groups"] == ["G"]
    assert machine.done("/counters/3/call-next")["id"] == guided


def test_opening_pausing_and_closing_are_states(machine: Machine, session: Session) -> None:
    assert problem_of(machine.post("/counters/3/pause", {"reason": "break"}), 409) == "counter-closed"
    assert problem_of(machine.post("/counters/3/resume"), 409) == "counter-closed"
    assert machine.done("/counters/3/close")["state"] == "closed"
    opened = machine.done("/counters/3/open")
    assert machine.done("/counters/3/open") == opened
    paused = machine.done("/counters/3/pause", {"reason": "meeting"})
    assert (paused["state"], paused["pause_reason"], paused["by_machine"]) == ("paused", "meeting", True)
    assert machine.done("/counters/3/resume")["state"] == "open"
    assert machine.done("/counters/3/close")["state"] == "closed"
    assert len(session.scalars(select(CounterSession).where(CounterSession.staff_id == MACHINE_ID)).all()) == 1


def test_a_machine_keeps_out_of_a_persons_seat(machine: Machine, session: Session, office: Office) -> None:
    factories.desk(session, office.counter, office.birth)
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    for act, body in (("open", None), ("pause", {"reason": "break"}), ("call-next", None), ("close", None)):
        assert problem_of(machine.post(f"/counters/3/{act}", body), 409) == "counter-taken"
    assert problem_of(machine.post(f"/tickets/{ticket}/call", {"counter": "3"}), 409) == "counter-taken"


def test_a_counter_closes_only_when_nobody_is_there(machine: Machine) -> None:
    machine.done("/tickets", {"group": "A"})
    machine.done("/counters/3/open")
    machine.done("/counters/3/call-next")
    assert problem_of(machine.post("/counters/3/close"), 409) == "counter-busy"


def test_a_counter_that_was_forgotten_yesterday_is_opened_anew(
    machine: Machine, session: Session, office: Office, set_clock: Callable[[datetime], None]
) -> None:
    desk_actions.open_desk(session, office.counter, [office.birth.id], staff_id=MACHINE_ID, now=MONDAY)
    set_clock(MONDAY + timedelta(days=1))
    assert problem_of(machine.post("/counters/3/call-next"), 409) == "counter-closed"
    assert machine.done("/counters/3/open")["state"] == "open"


def test_a_ticket_that_waits_is_only_called_or_left(machine: Machine) -> None:
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    for act in ("recall", "start", "finish", "no-show", "check-out"):
        refused = machine.post(f"/tickets/{ticket}/{act}")
        assert problem_of(refused, 409) == "move-refused"
        assert refused.json is not None
        assert refused.json["state"] == "waiting"


def test_the_list_is_read_page_by_page_and_by_state(machine: Machine) -> None:
    ids = [machine.done("/tickets", {"group": group})["id"] for group in "AGAGA"]
    machine.done("/counters/3/open")
    machine.done("/counters/3/call-next")
    seen, cursor = [], ""
    while True:
        page = machine.get(f"/tickets?limit=2{cursor}").json
        assert page is not None
        seen += [one["id"] for one in page["tickets"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == ids
    only = machine.get("/tickets?state=waiting&group=A").json
    assert only is not None
    assert [one["id"] for one in only["tickets"]] == [ids[2], ids[4]]


def test_what_has_not_changed_is_not_sent_again(machine: Machine) -> None:
    marks = {path: machine.get(path).headers["ETag"] for path in ("/unit", "/tickets")}
    for path, mark in marks.items():
        again = machine.get(path, If_None_Match=mark)
        assert (again.status_code, again.data) == (304, b"")
    machine.done("/tickets", {"group": "A"})
    for path, mark in marks.items():
        assert machine.get(path, If_None_Match=mark).status_code == 200


def test_moves_are_those_of_the_table(machine: Machine, session: Session) -> None:
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    machine.done("/counters/3/open")
    machine.done("/counters/3/call-next")
    machine.done(f"/tickets/{ticket}/no-show")
    kinds = session.scalars(select(TicketEvent.kind).order_by(TicketEvent.id)).all()
    assert kinds == [Move.ISSUE, Move.CALL, Move.NO_SHOW]
