"""Which counter, the console itself, and sitting down there, pausing and getting up."""

from datetime import datetime
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.counter import lists, pages, queries, words
from admin.counter.forms import OpenForm, PauseForm
from admin.counter.presses import not_done, press
from admin.counter.seats import CounterClosedError, CounterTakenError, RelievedError, Seat, sit, take_seat
from admin.counter.words import Notice
from kiosk.ground import clock, db
from kiosk.ground.web.form_tokens import FormToken
from kiosk.office import queries as office
from kiosk.office.models import Counter
from kiosk.queue import desk_actions
from kiosk.queue.actions import DeskBusyError
from kiosk.queue.kinds import PauseReason

bp = Blueprint("counter", __name__, url_prefix="/admin/counter", template_folder="templates")

DOOR: Final = Door(_l("Quầy"), "counter.index", Permission.SERVE)
serves = allow(Permission.SERVE, of=scopes.counter_id)


@bp.get("/")
@allow(Permission.SERVE)
def index() -> ResponseReturnValue:
    """List the counters of the clerk's units, and who is there."""
    units = units_with(Permission.SERVE)
    with db.read() as session:
        offices = lists.offices(session, units, me().id, now=clock.now())
    return render_template("admin/counter/index.html", offices=offices, said=pages.take_word(), words=words)


@bp.get("/<int:counter_id>")
@serves
def at(counter_id: int) -> ResponseReturnValue:
    """Show the console, with ``?remove=<ticket>`` the question why; or how to open or take over the counter."""
    asked = request.args.get("remove", type=int)
    return pages.draw(counter_id, said=pages.take_word(), asked=asked)


@bp.get("/<int:counter_id>/live")
@serves
def live(counter_id: int) -> ResponseReturnValue:
    """Give the script what has changed; a browser without one is sent to the page."""
    return pages.refresh(counter_id) if pages.by_script() else redirect(url_for(".at", counter_id=counter_id), 303)


@bp.post("/<int:counter_id>/open")
@serves
def open_counter(counter_id: int) -> ResponseReturnValue:
    """Open the counter or take it over; the person at the desk stays."""
    now, staff_id = clock.now(), me().id
    counter, group_ids = _counter(counter_id)
    form = OpenForm(request.form, group_ids)
    if not form.validate():
        said = Notice("wrong", _("Xin chọn ít nhất một nhóm dịch vụ."))
        return pages.draw(counter_id, status=422, said=said)
    chosen, relieves = form.groups.data or [], form.relieves.data
    try:
        db.write(
            lambda s: take_seat(s, counter, chosen, staff_id=staff_id, relieves=relieves, now=now), replayable=True
        )
    except CounterTakenError:
        said = Notice("warn", _("Quầy vừa có người khác mở. Xin xem lại trước khi nhận quầy."))
        return pages.draw(counter_id, status=409, said=said)
    return redirect(url_for(".at", counter_id=counter_id), 303)


@bp.post("/<int:counter_id>/close")
@serves
def close(counter_id: int) -> ResponseReturnValue:
    """Close the counter, once nobody is at the desk; a closed one stays closed."""
    try:
        _leave(counter_id, clock.now())
    except RelievedError:
        return pages.answer(counter_id, not_done(), status=409)
    except DeskBusyError as error:
        return pages.answer(counter_id, words.refusal(error), status=409)
    pages.leave_word(Notice("done", _("Đã đóng quầy. Xin cảm ơn.")))
    if pages.by_script():
        return Response(headers={"HX-Redirect": url_for(".index")})
    return redirect(url_for(".index"), 303)


@bp.post("/<int:counter_id>/pause")
@serves
def pause(counter_id: int) -> ResponseReturnValue:
    """Let the counter stand still, with a reason."""
    form = PauseForm(request.form)
    if not form.validate():
        return pages.answer(counter_id, Notice("wrong", _("Xin chọn lý do tạm dừng.")), status=422)
    reason = PauseReason(form.reason.data or "")

    def act(session: Session, seat: Seat, _token: FormToken) -> Notice:
        desk_actions.pause_desk(session, seat.counter_id, reason, now=seat.now)
        return Notice("done", _("Đã ghi tạm dừng quầy."))

    return press(counter_id, act)


@bp.post("/<int:counter_id>/resume")
@serves
def resume(counter_id: int) -> ResponseReturnValue:
    """End the pause, without calling anybody."""

    def act(session: Session, seat: Seat, _token: FormToken) -> Notice:
        desk_actions.resume_desk(session, seat.counter_id, now=seat.now)
        return Notice("done", _("Quầy làm việc trở lại."))

    return press(counter_id, act)


def _leave(counter_id: int, now: datetime) -> None:
    staff_id = me().id

    def run(session: Session) -> None:
        sit(session, counter_id, staff_id, since=None, start_with_call=False, now=now)
        desk_actions.close_desk(session, counter_id, now=now)

    try:
        db.write(run, replayable=True)
    except CounterClosedError:
        return


def _counter(counter_id: int) -> tuple[Counter, list[int]]:
    """Return a counter in use and the groups of its unit that people can come for."""
    with db.read() as session:
        counter = queries.counter(session, counter_id)
        if counter is None or not counter.active:
            abort(404)
        return counter, [group.id for group in office.groups_of(session, counter.unit_id)]
