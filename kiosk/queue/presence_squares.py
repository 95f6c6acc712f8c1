"""The square that hangs in the hall for one minute: it leads whoever stands before it to a number."""

from datetime import datetime
from functools import lru_cache

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from kiosk.ground import recent
from kiosk.office import qr
from kiosk.office.entrances import entrance_of
from kiosk.office.queries import UnitView
from kiosk.queue import breaker_actions, hall_code, pages, presence

PAGES_KEPT = 64
"""Each screen asks for the square of its minute again and again; drawing it takes longer than all the rest."""


def hall_code_of(session: Session, unit: UnitView, now: datetime) -> str | None:
    """Return the hall's four characters while phones are asked for them; ``None`` while nobody is."""
    most = pages.most_numbers(unit.id, now)
    asked = unit.unit.presence_code or breaker_actions.asks(session, unit.id, most, now=now)
    return hall_code.hall_code(pages.secret(), unit.id, now) if asked else None


def address(unit_id: int, now: datetime) -> str | None:
    """Return where the square leads at *now*; ``None`` for a unit at whose entrance no code hangs."""
    entrance = recent.read(now, entrance_of, unit_id)
    if entrance is None:
        return None
    return f"{pages.settings().base_url}/q/{entrance}?p={presence.minute_code(pages.secret(), unit_id, now)}"


def draw(url: str) -> Markup:
    """Return the square itself, to stand in a page."""
    return _drawn(url, _("Mã QR để lấy số bằng điện thoại"))


@lru_cache(maxsize=PAGES_KEPT)
def _drawn(url: str, label: str) -> Markup:
    return Markup(qr.svg(url, label=label, level="Q").decode())  # noqa: S704 - our own drawing
