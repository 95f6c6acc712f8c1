"""How pages of the survey are drawn: in a phone's or a tablet's frame, and once for a whole hall where that is safe."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Final

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug import Response as Answer

from kiosk.ground import db
from kiosk.ground.i18n import locale
from kiosk.ground.web import ready
from kiosk.office import qr
from kiosk.office.queries import UnitView
from kiosk.queue.tablet import devices, screens
from kiosk.queue.tablet.devices import Brought

MASKED: Final = "masked"
MASKED_SECONDS: Final = 600
"""How long a browser keeps that something was masked, for the one page after casting."""
MOST_TOLD: Final = 99
QR_MODULE_MM: Final = 1.2


def tablet() -> Brought | None:
    """Return what a tablet that is really paired brings; ``None`` for a phone, and for whoever made it up."""
    mine = devices.brought(request)
    if mine is None:
        return None
    with db.read() as session:
        return None if devices.anywhere(session, request) is None else mine


def start() -> str | None:
    """Return where a tablet goes on after the survey; ``None`` for a phone."""
    mine = tablet()
    return mine.start_url if mine else None


def unit_context(unit: UnitView) -> dict[str, object]:
    """Return what every page says of its unit, and a tablet's frame around it."""
    known = {
        "unit_name": unit.name(locale()),
        "unit_hotline": unit.unit.hotline,
        "unit_sample": unit.unit.is_demo,
        "unit_practice": unit.unit.is_practice,
    }
    at = start()
    return known | (screens.frame(at) if at else {})


def shared(
    now: datetime, key: tuple[Hashable, ...], draw: Callable[[str], str], fresh: Callable[[], str] = lambda: ""
) -> Response:
    """Return a page that all phones share but for one token; a tablet's is drawn for it alone."""
    return make_response(draw(fresh())) if start() else ready.stamped(now, key, draw, fresh)


def thanks(
    unit: UnitView, now: datetime, receipt: str | None = None, *, of_a_visit: bool = True, again: bool = False
) -> Response:
    """Thank for a ballot, and lead to its receipt.

    All phones of a unit share this page but for the receipt's code, which is put into a place of its own; so nobody
    gets another's. What was masked is told once, by a cookie for this one page: neither the address nor anything that
    is kept says it.

    Args:
        unit: Whose ballot it was.
        now: The instant of the request.
        receipt: The code of its receipt; ``None`` where nobody knows it any more.
        of_a_visit: Whether each visit has one such ballot; an open remark may be sent as often as one likes.
        again: Whether it was cast before, and what was sent just now is not counted.
    """
    hidden = _hidden()

    def draw(code: str) -> str:
        link = url_for("survey.receipt", code=code) if code else None
        return render_template(
            "survey/ballots/thanks.html",
            receipt=link,
            code=_square(code),
            masked=hidden,
            of_a_visit=of_a_visit,
            again=again,
            **unit_context(unit),
        )

    key = ("thanks", unit.id, hidden, receipt is None, of_a_visit, again)
    response = shared(now, key, draw, lambda: receipt or "")
    if hidden:
        response.delete_cookie(MASKED, path=request.path, secure=True, httponly=True, samesite="Lax")
    return response


def tell_masked(response: Answer, number: int) -> Answer:
    """Let the page that *response* leads to say how much was masked."""
    if number:
        response.set_cookie(
            MASKED,
            str(min(number, MOST_TOLD)),
            max_age=MASKED_SECONDS,
            path=response.location.partition("?")[0] if response.location else "/",
            secure=True,
            httponly=True,
            samesite="Lax",
        )
    return response


def _hidden() -> int:
    told = request.cookies.get(MASKED, "")
    return min(int(told), MOST_TOLD) if told.isascii() and told.isdigit() and len(told) <= 2 else 0


def _square(code: str) -> Markup | None:
    """Return the receipt's address as a picture, at a tablet, whose reader takes it away on the own phone."""
    if not code or start() is None:
        return None
    url = url_for("survey.receipt", code=code, lang=None, _external=True)
    drawn = qr.svg(url, label=_("Mã QR của biên nhận"), module_mm=QR_MODULE_MM, level="Q")
    return Markup(drawn.decode())  # noqa: S704 - our own drawing
