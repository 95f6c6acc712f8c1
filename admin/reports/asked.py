"""What the address of a report asks for; what cannot be read is refused with a sentence."""

from typing import Final

from flask import request
from flask_babel import gettext as _

from admin.reports.figure_words import REFUSALS
from admin.reports.filters import Filters, UnreadableError
from kiosk.ground.calendar import Week
from kiosk.ground.web.errors import Trouble

FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2950
"""Half a century of weeks before and after can be shown without leaving the calendar."""


def until_week() -> Week | None:
    """Return the last week asked for; ``None``: whatever says something."""
    text = request.args.get("until", "").strip()
    if not text:
        return None
    try:
        week = Week.parse(text)
        if not FIRST_YEAR <= week.year <= LAST_YEAR:
            raise ValueError(text)
    except ValueError as error:
        raise Trouble(422, _("Tuần phải viết như 2026-W47."), _("Xin sửa địa chỉ hoặc chọn lại tuần.")) from error
    return week


def filters() -> Filters:
    """Return which figures are asked for."""
    try:
        return Filters.read(request.args)
    except UnreadableError as error:
        raise refusal(error) from error


def refusal(error: UnreadableError) -> Trouble:
    """Return the page that says which part of the address says nothing."""
    return Trouble(422, str(REFUSALS[error.name]), _("Xin chọn lại trong trang số liệu."))
