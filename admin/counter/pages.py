"""How the console answers: a whole page, a redirect, or the parts that a script puts in place."""

from dataclasses import astuple
from datetime import datetime

from flask import Response, abort, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts.guard import me
from admin.arrivals.forms import WalkInForm
from admin.arrivals.given import Given
from admin.counter import console, queries, words
from admin.counter.console import Console, Place
from admin.counter.pulse_queries import Pulse, pulse
from admin.counter.words import Notice
from kiosk.ground import clock, db
from kiosk.ground.calendar import local_day
from kiosk.ground.i18n import locale
from kiosk.ground.web import form_tokens
from kiosk.office import queries as office
from kiosk.queue import breaker_actions, hall_code, priorities
from kiosk.queue.pages import most_numbers, secret
from kiosk.queue.queries import Desk

PURPOSE = "console"
SAID = "said"
KEEP_MENU = "X-Keep-Menu"
"""Sent with a poll while somebody reads or types in the menu: it stays as it is."""


def by_script() -> bool:
    """Tell whether htmx asks, which wants parts of the page."""
    return request.headers.get("HX-Request") == "true"


def draw(
    counter_id: int,
    *,
    status: int = 200,
    said: Notice | None = None,
    form: WalkInForm | None = None,
    asked: int | None = None,
) -> Response:
    """Draw the console, or the door of a counter where the reader does not sit.

    Args:
        counter_id: The counter.
        status: 409 or 422 when a press was refused.
        said: What to say on top.
        form: The form for somebody without a phone that came back, with its errors.
        asked: The ticket about which is asked why it is to be removed.
    """
    now = clock.now()
    mark = _mark(counter_id, pulse(counter_id, local_day(now)), now)
    with db.read() as reading:
        where = console.place(reading, counter_id, me().id, now=now)
        if where is None:
            abort(404)
        if where.desk is None or not where.mine:
            return _door(where, status, said)
        shown = _shown(reading, where, where.desk, mark, now)
    template = "parts.html" if by_script() else "console.html"
    values = _context(shown, said, form, now) | {"acted": True, "asked": shown.removable(asked)}
    return make_response(render_template(f"admin/counter/{template}", **values), status)


def refresh(counter_id: int) -> Response:
    """Answer a poll: 304 while nothing changed, else the parts that change by themselves."""
    now = clock.now()
    found = pulse(counter_id, local_day(now))
    if found.staff_id != me().id:
        return _reload()
    mark = _mark(counter_id, found, now)
    if request.if_none_match.contains_weak(mark):
        answer = Response(status=304)
    else:
        with db.read() as reading:
            where = console.place(reading, counter_id, me().id, now=now)
            if where is None or where.desk is None or not where.mine:
                return _reload()
            shown = _shown(reading, where, where.desk, mark, now)
        values = _context(shown, None, None, now) | {"acted": False, "menu_too": KEEP_MENU not in request.headers}
        answer = make_response(render_template("admin/counter/parts.html", **values))
    answer.set_etag(mark, weak=True)
    return answer


def answer(
    counter_id: int, said: Notice, *, status: int = 200, form: WalkInForm | None = None, asked: int | None = None
) -> ResponseReturnValue:
    """Answer a press: the parts by script; otherwise a redirect, or the page itself when the press was refused."""
    if by_script() or status >= 400:
        return draw(counter_id, status=status, said=said, form=form, asked=asked)
    leave_word(said)
    return redirect(url_for("counter.at", counter_id=counter_id), 303)


def leave_word(said: Notice) -> None:
    """Keep what is to be said on the page that a redirect leads to."""
    session[SAID] = [said.kind, said.text, astuple(said.given) if said.given else None]


def take_word() -> Notice | None:
    """Return what was kept, once."""
    kept = session.pop(SAID, None)
    if not kept:
        return None
    kind, text, given = kept
    return Notice(kind, text, Given(*given) if given else None)


def _context(shown: Console, said: Notice | None, form: WalkInForm | None, now: datetime) -> dict[str, object]:
    counter = shown.place.counter
    return {
        "shown": shown,
        "said": said,
        "form": form or WalkInForm(classes=priorities.offered(shown.place.unit.unit, now), now=now),
        "token": form_tokens.make(PURPOSE, str(counter.id)),
        "now": now,
        "words": words,
        "cards": shown.place.unit.unit.number_cards is not None,
        "unit_name": shown.place.unit.name(locale()),
        "unit_sample": shown.place.unit.unit.is_demo,
        "unit_practice": shown.place.unit.unit.is_practice,
    }


def _door(where: Place, status: int, said: Notice | None) -> Response:
    """Show a counter that is closed, or where somebody else sits."""
    if by_script():
        # The whole page is another one now; the word waits for it.
        leave_word(said or Notice("warn", _("Thao tác vừa rồi không được thực hiện.")))
        return _reload(status)
    with db.read() as reading:
        groups = office.groups_of(reading, where.unit.id)
        usual = queries.usual_groups(reading, [where.counter.id]).get(where.counter.id, frozenset())
        relieved_at = queries.last_relief(reading, where.counter.id, me().id)
    page = render_template(
        "admin/counter/door.html",
        place=where,
        groups=groups,
        ticked=where.desk.group_ids if where.desk else usual,
        relieved=where.desk is not None and relieved_at is not None and relieved_at >= where.desk.session.opened_at,
        said=said,
        words=words,
        unit_name=where.unit.name(locale()),
        unit_sample=where.unit.unit.is_demo,
        unit_practice=where.unit.unit.is_practice,
    )
    return make_response(page, status)


def _mark(counter_id: int, found: Pulse, now: datetime) -> str:
    return console.tag(counter_id, found, locale(), now=now)


def _shown(reading: Session, where: Place, desk: Desk, mark: str, now: datetime) -> Console:
    rushed = breaker_actions.asks(reading, where.unit.id, most_numbers(where.unit.id, now), now=now)
    asked = where.unit.unit.presence_code or rushed
    code = hall_code.hall_code(secret(), where.unit.id, now) if asked else None
    return console.load(reading, where, desk, locale(), tag=mark, hall_code=code, now=now)


def _reload(status: int = 200) -> Response:
    return Response(status=status, headers={"HX-Refresh": "true"})
