"""The first page of a tablet, and pairing it with its unit by a code that is told once."""

from datetime import datetime
from typing import Final

import structlog
from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from kiosk.ground import clock, db, recent
from kiosk.ground.calendar import local_day
from kiosk.ground.web import form_tokens
from kiosk.ground.web.errors import Trouble
from kiosk.ground.web.form_tokens import FormExpiredError, FormForgedError
from kiosk.office import device_actions
from kiosk.office import queries as office
from kiosk.office.device_actions import Tried
from kiosk.office.queries import UnitView
from kiosk.queue import presence_squares
from kiosk.queue.outage import pairing_actions
from kiosk.queue.tablet import devices, screens
from kiosk.queue.tablet.devices import Outside

log = structlog.get_logger("tablet")
PURPOSE: Final = "tablet-pair"
STATUS: Final = {Tried.WRONG: 422, Tried.TOO_OFTEN: 429}


def start(slug: str) -> ResponseReturnValue:
    """Greet whoever comes next; a browser that is no tablet of this unit is asked for the pairing code."""
    tablet = screens.of_unit(slug)
    if tablet is None:
        with db.read() as session:
            why = devices.outside(session, request)
        return _pairing_page(unit_named(slug, clock.now()), why)
    with db.read() as session:
        code = presence_squares.hall_code_of(session, tablet.unit, tablet.now)
    square = presence_squares.address(tablet.unit.id, tablet.now) if code else None
    drawn = presence_squares.draw(square) if square else None
    response = screens.draw("start", tablet, picked="lang" in request.args, hall_code=code, square=drawn)
    screens.note_seen(tablet, response)
    return response


def pair(slug: str) -> ResponseReturnValue:
    """Give this browser a key of its own for the right code, once; the same form again is given the same key."""
    now = clock.now()
    unit, typed = unit_named(slug, now), request.form.get("code", "")
    try:
        key = form_tokens.accept(request.form.get("form_token", ""), PURPOSE, slug).secret
    except (FormExpiredError, FormForgedError):
        return _pairing_page(unit, Outside.NEW, Tried.WRONG)
    key_hash = device_actions.key_digest(key)
    tried, device = db.write(
        lambda session: pairing_actions.pair(session, unit.id, typed, key_hash, now=now), replayable=True
    )
    if device is None:
        log.warning("tablet not paired", unit=unit.id, tried=tried)
        return _pairing_page(unit, Outside.NEW, tried)
    response = redirect(url_for("tablet.start", slug=slug, lang=None), 303)
    devices.remember(response, slug, key)
    return response


def _pairing_page(unit: UnitView, why: Outside, tried: Tried | None = None) -> Response:
    page = render_template(
        "kiosk/queue/tablet/pair.html",
        why=why,
        said=_said(tried),
        slug=unit.unit.slug,
        form_token=form_tokens.make(PURPOSE, unit.unit.slug),
        **screens.unit_words(unit),
    )
    return make_response(page, STATUS.get(tried, 200) if tried else 200)


def _said(tried: Tried | None) -> str:
    if tried is Tried.WRONG:
        return str(
            _("Mã ghép chưa đúng, đã dùng rồi, hoặc đã quá 15 phút. Xin xem lại, hoặc nhờ quản trị cấp mã khác.")
        )
    if tried is Tried.TOO_OFTEN:
        return str(_("Đã nhập sai quá nhiều lần. Xin nhờ quản trị cấp mã khác rồi nhập lại."))
    return ""


def unit_named(slug: str, now: datetime) -> UnitView:
    """Return the unit whose tablets have their pages below *slug*, or answer that there is none."""
    unit_id = recent.read(now, office.unit_id_of, slug) if slug.isascii() else None
    unit = recent.read(now, office.unit_on, unit_id, local_day(now)) if unit_id else None
    if unit is None:
        raise Trouble(404, _("Không có nơi này."), _("Xin xem lại địa chỉ ở trang “Máy tính bảng” của đơn vị."))
    return unit
