"""“In lại phiếu”: number and code bring a phone's ticket onto paper; without the code a slip that only shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answered

from admin.accounts import scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.slips import words
from admin.slips.forms import LostForm
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue import claim_actions, pages
from kiosk.queue.actions import KeyReusedError, Mover, OvertakenError
from kiosk.queue.claim_actions import Claim, Found
from kiosk.queue.claim_codes import TypedNumber
from kiosk.queue.forms import ClaimForm
from kiosk.queue.kinds import Channel
from kiosk.queue.models import Ticket
from kiosk.queue.slips import actions, queries
from kiosk.queue.ticket_tokens import TicketToken
from kiosk.queue.tickets import Actor
from kiosk.queue.wording import day_name

bp = Blueprint("slips", __name__, url_prefix="/admin/slips", template_folder="templates")
DOOR: Final = Door(_l("Phiếu số"), "slips.index", Permission.RECEIVE)
PURPOSE: Final = "slip"
LOST: Final = "slip-lost"
Errors = Mapping[str, object]
receives = allow(Permission.RECEIVE, of=scopes.unit_id)


@dataclass(frozen=True, slots=True)
class Desk:
    """The unit in whose hall the clerk stands, and the moment."""

    unit: UnitView
    now: datetime


@bp.get("/")
@allow(Permission.RECEIVE)
def index() -> ResponseReturnValue:
    """List the units where the reader hands out paper; go on where there is one."""
    mine = units_with(Permission.RECEIVE)
    with db.read() as session:
        units = [view for view in office.all_units(session, local_day(clock.now())) if _has_queue(view, mine)]
    if len(units) == 1:
        return redirect(url_for(".desk", unit_id=units[0].id), 303)
    return render_template("admin/slips/index.html", units=units)


@bp.get("/<int:unit_id>")
@receives
def desk(unit_id: int) -> ResponseReturnValue:
    """Ask for the number and its code."""
    return _page(_desk(unit_id))


@bp.post("/<int:unit_id>")
@receives
def take_over(unit_id: int) -> ResponseReturnValue:
    """Move the ticket onto paper, once for each form however often it is sent."""
    here, form = _desk(unit_id), ClaimForm(request.form)
    token = _token(unit_id, PURPOSE)
    if token is None:
        return _page(here, 409, words.old_form())
    if not form.validate() or form.read is None:
        return _page(here, 422, form.errors)
    number, code = form.read
    claim = Claim(
        unit_id=unit_id,
        typed=number,
        code=code,
        day=local_day(here.now),
        keeps_queue=not here.unit.unit.close_at_night,
        secret=pages.secret(),
        in_hall=True,
    )
    once, clerk = token.of(claim.subject), Mover(actor=Actor.CLERK, channel=Channel.CLERK, staff_id=me().id)
    own = TicketToken(once.secret)
    try:
        answer = db.write(
            lambda session: claim_actions.take_over(session, claim, own, clerk, key=once.key, now=here.now),
            replayable=True,
        )
    except OvertakenError:
        return _page(here, 409, words.overtaken())
    if answer.ticket is None:
        return _page(here, _status(answer.found), words.refusal(answer.found, number.number))
    return _to_slip(own)


@bp.post("/<int:unit_id>/lost")
@receives
def copy(unit_id: int) -> ResponseReturnValue:
    """Print a slip once more for somebody who lost theirs: it shows the ticket and has no code."""
    here, form = _desk(unit_id), LostForm(request.form)
    token = _token(unit_id, LOST)
    if token is None:
        return _page(here, 409, lost=words.old_form())
    if not form.validate() or form.typed is None:
        return _page(here, 422, lost=form.errors)
    tickets, staff_id = _lost(here, form.typed, form.named_day), me().id
    if not tickets or len({ticket.label for ticket in tickets}) > 1:
        found = Found.LETTER_MISSING if tickets else Found.NO_SUCH_NUMBER
        return _page(here, 422, lost=words.refusal(found, form.typed.number))
    if len(tickets) > 1:
        return _page(here, 422, lost=words.which_day(), days=[ticket.day for ticket in tickets])
    own = TicketToken(token.of(f"{tickets[0].day} {tickets[0].label}").secret)
    try:
        db.write(
            lambda session: actions.copy(session, tickets[0], own, staff_id=staff_id, now=here.now), replayable=True
        )
    except KeyReusedError:
        return _page(here, 409, lost=words.old_form())
    return _to_slip(own)


def _lost(here: Desk, typed: TypedNumber, day: date | None) -> list[Ticket]:
    """Return the open tickets with the number, latest first, of one day if it is named."""
    keeps_queue = not here.unit.unit.close_at_night
    with db.read() as session:
        tickets = queries.numbered(session, here.unit.id, typed, local_day(here.now), keeps_queue=keeps_queue)
    return [ticket for ticket in tickets if day in {None, ticket.day}]


def _desk(unit_id: int) -> Desk:
    now = clock.now()
    with db.read() as session:
        unit = office.unit_on(session, unit_id, local_day(now))
    if unit is None or not _has_queue(unit, {unit_id}):
        abort(404)
    return Desk(unit, now)


def _has_queue(view: UnitView, mine: frozenset[int] | set[int]) -> bool:
    return view.id in mine and view.unit.mode == "full" and view.unit.kind != "organisation"


def _token(unit_id: int, purpose: str) -> FormToken | None:
    try:
        return form_tokens.accept(request.form.get("token", ""), purpose, str(unit_id))
    except (FormExpiredError, FormForgedError):
        return None


def _status(found: Found) -> int:
    return 429 if found is Found.TRIES_USED_UP else 422


def _to_slip(own: TicketToken) -> Answered:
    return redirect(url_for("citizen.slip", token=own.text, print="1"), 303)


def _page(
    here: Desk,
    status: int = 200,
    errors: Errors | None = None,
    *,
    lost: Errors | None = None,
    days: Sequence[date] = (),
) -> Response:
    typed = ClaimForm(request.form)  # cleaned, so that it can stand in the fields again
    page = render_template(
        "admin/slips/desk.html",
        unit=here.unit,
        unit_name=here.unit.name(locale()),
        typed={"number": typed.number.data or "", "code": typed.code.data or ""},
        errors=errors or {},
        lost=lost or {},
        asks_lost=lost is not None,
        days={day.isoformat(): day_name(day) for day in days},
        token=form_tokens.make(PURPOSE, str(here.unit.id)),
        lost_token=form_tokens.make(LOST, str(here.unit.id)),
    )
    return make_response(page, status)
