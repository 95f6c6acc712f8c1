"""The figures of a unit: as many periods as one likes, and everything about one of them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import kept_answers
from admin.measures import caution_wording, queries, wording
from admin.measures.cautions import cautions
from admin.measures.enough import FEW
from admin.measures.period_wording import period_name
from admin.measures.periods import Period, PeriodKind
from admin.measures.shown import unit_shown
from admin.reports import asked, exploring, figure_queries, figure_tables, period_tables
from admin.reports.definitions import DEFINITIONS
from admin.reports.figure_tables import Head, Line, Table
from admin.reports.figure_words import BREAKDOWNS, Names, ends, fields
from admin.reports.filters import Filters, UnreadableError, days_shown, neighbour
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.office import priority_queries
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

ASKED: Final = ("kind", "until", "from", "to", "back", "by", "group", "class", "channel", "respondent")
TITLE_ENDS: Final = Markup("<!-- title -->")
"""What stands in the kept part before it is the title of the page."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What there is to choose from for one unit.

    Attributes:
        span: Days of the first and the latest visit; ``None`` before the first.
        latest: The day whose periods are shown unless others are asked for: of the last week that says something.
        days: First and last day of which single days may be shown; ``None``: of none.
    """

    unit: UnitView
    names: Names
    span: tuple[date, date] | None
    latest: date
    days: tuple[date, date] | None

    def periods(self, filters: Filters) -> tuple[Period, ...]:
        """Return the periods asked for, oldest first; none before the first visit."""
        try:
            return filters.periods(self.latest, days=self.days) if self.span else ()
        except UnreadableError as error:
            raise asked.refusal(error) from error

    def page(self, filters: Filters, periods: tuple[Period, ...]) -> dict[str, Any]:
        """Return what the form and the heading of both pages show."""
        last = periods[-1] if periods else None
        span = self.days if filters.kind is PeriodKind.DAY else self.span
        return {
            "unit": self.unit,
            "unit_name": self.unit.name(locale()),
            "unit_sample": self.unit.unit.is_demo,
            "filters": filters,
            "fields": fields(filters, self.names, self.days),
            "ends": ends(filters, last, *span) if last and span else None,
            "periods": periods,
            "last": last,
            "period_name": period_name,
            "wording": wording,
            "definitions": DEFINITIONS,
        }


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def figures(unit_id: int) -> ResponseReturnValue:
    """Show periods side by side, whole or broken down."""
    return around("admin/reports/figures.html", unit_id, _figures_part(unit_id))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def period(unit_id: int) -> ResponseReturnValue:
    """Show everything about one period."""
    title, _mark, part = _period_part(unit_id).partition(TITLE_ENDS)
    return around("admin/reports/period.html", unit_id, part, title=title)


def around(template: str, unit_id: int, part: Markup, **more: Markup) -> ResponseReturnValue:
    """Return the page around what is the same for everybody who may open it."""
    unit = unit_shown(unit_id)
    return render_template(
        template,
        part=part,
        unit_name=unit.name(locale()) if unit else "",
        unit_sample=unit.unit.is_demo if unit else False,
        **more,
    )


@kept_answers.part("reports.figures", *ASKED)
def _figures_part(unit_id: int) -> str:
    filters, today = asked.filters(), local_day(clock.now())
    with db.read() as session:
        choosing = choices_of(session, unit_id, today)
        periods = choosing.periods(filters)
        found = exploring.explore(session, unit_id, filters, periods, today=today)
    lines = [_line(part, unit_id, filters, choosing.names) for part in found.parts]
    names = [Head(str(_("Kỳ"))), *([Head(str(BREAKDOWNS[filters.by]))] if filters.by else [])]
    tables = [build(names, lines) for build in figure_tables.PERIOD_TABLES]
    shown = choosing.page(filters, periods)
    return render_template("admin/reports/figures_part.html", **shown, tables=tables, about=_about(tables))


@kept_answers.part("reports.period", *ASKED)
def _period_part(unit_id: int) -> str:
    filters, today = asked.filters(), local_day(clock.now())
    with db.read() as session:
        choosing = choices_of(session, unit_id, today)
        periods = choosing.periods(replace(filters, back=1))
        found = exploring.examine(session, unit_id, filters, periods[0], today=today) if periods else None
    shown = choosing.page(filters, periods) | {"title_ends": TITLE_ENDS}
    if found is None:
        return render_template("admin/reports/period_part.html", **shown, found=None, tables=[], about=set())
    tables = period_tables.tables(found)
    if filters.by:
        heads = [Head(str(BREAKDOWNS[filters.by]))]
        parts = [Line((choosing.names.part(filters.by, part.key),), part.figures) for part in found.parts]
        broken_down = [build(heads, parts) for build in figure_tables.PERIOD_TABLES]
        tables += [one._replace(caption=f"{one.caption} – {BREAKDOWNS[filters.by]}") for one in broken_down]
    return render_template(
        "admin/reports/period_part.html",
        **shown,
        found=found,
        figures=found.figures,
        beside=caution_wording.with_headline(found.figures),
        further=caution_wording.further(cautions(found.figures, found.before)),
        tables=tables,
        about=_about(tables),
        words=period_tables,
        near=[neighbour(found.period, -1), neighbour(found.period, 1)],
    )


def choices_of(session: Session, unit_id: int, today: date) -> Choosing:
    """Return what there is to choose from for *unit_id*; raises ``LookupError`` where there is no such unit."""
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    ever = office.descent(session).ever_below(unit_id, today)
    classes = priority_queries.every(session)
    units = {view.id: view.name(locale()) for view in office.all_units(session, today)}
    names = Names.of(figure_queries.groups(session, ever), classes, units)
    span, telling = figure_queries.span(session, ever), queries.last_telling_week(session, ever, FEW)
    latest = span[1] if span else today
    latest = min(latest, telling.sunday) if telling else latest
    return Choosing(unit, names, span, latest, days_shown(unit.unit.pilot_since, today))


def _line(part: exploring.Part, unit_id: int, filters: Filters, names: Names) -> Line:
    address = url_for(".period", unit_id=unit_id, **filters.at(part.period).address)
    link = Markup('<a href="{}">{}</a>').format(address, period_name(part.period))
    return Line((link, names.part(filters.by, part.key)) if filters.by else (link,), part.figures)


def _about(tables: list[Table]) -> set[str]:
    return {name for table in tables for name in table.about}
