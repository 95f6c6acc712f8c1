"""Behind a printed code: a few plain choices, or one's own ticket again."""

from datetime import datetime

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web import ready
from kiosk.office.entrances import never_printed
from kiosk.queue import cookies, doors, handed_in, pages, presence_pages, queries
from kiosk.queue.doors import Door, OwnTicket
from kiosk.queue.votes import vote_of


def show(code: str) -> ResponseReturnValue:
    """Show what can be done here; a phone with a ticket that may still be called goes on to that ticket."""
    now = clock.now()
    with db.read() as session:
        door = behind(session, code, now=now)
        own = doors.own_tickets(session, cookies.tokens_of(request), door.unit.id)
        since = queries.called_since(door.unit.unit, local_day(now))
        waiting = queries.waiting_by_group(session, door.unit.id, since=since)
    tickets = doors.live(own, since=since)
    way = None if "choices" in request.args else _own_way(door, own, tickets)
    if way is not None:
        return redirect(way, 303)
    served = doors.lately_served(own, now=now, days=pages.survey_days())
    page = pages.draw(
        "withdrawn" if door.withdrawn else "door",
        door.unit,
        door=door,
        now=now,
        waiting=sum(waiting.values()),
        tickets=tickets,
        served=served,
        survey_url=_survey_of(served) if served else None,
        feedback_url=handed_in.current().feedback_url(door.code),
        mark=presence_pages.mark(door, now),
        asks_presence=presence_pages.asks(door, tickets),
    )
    return ready.keep(page, until=door.stands_until(now), whoever=False)


def behind(session: Session, code: str, *, now: datetime) -> Door:
    """Return what stands behind *code*, or answer that it was never printed."""
    door = doors.find(session, code, now=now)
    if door is None:
        raise never_printed()
    return door


def _own_way(door: Door, own: list[OwnTicket], tickets: list[OwnTicket]) -> str | None:
    """Return where the phone's own ticket leads: check out at its counter, else the ticket that is meant."""
    here = doors.at_counter(own, door.counter)
    if here is not None:
        return url_for("citizen.confirm_check_out", token=here.token.text)
    shown = doors.meant(tickets, door.counter)
    return url_for("citizen.ticket", token=shown.token.text) if shown else None


def _survey_of(own: OwnTicket) -> str | None:
    vote = vote_of(own.ticket, own.token, pages.secret())
    return handed_in.current().survey_url(vote) if vote else None
