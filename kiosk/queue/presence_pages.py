"""Asking whoever takes a number by phone to show that they stand in the hall."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from kiosk.ground import db
from kiosk.ground.web import form_tokens, ready
from kiosk.queue import handed_in, pages, presence, presence_actions
from kiosk.queue.doors import Door, OwnTicket

ARGUMENT = "p"
"""In the address: what was scanned in the hall, or the mark that was given for it. Never kept, never logged."""
FIELD = "hall_code"
PURPOSE = "in-hall"
MOST_TYPED = 40


def mark(door: Door, now: datetime) -> str | None:
    """Return the mark to go on with for what this address brings; ``None`` for somebody who may be anywhere."""
    return presence.mark_for(_brought(), pages.secret(), door.unit.id, now)


def asks(door: Door, own: Sequence[OwnTicket]) -> bool:
    """Tell whether a number is given here only to people in the hall; a phone with a number of today is not asked."""
    return door.unit.unit.presence_code and not any(one.ticket.unit_id == door.unit.id for one in own)


def in_hall(unit_id: int, shown: str, typed: str, now: datetime) -> bool:
    """Tell whether a form shows that its sender stands in the hall; typed characters that are wrong are counted.

    Args:
        unit_id: The unit whose hall it is.
        shown: A mark, or empty.
        typed: The hall's four characters, however they are written, or empty.
        now: The present, aware.
    """
    secret = pages.secret()
    if presence.mark_for(shown, secret, unit_id, now):
        return True
    if not typed:
        return False
    return db.write(lambda session: presence_actions.try_hall_code(session, unit_id, typed, secret, now=now))


def ask_page(door: Door, now: datetime) -> Response:
    """Say what to scan, and where the hall's four characters can be typed instead."""
    fresh = form_tokens.maker(PURPOSE, door.code)
    token = fresh()
    page = _page(door, token, request.args, wrong=bool(_brought()))
    return ready.keep(page, fresh, token, until=door.stands_until(now), whoever=False)


def ask_again(door: Door) -> Response:
    """Say the same to somebody whose four characters were not believed."""
    return _page(door, form_tokens.make(PURPOSE, door.code), request.form, wrong=True)


def code_refused() -> str:
    """Return what is said of four characters that are not, or no longer, believed."""
    said: str = _(
        "Mã chưa được nhận. Xin xem lại mã đang hiện ở sảnh và quét hoặc nhập lại; vẫn chưa được, xin hỏi cán bộ."
    )
    return said


def group_of(sent: MultiDict[str, str]) -> str | None:
    """Return the key of the service that was chosen before, if it is any."""
    group = sent.get("group", "")[:MOST_TYPED]
    return group if group.isascii() and group.isdigit() else None


def _page(door: Door, token: str, sent: MultiDict[str, str], *, wrong: bool) -> Response:
    return pages.draw(
        "in_hall",
        door.unit,
        422 if wrong else 200,
        door=door,
        group=group_of(sent),
        errors={FIELD: [code_refused()]} if wrong else {},
        form_token=token,
        feedback_url=handed_in.current().feedback_url(door.code),
    )


def not_in_hall() -> dict[str, list[str]]:
    """Return what a form is told that does not say where its sender stands, by field."""
    said = _("Xin quét mã đang hiện trên màn hình ở sảnh hoặc ki-ốt, hoặc nhập mã bốn ký tự ở đó.")
    return {"hall_code": [said]}


def _brought() -> str:
    return request.args.get(ARGUMENT, "")
