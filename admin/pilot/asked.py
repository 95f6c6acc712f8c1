"""What the address of the overview and of the leader's pages asks for; what cannot be read is refused in words."""

from datetime import date

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.measures.periods import Period, PeriodKind, free, last_complete
from admin.pilot import standing_queries
from admin.pilot.overview import SEARCH_CHARS, Show
from admin.pilot.standing_queries import Asked
from kiosk.ground import clock
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.ground.text import clean
from kiosk.ground.web.errors import Trouble

FIRST_DAY = date(2000, 1, 1)
KINDS = tuple(kind for kind in PeriodKind if kind is not PeriodKind.DAY)
"""One day says nothing of an office."""


def period(session: Session, unit_ids: frozenset[int]) -> Asked:
    """Return the period of the overview: the one in the address, else the last week of *unit_ids* that says something.

    Raises:
        Trouble: 422, the address names no period.
    """
    today = local_day(clock.now())
    try:
        kind = PeriodKind(_said("kind") or PeriodKind.WEEK)
        if kind not in KINDS:
            raise ValueError("no days")
        found = _known(_period(kind), today) or _latest(session, unit_ids, kind, today)
    except (ValueError, OverflowError) as error:
        raise Trouble(422, _("Kỳ báo cáo trong địa chỉ không đọc được."), _("Xin chọn lại trong trang này.")) from error
    return _asked(today, found)


def week(session: Session, unit_ids: frozenset[int]) -> Asked:
    """Return the week of the leader's page, as :func:`period`.

    Raises:
        Trouble: 422, the address names no week.
    """
    today = local_day(clock.now())
    try:
        named = _known(Period.of_week(Week.parse(_said("week"))), today) if _said("week") else None
    except (ValueError, OverflowError) as error:
        raise Trouble(422, _("Tuần phải viết như 2026-W47."), _("Xin sửa địa chỉ hoặc chọn lại tuần.")) from error
    return _asked(today, named or _latest(session, unit_ids, PeriodKind.WEEK, today))


def show() -> Show:
    """Return which units are wanted.

    Raises:
        Trouble: 422, nobody knows such a choice.
    """
    try:
        return Show(_said("show") or Show.ALL)
    except ValueError as error:
        raise Trouble(422, _("Không có cách lọc này."), _("Xin chọn lại trong trang này.")) from error


def name() -> str:
    """Return the part of a name that is looked for, as a page may show it."""
    return clean(_said("q")[:SEARCH_CHARS], max_chars=4 * SEARCH_CHARS)


def _asked(today: date, found: Period) -> Asked:
    return Asked(clock.now(), today, found, locale())


def _known(found: Period | None, today: date) -> Period | None:
    """Return *found* unless it lies where nobody can have come: before this century, or after *today*."""
    if found is not None and not FIRST_DAY <= found.first <= today:
        raise ValueError("nobody came then")
    return found


def _period(kind: PeriodKind) -> Period | None:
    if kind is PeriodKind.RANGE:
        return free(date.fromisoformat(_said("from")), date.fromisoformat(_said("to")))
    return Period.read(kind, _said("until")) if _said("until") else None


def _latest(session: Session, unit_ids: frozenset[int], kind: PeriodKind, today: date) -> Period:
    if kind is PeriodKind.WEEK:
        return Period.of_week(standing_queries.last_week(session, unit_ids, today))
    return last_complete(kind, today)


def _said(field: str) -> str:
    return request.args.get(field, "").strip()
