"""What a printed code stands for, however it was typed, and which code hangs at a unit's entrance."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from kiosk.ground import recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import CROCKFORD, read_code
from kiosk.ground.web.errors import Trouble
from kiosk.office import queries
from kiosk.office.models import Counter
from kiosk.office.queries import UnitView

CODE_CHARS: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printed code hangs.

    Attributes:
        code: As printed, without hyphens.
        withdrawn: It is no longer in use where it hangs.
        counter: ``None`` at an entrance.
        entrance: A code that hangs at the unit's entrance; only looked up at a counter, ``None`` where there is none.
    """

    code: str
    withdrawn: bool
    unit: UnitView
    counter: Counter | None
    entrance: str | None

    @property
    def has_queue(self) -> bool:
        """Whether people with a number are received here, and numbers are kept in order by this house."""
        return not self.withdrawn and self.unit.unit.mode == "full"

    @property
    def offers_numbers(self) -> bool:
        """Whether this code ever leads to a number: at a counter only where nothing hangs at the entrance.

        A number taken at the counter would hide the wait before it.
        """
        return self.has_queue and self.entrance is None


def spelled(text: str) -> str | None:
    """Return the code in *text* as it is printed; ``None`` for what no code looks like."""
    code = read_code(text)
    return code if len(code) == CODE_CHARS and set(code) <= set(CROCKFORD) else None


def find(text: str, *, now: datetime) -> Place | None:
    """Return what the code in *text* leads to, withdrawn or not; ``None`` for one that was never issued.

    It may be some seconds old.
    """
    code = spelled(text)
    view = recent.read(now, queries.find_code, code) if code is not None else None
    unit = recent.read(now, queries.unit_on, view.code.unit_id, local_day(now)) if view else None
    if code is None or view is None or unit is None:
        return None
    entrance = recent.read(now, entrance_of, unit.id) if view.counter else None
    return Place(code, view.code.withdrawn_at is not None, unit, view.counter, entrance)


def behind(text: str, *, now: datetime) -> Place:
    """Return what :func:`find` does.

    Raises:
        Trouble: 404, it was never printed.
    """
    place = find(text, now=now)
    if place is None:
        raise never_printed()
    return place


def never_printed() -> Trouble:
    """Return the page for a code that hangs nowhere."""
    return Trouble(
        404,
        _("Không có mã này."),
        _("Xin xem lại tám ký tự in dưới mã QR, hoặc hỏi quầy hướng dẫn. Thấy mã bị dán đè, xin báo cán bộ."),
    )


def entrance_of(session: Session, unit_id: int) -> str | None:
    """Return a code that hangs at the unit's entrance; ``None`` when none does."""
    views = queries.codes_of(session, unit_id)
    return next((view.code.code for view in views if view.counter is None and view.code.withdrawn_at is None), None)
