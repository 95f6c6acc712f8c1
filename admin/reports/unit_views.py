"""The list of units, and what one unit's people said and how fair its order was."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.accounts import scopes
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from admin.measures import wording
from admin.reports import fairness_queries, fairness_wording, figure_queries
from admin.reports.asked import until_week
from admin.reports.figure_words import weeks
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from survey.moderation import queries as moderation
from survey.moderation.models import Act, Reason
from survey.moderation.wording import comment_state


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


@allow(Permission.SEE_REPORTS, of=scopes.unit_id)
def fairness(unit_id: int) -> ResponseReturnValue:
    """Show waits by class, and who was called after somebody who came later."""
    with db.read() as session:
        report = fairness_queries.read(session, unit_id, until=until_week(), today=local_day(clock.now()))
        span = figure_queries.span_of(session, unit_id, local_day(clock.now()))
    return render_template(
        "admin/reports/fairness.html",
        report=report,
        unit_name=report.unit.name(locale()),
        unit_sample=report.unit.unit.is_demo,
        words=fairness_wording,
        weeks=weeks(str(_("Bốn tuần, đến hết tuần")), report.weeks[-1] if report.weeks else None, span),
    )


@allow(Permission.SEE_COMMENTS, of=scopes.unit_id)
def comments(unit_id: int) -> ResponseReturnValue:
    """Show the sealed comments of a unit and everything below it; nobody knows whose they are."""
    today = local_day(clock.now())
    with db.read() as session:
        unit = office.unit_on(session, unit_id, today)
        found = moderation.comments(session, sorted(office.subtree_ids(session, [unit_id], today)))
    return render_template(
        "admin/reports/comments.html",
        unit=unit,
        unit_name=unit.name(locale()) if unit else "",
        unit_sample=unit.unit.is_demo if unit else False,
        comments=[(wording.week_name(Week.parse(row.comment.until_week)), row) for row in found],
        state_of=comment_state,
        personal=(Act.HIDDEN, Reason.PERSONAL),
    )
