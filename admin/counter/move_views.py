"""Every press that calls, serves or ends a visit, with the ticket that was seen and the page's one-time key."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.counter import actions, pages, words
from admin.counter.forms import RemoveForm, TicketForm
from admin.counter.presses import key_of, press
from admin.counter.seats import Seat
from admin.counter.views import serves
from admin.counter.words import Notice
from kiosk.ground.web.form_tokens import FormToken
from kiosk.queue.tickets import Move

bp = Blueprint("moves", __name__, url_prefix="/admin/counter", template_folder="templates")


@bp.post("/<int:counter_id>/next")
@serves
def advance(counter_id: int) -> ResponseReturnValue:
    """Finish with the person at the desk, if there is one, and call the next."""
    seen_id = seen()

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        step = actions.advance(session, seat, seen_id, key=key_of(token, "next", seen_id))
        return words.advanced(step, now=seat.now)

    return press(counter_id, act)


@bp.post("/<int:counter_id>/call")
@serves
def call(counter_id: int) -> ResponseReturnValue:
    """Call somebody out of turn."""
    ticket_id = named()

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        ticket = actions.call(session, seat, ticket_id, key=key_of(token, "call", ticket_id))
        return words.moved(Move.CALL, ticket)

    return press(counter_id, act)


@bp.post("/<int:counter_id>/recall")
@serves
def recall(counter_id: int) -> ResponseReturnValue:
    """Call the person who was called once more."""
    return _move(counter_id, Move.RECALL)


@bp.post("/<int:counter_id>/start")
@serves
def start(counter_id: int) -> ResponseReturnValue:
    """Begin with the person who was called."""
    return _move(counter_id, Move.START)


@bp.post("/<int:counter_id>/finish")
@serves
def finish(counter_id: int) -> ResponseReturnValue:
    """Finish with the person at the desk, without calling the next."""
    return _move(counter_id, Move.FINISH)


@bp.post("/<int:counter_id>/no-show")
@serves
def miss(counter_id: int) -> ResponseReturnValue:
    """Note that the person who was called did not come."""
    return _move(counter_id, Move.NO_SHOW)


@bp.post("/<int:counter_id>/undo")
@serves
def undo(counter_id: int) -> ResponseReturnValue:
    """Take back how a ticket ended, up to 15 minutes later."""
    ticket_id = named()

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        return words.moved(Move.UNDO, actions.undo(session, seat, ticket_id, key=key_of(token, "undo", ticket_id)))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/remove")
@serves
def remove(counter_id: int) -> ResponseReturnValue:
    """Take a number out of the queue, with a reason."""
    ticket_id, form = named(), RemoveForm(request.form)
    if not form.validate():
        said = Notice("wrong", _("Chưa bỏ số nào. Xin chọn lý do."))
        return pages.answer(counter_id, said, asked=ticket_id, status=422)

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        key = key_of(token, "remove", ticket_id)
        return words.moved(Move.REMOVE, actions.remove(session, seat, ticket_id, reason=form.said, key=key))

    return press(counter_id, act)


def seen() -> int | None:
    """Return the ticket that stood on the page, ``None`` for a free desk."""
    form = TicketForm(request.form)
    return form.ticket_id.data if form.validate() else abort(404)


def named() -> int:
    """Return the ticket that the press is about."""
    return seen() or abort(404)


def _move(counter_id: int, kind: Move) -> ResponseReturnValue:
    ticket_id = named()

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        return words.moved(kind, actions.move(session, seat, ticket_id, kind, key=key_of(token, kind, ticket_id)))

    return press(counter_id, act)
