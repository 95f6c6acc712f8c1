"""Satisfaction at single counters: for the unit's head, and each clerk's own. No other page, file or chart has it."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from admin.accounts import scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.measures.period_wording import period_name
from admin.opinions import asked, desk_queries, figures, queries, tables, wording
from admin.opinions.figures import VOLUNTARY
from admin.opinions.tables import Table
from admin.opinions.views import around, choosing, shown
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from survey.opinions.counted import By


@allow(Permission.SEE_COUNTERS, of=scopes.unit_id)
def counters(unit_id: int) -> ResponseReturnValue:
    """Show each counter of a unit in one period."""
    with db.read() as session:
        found = shown(session, unit_id, counters=True)
    strand, opinions = found.strand, found.report.opinions
    table = tables.parts(By.COUNTER, strand, opinions) if strand else None
    more = wording.differences(By.COUNTER, strand.parts[By.COUNTER], opinions) if strand else []
    return around("admin/opinions/counters.html", unit_id, **choosing(found), table=table, more=more)


@allow(Permission.SERVE)
def mine() -> ResponseReturnValue:
    """Show what was said at the own counter of whoever serves there, where nobody else stood in these weeks."""
    today, person = local_day(clock.now()), me()
    with db.read() as session:
        units = desk_queries.stood_in(session, units_with(Permission.SERVE), person.id)
        span = queries.span(session, units)
        chosen = asked.period(span[1].sunday if span else today)
        found = [table for unit_id in units for table in _own(session, unit_id, person.id)]
    first, latest = (week.sunday for week in span) if span else (today, today)
    return render_template(
        "admin/opinions/mine.html",
        period=chosen,
        period_name=period_name(chosen),
        kinds=asked.kinds(),
        periods=asked.periods(chosen, min(first, chosen.last), max(latest, chosen.first)),
        strands=(),
        strand=None,
        tables=found,
        voluntary=VOLUNTARY,
    )


def _own(session: Session, unit_id: int, staff_id: int) -> list[Table]:
    """Return a table for each kind of ballots that say something about counters where this person stood alone."""
    today = local_day(clock.now())
    found = []
    span = queries.span(session, [unit_id])
    chosen = asked.period(span[1].sunday if span else today)
    report = figures.read(session, unit_id, chosen, today=today, counters=True)
    for strand in report.strands:
        weeks: tuple[Week, Week] = (strand.from_week, strand.until_week)
        own = desk_queries.mine_alone(session, [unit_id], staff_id, weeks)
        table = tables.parts(By.COUNTER, strand, report.opinions)
        keys = [part.key for part in strand.parts[By.COUNTER]]
        rows = [row for key, row in zip(keys, table.rows, strict=True) if key in own]
        if rows:
            found.append(Table(wording.strand_name(strand), table.head, rows))
    return found
