"""The way in and out."""

from datetime import datetime, timedelta
from typing import Final

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import actions, devices, doors, guard, queries, sessions, signing_in, two_steps
from admin.accounts.devices import Device
from admin.accounts.forms import CodeForm, SignInForm
from admin.accounts.guard import me, public, signed_in
from admin.accounts.models import Staff
from admin.accounts.roles import Permission, Role, tops_with
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import digest

bp = Blueprint("accounts", __name__, url_prefix="/admin", template_folder="templates")

HALF_WAY: Final = "half_way"
HALF_WAY_LASTS: Final = timedelta(minutes=5)


@bp.get("/")
@signed_in()
def home() -> ResponseReturnValue:
    """Show the doors this person may open."""
    serves = bool(tops_with(Permission.SERVE, me().grants))
    return render_template("admin/accounts/home.html", person=me(), doors=doors.open_to(me()), serves=serves)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask who one is; somebody who is signed in goes on at once."""
    if sessions.person():
        return redirect(guard.next_page(request.args.get("next")), 303)
    return _ask(SignInForm(next=request.args.get("next", "")))


@bp.post("/sign-in")
@public
def check_password() -> ResponseReturnValue:
    """Prove login and password; with a second step, go on to the code."""
    form, device, now = SignInForm(request.form), devices.this(), clock.now()
    if not form.validate():
        return _ask(form, 422)
    login = form.login.data or ""
    if not signing_in.count_try(login, device, request.remote_addr or "", now=now):
        return _ask(_told(form, signing_in.too_often()), 429)
    staff = signing_in.prove(login, form.password.data or "")
    if staff is not None and staff.totp_secret is not None:
        session[HALF_WAY] = [staff.id, _proof(staff), int((now + HALF_WAY_LASTS).timestamp())]
        return redirect(url_for(".second_step", next=form.next.data or None), 303)
    token = staff and signing_in.admit(staff, device, step=None, lasts=sessions.longest(), now=now)
    if staff is None or not token:
        return _ask(_told(form, _("Tên đăng nhập hoặc mật khẩu không đúng.")), 422)
    return _let_in(token, staff, device, form.next.data)


@bp.get("/sign-in/code")
@public
def second_step() -> ResponseReturnValue:
    """Ask for the six digits of the second step."""
    if _half_way(clock.now()) is None:
        return redirect(url_for(".sign_in", next=request.args.get("next")), 303)
    return _ask(CodeForm(next=request.args.get("next", "")))


@bp.post("/sign-in/code")
@public
def check_code() -> ResponseReturnValue:
    """Accept a code once, then let the person in."""
    form, device, now = CodeForm(request.form), devices.this(), clock.now()
    staff = _half_way(now)
    if staff is None or staff.totp_secret is None:
        return redirect(url_for(".sign_in", next=form.next.data or None), 303)
    if not form.validate():
        return _ask(form, 422)
    if not signing_in.count_try(staff.login, device, request.remote_addr or "", now=now):
        return _ask(_told(form, signing_in.too_often()), 429)
    step = two_steps.step_of(staff.totp_secret, form.code.data or "", now=now, last_step=staff.totp_last_step)
    token = step and signing_in.admit(staff, device, step=step, lasts=sessions.longest(), now=now)
    if not token:
        return _ask(_told(form, _("Mã không đúng hoặc đã dùng rồi. Xin chờ mã mới trên điện thoại.")), 422)
    return _let_in(token, staff, device, form.next.data)


@bp.post("/sign-out")
@signed_in(before_new_password=True)
def sign_out() -> ResponseReturnValue:
    """End this session."""
    sessions.revoke_current()
    return _out()


@bp.post("/sign-out-everywhere")
@signed_in(before_new_password=True)
def sign_out_everywhere() -> ResponseReturnValue:
    """End all sessions of the person, this one too."""
    staff_id = me().id
    db.write(lambda s: actions.end_sessions(s, staff_id))
    return _out()


def _ask(form: SignInForm | CodeForm, status: int = 200) -> ResponseReturnValue:
    page = "sign_in.html" if isinstance(form, SignInForm) else "code.html"
    response = make_response(render_template(f"admin/accounts/{page}", form=form), status)
    devices.remember(response, devices.this())
    if status == 429:
        response.headers["Retry-After"] = str(int(signing_in.WINDOW.total_seconds()))
    return response


def _told(form: SignInForm | CodeForm, problem: str) -> SignInForm | CodeForm:
    form.form_errors.append(problem)
    return form


def _let_in(token: str, staff: Staff, device: Device, wanted: str | None) -> ResponseReturnValue:
    """Give the browser its fresh token; whatever it carried before is worth nothing any more."""
    sessions.revoke_current()
    session.clear()
    with db.read() as reading:
        roles = [Role(grant.role) for grant in queries.grants_of(reading, staff.id)]
    asked_for = guard.next_page(wanted)
    way = doors.landing(roles) if asked_for == url_for(guard.HOME) else asked_for
    response = make_response(redirect(way, 303))
    sessions.give(response, token)
    devices.remember(response, device.after(staff.login, local_day(clock.now())))
    return response


def _out() -> ResponseReturnValue:
    session.clear()
    response = make_response(redirect(url_for(".sign_in"), 303))
    sessions.take_away(response)
    return response


def _half_way(now: datetime) -> Staff | None:
    """Return whoever has proven the password on this browser less than five minutes ago."""
    staff_id, proof, until = session.get(HALF_WAY) or (0, "", 0)
    if now.timestamp() >= until:
        return None
    with db.read() as reading:
        staff = queries.staff_by_id(reading, staff_id)
    return staff if staff and staff.active and _proof(staff) == proof else None


def _proof(staff: Staff) -> str:
    """A mark that dies with the password; the cookie that holds it is signed, not secret."""
    return digest("half-way", staff.password_hash)[:16]
