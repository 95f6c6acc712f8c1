"""Several periods as one: when people come and wait in the week, how waits are spread, and the charts of both."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, kept_answers, map_wording
from admin.charts.map_texts import Show
from admin.charts.sheet import Shape
from admin.measures import rush_wording, spread_wording
from admin.measures.periods import Period, PeriodKind
from admin.pilot import queries
from admin.pilot.models import EventKind
from admin.reports import asked, period_tables, span_charts, span_tables
from admin.reports.figure_views import Choosing, around, choices_of
from admin.reports.filters import Filters
from admin.reports.spans import RushReport, WaitsReport, read_rush, read_waits
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office

BACK_WEEKS: Final = 26
RUSH_WEEKS: Final = 8
FEW_SINCE: Final = 2
ASKED: Final = ("kind", "until", "back", "from", "to")


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
    return around("admin/reports/rush.html", unit_id, _rush_part(unit_id))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def waits(unit_id: int) -> ResponseReturnValue:
    """Show how the waits are spread, at which work people wait, and what they said themselves."""
    return around("admin/reports/waits.html", unit_id, _waits_part(unit_id))


@kept_answers.part("reports.rush", *ASKED, "show")
def _rush_part(unit_id: int) -> str:
    show = _show()
    with db.read() as session:
        wanted = _asked_of_rush(session, unit_id)
        report = _rush(session, unit_id, wanted)
    if report is None:
        return render_template("admin/reports/rush_part.html", report=None)
    table = span_tables.rush_table(report.rush, counters=report.tells_counters)
    return render_template(
        "admin/reports/rush_part.html",
        **wanted.page,
        report=report,
        sentence=rush_wording.sentence(report.rush, report.finding, span_charts.days(report)),
        more=rush_wording.more(report.finding) if report.finding else None,
        table=table,
        about=table.about,
        maps={one: heading for one, heading in map_wording.map_headings().items() if one in _maps(report)},
        show=show,
        version=answers.version(report.rush, report.targets),
    )


@kept_answers.part("reports.waits", *ASKED)
def _waits_part(unit_id: int) -> str:
    with db.read() as session:
        wanted = _asked(session, unit_id)
        report = _waits(session, unit_id, wanted)
    if report is None:
        return render_template("admin/reports/waits_part.html", report=None)
    tables = {
        "spread": [span_tables.spread_table(report.spread)],
        "groups": [span_tables.group_table(report.groups), span_tables.series_table(report.groups, report.periods)],
        "reported": [period_tables.reported(line) for line in report.reported],
    }
    return render_template(
        "admin/reports/waits_part.html",
        **wanted.page,
        report=report,
        sentences={
            "spread": spread_wording.spread_sentence(report.spread),
            "groups": spread_wording.group_sentence(report.groups),
            "reported": spread_wording.reported_sentence(report.reported),
        },
        tables=tables,
        about={name for some in tables.values() for table in some for name in table.about},
        version=answers.version(report.spread, report.groups, report.reported, report.periods, report.targets),
    )


def _drawing(name: str, kind: str, draw: Callable[[int, Shape], bytes]) -> Callable[[int], ResponseReturnValue]:
    """Return the view that draws the chart *name*, kept until the data change; a chart of nothing is not found."""

    @kept_answers.picture(f"reports.{name}_{kind}", kind, *ASKED, "show", "narrow")
    def view(unit_id: int) -> ResponseReturnValue:
        return draw(unit_id, answers.wanted(kind))

    view.__name__ = f"{name}_{kind}"
    return allow(Permission.SEE_REPORTS, of=scopes.unit_id)(view)


def _draw_rush(unit_id: int, shape: Shape) -> bytes:
    """Draw the maps of the week: all three side by side, on a phone one."""
    show = _show()
    with db.read() as session:
        report = _rush(session, unit_id, _asked_of_rush(session, unit_id)) or abort(404)
    maps = _maps(report)
    return span_charts.rush(report, [show if show in maps else Show.WAITS] if shape.narrow else maps, shape)


def _maps(report: RushReport) -> list[Show]:
    """Return what there is a map of."""
    return [show for show in Show if report.tells_counters or show is not Show.COUNTERS]


def _draw_waits(draw: Callable[[WaitsReport, Shape], bytes], unit_id: int, shape: Shape) -> bytes:
    """Draw one of the three charts of waits."""
    with db.read() as session:
        report = _waits(session, unit_id, _asked(session, unit_id)) or abort(404)
    return draw(report, shape)


CHARTS: Final = tuple(
    (f"/<int:unit_id>/{name}.{kind}", _drawing(name, kind, draw))
    for name, draw in (
        ("rush", _draw_rush),
        ("spread", partial(_draw_waits, span_charts.spread)),
        ("groups", partial(_draw_waits, span_charts.groups)),
        ("reported", partial(_draw_waits, span_charts.reported)),
    )
    for kind in ("svg", "png")
)
"""The address of each chart and its view."""


def _asked(session: Session, unit_id: int) -> Asked:
    """Return what the address asks for: 26 weeks, unless it says otherwise."""
    whole = asked.filters()
    filters = Filters(kind=whole.kind, until=whole.until, back=whole.back)
    if filters.kind is PeriodKind.WEEK and not request.args.get("back", "").strip():
        filters = replace(filters, back=BACK_WEEKS)
    choosing = choices_of(session, unit_id, local_day(clock.now()))
    return Asked(choosing, filters, choosing.periods(filters))


def _asked_of_rush(session: Session, unit_id: int) -> Asked:
    """Return the same, but eight weeks, and of these only those since the last change: hours of before would mislead.

    Where hardly a whole week has passed since, all eight.
    """
    wanted = _asked(session, unit_id)
    if wanted.filters.kind is not PeriodKind.WEEK or request.args.get("back", "").strip():
        return wanted
    lately = wanted.periods[-RUSH_WEEKS:]
    below = office.descent(session).ever_below(unit_id, local_day(clock.now()))
    marks = queries.events(session, below, lately[0].first, lately[-1].last) if lately else []
    changes = [mark.day for mark in marks if mark.kind == EventKind.INTERVENTION and mark.day >= lately[0].first]
    since = tuple(period for period in lately if period.first >= max(changes, default=period.first))
    chosen = since if len(since) >= FEW_SINCE else lately
    return Asked(wanted.choosing, replace(wanted.filters, back=len(chosen) or RUSH_WEEKS), chosen)


def _rush(session: Session, unit_id: int, wanted: Asked) -> RushReport | None:
    now = clock.now().replace(second=0, microsecond=0)  # so that a chart drawn now holds for a minute
    return read_rush(session, unit_id, wanted.periods, today=local_day(now), now=now) if wanted.periods else None


def _waits(session: Session, unit_id: int, wanted: Asked) -> WaitsReport | None:
    today = local_day(clock.now())
    return read_waits(session, unit_id, wanted.periods, today=today) if wanted.periods else None


def _show() -> Show | None:
    text = request.args.get("show", "").strip()
    try:
        return Show(text) if text else None
    except ValueError as error:
        raise Trouble(422, _("Không có bản đồ này."), _("Xin chọn lại trong trang.")) from error
