"""The control chart: which weeks differ by more than weeks differ anyway."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, aside, control_wording, kept_answers
from admin.charts.control_chart import control_chart
from admin.charts.sheet import Shape
from admin.measures.shown import unit_shown
from admin.measures.wording import week_name
from admin.pilot import control_queries, control_words, event_words
from admin.pilot.control_queries import ControlReading
from admin.pilot.unit_asked import until_week
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def control(unit_id: int) -> ResponseReturnValue:
    """Show the chart with its sentence, cautions and table."""
    until_week()
    unit = unit_shown(unit_id)
    if unit is None:
        abort(404)
    return render_template(
        "admin/pilot/control.html",
        part=_part(unit_id),
        unit_name=unit.name(locale()),
        unit_sample=unit.unit.is_demo,
    )


@kept_answers.part("pilot.control", "until")
def _part(unit_id: int) -> str:
    """Write everything of the page below its heading, which is the same for all who may open it."""
    found = _read(unit_id)
    return render_template(
        "admin/pilot/control_part.html",
        found=found,
        until=found.chart.points[-1].week if found.chart.points else None,
        chart_words=control_wording,
        words=control_words,
        week_name=week_name,
        event_words=event_words,
        version=_version(found),
    )


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("pilot.control_svg", "svg", "until", "narrow")
def chart(unit_id: int) -> ResponseReturnValue:
    """Draw the chart for the page; with ``narrow`` for a phone."""
    return _picture(unit_id, answers.wanted("svg"))


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
@kept_answers.picture("pilot.control_png", "png", "until", "narrow")
def chart_png(unit_id: int) -> ResponseReturnValue:
    """Draw the same chart to send on."""
    return _picture(unit_id, answers.wanted("png"))


def _read(unit_id: int) -> ControlReading:
    with db.read() as session:
        try:
            return control_queries.read(session, unit_id, until=until_week(), today=local_day(clock.now()))
        except LookupError:
            abort(404)


def _picture(unit_id: int, shape: Shape) -> ResponseReturnValue:
    found = _read(unit_id)
    return answers.picture("control", _version(found), shape, lambda wanted: _draw(found, wanted))


def _version(found: ControlReading) -> str:
    return answers.version(found.chart, found.targets, found.marks, found.unit.unit.is_demo)


def _draw(found: ControlReading, shape: Shape) -> bytes:
    return aside.drawn(
        control_chart,
        found.chart,
        target_seconds=found.targets.target_seconds,
        texts=control_wording.control_texts(found.chart),
        sample=found.unit.unit.is_demo,
        events=control_words.events(found.marks),
        ranges=True,
        shape=shape,
    )
