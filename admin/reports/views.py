"""The weekly page: a sentence, the chart, the table, and the same numbers to take away."""

import hashlib
from collections.abc import Callable

from flask import Blueprint, Response, make_response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.accounts import scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.charts import weekly_chart as charts
from admin.charts import wording as chart_wording
from admin.charts.drawings import Drawings
from admin.measures import weekly as reports
from admin.measures import wording
from admin.measures.finding import finding
from admin.measures.weekly import WeeklyReport
from admin.reports import ballot_wording, fairness_queries, fairness_wording
from admin.reports.sheets import weekly_csv
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office
from kiosk.office.models import Unit
from survey.ballots import queries as ballots

bp = Blueprint("reports", __name__, template_folder="templates", url_prefix="/admin/reports")
DOOR = Door(_l("Báo cáo tuần"), "reports.index", Permission.SEE_REPORTS)
KEPT = Drawings(64)


@bp.before_request
def refuse_practice() -> None:
    """Show no figures of a unit for practice, on any page."""
    unit_id = (request.view_args or {}).get("unit_id")
    with db.read() as session:
        unit = session.get(Unit, unit_id) if unit_id in units_with(Permission.SEE_REPORTS) else None
    if unit is not None and unit.is_practice:
        raise Trouble(404, _("Đơn vị tập dùng không có số liệu."), _("Xin xem báo cáo của đơn vị thật."))


@bp.get("/")
@allow(Permission.SEE_REPORTS)
def index() -> ResponseReturnValue:
    """List the units whose weeks this person may see, pilot units first."""
    today = local_day(clock.now())
    mine = units_with(Permission.SEE_REPORTS)
    with db.read() as session:
        views = office.all_units(session, today)
    units = [unit for unit in views if unit.id in mine and not unit.unit.is_practice]
    units.sort(key=lambda unit: (not unit.unit.pilot, unit.name(locale())))
    return render_template("admin/reports/index.html", units=units, language=locale())


@bp.get("/<int:unit_id>/weekly")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def weekly(unit_id: int) -> ResponseReturnValue:
    """Show 26 weeks of waiting and satisfaction of a unit and everything below it."""
    report = _report(unit_id)
    found = finding(report.figures) if report.figures else None
    return render_template(
        "admin/reports/weekly.html",
        report=report,
        unit_name=report.unit.name(locale()),
        unit_sample=report.unit.unit.is_demo,
        finding=found,
        sentence=wording.sentence(found) if found else None,
        last=report.figures[-1] if report.figures else None,
        head=wording.head(),
        rows=wording.table(report.figures),
        ballots_head=ballot_wording.head(),
        ballots=ballot_wording.table(report.scores, report.kiosk),
        wording=wording,
        version=_tag(report),
        may_read_comments=unit_id in units_with(Permission.SEE_COMMENTS),
    )


@bp.get("/<int:unit_id>/weekly.svg")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart(unit_id: int) -> ResponseReturnValue:
    """Draw the chart for the page; with ``narrow`` for a phone."""
    narrow = "narrow" in request.args
    return _picture(
        unit_id, "image/svg+xml", "narrow-svg" if narrow else "svg", lambda report: _svg(report, narrow=narrow)
    )


@bp.get("/<int:unit_id>/weekly.png")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart_png(unit_id: int) -> ResponseReturnValue:
    """Draw the same chart to send on."""
    return _picture(unit_id, "image/png", "png", _png)


@bp.get("/<int:unit_id>/weekly.csv")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def sheet(unit_id: int) -> ResponseReturnValue:
    """Give the same numbers as a sheet."""
    report = _report(unit_id)
    unit = report.unit
    lines = weekly_csv(report.figures, report.scores, report.kiosk, unit=unit.name("vi"), sample=unit.unit.is_demo)
    response = Response(stream_with_context(lines), mimetype="text/csv")
    name = f"{unit.unit.slug}-{report.until or 'empty'}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.get("/<int:unit_id>/fairness")
@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def fairness(unit_id: int) -> ResponseReturnValue:
    """Show waits by class, and who was called after somebody who came later."""
    with db.read() as session:
        report = fairness_queries.read(session, unit_id, until=_until(), today=local_day(clock.now()))
    return render_template(
        "admin/reports/fairness.html",
        report=report,
        unit_name=report.unit.name(locale()),
        unit_sample=report.unit.unit.is_demo,
        words=fairness_wording,
    )


@bp.get("/<int:unit_id>/comments")
@allow(Permission.SEE_COMMENTS, of=scopes.unit_id)
def comments(unit_id: int) -> ResponseReturnValue:
    """Show the sealed comments of a unit and everything below it; nobody knows whose they are."""
    today = local_day(clock.now())
    with db.read() as session:
        unit = office.unit_on(session, unit_id, today)
        found = ballots.comments(session, sorted(office.subtree_ids(session, [unit_id], today)))
    return render_template(
        "admin/reports/comments.html",
        unit=unit,
        unit_name=unit.name(locale()) if unit else "",
        unit_sample=unit.unit.is_demo if unit else False,
        comments=[(wording.week_name(Week.parse(row.until_week)), row) for row in found],
    )


def _report(unit_id: int) -> WeeklyReport:
    with db.read() as session:
        return reports.read(session, unit_id, until=_until(), today=local_day(clock.now()))


def _until() -> Week | None:
    text = request.args.get("until", "").strip()
    if not text:
        return None
    try:
        return Week.parse(text)
    except ValueError as error:
        raise Trouble(422, _("Tuần phải viết như 2026-W47."), _("Xin sửa địa chỉ hoặc chọn lại tuần.")) from error


def _picture(unit_id: int, mimetype: str, kind: str, draw: Callable[[WeeklyReport], bytes]) -> ResponseReturnValue:
    report = _report(unit_id)
    tag = f"{_tag(report)}-{kind}"
    response = make_response()
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.content_type = mimetype
    if response.make_conditional(request).status_code == 200:
        response.set_data(KEPT.get(tag, lambda: draw(report)))
    return response


def _tag(report: WeeklyReport) -> str:
    """Name what is drawn: the numbers themselves, since no count of events tells that a late one was committed."""
    drawn = (report.figures, report.scores, report.kiosk, report.unit.unit.is_demo, locale())
    return hashlib.sha256(repr(drawn).encode()).hexdigest()[:24]


def _svg(report: WeeklyReport, *, narrow: bool) -> bytes:
    texts, sample = chart_wording.chart_texts(report.figures), report.unit.unit.is_demo
    return charts.weekly_chart(report.figures, report.scores, report.kiosk, texts=texts, sample=sample, narrow=narrow)


def _png(report: WeeklyReport) -> bytes:
    texts, sample = chart_wording.chart_texts(report.figures), report.unit.unit.is_demo
    return charts.weekly_chart_png(report.figures, report.scores, report.kiosk, texts=texts, sample=sample)
