"""“Dấu hiệu cần hỏi” of one unit, week by week, for monitors: nobody judges a unit in which they have a role."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from admin.accounts import scopes
from admin.accounts.guard import allow
from admin.accounts.judged import refuse_insiders
from admin.accounts.roles import Permission
from admin.measures.shown import refuse_practice, unit_shown
from admin.measures.wording import percent, week_name
from admin.signals import reading, wording
from admin.signals.drawing import line
from admin.signals.kinds import RULES, Level, Signal
from kiosk.ground import clock, db
from kiosk.ground.calendar import Week, local_day, weeks_until
from kiosk.ground.i18n import locale

bp = Blueprint("signals", __name__, url_prefix="/admin/signals", template_folder="templates")
bp.before_request(refuse_practice)

OFFERED = 26
SHOWN = 13


@bp.get("/<int:unit_id>")
@allow(Permission.SEE_SIGNALS, of=scopes.unit_id)
def unit(unit_id: int) -> ResponseReturnValue:
    """Show what is to be asked about one week of a unit, and the quarter before it."""
    today = local_day(clock.now())
    offered = weeks_until(Week.of(today).shift(-1), OFFERED)
    asked = request.args.get("week", "")
    week = next((one for one in offered if str(one) == asked), offered[-1])
    with db.read() as session:
        refuse_insiders(session, unit_id)
        found = reading.found(session, [unit_id], week, weeks=SHOWN)
    now = [wording.told(one) for one in found if one.week == week]
    view = unit_shown(unit_id)
    return render_template(
        "admin/signals/unit.html",
        unit_name=view.name(locale()) if view else "",
        unit_sample=view.unit.is_demo if view else False,
        summary=wording.summary([one.found for one in now]),
        week=week,
        weeks=[(str(one), week_name(one)) for one in reversed(offered)],
        signals=sorted(now, key=lambda one: one.found.level != Level.ASK),
        rows={
            signal: [_row(wording.told(one)) for one in reversed(found) if one.signal == signal] for signal in Signal
        },
        lines={signal: line([one.observed for one in found if one.signal == signal]) for signal in Signal},
        percent=percent,
        together={signal: rule.weeks for signal, rule in RULES.items()},
    )


def _row(one: wording.Told) -> list[str | int | None]:
    return [week_name(one.found.week), one.level, one.observed, one.base, one.found.n]
