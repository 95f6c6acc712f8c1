"""“Bấm giờ tại sảnh”: a monitor times people with the own phone; the unit sees it when it is finished."""

import secrets
from typing import Final

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.accounts import scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, may, me, units_with
from admin.accounts.judged import from_outside
from admin.accounts.roles import Permission
from admin.measures.shown import refuse_practice
from admin.spot_checks import actions, queries, taps, words
from admin.spot_checks.actions import NotOutside, NotTheirs, Over
from admin.spot_checks.models import SpotCheck
from admin.spot_checks.tapping import Mistyped, read
from kiosk.ground import clock, db, text
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

bp = Blueprint("spot_checks", __name__, url_prefix="/admin/spot-checks", template_folder="templates")
bp.before_request(refuse_practice)

DOOR: Final = Door(_l("Bấm giờ tại sảnh"), "spot_checks.index", Permission.SPOT_CHECK)
REMARK_CHARS: Final = 500
KEPT_CHARS: Final = 4000
"""Of a remark that is too long, for whoever shortens it."""
times = allow(Permission.SPOT_CHECK, of=queries.unit_of_check)


@bp.get("/")
@allow(Permission.SPOT_CHECK)
def index() -> ResponseReturnValue:
    """List the halls, and what somebody has not finished."""
    mine = units_with(Permission.SPOT_CHECK)
    with db.read() as session:
        views = [view for view in office.all_units(session, local_day(clock.now())) if view.id in mine]
        going_on = queries.going_on(session, me().id)
        counts = queries.number_of_checks(session, mine)
    halls = [view for view in views if view.unit.kind != "organisation" and not view.unit.is_practice]
    names = {view.id: view.name(locale()) for view in views}
    return render_template(
        "admin/spot_checks/index.html", halls=halls, going_on=going_on, counts=counts, names=names, words=words
    )


@bp.get("/<int:unit_id>")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def of_unit(unit_id: int) -> ResponseReturnValue:
    """List the finished checks in one hall; whoever may and is from outside, begins one."""
    with db.read() as session:
        checks = queries.finished(session, [unit_id])
        people = queries.people_of(session, [one.id for one in checks])
        begins = may(Permission.SPOT_CHECK, unit_id) and from_outside(session, unit_id)
    return render_template(
        "admin/spot_checks/unit.html",
        unit_id=unit_id,
        unit_name=_unit(unit_id).name(locale()),
        checks=checks,
        people=people,
        words=words,
        begins=begins,
        key=secrets.token_hex(16),
    )


@bp.post("/<int:unit_id>")
@allow(Permission.SPOT_CHECK, of=scopes.unit_id)
def begin(unit_id: int) -> ResponseReturnValue:
    """Begin a check in this hall."""
    person, now, key = me(), clock.now(), request.form.get("key", "")[:64]
    try:
        check_id = db.write(lambda s: actions.begin(s, unit_id, person, key=key, now=now).id, replayable=True)
    except NotOutside as error:
        raise _inside() from error
    return redirect(url_for(".hall", check_id=check_id), 303)


@bp.get("/hall/<int:check_id>")
@times
def hall(check_id: int) -> ResponseReturnValue:
    """Show who waits, with large buttons; only to whoever began the check."""
    check = _check(check_id)
    if check.staff_id != me().id:
        abort(404)
    if check.ended_at is not None:
        return redirect(url_for(".check", check_id=check_id), 303)
    return _draw(check)


@bp.post("/hall/<int:check_id>")
@times
def tap(check_id: int) -> ResponseReturnValue:
    """Write one tap down; the script gets the page at once, a browser without it is sent back there."""
    wish = read(request.form)
    if wish is None:
        abort(400)
    if isinstance(wish, Mistyped):
        return _draw(_check(check_id, own=True), trouble=str(words.NO_NUMBER), mistyped=wish, status=422)
    by, now = me().id, clock.now()
    try:
        db.write(lambda s: wish.do(s, check_id, by, now), replayable=True)
    except NotTheirs:
        abort(404)
    except Over:
        return redirect(url_for(".check", check_id=check_id), 303)
    if "X-Script" in request.headers:
        return _draw(_check(check_id))
    return redirect(url_for(".hall", check_id=check_id), 303)


@bp.post("/hall/<int:check_id>/finish")
@times
def finish(check_id: int) -> ResponseReturnValue:
    """End the check, with a remark; from now on the unit sees it."""
    by, now = me().id, clock.now()
    typed = text.clean(request.form.get("remark", "")[:KEPT_CHARS], max_chars=4 * KEPT_CHARS, multiline=True)
    if len(typed) > REMARK_CHARS:
        said = _("Xin viết ngắn hơn: nhiều nhất %(count)s ký tự.", count=REMARK_CHARS)
        return _draw(_check(check_id, own=True), trouble=said, remark=typed, status=422)
    remark = text.mask_personal(typed)
    try:
        db.write(lambda s: actions.finish(s, check_id, by, remark=remark, now=now), replayable=True)
    except NotTheirs:
        abort(404)
    except NotOutside as error:
        raise _inside() from error
    flash(_("Đã kết thúc lần bấm giờ. Đơn vị xem được từ bây giờ."))
    return redirect(url_for(".check", check_id=check_id), 303)


@bp.get("/checks/<int:check_id>")
@allow(Permission.SEE_REPORTS, of=queries.unit_of_check)
def check(check_id: int) -> ResponseReturnValue:
    """Show a finished check: to monitors from outside beside the log, to the unit the people one by one."""
    found = _check(check_id)
    if found.ended_at is None:
        abort(404)
    with db.read() as session:
        beside_log = may(Permission.SEE_SIGNALS, found.unit_id) and from_outside(session, found.unit_id)
        seen = queries.sightings(session, [found])
    return render_template(
        "admin/spot_checks/check.html",
        unit_name=_unit(found.unit_id).name(locale()),
        check=found,
        beside_log=beside_log,
        head=words.head(beside_log=beside_log),
        rows=[words.row(one, beside_log=beside_log) for one in seen],
        words=words,
    )


def _draw(
    check: SpotCheck,
    *,
    trouble: str = "",
    remark: str | None = None,
    mistyped: Mistyped | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    now = clock.now()
    with db.read() as session:
        people = queries.people_of(session, [check.id])[check.id]
    last = taps.last(people)
    page = render_template(
        "admin/spot_checks/hall.html",
        unit_name=_unit(check.unit_id).name(locale()),
        check=check,
        waiting=[one for one in people if one.waits],
        gone=[one for one in reversed(people) if not one.waits],
        last=last if last and last.may_go(now) else None,
        key=secrets.token_hex(16),
        trouble=trouble,
        remark=remark,
        mistyped=mistyped,
        words=words,
        desk_nav=(),  # the screen of a phone is for who waits
    )
    return make_response(page, status)


def _check(check_id: int, *, own: bool = False) -> SpotCheck:
    with db.read() as session:
        found = queries.check(session, check_id)
    if found is None or (own and found.staff_id != me().id):
        abort(404)
    return found


def _unit(unit_id: int) -> UnitView:
    with db.read() as session:
        return office.unit_on(session, unit_id, local_day(clock.now())) or abort(404)


def _inside() -> Trouble:
    happened = _("Ông/Bà đang giữ một vai trò trong đơn vị này nên không bấm giờ ở đây được.")
    return Trouble(403, happened, _("Xin để một người giám sát khác làm."))
