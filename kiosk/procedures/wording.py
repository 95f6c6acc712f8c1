"""How limits, sums, days and addresses of procedures are said to citizens."""

from datetime import date, datetime

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _

from kiosk.ground.calendar import local_day
from kiosk.procedures.models import AnnouncedLimit, ProcedureVersion
from kiosk.procedures.time_limits import Limit, LimitUnit, limit_of


def limit_words(limit: Limit) -> str:
    """Return “5 ngày làm việc”."""
    if limit.unit is LimitUnit.HOURS:
        return str(ngettext("%(num)s giờ làm việc", "%(num)s giờ làm việc", limit.amount))
    if limit.unit is LimitUnit.WORKING_DAYS:
        return str(ngettext("%(num)s ngày làm việc", "%(num)s ngày làm việc", limit.amount))
    return str(ngettext("%(num)s ngày", "%(num)s ngày", limit.amount))


def legal_limit(version: ProcedureVersion) -> str | None:
    """Return the law's limit where it is a number; the page shows ``limit_text`` as it is typed otherwise."""
    limit = limit_of(version.limit_amount, version.limit_unit)
    return limit_words(limit) if limit else None


def announced_limit(row: AnnouncedLimit) -> str:
    """Return the unit's own limit."""
    return limit_words(Limit(row.amount, LimitUnit(row.unit)))


def dong(amount: int) -> str:
    """Return a sum: “8.000 đồng”, “0 đồng”."""
    return str(_("%(amount)s đồng", amount=format_decimal(amount)))


def day_words(day: date | datetime) -> str:
    """Return a day as it is written: 16/11/2026; of an instant, the office's day."""
    return str(format_date(local_day(day) if isinstance(day, datetime) else day, "dd/MM/yyyy"))
