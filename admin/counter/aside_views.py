"""Every press that puts somebody aside, sends them on, takes them back or writes them down."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.arrivals import actions as arrivals
from admin.arrivals.forms import WalkInForm
from admin.arrivals.given import Given
from admin.counter import aside_actions, pages, queries, words
from admin.counter.forms import HoldForm, TransferForm
from admin.counter.move_views import named
from admin.counter.presses import key_of, press
from admin.counter.seats import Seat
from admin.counter.views import serves
from admin.counter.words import Notice
from kiosk.ground import clock, db
from kiosk.ground.i18n import locale
from kiosk.ground.web.form_tokens import FormToken
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup, Unit
from kiosk.queue import priorities
from kiosk.queue.pages import secret
from kiosk.queue.tickets import Move

bp = Blueprint("aside", __name__, url_prefix="/admin/counter", template_folder="templates")


@bp.post("/<int:counter_id>/hold")
@serves
def hold(counter_id: int) -> ResponseReturnValue:
    """Put the person at the desk aside, with a reason if one is given."""
    ticket_id, form = named(), HoldForm(request.form)
    if not form.validate():
        abort(404)
    reason = form.reason.data or None

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        key = key_of(token, Move.HOLD, ticket_id)
        return words.moved(Move.HOLD, aside_actions.hold(session, seat, ticket_id, reason=reason, key=key))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/ask-back")
@serves
def ask_back(counter_id: int) -> ResponseReturnValue:
    """Ask somebody who was put aside back to the desk."""
    ticket_id = named()

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        key = key_of(token, Move.RESUME, ticket_id)
        return words.moved(Move.RESUME, aside_actions.resume(session, seat, ticket_id, key=key))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/transfer")
@serves
def transfer(counter_id: int) -> ResponseReturnValue:
    """Send somebody to the line of another service of the unit; the number stays."""
    ticket_id, form = named(), TransferForm(request.form)
    if not form.validate():
        abort(404)
    group = _group(counter_id, form.group_id.data or 0)

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        key = key_of(token, f"{Move.TRANSFER} {group.id}", ticket_id)
        ticket = aside_actions.transfer(session, seat, ticket_id, group.id, note=form.masked, key=key)
        return words.transferred(ticket, group.name(locale()))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/give-back")
@serves
def give_back(counter_id: int) -> ResponseReturnValue:
    """Let the person who was called wait again, in the old place."""
    ticket_id = named()

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        key = key_of(token, Move.RETURN, ticket_id)
        return words.moved(Move.RETURN, aside_actions.give_back(session, seat, ticket_id, key=key))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/come-back")
@serves
def come_back(counter_id: int) -> ResponseReturnValue:
    """Let somebody who missed a call wait again, once."""
    ticket_id, after = named(), _come_back_after(counter_id)

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        key = key_of(token, Move.COME_BACK, ticket_id)
        return words.moved(Move.COME_BACK, aside_actions.come_back(session, seat, ticket_id, after=after, key=key))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/walk-in")
@serves
def walk_in(counter_id: int) -> ResponseReturnValue:
    """Give a number to somebody without a phone, who comes now or came earlier today."""
    now = clock.now()
    with db.read() as session:
        unit = session.get_one(Unit, office.counter(session, counter_id).unit_id)
        form = WalkInForm(request.form, classes=priorities.offered(unit, now), now=now)
        sound = form.validate()
        asked = arrivals.wish(session, unit.id, form.wanted, now=now)
    if not sound and not form.group_id.errors:
        said = Notice("wrong", form.trouble)
        return pages.answer(counter_id, said, form=form, status=422)
    if asked is None:
        abort(404)

    def act(session: Session, seat: Seat, token: FormToken) -> Notice:
        ticket = arrivals.log_walk_in(session, seat.mover, asked, token, secret=secret())
        return words.logged(Given.of(ticket, token.secret, asked.group.name(locale())))

    return press(counter_id, act)


def _group(counter_id: int, group_id: int) -> ServiceGroup:
    """Return a service that people can be sent to from this counter."""
    with db.read() as session:
        counter = queries.counter(session, counter_id)
        groups = office.groups_of(session, counter.unit_id) if counter else []
    return next((group for group in groups if group.id == group_id), None) or abort(404)


def _come_back_after(counter_id: int) -> int | None:
    with db.read() as session:
        return session.get_one(Unit, office.counter(session, counter_id).unit_id).come_back_after
