"""Typing the hall's four characters, for phones without a camera: a right code opens the form of a number."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.ground import clock, db
from kiosk.ground.web import form_tokens
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.queue import pages, presence, presence_pages
from kiosk.queue.door_views import behind
from kiosk.queue.presence_pages import FIELD, MOST_TYPED, group_of


def look(code: str) -> ResponseReturnValue:
    """Lead whoever opens this address again to where the characters are asked for."""
    with db.read() as session:
        door = behind(session, code, now=clock.now())
    return redirect(url_for("citizen.ask", code=door.code), 303)


def enter(code: str) -> ResponseReturnValue:
    """Exchange the four characters for a mark, and lead on; count a wrong try."""
    now = clock.now()
    with db.read() as session:
        door = behind(session, code, now=now)
    try:
        form_tokens.accept(request.form.get("form_token", ""), presence_pages.PURPOSE, door.code)
    except (FormExpiredError, FormForgedError):
        return presence_pages.ask_again(door)
    typed, group = request.form.get(FIELD, "")[:MOST_TYPED], group_of(request.form)
    if not presence_pages.in_hall(door.unit.id, "", typed, now):
        return presence_pages.ask_again(door)
    mark = presence.mark(pages.secret(), door.unit.id, now)
    return redirect(url_for("citizen.ask", code=door.code, p=mark, group=group), 303)
