"""Pilot units side by side: before the pilot and in the last weeks, against the target of each."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.charts import answers, units_wording
from admin.charts.sheet import Shape
from admin.charts.units_chart import units_chart
from admin.measures.periods import Period
from admin.pilot import asked, side_by_side, side_words, standing_queries
from admin.pilot.change import NOW_WEEKS
from admin.pilot.standing import Standing
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day

Found = tuple[list[Standing], Week, bool]
"""The units, the last of the weeks that are set against the time before, and whether they are a sample."""


@allow(Permission.SEE_REPORTS)
def units() -> ResponseReturnValue:
    """Show every pilot unit the person may see."""
    found = _read()
    if found is None:
        return render_template("admin/pilot/no_pilot.html")
    standings, week, sample = found
    levels, title = side_by_side.levels(standings), side_words.sentence(standings)
    return render_template(
        "admin/pilot/units.html",
        unit_sample=sample,
        title=title,
        said=units_wording.said(title, levels),
        head=units_wording.head(),
        rows=units_wording.table(levels),
        since=week.shift(1 - NOW_WEEKS).monday,
        until=week.sunday,
        week=week,
        newest=Period.of_week(week.shift(1)).last >= local_day(clock.now()),
        version=answers.version(levels, title, sample),
    )


@allow(Permission.SEE_REPORTS)
def chart() -> ResponseReturnValue:
    """Draw them for the page; with ``narrow`` for a phone."""
    return _picture(answers.wanted("svg"))


@allow(Permission.SEE_REPORTS)
def chart_png() -> ResponseReturnValue:
    """Draw the same to send on."""
    return _picture(answers.wanted("png"))


def _read() -> Found | None:
    """Read all pilot units in the order of their urgency; ``None`` where there is none."""
    with db.read() as session:
        found = standing_queries.pilot_units(session, units_with(Permission.SEE_REPORTS), local_day(clock.now()))
        if not found:
            return None
        wanted = asked.week(session, frozenset(unit.id for unit in found))
        standings = standing_queries.standings(session, found, wanted)
    sample = any(unit.unit.is_demo for unit in found)
    return sorted(standings, key=lambda one: one.urgency), Week.of(wanted.period.last), sample


def _picture(shape: Shape) -> ResponseReturnValue:
    standings, _week, sample = _read() or ([], None, False)
    levels, title = side_by_side.levels(standings), side_words.sentence(standings)
    texts = units_wording.units_texts(title)
    version = answers.version(levels, title, sample)
    return answers.picture(
        "units", version, shape, lambda wanted: units_chart(levels, texts=texts, sample=sample, shape=wanted)
    )
