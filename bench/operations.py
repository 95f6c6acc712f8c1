"""What is timed: one round is two people who come and two who are served, so that the queue stays as long as it is."""

from enum import StrEnum

from flask import Flask

from admin.measures import weekly
from admin.measures.weekly import WeeklyReport
from bench.browser import Browser
from bench.offices import CODE, SLUG, Office
from bench.timing import Stopwatch
from kiosk.ground.calendar import local_day
from kiosk.ground.db import Database
from kiosk.ground.web.addresses import digest, new_token
from kiosk.queue import actions, issue_actions, queries
from kiosk.queue.actions import Mover
from kiosk.queue.citizen_actions import CITIZEN
from kiosk.queue.issue_actions import Arrival
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor, Move

REMARK = "Cán bộ nhiệt tình, hướng dẫn rõ ràng."


class Step(StrEnum):
    """The rows of the table."""

    BARE = "a bare Flask route"
    DOOR = "citizen: choices, GET /q/…"
    TAKE_FORM = "citizen: what for, GET /q/…/take"
    TAKE = "citizen: take a number, POST /q/…/take"
    ISSUE = "issue (action and commit alone)"
    POLL = "citizen: my ticket, GET /t/…"
    CALL = "call next (action and commit alone)"
    FINISH = "finish (action and commit alone)"
    PRESS = "counter: finish and call next, POST …/next"
    CONSOLE = "counter: poll after a change, GET …/live"
    CONSOLE_SAME = "counter: poll without a change (304)"
    HALL = "hall: screen after a change, GET /display/…"
    HALL_SAME = "hall: poll without a change (304)"
    SURVEY = "survey: form, GET /s/…"
    VOTE = "survey: submit, POST /s/…"
    WEEKLY = "weekly figures (26 weeks, read and computed)"
    WEEKLY_PAGE = "weekly page, GET …/weekly"
    CHART = "weekly chart, drawn before, GET …/weekly.svg"
    CHART_SAME = "weekly chart, seen before (304)"


def bare_app() -> Flask:
    """Return the least that Flask can be: what everything else is measured against."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "ok")
    return app


def one_round(office: Office, watch: Stopwatch, bare: Browser) -> None:
    """Let two people come, one with a phone, and serve two, one by the console; one of them votes."""
    office.clock.tick()
    watch.time(Step.BARE, bare.send, bare.get("/"))
    come(office, watch)
    issue(office, watch)
    press(office, watch)
    look_up(office, watch)
    vote(office, watch, serve(office, watch))


def come(office: Office, watch: Stopwatch) -> None:
    """Scan the code at the entrance, take a number and look at the ticket."""
    phone = office.phone()
    watch.time(Step.DOOR, phone.send, phone.get(f"/q/{CODE}"))
    form = watch.time(Step.TAKE_FORM, phone.send, phone.get(f"/q/{CODE}/take"))
    choice = {"form_token": form.hidden("form_token"), "group": str(office.place.groups["A"])}
    taken = watch.time(Step.TAKE, phone.send, phone.post(f"/q/{CODE}/take", choice), 303)
    address = taken.headers["Location"]
    own = TicketToken(address.rpartition("/")[2])
    office.phones[own.hash] = own
    watch.time(Step.POLL, phone.send, phone.get(address))


def issue(office: Office, watch: Stopwatch) -> None:
    """Give a number as the page does, without the page."""
    own = TicketToken(new_token())
    arrival = Arrival(
        unit_id=office.place.unit_id,
        group_id=office.place.groups["B"],
        prefix="B",
        channel=Channel.PHONE,
        key=digest("key", own.text),
        at=office.clock.now,
        token_hash=own.hash,
        vote_hash=own.vote_hash,
    )
    office.phones[own.hash] = own
    watch.time(Step.ISSUE, _issue, office.database, arrival)


def serve(office: Office, watch: Stopwatch) -> TicketToken:
    """Call and finish with the first in line below the pages; return whose turn it was."""
    mover = Mover(Actor.CLERK, Channel.CLERK, office.clerk_id, office.counters[0])
    ticket = watch.time(Step.CALL, _call, office, mover)
    office.clock.tick()
    watch.time(Step.FINISH, _finish, office, ticket.id, mover)
    return office.phones[ticket.token_hash or ""]


def press(office: Office, watch: Stopwatch) -> None:
    """Press the console's one key, and let its page ask whether anything changed."""
    clerk, counter_id = office.clerk, office.counters[1]
    address = f"/admin/counter/{counter_id}"
    page = clerk.open(address)
    with office.database.read() as session:
        seen = queries.at_counter(session, counter_id)
    sent = {name: page.hidden(name) for name in ("csrf_token", "token")} | {"ticket_id": str(seen.id) if seen else ""}
    watch.time(Step.PRESS, clerk.send, clerk.post(f"{address}/next", sent, hx_request="true"))
    polls = {"hx_request": "true", "x_poll": "1"}
    live = watch.time(Step.CONSOLE, clerk.send, clerk.get(f"{address}/live", **polls))
    again = clerk.get(f"{address}/live", **polls, if_none_match=live.headers["ETag"])
    watch.time(Step.CONSOLE_SAME, clerk.send, again, 304)


def look_up(office: Office, watch: Stopwatch) -> None:
    """Let the screen in the hall show what happened, and ask again."""
    television, address = office.phone(), f"/display/{SLUG}"
    shown = watch.time(Step.HALL, television.send, television.get(address))
    again = television.get(address, x_poll="1", if_none_match=shown.headers["ETag"])
    watch.time(Step.HALL_SAME, television.send, again, 304)


def vote(office: Office, watch: Stopwatch, own: TicketToken) -> None:
    """Answer every question of the survey and add a remark."""
    phone, address = office.phone(), f"/s/{own.vote}"
    page = watch.time(Step.SURVEY, phone.send, phone.get(address))
    answers = {name: REMARK if kind == "text" else "1" for name, kind in page.questions().items()}
    watch.time(Step.VOTE, phone.send, phone.post(address, answers), 303)


def reports(office: Office, watch: Stopwatch) -> None:
    """Read the weekly page as a supervisor does, whose browser has seen the chart."""
    clerk, unit_id = office.clerk, office.place.unit_id
    address = f"/admin/reports/{unit_id}/weekly"
    watch.time(Step.WEEKLY, _weekly, office)
    watch.time(Step.WEEKLY_PAGE, clerk.send, clerk.get(address))
    chart = clerk.send(clerk.get(f"{address}.svg"))
    watch.time(Step.CHART, clerk.send, clerk.get(f"{address}.svg"))
    again = clerk.get(f"{address}.svg", if_none_match=chart.headers["ETag"])
    watch.time(Step.CHART_SAME, clerk.send, again, 304)


def _issue(database: Database, arrival: Arrival) -> Ticket:
    with database.read() as session:
        pace = queries.pace(session, arrival.unit_id, arrival.group_id, now=arrival.at)
    return database.write(lambda session: issue_actions.issue(session, arrival, CITIZEN, pace=pace), replayable=True)


def _call(office: Office, mover: Mover) -> Ticket:
    unit_id, now, groups = office.place.unit_id, office.clock.now, frozenset(office.place.groups.values())
    return office.database.write(
        lambda session: actions.call_next(session, unit_id, groups, mover, at=now, since=local_day(now), start=False)
    )


def _finish(office: Office, ticket_id: int, mover: Mover) -> Ticket:
    return office.database.write(
        lambda s: actions.move(s, s.get_one(Ticket, ticket_id), Move.FINISH, mover, at=office.clock.now)
    )


def _weekly(office: Office) -> WeeklyReport:
    with office.database.read() as session:
        return weekly.read(session, office.place.unit_id, until=None, today=local_day(office.clock.now))
