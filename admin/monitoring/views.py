"""“Giám sát”: one plain page for somebody from outside, who reads everything and changes nothing."""

from datetime import datetime
from typing import Final

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from admin.accounts import appointing, scopes
from admin.accounts.doors import Door
from admin.accounts.guard import allow, me, units_with
from admin.accounts.judged import refuse_insiders
from admin.accounts.roles import Permission
from admin.measures.periods import PeriodKind, last_complete
from admin.measures.shown import refuse_practice
from admin.monitoring import actions, queries, reading, words
from admin.spot_checks import queries as spot_checks
from admin.spot_checks import words as spot_words
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day, start_of_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.moderation import queries as moderation
from survey.moderation import wording

bp = Blueprint("monitoring", __name__, url_prefix="/admin/monitoring", template_folder="templates")
bp.before_request(refuse_practice)

DOOR: Final = Door(_l("Giám sát"), "monitoring.index", Permission.SEE_SIGNALS)
WEEKS: Final = 13
DECISIONS: Final = 2000
sees = allow(Permission.SEE_SIGNALS, of=scopes.unit_id)


@bp.get("/")
@allow(Permission.SEE_SIGNALS)
def index() -> ResponseReturnValue:
    """Tell whether there is anything to ask, of which office, and whether the log is intact."""
    now = clock.now()
    with db.read() as session:
        mine = appointing.outside_of(session, me().id, units_with(Permission.SEE_SIGNALS), local_day(now))
        units = queries.watched_units(session, mine, local_day(now))
        overview = reading.read(session, units, _last_week(now), now)
    return render_template(
        "admin/monitoring/index.html",
        overview=overview,
        words=words,
        unit_sample=any(view.unit.is_demo for view in units),
    )


@bp.post("/check")
@allow(Permission.SEE_SIGNALS)
def check() -> ResponseReturnValue:
    """Have the whole log checked now; the worker does it."""
    now = clock.now()
    db.write(lambda session: actions.ask_for_check(session, now=now))
    return redirect(url_for(".index", _anchor="log"), 303)


@bp.get("/<int:unit_id>/seen")
@sees
def seen(unit_id: int) -> ResponseReturnValue:
    """Show what monitors saw in the hall beside what was logged, over a quarter."""
    now, view = clock.now(), _judged_office(unit_id)
    since = start_of_day(_last_week(now).shift(1 - WEEKS).monday)
    with db.read() as session:
        compared = spot_checks.compared(session, [unit_id], since, now)
    return render_template(
        "admin/monitoring/seen.html",
        unit_id=unit_id,
        unit_name=view.name(locale()),
        unit_sample=view.unit.is_demo,
        weeks=WEEKS,
        compared=compared,
        told=spot_words.sentence(compared),
        rows=spot_words.table(compared) if compared else (),
    )


@bp.get("/<int:unit_id>/decisions")
@sees
def decisions(unit_id: int) -> ResponseReturnValue:
    """Show what moderators decided: when, about how many, why, of which batch; what is hidden is not read here."""
    view = _judged_office(unit_id)
    with db.read() as session:
        found = moderation.made(session, unit_id, limit=DECISIONS)
        comments = moderation.comment_counts(session, [unit_id])
        watch = moderation.lately(session, [unit_id], _last_week(clock.now()))[unit_id]
    return render_template(
        "admin/monitoring/decisions.html",
        unit_id=unit_id,
        unit_name=view.name(locale()),
        unit_sample=view.unit.is_demo,
        standing=watch.lately,
        alarms=wording.alarm(watch),
        rows=words.decisions(found),
        hidden=words.hidden(comments),
        words=words,
    )


def _last_week(now: datetime) -> Week:
    return Week.of(last_complete(PeriodKind.WEEK, local_day(now)).first)


def _judged_office(unit_id: int) -> UnitView:
    """Return the office; refuse whoever belongs to it, whatever else they are."""
    today = local_day(clock.now())
    with db.read() as session:
        refuse_insiders(session, unit_id)
        return office.unit_on(session, unit_id, today) or abort(404)
