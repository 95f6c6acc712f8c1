"""What the screen tells below the queue: days that are not as usual, then the office's own notices."""

from datetime import date

from flask_babel import gettext as _

from kiosk.office import public_holidays
from kiosk.queue.hall.ahead import Unusual, unusual_after
from kiosk.queue.hall.queries import Place
from kiosk.queue.wording import day_name


def told(place: Place, today: date, language: str) -> list[str]:
    """Return the lines in *language*; empty on most days."""
    unusual = unusual_after(today, place.hours) if place.hours else None
    lines = [_day_words(unusual, language)] if unusual else []
    return lines + [notice.text(language) for notice in place.notices]


def _day_words(unusual: Unusual, language: str) -> str:
    day = _("Mai %(day)s", day=f"{unusual.day:%d/%m}") if unusual.tomorrow else day_name(unusual.day)
    if unusual.sessions:
        hours = ", ".join(f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in unusual.sessions)
        return str(_("%(day)s làm việc %(hours)s.", day=day, hours=hours))
    if unusual.holiday:
        name = public_holidays.vietnam(unusual.day.year, language).get(unusual.day, unusual.holiday)
        return str(_("%(day)s nghỉ lễ: %(name)s.", day=day, name=name))
    return str(_("%(day)s nghỉ làm việc.", day=day))
