"""An administrator's pages about staff: who works in the subtree, their roles, passwords and second steps.

Whoever has a role in the subtree is seen, with these roles only. The account itself (password, disabling) is changed
only by somebody who may over *all* roles of the person: otherwise a commune could take over the province's account.
"""

from datetime import datetime
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from admin.accounts import actions, appointing, passwords, queries, scopes
from admin.accounts.doors import Door
from admin.accounts.forms import ROLE_NAMES, GrantForm, StaffForm
from admin.accounts.guard import allow, me, units_with
from admin.accounts.outsiders import OUTSIDERS
from admin.accounts.roles import Permission, Role
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web.errors import Trouble, answer_http_error
from kiosk.office import queries as office

bp = Blueprint("staff", __name__, url_prefix="/admin/staff", template_folder="templates")

DOOR: Final = Door(_l("Nhân sự"), "staff.index", Permission.MANAGE_STAFF)
SHOWN_ONCE: Final = "shown_once"
manages_all = allow(Permission.MANAGE_STAFF, of=scopes.staff_id)
manages_some = allow(Permission.MANAGE_STAFF, of=scopes.staff_id, every=False)


@bp.get("/")
@allow(Permission.MANAGE_STAFF)
def index() -> ResponseReturnValue:
    """List whoever has a role in the subtree."""
    with db.read() as reading:
        members = queries.members(reading, units_with(Permission.MANAGE_STAFF))
    units = dict(_units())
    return render_template("admin/accounts/staff.html", members=members, units=units, role_names=ROLE_NAMES)


@bp.route("/new", methods=["GET", "POST"])
@allow(Permission.MANAGE_STAFF)
def new() -> ResponseReturnValue:
    """Add somebody with a first role and a fresh password, shown once."""
    appoints = _appoints()
    form = StaffForm(request.form, units=_units(), appoints=appoints)
    if request.method == "GET":
        return render_template("admin/accounts/new_person.html", form=form, appoints=appoints)
    if form.validate():
        fresh = passwords.new_password()
        try:
            staff_id = _add(form, passwords.hash_password(fresh), clock.now())
        except actions.LoginTaken:
            form.login.errors = [_("Tên đăng nhập này đã có người dùng. Xin chọn tên khác.")]
        except appointing.FromBelow:
            form.unit_id.errors = [_from_below()]
        else:
            session[SHOWN_ONCE] = [staff_id, fresh]
            return redirect(url_for(".person", staff_id=staff_id), 303)
    return render_template("admin/accounts/new_person.html", form=form, appoints=appoints), 422


@bp.get("/<int:staff_id>")
@manages_some
def person(staff_id: int) -> ResponseReturnValue:
    """Show one person's roles in the subtree, and what may be done."""
    return _draw(staff_id, GrantForm(units=_units(), appoints=_appoints()))


@bp.post("/<int:staff_id>/roles")
@manages_some
def grant(staff_id: int) -> ResponseReturnValue:
    """Give one more role, inside the subtree."""
    form, by, now = GrantForm(request.form, units=_units(), appoints=_appoints()), me().id, clock.now()
    if not form.validate():
        return _draw(staff_id, form, 422)
    role, unit_id = Role(form.role.data), form.unit_id.data
    try:
        db.write(lambda s: actions.grant_role(s, staff_id, role, unit_id, by=by, now=now))
    except appointing.FromBelow:
        form.unit_id.errors = [_from_below()]
        return _draw(staff_id, form, 422)
    except appointing.BothSides:
        form.unit_id.errors = [_("Người này sẽ vừa đánh giá đơn vị vừa thuộc đơn vị đó. Xin cử người khác.")]
        return _draw(staff_id, form, 422)
    return _back(staff_id)


@bp.post("/roles/<int:grant_id>/revoke")
@allow(Permission.MANAGE_STAFF, of=scopes.grant_id)
def revoke(grant_id: int) -> ResponseReturnValue:
    """Take one role away."""
    by, now = me().id, clock.now()

    def take_away(s: Session) -> int | None:
        held = queries.grant_by_id(s, grant_id)
        staff_id = held.staff_id if held else None
        actions.revoke_role(s, grant_id, by=by, now=now)
        return staff_id

    try:
        staff_id = db.write(take_away)
    except actions.OwnAccess as error:
        raise _own_access() from error
    except actions.LastRole as error:
        happened = _("Đây là vai trò duy nhất của người này.")
        raise Trouble(
            409, happened, _("Xin thêm vai trò mới trước; nếu người này thôi việc, xin khóa tài khoản.")
        ) from error
    return _back(staff_id)


@bp.post("/<int:staff_id>/password")
@manages_all
def reset_password(staff_id: int) -> ResponseReturnValue:
    """Set a fresh password, shown once; whoever gets it must choose another."""
    if staff_id == me().id:
        return redirect(url_for("own.password"), 303)
    fresh, by, now = passwords.new_password(), me().id, clock.now()
    kept = passwords.hash_password(fresh)
    db.write(lambda s: actions.set_password(s, staff_id, kept, must_change=True, by=by, now=now))
    session[SHOWN_ONCE] = [staff_id, fresh]
    return _back(staff_id)


@bp.post("/<int:staff_id>/two-steps/off")
@manages_all
def turn_off_second_step(staff_id: int) -> ResponseReturnValue:
    """Let somebody who lost the phone sign in with the password alone."""
    if staff_id == me().id:
        return redirect(url_for("own.second_step"), 303)
    by, now = me().id, clock.now()
    db.write(lambda s: actions.set_two_steps(s, staff_id, secret=None, step=None, by=by, now=now))
    return _back(staff_id)


@bp.post("/<int:staff_id>/disable")
@manages_all
def disable(staff_id: int) -> ResponseReturnValue:
    """Lock the account and sign the person out everywhere."""
    return _set_active(staff_id, active=False)


@bp.post("/<int:staff_id>/enable")
@manages_all
def enable(staff_id: int) -> ResponseReturnValue:
    """Unlock the account."""
    return _set_active(staff_id, active=True)


def _set_active(staff_id: int, *, active: bool) -> ResponseReturnValue:
    by, now = me().id, clock.now()
    try:
        db.write(lambda s: actions.set_active(s, staff_id, active=active, by=by, now=now))
    except actions.OwnAccess as error:
        raise _own_access() from error
    return _back(staff_id)


def _add(form: StaffForm, password_hash: str, now: datetime) -> int:
    login, name = form.login.data or "", form.name.data or ""
    role, unit_id, by = Role(form.role.data), form.unit_id.data, me().id
    return db.write(
        lambda s: actions.add_staff(
            s, login, name=name, password_hash=password_hash, role=role, unit_id=unit_id, by=by, now=now
        )
    )


def _draw(staff_id: int, form: GrantForm, status: int = 200) -> ResponseReturnValue:
    reach = units_with(Permission.MANAGE_STAFF)
    with db.read() as reading:
        found = queries.members(reading, reach, staff_id=staff_id)
        everything = queries.unit_ids_of(reading, staff_id) <= reach
        keeps_out = _keeps_out(reading, staff_id)
    if not found:
        abort(404)
    shown_for, fresh = session.pop(SHOWN_ONCE, (None, None))
    return render_template(
        "admin/accounts/person.html",
        member=found[0],
        units=dict(_units()),
        role_names=ROLE_NAMES,
        form=form,
        fresh=fresh if shown_for == staff_id else None,
        only_role=everything and len(found[0].grants) == 1,
        manages_account=everything and staff_id != me().id and not keeps_out,
        kept_roles=OUTSIDERS if keeps_out else frozenset(),
        appoints=_appoints(),
    ), status


def _units() -> list[tuple[int, str]]:
    """Return the units of the subtree with their names, as they are chosen from."""
    reach = units_with(Permission.MANAGE_STAFF)
    with db.read() as reading:
        views = office.all_units(reading, local_day(clock.now()))
    return [(view.id, view.name(locale())) for view in views if view.id in reach]


def _appoints() -> bool:
    """Tell whether the reader may appoint monitors, moderators and typists anywhere."""
    with db.read() as reading:
        reach, today = units_with(Permission.MANAGE_STAFF), local_day(clock.now())
        return bool(appointing.appointable(reading, me().grants, reach, today))


def _keeps_out(reading: Session, staff_id: int) -> bool:
    """Tell whether the person judges the reader's own unit, so that the reader may not touch the account."""
    try:
        appointing.refuse_change(reading, staff_id, by=me().id, day=local_day(clock.now()))
    except appointing.FromBelow:
        return True
    return False


def _from_below() -> str:
    said = _("Người giám sát, kiểm duyệt, nhập phiếu do cấp trên của đơn vị được đánh giá cử, và không ai tự cử mình.")
    return str(said)


@bp.errorhandler(appointing.FromBelow)
def _not_from_here(_error: Exception) -> ResponseReturnValue:
    happened = _("Đơn vị được đánh giá không quản lý tài khoản của người đánh giá mình.")
    return answer_http_error(Trouble(403, happened, _("Xin nhờ quản trị viên cấp trên, hoặc người giữ máy chủ.")))


def _own_access() -> Trouble:
    happened = _("Không thể tự khóa tài khoản hoặc tự bỏ vai trò quản trị cuối cùng của mình.")
    return Trouble(409, happened, _("Xin nhờ một quản trị viên khác."))


def _back(staff_id: int | None) -> ResponseReturnValue:
    """Return to the person's page; to the list when nothing of the person can be seen from here any more."""
    if staff_id is not None:
        with db.read() as reading:
            if queries.members(reading, units_with(Permission.MANAGE_STAFF), staff_id=staff_id):
                return redirect(url_for(".person", staff_id=staff_id), 303)
    return redirect(url_for(".index"), 303)
