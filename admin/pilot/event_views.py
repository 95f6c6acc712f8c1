"""What was changed and what went wrong: the list, writing one down, taking one back."""

from typing import Final

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.pilot import actions, event_words, queries
from admin.pilot.actions import Happening
from admin.pilot.forms import EventForm, WithdrawForm
from admin.pilot.models import EventKind
from kiosk.ground import clock, db, keys
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

PURPOSE: Final = "pilot-event"
MAY: Final = {
    EventKind.INTERVENTION: Permission.RECORD_INTERVENTIONS,
    EventKind.INCIDENT: Permission.RECORD_INCIDENTS,
}


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def events(unit_id: int) -> ResponseReturnValue:
    """List everything ever written down of a unit and what is below it, withdrawn ones struck through."""
    today = local_day(clock.now())
    with db.read() as session:
        unit = _unit(unit_id)
        below = office.subtree_ids(session, [unit_id], today)
        names = {view.id: view.name(locale()) for view in office.all_units(session, today) if view.id in below}
        found = queries.recorded(session, below)
    mine = {kind: units_with(permission) for kind, permission in MAY.items()}
    return render_template(
        "admin/pilot/events.html",
        unit=unit,
        unit_name=unit.name(locale()),
        unit_sample=unit.unit.is_demo,
        events=found,
        names=names if len(below) > 1 else {},
        may_add=[kind for kind in MAY if unit_id in mine[kind] and _records(unit)],
        may_withdraw=lambda one: one.unit_id in mine[EventKind(one.kind)],
        words=event_words,
    )


@allow(Permission.RECORD_INTERVENTIONS, of=scopes.unit_id)
def add_intervention(unit_id: int) -> ResponseReturnValue:
    """Write down what was changed."""
    return _add(unit_id, EventKind.INTERVENTION)


@allow(Permission.RECORD_INCIDENTS, of=scopes.unit_id)
def add_incident(unit_id: int) -> ResponseReturnValue:
    """Write down what went wrong."""
    return _add(unit_id, EventKind.INCIDENT)


@allow(Permission.RECORD_INCIDENTS, of=scopes.unit_id)
def withdraw(unit_id: int, event_id: int) -> ResponseReturnValue:
    """Take one back, with a reason."""
    now, person, form = clock.now(), me(), WithdrawForm(request.form)
    unit = _unit(unit_id)
    with db.read() as session:
        event = queries.event_of(session, unit_id, keys.key(event_id))
    if event is None:
        abort(404)
    if unit_id not in units_with(MAY[EventKind(event.kind)]):
        abort(403)
    if request.method == "GET" or not form.validate():
        page = render_template(
            "admin/pilot/withdraw.html",
            unit=unit,
            unit_name=unit.name(locale()),
            unit_sample=unit.unit.is_demo,
            event=event,
            form=form,
            words=event_words,
        )
        return make_response(page, 200 if request.method == "GET" else 422)
    reason = form.reason.data or ""
    row = db.write(
        lambda session: actions.withdraw(session, unit_id, keys.key(event_id), reason, by=person, now=now),
        replayable=True,
    )
    if (row.withdrawn_by, row.withdrawn_reason) == (person.name, reason):  # this tap, or the same one before it
        flash(_("Đã rút lại. Dòng ấy vẫn còn trong danh sách, có gạch ngang."))
    else:
        flash(event_words.withdrawn_before(row), "info")
    return redirect(url_for(".events", unit_id=unit_id), 303)


def _add(unit_id: int, kind: EventKind) -> ResponseReturnValue:
    now, person = clock.now(), me()
    unit = _unit(unit_id)
    if not _records(unit):
        abort(404)
    form = EventForm(request.form, kind=kind, today=local_day(now))
    if request.method == "GET":
        return _form(unit, kind, form, form_tokens.make(PURPOSE, _place(unit, kind)))
    sound = form.validate()
    try:
        token = form_tokens.accept(request.form.get("token", ""), PURPOSE, _place(unit, kind))
    except (FormExpiredError, FormForgedError):
        late = _("Trang này đã mở quá một ngày, chưa lưu gì. Xin bấm lưu lần nữa.")
        form.form_errors.append(late)
        return _form(unit, kind, form, form_tokens.make(PURPOSE, _place(unit, kind)), 422)
    day = form.first_day.data
    if not sound or day is None:
        return _form(unit, kind, form, request.form["token"], 422)
    happening = Happening(unit_id, kind, day, form.last_day.data, form.what.data or "")
    saved = db.write(
        lambda session: actions.record(session, happening, key=token.key, by=person, now=now), replayable=True
    )
    if actions.happening_of(saved) != happening:
        form.form_errors.append(event_words.saved_before(saved))
        return _form(unit, kind, form, form_tokens.make(PURPOSE, _place(unit, kind)), 409)
    flash(_("Đã ghi. Biểu đồ và báo cáo sẽ có dấu ở ngày này."))
    return redirect(url_for(".events", unit_id=unit_id), 303)


def _form(unit: UnitView, kind: EventKind, form: EventForm, token: str, status: int = 200) -> Response:
    page = render_template(
        "admin/pilot/event.html",
        unit=unit,
        unit_name=unit.name(locale()),
        unit_sample=unit.unit.is_demo,
        kind=kind,
        form=form,
        token=token,
    )
    return make_response(page, status)


def _unit(unit_id: int) -> UnitView:
    with db.read() as session:
        unit = office.unit_on(session, unit_id, local_day(clock.now()))
    if unit is None:
        abort(404)
    return unit


def _records(unit: UnitView) -> bool:
    """Tell whether things are written down of the unit itself; of an organisation they are of its offices."""
    return unit.unit.kind != "organisation"


def _place(unit: UnitView, kind: EventKind) -> str:
    return f"{unit.id}/{kind}"
