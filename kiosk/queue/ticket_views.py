"""My ticket: how the queue stands, where to go, what comes after."""

from datetime import datetime

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug import Response

from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens, release
from kiosk.ground.web.errors import Trouble
from kiosk.queue import claim_actions, claim_codes, claim_queries, handed_in, pages, polling, pulse_queries, visits
from kiosk.queue.models import Ticket
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor, Move, State, permitted
from kiosk.queue.visits import Queue, Visit
from kiosk.queue.votes import vote_in_former, vote_of
from kiosk.queue.wording import PAUSE_REASONS, clock_time

REFRESH_SECONDS = 30
COME_BACK = "come-back"
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
    """Show one's own ticket as it stands now; 304 where the phone's copy still says what is so."""
    now = clock.now()
    own = read_token(token)
    with db.read() as session:
        # First the pulse: whatever happens before the rest is read makes the page newer than its mark, never older.
        pulse = pulse_queries.pulse(session, own.hash)
        if pulse is None:
            raise not_here(session, own)
        way_back = _way_back(session, own, now) if pulse.state is State.NO_SHOW else None
        mark = polling.digest_of((release.current(), locale(), pulse, way_back))
        tag = mark if by_script() else polling.digest_of((mark, *_only_read_by_eye(now)))
        if polling.still_true(_seen(), tag, now=now):
            return _kept(Response(status=304), _seen())
        visit = visit_of(session, own, now=now)
        queue = visits.queue_of(session, visit, pulse.line, now=now) if pulse.line else None
        news = visits.news_of(session, visit)
    until = queue.until if queue else None
    page = _page(visit, own, queue, way_back, news, polling.with_end(mark, until), now)
    return _kept(page, polling.with_end(tag, until))


def by_script() -> bool:
    """Whether the page's own script asks, which shows the moment of every answer itself."""
    return request.headers.get("X-Poll") == "1"


def _way_back(session: Session, own: TicketToken, now: datetime) -> int | None:
    return visits.way_back(session, visit_of(session, own, now=now), now=now)


def _page(
    visit: Visit,
    own: TicketToken,
    queue: Queue | None,
    way_back: int | None,
    news: Move | None,
    mark: str,
    now: datetime,
) -> Response:
    until = visit.survey_until(pages.survey_days())
    return draw(
        TEMPLATES[visit.state],
        visit,
        own,
        now=now,
        queue=queue,
        mark=mark,
        poll_seconds=polling.seconds_between(visit.state, queue.ahead if queue else None),
        auto=REFRESH_SECONDS if request.args.get("auto") == str(REFRESH_SECONDS) else None,
        refresh_seconds=REFRESH_SECONDS,
        pause_reasons=PAUSE_REASONS,
        way_back=way_back,
        news=news,
        return_token=None if way_back is None else form_tokens.make(COME_BACK, own.hash),
        may_leave=Move.LEAVE in permitted(visit.state, Actor.CITIZEN),
        survey_url=survey_of(visit, own) if until is not None and now < until else None,
        survey_until=until,
        survey_days=pages.survey_days(),
    )


def _only_read_by_eye(now: datetime) -> tuple[object, ...]:
    """Return what makes a page without script differ beside its queue: “seen at 09:12” must be the present minute."""
    return (clock_time(now), request.args.get("auto"))


def _seen() -> str:
    return request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')


def _kept(answer: Response, mark: str) -> Response:
    """Let the phone keep its copy, to be asked for again before each use (weak: a proxy may compress the page).

    On a shared phone this tells nobody more than the phone does already: the address itself stands in its history and
    opens the ticket as long as it lives, the page has no name on it, and “back” shows the copy or the present state.
    """
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(mark, weak=True)
    return answer


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
        raise not_here(session, token)
    return visit


def not_here(session: Session, token: TicketToken) -> Trouble:
    """Return the answer to an address whose ticket is not there: it moved to another phone, or never was."""
    moved_to = claim_queries.moved_from(session, token.hash)
    if moved_to is None:
        return not_found()
    ticket = session.get_one(Ticket, moved_to)
    if vote_in_former(ticket, token.code, pages.secret()) is None:
        to_do = _("Xin mở số ở máy ấy. Nếu không phải Ông/Bà chuyển, xin đến quầy hướng dẫn.")
    else:  # the other phone has never opened it: the answer may have got lost
        to_do = _(
            "Máy ấy chưa mở được số? Xin vào “Tôi đã có số”, nhập lại số %(number)s và mã %(code)s.",
            number=ticket.label,
            code=claim_codes.shown(token.code),
        )
    return Trouble(410, _("Số này đã chuyển sang máy khác."), to_do)


def not_found() -> Trouble:
    """Return the answer to an address that leads to no ticket."""
    return Trouble(
        404,
        _("Không tìm thấy số này."),
        _("Xin xem lại đường dẫn, hoặc quét mã ở lối vào để lấy số mới. Cần giúp, xin hỏi quầy hướng dẫn."),
    )


def survey_of(visit: Visit, token: TicketToken) -> str | None:
    """Return where the survey of this visit is; ``None`` when nothing tells it any more."""
    vote = vote_of(visit.ticket, token, pages.secret())
    return handed_in.current().survey_url(vote) if vote else None


def draw(template: str, visit: Visit, token: TicketToken, status: int = 200, **values: object) -> Response:
    """Return a page about one ticket; from its first page on the code of before a move is over."""
    opened(visit, token)
    code = visits.code_of(visit.ticket, token)
    known = {"visit": visit, "ticket": visit.ticket, "token": token.text, "claim_code": code}
    return pages.draw(template, visit.unit, status, **known, **values)


def opened(visit: Visit, token: TicketToken) -> None:
    """End the code of before a move: the person has the ticket in front of them."""
    if visit.ticket.former_box is not None and visit.ticket.token_hash == token.hash:
        db.write(lambda session: claim_actions.open_first(session, token), replayable=True)


def back_to_ticket(visit: Visit, token: TicketToken, status: int, happened: str, to_do: str) -> Response:
    """Return a refusal that leads back to the ticket."""
    back = url_for("citizen.ticket", token=token.text)
    return pages.refuse(visit.unit, status, happened, to_do, back=back, back_words=_("Xem số của tôi"))


def to_ticket(token: TicketToken) -> Response:
    """Go to the ticket, which says what is true now."""
    return redirect(url_for("citizen.ticket", token=token.text), 303)
