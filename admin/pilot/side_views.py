"""Pilot units side by side: before the pilot and in the last weeks, against the target of each."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.charts import answers, aside, kept_answers, units_wording
from admin.charts.sheet import Shape
from admin.charts.units_chart import units_chart
from admin.measures.periods import Period
from admin.pilot import asked, side_by_side, side_words, standing_queries
from admin.pilot.standing import Standing
from admin.pilot.standing_version import Tops, my_tops, of_tops, units_below
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.office import queries as office

Found = tuple[list[Standing], Week, bool]
"""The units, the last of the weeks that are set against the time before, and whether they are a sample."""


@allow(Permission.SEE_REPORTS)
def units() -> ResponseReturnValue:
    """Show every pilot unit the person may see."""
    shown = units_below(my_tops())
    if not shown:
        return render_template("admin/pilot/no_pilot.html")
    sample = any(unit.unit.is_demo for unit in shown)
    return render_template("admin/pilot/units.html", part=_part(my_tops()), unit_sample=sample)


@allow(Permission.SEE_REPORTS)
def chart() -> ResponseReturnValue:
    """Draw them for the page; with ``narrow`` for a phone."""
    return _chart_svg(my_tops())


@allow(Permission.SEE_REPORTS)
def chart_png() -> ResponseReturnValue:
    """Draw the same to send on."""
    return _chart_png(my_tops())


@kept_answers.part("pilot.units", "week", version=of_tops)
def _part(tops: Tops) -> str:
    standings, week, sample = _read(tops) or abort(404)
    levels, title = side_by_side.levels(standings), side_words.sentence(standings)
    return render_template(
        "admin/pilot/units_part.html",
        title=title,
        said=units_wording.said(title, levels),
        head=units_wording.head(),
        rows=units_wording.table(levels),
        until=week.sunday,
        week=week,
        newest=Period.of_week(week.shift(1)).last >= local_day(clock.now()),
        version=answers.version(levels, title, sample),
    )


@kept_answers.picture("pilot.units_svg", "svg", "week", "narrow", version=of_tops)
def _chart_svg(tops: Tops) -> ResponseReturnValue:
    return _picture(tops, answers.wanted("svg"))


@kept_answers.picture("pilot.units_png", "png", "week", "narrow", version=of_tops)
def _chart_png(tops: Tops) -> ResponseReturnValue:
    return _picture(tops, answers.wanted("png"))


def _read(tops: Tops) -> Found | None:
    """Read all pilot units at and below *tops* in the order of their urgency; ``None`` where there is none."""
    today = local_day(clock.now())
    with db.read() as session:
        found = standing_queries.pilot_units(session, office.subtree_ids(session, tops, today), today)
        if not found:
            return None
        wanted = asked.week(session, frozenset(unit.id for unit in found))
        standings = standing_queries.standings(session, found, wanted)
    sample = any(unit.unit.is_demo for unit in found)
    return sorted(standings, key=lambda one: one.urgency), Week.of(wanted.period.last), sample


def _picture(tops: Tops, shape: Shape) -> ResponseReturnValue:
    standings, _week, sample = _read(tops) or ([], None, False)
    levels, title = side_by_side.levels(standings), side_words.sentence(standings)
    texts = units_wording.units_texts(title)
    return answers.picture(
        "units",
        answers.version(levels, title, sample),
        shape,
        lambda wanted: aside.drawn(units_chart, levels, texts=texts, sample=sample, shape=wanted),
    )
