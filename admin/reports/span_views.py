"""Several periods as one: when people come and wait in the week, how waits are spread, and the charts of both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, map_wording
from admin.charts.map_texts import Show
from admin.charts.sheet import Shape
from admin.measures import rush_wording, spread_wording
from admin.measures.periods import Period, PeriodKind
from admin.reports import asked, period_tables, span_charts, span_tables
from admin.reports.figure_views import Choosing, choices_of
from admin.reports.filters import Filters
from admin.reports.spans import RushReport, WaitsReport, read_rush, read_waits
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web.errors import Trouble

BACK_WEEKS: Final = 26
OF_WAITS: Final[Mapping[str, Callable[[WaitsReport, Shape], bytes]]] = {
    "spread": span_charts.spread,
    "groups": span_charts.groups,
    "reported": span_charts.reported,
}
RUSH: Final = "rush"
KINDS: Final = ("svg", "png")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; no *periods* before the first visit."""

    choosing: Choosing
    filters: Filters
    periods: tuple[Period, ...]

    @property
    def page(self) -> dict[str, Any]:
        """What both pages show around their charts."""
        return self.choosing.page(self.filters, self.periods) | {"address": self.filters.address}


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def rush(unit_id: int) -> ResponseReturnValue:
    """Show the week by half hours: who comes, how long they wait, how many counters are open."""
    show = _show()
    with db.read() as session:
        wanted = _asked(session, unit_id)
        report = _rush(session, unit_id, wanted)
    if report is None:
        return render_template("admin/reports/rush.html", **wanted.page, report=None)
    table = span_tables.rush_table(report.rush)
    return render_template(
        "admin/reports/rush.html",
        **wanted.page,
        report=report,
        sentence=rush_wording.sentence(report.rush, report.finding),
        more=rush_wording.more(report.finding) if report.finding else None,
        table=table,
        about=table.about,
        maps=map_wording.map_headings(),
        show=show,
        version=_rush_version(report),
    )


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def waits(unit_id: int) -> ResponseReturnValue:
    """Show how the waits are spread, at which work people wait, and what they said themselves."""
    with db.read() as session:
        wanted = _asked(session, unit_id)
        report = _waits(session, unit_id, wanted)
    if report is None:
        return render_template("admin/reports/waits.html", **wanted.page, report=None)
    tables = {
        "spread": [span_tables.spread_table(report.spread)],
        "groups": [span_tables.group_table(report.groups), span_tables.series_table(report.groups, report.periods)],
        "reported": [period_tables.reported(line) for line in report.reported],
    }
    return render_template(
        "admin/reports/waits.html",
        **wanted.page,
        report=report,
        sentences={
            "spread": spread_wording.spread_sentence(report.spread),
            "groups": spread_wording.group_sentence(report.groups),
            "reported": spread_wording.reported_sentence(report.reported),
        },
        tables=tables,
        about={name for some in tables.values() for table in some for name in table.about},
        version=_waits_version(report),
    )


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def chart_of_span(unit_id: int, filename: str) -> ResponseReturnValue:
    """Draw one chart of the two pages, such as ``rush.svg`` or ``spread.png``; ``narrow`` asks for a phone's."""
    name, _dot, kind = filename.partition(".")
    if kind not in KINDS or name not in (RUSH, *OF_WAITS):
        abort(404)
    shape = answers.wanted(kind)
    return _rush_chart(unit_id, shape) if name == RUSH else _waits_chart(unit_id, name, shape)


def _rush_chart(unit_id: int, shape: Shape) -> ResponseReturnValue:
    """Draw the maps of the week: all three side by side, on a phone one."""
    show = _show()
    with db.read() as session:
        report = _rush(session, unit_id, _asked(session, unit_id))
    if report is None:
        abort(404)
    shows = [show or Show.WAITS] if shape.narrow else list(Show)
    key = "-".join([RUSH, *shows])
    return answers.picture(key, _rush_version(report), shape, lambda one: span_charts.rush(report, shows, one))


def _waits_chart(unit_id: int, name: str, shape: Shape) -> ResponseReturnValue:
    with db.read() as session:
        report = _waits(session, unit_id, _asked(session, unit_id))
    if report is None:
        abort(404)
    return answers.picture(name, _waits_version(report), shape, lambda one: OF_WAITS[name](report, one))


def _asked(session: Session, unit_id: int) -> Asked:
    """Return what the address asks for: 26 weeks, unless it says otherwise."""
    whole = asked.filters()
    filters = Filters(kind=whole.kind, until=whole.until, back=whole.back)
    if filters.kind is PeriodKind.WEEK and not request.args.get("back", "").strip():
        filters = replace(filters, back=BACK_WEEKS)
    choosing = choices_of(session, unit_id, local_day(clock.now()))
    return Asked(choosing, filters, choosing.periods(filters))


def _rush(session: Session, unit_id: int, wanted: Asked) -> RushReport | None:
    now = clock.now().replace(second=0, microsecond=0)  # so that a chart drawn now holds for a minute
    return read_rush(session, unit_id, wanted.periods, today=local_day(now), now=now) if wanted.periods else None


def _waits(session: Session, unit_id: int, wanted: Asked) -> WaitsReport | None:
    today = local_day(clock.now())
    return read_waits(session, unit_id, wanted.periods, today=today) if wanted.periods else None


def _rush_version(report: RushReport) -> str:
    return answers.version(report.rush, report.targets, report.unit.unit.is_demo)


def _waits_version(report: WaitsReport) -> str:
    shown = (report.spread, report.groups, report.reported, report.periods, report.targets)
    return answers.version(shown, report.unit.unit.is_demo)


def _show() -> Show | None:
    text = request.args.get("show", "").strip()
    try:
        return Show(text) if text else None
    except ValueError as error:
        raise Trouble(422, _("Không có bản đồ này."), _("Xin chọn lại trong trang.")) from error
