"""The unit that a page of figures is about, as it is today: at most some seconds old, and never one for practice."""

from flask import request
from flask_babel import gettext as _

from admin.accounts.guard import may
from admin.accounts.roles import Permission
from kiosk.ground import clock, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office
from kiosk.office.queries import UnitView


def unit_shown(unit_id: int) -> UnitView | None:
    """Return the unit for a page's heading; ``None`` where there is none. For reading only, as `recent.read`."""
    now = clock.now()
    return recent.read(now, office.unit_on, unit_id, local_day(now))


def refuse_practice() -> None:
    """Show no figures of a unit for practice; stands before every view of a room, behind the guard.

    Raises:
        Trouble: 404, the unit in the address is for practice and the person might see its figures otherwise.
    """
    unit_id = (request.view_args or {}).get("unit_id")
    if unit_id is None or not may(Permission.SEE_REPORTS, unit_id):
        return
    unit = unit_shown(unit_id)
    if unit is not None and unit.unit.is_practice:
        raise Trouble(404, _("Đơn vị tập dùng không có số liệu."), _("Xin xem báo cáo của đơn vị thật."))
