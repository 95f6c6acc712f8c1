"""“Ghi tay”: sheets to print, the grid to type them in, the list of what was typed in, and taking a sheet back."""

from datetime import date
from typing import Final

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.tally import actions, forms, queries, words
from admin.tally.actions import PageTakenError, Sheet
from admin.tally.forms import Grid, TakeBackForm
from admin.tally.models import TallySheet
from admin.tally.rows import FIELDS
from kiosk.ground import clock, db, text
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens
from kiosk.ground.web.errors import Trouble
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError, FormToken
from kiosk.office import entries
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup
from kiosk.office.posters import LettersMissingError
from kiosk.office.queries import UnitView
from kiosk.office.tally_sheet import tally_as_pdf

bp = Blueprint("tally", __name__, url_prefix="/admin/tally", template_folder="templates")
DOOR: Final = Door(_l("Ghi tay"), "tally.index", Permission.RECEIVE)
PURPOSE: Final = "tally"
MOST_PRINTED: Final = 20
receives = allow(Permission.RECEIVE, of=scopes.unit_id)


@bp.get("/")
@allow(Permission.RECEIVE)
def index() -> ResponseReturnValue:
    """List the units where the reader may type sheets in; go on where there is one."""
    mine = units_with(Permission.RECEIVE)
    with db.read() as session:
        units = [view for view in office.all_units(session, local_day(clock.now())) if _tallies(view, mine)]
    if len(units) == 1:
        return redirect(url_for(".sheets", unit_id=units[0].id), 303)
    return render_template("admin/tally/index.html", units=units)


@bp.get("/<int:unit_id>")
@receives
def sheets(unit_id: int) -> ResponseReturnValue:
    """List what was typed in, and offer the sheets to print."""
    with db.read() as session:
        unit, _groups = _unit(session, unit_id)
        found = queries.sheets_of(session, unit_id)
        names = queries.names(session, {sheet.staff_id for sheet in found})
    return render_template(
        "admin/tally/sheets.html",
        unit=unit,
        unit_name=unit.name(locale()),
        sheets=found,
        names=names,
        words=words,
        most=MOST_PRINTED,
    )


@bp.get("/<int:unit_id>/sheet.pdf")
@receives
def paper(unit_id: int) -> ResponseReturnValue:
    """Send sheets to print, ``?pages=5`` and ``&day=2026-11-16`` where the day is to stand on them."""
    pages = request.args.get("pages", 1, type=int)
    day = entries.day(request.args.get("day", ""))
    with db.read() as session:
        unit, groups = _unit(session, unit_id)
    try:
        content = tally_as_pdf(words.sheet_of(unit, groups, day), min(max(pages, 1), MOST_PRINTED))
    except LettersMissingError as error:
        raise Trouble(
            422,
            _("Tên đơn vị hoặc tên việc có ký tự không in được: %(letters)s", letters=error),
            _("Xin nhờ quản trị viên sửa tên rồi tải lại."),
        ) from error
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{unit.unit.slug}-tally.pdf"'
    return response


@bp.get("/<int:unit_id>/new")
@receives
def ask(unit_id: int) -> ResponseReturnValue:
    """Show an empty grid, for today or ``?day=`` and ``?page=``."""
    now = clock.now()
    with db.read() as session:
        unit, groups = _unit(session, unit_id)
    day = entries.day(request.args.get("day", "")) or local_day(now)
    return _grid(unit, groups, forms.empty(day, request.args.get("page", 1, type=int)))


@bp.post("/<int:unit_id>/new")
@receives
def enter(unit_id: int) -> ResponseReturnValue:
    """Store a whole sheet, or nothing; ``act=check`` only looks."""
    now, staff_id = clock.now(), me().id
    with db.read() as session:
        unit, groups = _unit(session, unit_id)
    grid = forms.read_grid(request.form, {group.prefix: group.id for group in groups}, now=now)
    token = _token(unit_id)
    if token is None:
        grid.errors = {"": [_("Trang này đã mở quá một ngày, chưa lưu gì. Xin bấm lưu lần nữa.")], **grid.errors}
    if token is None or grid.errors or grid.day is None:
        return _grid(unit, groups, grid, 422, keep=token is not None)
    if request.form.get("act") != "save":
        return _grid(unit, groups, grid, 422, keep=True, checked=True)  # nothing was stored
    sheet, key = Sheet(unit_id, grid.day, grid.page, grid.rows, staff_id), token.key
    try:
        done = db.write(lambda session: actions.enter(session, sheet, key=key, now=now), replayable=True)
    except PageTakenError as error:
        said = _(
            "Trang %(page)s ngày %(day)s đã được nhập rồi (%(count)s dòng).", **_named(grid.day, grid.page, error.lines)
        )
        grid.errors["page"] = [said]
        return _grid(unit, groups, grid, 409, keep=True)
    flash(_("Đã lưu trang %(page)s ngày %(day)s: %(count)s dòng.", **_about(done)))
    return redirect(url_for(".sheets", unit_id=unit_id), 303)


@bp.route("/<int:unit_id>/sheets/<int:sheet_id>/take-back", methods=["GET", "POST"])
@receives
def take_back(unit_id: int, sheet_id: int) -> ResponseReturnValue:
    """Take a wrong sheet out of all figures, with a reason."""
    now, staff_id, form = clock.now(), me().id, TakeBackForm(request.form)
    with db.read() as session:
        unit, _groups = _unit(session, unit_id)
        sheet = next((one for one in queries.sheets_of(session, unit_id) if one.id == sheet_id), None)
    if sheet is None:
        abort(404)
    if request.method == "GET" or not form.validate():
        page = render_template(
            "admin/tally/take_back.html", unit=unit, unit_name=unit.name(locale()), sheet=sheet, form=form, words=words
        )
        return make_response(page, 200 if request.method == "GET" else 422)
    reason = text.mask_personal(form.reason.data or "")
    done = db.write(
        lambda s: actions.take_back(s, unit_id, sheet_id, reason, staff_id=staff_id, now=now), replayable=True
    )
    flash(_("Đã thu hồi trang %(page)s ngày %(day)s: %(count)s dòng không còn tính.", **_about(done)))
    return redirect(url_for(".sheets", unit_id=unit_id), 303)


def _unit(session: Session, unit_id: int) -> tuple[UnitView, list[ServiceGroup]]:
    unit = office.unit_on(session, unit_id, local_day(clock.now()))
    if unit is None or not _tallies(unit, {unit_id}):
        abort(404)
    return unit, office.groups_of(session, unit_id)


def _tallies(view: UnitView, mine: frozenset[int] | set[int]) -> bool:
    return view.id in mine and view.unit.kind != "organisation"


def _token(unit_id: int) -> FormToken | None:
    try:
        return form_tokens.accept(request.form.get("token", ""), PURPOSE, str(unit_id))
    except (FormExpiredError, FormForgedError):
        return None


def _grid(
    unit: UnitView,
    groups: list[ServiceGroup],
    grid: Grid,
    status: int = 200,
    *,
    keep: bool = False,
    checked: bool = False,
) -> Response:
    """Draw the grid; *keep* its one-time key, so that a sheet that was stored after all is not stored twice."""
    token = request.form["token"] if keep else form_tokens.make(PURPOSE, str(unit.id))
    page = render_template(
        "admin/tally/grid.html",
        unit=unit,
        unit_name=unit.name(locale()),
        groups=groups,
        grid=grid,
        fields=[name for name in FIELDS if name != "started" or not unit.unit.start_with_call],
        words=words,
        token=token,
        checked=checked,
    )
    return make_response(page, status)


def _about(sheet: TallySheet) -> dict[str, str | int]:
    return _named(sheet.day, sheet.page, sheet.lines)


def _named(day: date, page: int, lines: int) -> dict[str, str | int]:
    return {"page": page, "day": words.day_name(day), "count": lines}
