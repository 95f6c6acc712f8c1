"""What pages about a judged unit ask of the signed-in person: to be an outsider to it, today."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import appointing
from admin.accounts.guard import me
from kiosk.ground import clock
from kiosk.ground.calendar import local_day
from kiosk.ground.web.errors import Trouble


def from_outside(session: Session, unit_id: int) -> bool:
    """Whether the signed-in person has no role at the unit or below; whether they may judge is the guard's question."""
    return appointing.outside(session, me().id, unit_id, local_day(clock.now()))


def refuse_insiders(session: Session, unit_id: int) -> None:
    """Return for an outsider; raise a ``Trouble`` of 403 for whoever belongs to the unit, whatever else they are."""
    if not from_outside(session, unit_id):
        raise Trouble(
            403,
            _("Ông/Bà đang có vai trò tại đơn vị này nên không giám sát đơn vị được."),
            _("Việc này dành cho người giám sát ở ngoài đơn vị."),
        )
