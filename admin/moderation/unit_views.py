"""The units a moderator judges, and the record of what was decided about one of them."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.accounts import appointing, scopes
from admin.accounts.guard import allow, me, units_with
from admin.accounts.roles import Permission
from admin.moderation import acting, queries, words
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from survey.moderation import queries as moderation
from survey.moderation import wording
from survey.moderation.models import Act
from survey.moderation.wording import REASONS


@allow(Permission.MODERATE)
def index() -> ResponseReturnValue:
    """List the units that the reader may judge, with what waits for them there."""
    today, mine = local_day(clock.now()), units_with(Permission.MODERATE)
    with db.read() as session:
        views = [view for view in office.all_units(session, today) if view.id in mine]
        views = [view for view in views if view.unit.kind != "organisation" and not view.unit.is_practice]
        outside = appointing.outside_of(session, me().id, [view.id for view in views], today)
        ids = [view.id for view in views if view.id in outside]
        watched = moderation.lately(session, ids, acting.last_week())
        undecided = {one: moderation.comment_counts(session, [one])[None, None] for one in ids}
    units = [(view, watched.get(view.id), undecided.get(view.id, 0)) for view in views]
    return render_template("admin/moderation/index.html", units=units, wording=wording)


@allow(Permission.MODERATE, of=scopes.unit_id)
def history(unit_id: int) -> ResponseReturnValue:
    """Show every decision with who made it; nothing can be taken off this list."""
    with db.read() as session:
        unit = acting.judged_unit(session, unit_id)
        found = queries.decisions(session, unit_id)
        batches = moderation.batches_of(session, queries.about_ballots(found))
    return render_template(
        "admin/moderation/history.html",
        unit=unit,
        unit_name=unit.name(locale()),
        decisions=found,
        batches=batches,
        words=words,
        reasons={str(reason): said for reason, said in REASONS.items()},
        of_ballots=(Act.ASIDE, Act.RESTORED),
    )
