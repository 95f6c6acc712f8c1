"""A person's own password and second step."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import actions, devices, passwords, queries, sessions, signing_in, two_steps
from admin.accounts.forms import CodeForm, NewPasswordForm
from admin.accounts.guard import HOME, me, signed_in
from admin.accounts.models import Staff
from kiosk.ground import clock, db
from kiosk.office import qr

bp = Blueprint("own", __name__, url_prefix="/admin", template_folder="templates")

OFFERED = "offered_secret"


@bp.route("/password", methods=["GET", "POST"])
@signed_in(before_new_password=True)
def password() -> ResponseReturnValue:
    """Choose one's own new password, which signs out every other browser."""
    person, form = me(), NewPasswordForm(request.form, login=me().login)
    if request.method == "GET":
        return render_template("admin/accounts/password.html", form=form, forced=person.must_change_password)
    status = _problem(form)
    if status:
        return render_template("admin/accounts/password.html", form=form, forced=person.must_change_password), status
    now, kept = clock.now(), passwords.hash_password(form.fresh.data or "")

    def change(s: Session) -> str | None:
        actions.set_password(s, person.id, kept, must_change=False, by=person.id, now=now)
        return actions.open_session(s, person.id, password_hash=kept, lasts=sessions.longest(), now=now)

    token = db.write(change)
    session.clear()
    response = make_response(redirect(url_for(HOME), 303))
    if token:
        sessions.give(response, token)
    return response


@bp.get("/two-steps")
@signed_in()
def second_step() -> ResponseReturnValue:
    """Offer the second step, or tell that it is on."""
    return _draw(CodeForm())


@bp.get("/two-steps/code.svg")
@signed_in()
def offered_code() -> ResponseReturnValue:
    """Draw the offered secret for the phone's camera."""
    address = two_steps.address(_offered(), me().login)
    return Response(qr.svg(address, label=_("Mã QR cho ứng dụng xác thực"), level="Q"), mimetype="image/svg+xml")


@bp.post("/two-steps")
@signed_in()
def turn_on() -> ResponseReturnValue:
    """Keep the offered secret once the phone has shown that it knows it."""
    secret = _offered()
    return _with_code(secret, None, keep=secret)


@bp.post("/two-steps/off")
@signed_in()
def turn_off() -> ResponseReturnValue:
    """Give the second step up; only with a code of the phone."""
    staff = _myself()
    if staff.totp_secret is None:
        return redirect(url_for(".second_step"), 303)
    return _with_code(staff.totp_secret, staff.totp_last_step, keep=None)


def _with_code(secret: str, last_step: int | None, *, keep: str | None) -> ResponseReturnValue:
    person, form, now = me(), CodeForm(request.form), clock.now()
    if not form.validate():
        return _draw(form, 422)
    if not signing_in.count_try(person.login, devices.this(), request.remote_addr or "", now=now):
        form.form_errors.append(signing_in.too_often())
        return _draw(form, 429)
    step = two_steps.step_of(secret, form.code.data or "", now=now, last_step=last_step)
    if step is None:
        form.form_errors.append(_("Mã không đúng. Xin xem lại giờ của điện thoại rồi nhập mã mới."))
        return _draw(form, 422)
    kept_step = step if keep else None
    db.write(lambda s: actions.set_two_steps(s, person.id, secret=keep, step=kept_step, by=person.id, now=now))
    session.pop(OFFERED, None)
    return redirect(url_for(".second_step"), 303)


def _draw(form: CodeForm, status: int = 200) -> ResponseReturnValue:
    enrolled = me().two_steps
    secret = None if enrolled else _offered()
    return render_template("admin/accounts/two_steps.html", form=form, enrolled=enrolled, secret=secret), status


def _offered() -> str:
    """Return the secret offered to this browser, the same until it is kept."""
    secret: str = session.setdefault(OFFERED, two_steps.new_secret())
    return secret


def _myself() -> Staff:
    with db.read() as reading:
        staff = queries.staff_by_id(reading, me().id)
    assert staff is not None  # noqa: S101 - staff are never deleted
    return staff


def _problem(form: NewPasswordForm) -> int | None:
    """Return the status of the page to show again; ``None`` when the password may be changed."""
    if not form.validate():
        return 422
    login = me().login
    now = clock.now()
    if not signing_in.count_try(login, devices.this(), request.remote_addr or "", now=now):
        form.form_errors.append(signing_in.too_often())
        return 429
    if signing_in.prove(login, form.current.data or "") is None:
        form.current.errors = [_("Mật khẩu hiện tại không đúng.")]
        return 422
    return None
