"""My ticket: how the queue stands, where to go, what comes after."""

from datetime import datetime

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug import Response

from kiosk.ground import clock, db
from kiosk.ground.web.errors import Trouble
from kiosk.queue import handed_in, pages, visits
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor, Move, State, permitted
from kiosk.queue.visits import Visit
from kiosk.queue.wording import PAUSE_REASONS

REFRESH_SECONDS = 30
TEMPLATES = {
    State.WAITING: "ticket_waiting",
    State.CALLED: "ticket_called",
    State.SERVING: "ticket_serving",
    State.ON_HOLD: "ticket_serving",
    State.DONE: "ticket_done",
    State.NO_SHOW: "ticket_over",
    State.LEFT: "ticket_over",
    State.REMOVED: "ticket_over",
    State.CLOSED: "ticket_over",
}


def show(token: str) -> ResponseReturnValue:
    """Show one's own ticket as it stands now."""
    now = clock.now()
    own = read_token(token)
    with db.read() as session:
        visit = visit_of(session, own, now=now)
        queue = visits.queue_of(session, visit, now=now) if visit.state is State.WAITING else None
    until = visit.survey_until(pages.survey_days())
    return draw(
        TEMPLATES[visit.state],
        visit,
        own,
        now=now,
        queue=queue,
        auto=REFRESH_SECONDS if request.args.get("auto") == str(REFRESH_SECONDS) else None,
        refresh_seconds=REFRESH_SECONDS,
        pause_reasons=PAUSE_REASONS,
        may_leave=Move.LEAVE in permitted(visit.state, Actor.CITIZEN),
        survey_url=survey_of(own) if until is not None and now < until else None,
        survey_until=until,
        survey_days=pages.survey_days(),
    )


def read_token(text: str) -> TicketToken:
    """Return the token of an address, or answer that there is no such ticket."""
    token = TicketToken.read(text)
    if token is None:
        raise not_found()
    return token


def visit_of(session: Session, token: TicketToken, *, now: datetime) -> Visit:
    """Return the visit behind *token*, or answer that there is none."""
    visit = visits.find(session, token.hash, now=now)
    if visit is None:
        raise not_found()
    return visit


def not_found() -> Trouble:
    """Return the answer to an address that leads to no ticket."""
    return Trouble(
        404,
        _("Không tìm thấy số này."),
        _("Xin xem lại đường dẫn, hoặc quét mã ở lối vào để lấy số mới. Cần giúp, xin hỏi quầy hướng dẫn."),
    )


def survey_of(token: TicketToken) -> str:
    """Return where the survey of this visit is."""
    return handed_in.current().survey_url(token.vote)


def draw(template: str, visit: Visit, token: TicketToken, status: int = 200, **values: object) -> Response:
    """Return a page about one ticket."""
    return pages.draw(template, visit.unit, status, visit=visit, ticket=visit.ticket, token=token.text, **values)


def back_to_ticket(visit: Visit, token: TicketToken, status: int, happened: str, to_do: str) -> Response:
    """Return a refusal that leads back to the ticket."""
    back = url_for("citizen.ticket", token=token.text)
    return pages.refuse(visit.unit, status, happened, to_do, back=back, back_words=_("Xem số của tôi"))


def to_ticket(token: TicketToken) -> Response:
    """Go to the ticket, which says what is true now."""
    return redirect(url_for("citizen.ticket", token=token.text), 303)
