"""Pages about how one unit works: where it is, how it is reached, with numbers or without, pilot or not."""

from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me
from admin.accounts.roles import Permission
from admin.setup import act_words, queries
from admin.setup.pages import answer, the_unit, unit_address
from admin.setup.unit_forms import ContactForm, OperationForm, PlaceForm
from kiosk.ground import clock, db
from kiosk.office import places, unit_actions
from kiosk.office.places import Place

ACTS = 500


@allow(Permission.SET_UP, of=scopes.slug)
def place(slug: str) -> ResponseReturnValue:
    """Choose a province, then (a second step, so that no script is needed) a commune of it."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    province = request.values.get("province", view.unit.province_code or "")
    form = PlaceForm(
        request.form,
        provinces=[("", _("(chưa chọn)")), *_pairs(places.provinces())],
        wards=[("", _("(cả tỉnh, thành phố)")), *_pairs(places.wards(province))],
        data={"province": province, "ward": view.unit.ward_code or ""},
    )

    def act(session: Session) -> None:
        unit_actions.set_place(
            session,
            view.id,
            province_code=form.province.data,
            ward_code=form.ward.data,
            now=now,
            staff_id=by,
        )

    return answer(
        form,
        act,
        template="admin/setup/place.html",
        done=unit_address(view, "noi-dat"),
        view=view,
        province_name=places.province_name(province),
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def contact(slug: str) -> ResponseReturnValue:
    """Set the hotline, the street address and where denunciations are taken."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    form = ContactForm(request.form, obj=view.unit)
    return answer(
        form,
        lambda session: _set_contact(session, view.id, form, now=now, by=by),
        template="admin/setup/contact.html",
        done=unit_address(view, "noi-dat"),
        view=view,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def operation(slug: str) -> ResponseReturnValue:
    """Set how the unit works, and since when it is a pilot."""
    by, now = me().id, clock.now()
    with db.read() as session:
        view = the_unit(session, slug)
    form = OperationForm(request.form, obj=view.unit)

    return answer(
        form,
        lambda session: _put_to_work(session, view.id, form, now=now, by=by),
        template="admin/setup/operation.html",
        done=unit_address(view, "cach-lam"),
        view=view,
        unit_sample=view.unit.is_demo,
    )


@allow(Permission.SET_UP, of=scopes.slug)
def acts(slug: str) -> ResponseReturnValue:
    """Show who changed what, newest first."""
    with db.read() as session:
        view = the_unit(session, slug)
        found = queries.acts_on(session, view.id, limit=ACTS)
        names = queries.names(session)
    return render_template(
        "admin/setup/acts.html", view=view, acts=found, names=names, told=act_words, unit_sample=view.unit.is_demo
    )


def _pairs(found: tuple[Place, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in found]


def _set_contact(session: Session, unit_id: int, form: ContactForm, *, now: datetime, by: int) -> None:
    hotline, address, where = form.hotline.data, form.address.data, form.denunciations.data
    unit_actions.set_contact(session, unit_id, hotline=hotline, address=address, now=now, staff_id=by)
    unit_actions.set_denunciations(session, unit_id, where=where, now=now, staff_id=by)


def _put_to_work(session: Session, unit_id: int, form: OperationForm, *, now: datetime, by: int) -> None:
    unit_actions.set_operation(
        session,
        unit_id,
        mode=form.mode.data,
        start_with_call=form.start_with_call.data,
        close_at_night=form.close_at_night.data,
        before_opening_minutes=form.before_opening_minutes.data or 0,
        daily_limit=form.daily_limit.data,
        now=now,
        staff_id=by,
    )
    policy, after = form.priority_policy.data, form.come_back_after.data
    unit_actions.set_order(session, unit_id, policy=policy, come_back_after=after, now=now, staff_id=by)
    unit_actions.set_presence(session, unit_id, asked=form.presence_code.data, now=now, staff_id=by)
    _pilot(session, unit_id, form, now=now, by=by)


def _pilot(session: Session, unit_id: int, form: OperationForm, *, now: datetime, by: int) -> None:
    unit_actions.set_pilot(
        session,
        unit_id,
        since=form.pilot_since.data,
        baseline_from=form.baseline_from.data,
        until=form.pilot_until.data,
        now=now,
        staff_id=by,
    )
    target = form.satisfaction_target_from.data
    unit_actions.set_satisfaction_target(session, unit_id, since=target, now=now, staff_id=by)
    unit_actions.set_report_mail(session, unit_id, addresses=form.report_mail.data, now=now, staff_id=by)
