"""The greeter: whoever comes without a phone gets a number, on paper. Nobody is called here and nobody votes."""

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.accounts import scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.arrivals import actions as arrivals
from admin.arrivals.forms import WalkInForm
from admin.arrivals.words import card_refused
from admin.greeter import pages
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from kiosk.queue import priorities
from kiosk.queue.actions import KeyReusedError, Mover
from kiosk.queue.cards.actions import CardRefused
from kiosk.queue.kinds import Channel
from kiosk.queue.pages import secret
from kiosk.queue.tickets import Actor

bp = Blueprint("greeter", __name__, url_prefix="/admin/greeter", template_folder="templates")

DOOR: Final = Door(_l("Đón tiếp"), "greeter.index", Permission.RECEIVE)
FULL: Final = "full"
receives = allow(Permission.RECEIVE, of=scopes.unit_id)


@bp.get("/")
@allow(Permission.RECEIVE)
def index() -> ResponseReturnValue:
    """List the units in whose halls the reader receives people; go on where there is one, or to the last."""
    mine = units_with(Permission.RECEIVE)
    with db.read() as session:
        views = office.all_units(session, local_day(clock.now()))
    units = [view for view in views if view.id in mine and view.unit.mode == FULL]
    known = [view.id for view in units if len(units) == 1 or view.id == pages.last_unit()]
    if known and not (len(units) > 1 and request.args.get("all")):
        return redirect(url_for(".unit", unit_id=known[0]), 303)
    units.sort(key=lambda view: view.unit.is_practice)
    return render_template("admin/greeter/index.html", units=units)


@bp.get("/<int:unit_id>")
@receives
def unit(unit_id: int) -> ResponseReturnValue:
    """Show the services; after one was tapped, the number that came of it."""
    return pages.draw(_unit(unit_id), clock.now(), shown=request.args.get("given", ""))


@bp.post("/<int:unit_id>")
@receives
def give(unit_id: int) -> ResponseReturnValue:
    """Give a number to somebody who stands there, once for each form however often it is sent."""
    view, now, text = _unit(unit_id), clock.now(), request.form.get("token", "")
    token = pages.read_token(text, unit_id)
    if token is None:
        return pages.draw(view, now, status=409, trouble=_("Trang này đã mở quá lâu, chưa lấy số. Xin bấm lại."))
    form = WalkInForm(request.form, classes=priorities.offered(view.unit, now), now=now)
    with db.read() as session:
        sound = form.validate()
        asked = arrivals.wish(session, unit_id, form.wanted, now=now)
    if not sound and not form.group_id.errors:
        return pages.draw(view, now, status=422, form=form, trouble=form.trouble)
    if asked is None:
        abort(404)
    greeter = Mover(Actor.CLERK, Channel.CLERK, staff_id=me().id)
    try:
        db.write(lambda s: arrivals.log_walk_in(s, greeter, asked, token, secret=secret()), replayable=True)
    except KeyReusedError:
        trouble = _("Lần bấm này đã lấy số cho việc khác. Xin xem các số vừa phát rồi bấm lại nếu cần.")
        return pages.draw(view, now, status=409, trouble=trouble)
    except CardRefused as error:
        return pages.draw(view, now, status=409, form=form, trouble=card_refused(error))
    pages.remember(text, unit_id)
    return redirect(url_for(".unit", unit_id=unit_id, given=text), 303)


def _unit(unit_id: int) -> UnitView:
    with db.read() as session:
        view = office.unit_on(session, unit_id, local_day(clock.now()))
    if view is None or view.unit.mode != FULL:
        abort(404)
    return view
