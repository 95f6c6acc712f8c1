"""The weekly page: a sentence, the chart, the table, and the same numbers to take away."""

from typing import Final

from flask import Response, render_template, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from admin.accounts import scopes
from admin.accounts.guard import allow, may
from admin.accounts.roles import Permission
from admin.charts import answers, aside, kept_answers
from admin.charts import wording as chart_wording
from admin.charts.sheet import Shape
from admin.charts.weekly_chart import weekly_chart
from admin.measures import caution_wording, wording
from admin.measures import weekly as reports
from admin.measures.cautions import cautions
from admin.measures.finding import finding
from admin.measures.period_wording import behind
from admin.measures.periods import PeriodKind, last_complete
from admin.measures.shown import unit_shown
from admin.measures.weekly import WeeklyReport
from admin.opinions import queries as opinions
from admin.pilot import control_words, event_words, queries
from admin.pilot.queries import Mark
from admin.reports import ballot_wording, figure_queries, weekly_tables
from admin.reports.asked import until_week
from admin.reports.definitions import DEFINITIONS
from admin.reports.figure_words import weeks
from admin.reports.sheets import weekly_csv
from admin.spot_checks import queries as spot_checks
from admin.spot_checks import words as spot_words
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day, start_of_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from survey.moderation import wording as moderation_wording
from survey.moderation.standings import Standing

LINKS_HERE: Final = Markup("<!-- links -->")
"""Where in the kept part the links stand that depend on the role."""
QUARTER: Final = 13
"""Weeks of which it is told what monitors saw: in one alone they rarely time ten people."""
FIRST_WEEKS: Final = 8
"""So many weeks are in sight; those before them are behind one click."""


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def weekly(unit_id: int) -> ResponseReturnValue:
    """Show 26 weeks of waiting and satisfaction of a unit and everything below it."""
    before, _here, after = _weeks(unit_id).partition(LINKS_HERE)
    unit = unit_shown(unit_id)
    return render_template(
        "admin/reports/weekly.html",
        before=before,
        after=after,
        unit_id=unit_id,
        unit_name=unit.name(locale()) if unit else "",
        unit_sample=unit.unit.is_demo if unit else False,
        may_read_comments=may(Permission.SEE_COMMENTS, unit_id),
        may_see_counters=may(Permission.SEE_COUNTERS, unit_id),
    )


@kept_answers.part("reports.weekly", "until")
def _weeks(unit_id: int) -> str:
    """Write everything of the page that is the same for all who may open it."""
    report = _report(unit_id)
    if not report.figures:
        return render_template("admin/reports/weekly_part.html")
    with db.read() as session:
        span = figure_queries.span_of(session, unit_id, local_day(clock.now()))
    found, names = finding(report.figures), [_link(unit_id, one.week) for one in report.figures]
    marks = _marks(report)
    tables = [weekly_tables.main(report.figures, names), weekly_tables.rest(report.figures)]
    return render_template(
        "admin/reports/weekly_part.html",
        report=report,
        links_here=LINKS_HERE,
        unit_id=unit_id,
        until=until_week(),
        finding=found,
        sentence=wording.sentence(found),
        last=report.figures[-1],
        behind="" if until_week() or report.until is None else behind(report.until, _complete()),
        beside=caution_wording.with_headline(report.figures[-1]),
        further=caution_wording.further(cautions(report.figures[-1], report.figures[:-1])),
        weeks=weeks(str(_("Đến tuần")), report.until, span),
        newest=Week.of(local_day(clock.now())),
        table=tables[0]._replace(rows=tables[0].rows[:FIRST_WEEKS]),
        earlier=tables[0]._replace(rows=tables[0].rows[FIRST_WEEKS:]),
        rest=tables[1],
        definitions=DEFINITIONS,
        about={name for table in tables for name in table.about},
        ballots_head=ballot_wording.head(),
        ballots=ballot_wording.table(report.scores, report.kiosk),
        kept=moderation_wording.beside_score(_standing(report)),
        wording=wording,
        marks=marks,
        event_words=event_words,
        seen=_seen(report),
        version=_version(report, marks),
    )


def _standing(report: WeeklyReport) -> Standing:
    """Return how the ballots stand that the table of sealed weeks is made of."""
    first, last = report.figures[0].week, report.figures[-1].week
    with db.read() as session:
        below = office.descent(session).ever_below(report.unit.id, last.sunday)
        return opinions.standing(session, below, first, last)


def _complete() -> Week:
    return Week.of(last_complete(PeriodKind.WEEK, local_day(clock.now())).first)


def _link(unit_id: int, week: Week) -> Markup:
    address = url_for(".period", unit_id=unit_id, until=str(week))
    return Markup('<a href="{}">{}</a>').format(address, wording.week_name(week))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("reports.chart", "svg", "until", "narrow")
def chart(unit_id: int) -> ResponseReturnValue:
    """Draw the chart for the page; with ``narrow`` for a phone."""
    return _picture(unit_id, answers.wanted("svg"))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("reports.chart_png", "png", "until", "narrow")
def chart_png(unit_id: int) -> ResponseReturnValue:
    """Draw the same chart to send on."""
    return _picture(unit_id, answers.wanted("png"))


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


def _report(unit_id: int) -> WeeklyReport:
    with db.read() as session:
        return reports.read(session, unit_id, until=until_week(), today=local_day(clock.now()))


def _marks(report: WeeklyReport) -> tuple[Mark, ...]:
    """Return what was changed and what went wrong in these weeks, here and in everything below."""
    if not report.figures:
        return ()
    first, last = report.figures[0].week.monday, report.figures[-1].week.sunday
    with db.read() as session:
        below = office.descent(session).ever_below(report.unit.id, local_day(clock.now()))
        return tuple(queries.events(session, below, first, last))


def _seen(report: WeeklyReport) -> str:
    """Return what monitors saw in the halls in the quarter up to the last week; empty where they saw nothing."""
    last = report.figures[-1].week
    since, until = start_of_day(last.shift(1 - QUARTER).monday), start_of_day(last.shift(1).monday)
    with db.read() as session:
        below = office.descent(session).below(report.unit.id, last.monday)
        found = spot_checks.compared(session, below, since, until)
    told = spot_words.sentence(found)
    return str(_("13 tuần đến %(week)s: %(told)s", week=wording.week_name(last), told=told)) if told else ""


def _picture(unit_id: int, shape: Shape) -> ResponseReturnValue:
    report = _report(unit_id)
    marks = _marks(report)
    return answers.picture("weekly", _version(report, marks), shape, lambda wanted: _draw(report, marks, wanted))


def _version(report: WeeklyReport, marks: tuple[Mark, ...]) -> str:
    """Name what is drawn: the numbers themselves, since no count of events tells that a late one was committed."""
    return answers.version(report.figures, report.scores, report.kiosk, marks, report.unit.unit.is_demo)


def _draw(report: WeeklyReport, marks: tuple[Mark, ...], shape: Shape) -> bytes:
    return aside.drawn(
        weekly_chart,
        report.figures,
        report.scores,
        report.kiosk,
        events=control_words.events(marks),
        texts=chart_wording.chart_texts(report.figures),
        sample=report.unit.unit.is_demo,
        shape=shape,
    )
