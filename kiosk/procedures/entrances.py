"""The place behind a printed code, as far as looking up procedures needs it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import CROCKFORD, read_code
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

CODE_CHARS: Final = 8


@dataclass(frozen=True, slots=True)
class Entrance:
    """A printed code and its unit; *gives_numbers*: people can ever take a number there with a phone."""

    code: str
    unit: UnitView
    gives_numbers: bool


def behind(session: Session, text: str, *, now: datetime) -> Entrance:
    """Return the place behind the code in *text*, withdrawn or not: what was printed answers for ever.

    Raises:
        Trouble: 404, it was never printed.
    """
    code = read_code(text)
    printed = len(code) == CODE_CHARS and set(code) <= set(CROCKFORD)
    view = office.find_code(session, code) if printed else None
    unit = office.unit_on(session, view.code.unit_id, local_day(now)) if view else None
    if view is None or unit is None:
        raise Trouble(
            404,
            _("Không có mã này."),
            _("Xin xem lại tám ký tự in dưới mã QR, hoặc hỏi quầy hướng dẫn. Thấy mã bị dán đè, xin báo cán bộ."),
        )
    return Entrance(code, unit, view.code.withdrawn_at is None and unit.unit.mode == "full")
