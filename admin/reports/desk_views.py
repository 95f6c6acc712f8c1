"""Figures of single counters: for the unit's head only, and each clerk's own. No other page, file or chart has them."""

from dataclasses import replace

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.measures.periods import PeriodKind, until
from admin.reports import asked, desk_tables, desks
from admin.reports.definitions import DEFINITIONS
from admin.reports.figure_views import choices_of
from admin.reports.figure_words import weeks
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day

OWN_WEEKS = 8


@allow(Permission.SEE_COUNTERS, of=scopes.unit_id)
def counters(unit_id: int) -> ResponseReturnValue:
    """Show each counter of a unit in one period."""
    filters, now = asked.filters(), clock.now()
    today = local_day(now)
    with db.read() as session:
        choosing = choices_of(session, unit_id, today)
        periods = choosing.periods(replace(filters, back=1))
        found = desks.of_counters(session, unit_id, periods[0], now=now, today=today) if periods else ()
    tables = [desk_tables.counters(found), desk_tables.pauses(found)]
    about = {name for table in tables for name in table.about}
    shown = choosing.page(filters, periods)
    return render_template("admin/reports/counters.html", **shown, unit_id=unit_id, tables=tables, about=about)


@allow(Permission.SERVE)
def mine() -> ResponseReturnValue:
    """Show the own figures of whoever serves at a counter, and nobody else's."""
    now = clock.now()
    last = asked.until_week() or Week.of(local_day(now))
    periods = until(PeriodKind.WEEK, last.sunday, OWN_WEEKS)
    with db.read() as session:
        found = desks.of_person(session, units_with(Permission.SERVE), me().id, periods, now=now)
    table = desk_tables.own([one for one in found if one.time.stands or one.figures.counts.arrivals])
    return render_template(
        "admin/reports/mine.html",
        table=table,
        weeks=weeks(str(_("Tám tuần, đến hết tuần")), last, (periods[0].first, local_day(now))),
        definitions=DEFINITIONS,
        about=table.about,
    )
