"""Asking whoever takes a number by phone to show that they stand in the hall."""

from collections.abc import Sequence
from datetime import datetime

from flask import request
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground.web import ready
from kiosk.queue import handed_in, pages, presence
from kiosk.queue.doors import Door, OwnTicket

ARGUMENT = "p"
"""In the address: what was scanned in the hall, or the mark that was given for it. Never kept, never logged."""
MOST_TYPED = 40


def mark(door: Door, now: datetime) -> str | None:
    """Return the mark to go on with for what this address brings; ``None`` for somebody who may be anywhere."""
    return presence.mark_for(_brought(), pages.secret(), door.unit.id, now)


def asks(door: Door, own: Sequence[OwnTicket]) -> bool:
    """Tell whether a number is given here only to people in the hall; a phone with a number of today is not asked."""
    return door.unit.unit.presence_code and not any(one.ticket.unit_id == door.unit.id for one in own)


def ask_page(door: Door, now: datetime) -> Response:
    """Say what to scan, and where the hall's four characters can be typed instead."""
    typed = _brought()[:MOST_TYPED]
    wrong = _("Mã không đúng hoặc đã đổi. Xin xem lại mã đang hiện ở sảnh và quét hoặc nhập lại.")
    page = pages.draw(
        "in_hall",
        door.unit,
        422 if typed else 200,
        door=door,
        group=request.args.get("group", "")[:MOST_TYPED],
        spoken=request.args.get("lang"),
        errors={ARGUMENT: [wrong]} if typed else {},
        feedback_url=handed_in.current().feedback_url(door.code),
    )
    return ready.keep(page, until=door.stands_until(now), whoever=False)


def not_in_hall() -> dict[str, list[str]]:
    """Return what a form is told that does not say where its sender stands, by field."""
    said = _("Xin quét mã đang hiện trên màn hình ở sảnh hoặc ki-ốt, hoặc nhập mã bốn ký tự ở đó.")
    return {"hall_code": [said]}


def _brought() -> str:
    return request.args.get(ARGUMENT, "")
