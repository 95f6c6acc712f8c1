"""Slips: the runs of a unit, printing one, withdrawing one."""

from typing import Final

from flask import Response, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.paper import places
from admin.paper.forms import PrintForm
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.ground.keys import key as row_key
from kiosk.ground.web import form_tokens
from kiosk.ground.web.errors import Trouble
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.office import queries as office
from kiosk.office.posters import LettersMissingError
from kiosk.office.queries import UnitView
from survey.ballots.tokens import VotingToken
from survey.paper import actions, queries, slip_codes
from survey.paper.actions import InsiderError, NotThereError, PrintedBeforeError, Run
from survey.paper.layout import Slip, TooManyQuestionsError, slips_as_pdf
from survey.paper.wording import slip_form
from survey.questionnaires import queries as questionnaires
from survey.questionnaires.queries import Form

PURPOSE: Final = "paper"
ROLES: Final = ("visit", "open")
sets_up = allow(Permission.SET_UP, of=scopes.unit_id)


@allow(Permission.SET_UP)
def index() -> ResponseReturnValue:
    """List the units for which the reader may print slips; go on where there is one."""
    mine = units_with(Permission.SET_UP)
    with db.read() as session:
        units = [view for view in office.all_units(session, local_day(clock.now())) if view.id in mine]
    units = [view for view in units if view.unit.kind != "organisation"]
    if len(units) == 1:
        return redirect(url_for(".runs", unit_id=units[0].id), 303)
    return render_template("admin/paper/index.html", units=units)


@sets_up
def runs(unit_id: int) -> ResponseReturnValue:
    """List what was printed and what became of it, and offer to print more."""
    return _page(unit_id)


@sets_up
def print_slips(unit_id: int) -> ResponseReturnValue:
    """Make a run and send its only PDF: the codes are on the paper and nowhere else."""
    now = clock.now()
    with db.read() as session:
        unit, offered = _unit(session, unit_id)
    sent = PrintForm(request.form, offered, locale())
    key = _key(unit_id)
    if key is None:
        return _page(unit_id, sent, 422, message=_("Trang này đã mở quá một ngày, chưa in gì. Xin bấm lần nữa."))
    if not sent.validate():
        return _page(unit_id, sent, 422)
    chosen = next(one for one in offered if one.questionnaire.id == sent.form.data)
    codes = slip_codes.fresh(sent.slips.data or 0)
    try:
        content = _pdf(unit, chosen, codes, sent.language.data, int(sent.per_sheet.data))
    except TooManyQuestionsError:
        return _page(
            unit_id, sent, 422, message=_("Phiếu hỏi này dài, không in vừa. Xin chọn ít phiếu hơn trên tờ A4.")
        )
    run = Run(unit_id, chosen.questionnaire.id, codes, me().id)
    try:
        db.write(
            lambda s: actions.print_run(s, run, key=key, now=now, today=local_day(now)),
            replayable=True,
        )
    except PrintedBeforeError:
        said = _("Lần in này đã tải rồi và không tải lại được: mã chỉ có trên giấy. Cần thêm phiếu, xin in lần mới.")
        return _page(unit_id, None, 409, message=said)
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{unit.unit.slug}-phieu.pdf"'
    return answer


@sets_up
def withdraw(unit_id: int, run_id: int) -> ResponseReturnValue:
    """Take no more slips of a run: after it was asked once more, and only by somebody from outside."""
    now = clock.now()
    with db.read() as session:
        unit, _offered = _unit(session, unit_id)
        run = queries.run_of(session, unit_id, row_key(run_id))
        outside = unit_id in places.typist(session, unit_id).outside_of
    if run is None:
        abort(404)
    if not outside:
        raise Trouble(
            403,
            _("Chỉ người ngoài đơn vị mới hủy được phiếu đã in."),
            _("Nếu đơn vị bị đánh giá hủy được phiếu thì hòm phiếu không còn đáng tin. Xin báo quản trị cấp trên."),
        )
    if request.method == "GET":
        return render_template("admin/paper/withdraw.html", unit=unit, unit_name=unit.name(locale()), run=run)
    try:
        db.write(
            lambda s: actions.withdraw(s, unit_id, run.id, by=places.typist(s, unit_id), now=now, today=local_day(now)),
            replayable=True,
        )
    except (InsiderError, NotThereError):
        abort(403)
    flash(_("Đã hủy: những phiếu chưa nhập của lần in này không còn nhận."))
    return redirect(url_for(".runs", unit_id=unit_id), 303)


def _pdf(unit: UnitView, form: Form, codes: list[str], language: str, per_sheet: int) -> bytes:
    settings = current_app.config["SETTINGS"]
    slips = [Slip(slip_codes.grouped(code), f"{settings.base_url}/r/{VotingToken(code).receipt}") for code in codes]
    try:
        today = local_day(clock.now())
        return slips_as_pdf(slip_form(unit, form, language, settings, today), slips, per_sheet)
    except LettersMissingError as error:
        raise Trouble(
            422,
            _("Tên đơn vị hoặc phiếu hỏi có ký tự không in được: %(letters)s", letters=error),
            _("Xin sửa tên rồi in lại. Chưa có phiếu nào được in."),
        ) from error


def _unit(session: Session, unit_id: int) -> tuple[UnitView, list[Form]]:
    today = local_day(clock.now())
    unit = office.unit_on(session, unit_id, today)
    if unit is None or unit.unit.kind == "organisation":
        abort(404)
    offered = (questionnaires.form_for(session, unit_id, role, today) for role in ROLES)
    return unit, [one for one in offered if one is not None]


def _page(unit_id: int, form: PrintForm | None = None, status: int = 200, *, message: str = "") -> Response:
    with db.read() as session:
        unit, offered = _unit(session, unit_id)
        found = queries.counts(session, unit_id, Week.of(local_day(clock.now())))
        outside = unit_id in places.typist(session, unit_id).outside_of
    shown = form if form is not None else PrintForm(None, offered, locale())
    errors: dict[str, list[str]] = {"": [message]} if message else {}
    page = render_template(
        "admin/paper/runs.html",
        unit=unit,
        unit_name=unit.name(locale()),
        runs=found,
        form=shown,
        errors=errors | {name: list(told) for name, told in shown.errors.items() if name},
        token=form_tokens.make(PURPOSE, str(unit_id)),
        outside=outside,
        language=locale(),
    )
    return make_response(page, status)


def _key(unit_id: int) -> str | None:
    try:
        return form_tokens.accept(request.form.get("token", ""), PURPOSE, str(unit_id)).key
    except (FormExpiredError, FormForgedError):
        return None
