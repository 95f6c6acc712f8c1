"""The door to what was changed and what went wrong: one's own unit at once, or the list of one's units."""

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.guard import allow, units_with
from admin.accounts.roles import Permission
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.office import queries as office

DOOR: Final = Door(_l("Thay đổi và sự cố"), "happenings.index", Permission.RECORD_INCIDENTS)

bp = Blueprint("happenings", __name__, template_folder="templates", url_prefix="/admin/pilot")


@bp.get("/events")
@allow(Permission.RECORD_INCIDENTS)
def index() -> ResponseReturnValue:
    """Lead to the list of the one unit whose incidents the person may write down, or let choose; pilot units only."""
    mine = units_with(Permission.RECORD_INCIDENTS)
    with db.read() as session:
        found = [one for one in office.all_units(session, local_day(clock.now())) if one.id in mine]
    units = [one for one in found if not one.unit.is_practice]
    units = [one for one in units if one.unit.pilot] or units
    if len(units) == 1:
        return redirect(url_for("pilot.events", unit_id=units[0].id))
    return render_template("admin/pilot/happenings.html", units=units, language=locale())
