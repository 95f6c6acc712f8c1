"""A unit's public page: address, hours, who waits now, and how long one usually waits; no counter, no person."""

from datetime import datetime

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk.ground import clock, db, recent
from kiosk.ground.i18n import locale
from kiosk.ground.web.errors import Trouble
from kiosk.office import public_holidays
from kiosk.queue import handed_in, pages, unit_wording, units
from kiosk.queue.unit_weeks import Ending, hours_to_show
from kiosk.queue.units import ClosedUnit, UnitFace

FACE = "unit face"
TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


def show(slug: str) -> ResponseReturnValue:
    """Show the unit to everybody."""
    now = clock.now()
    face = _face(slug, now)
    weeks = handed_in.current().unit_weeks(face.unit, now) if face.has_weeks else None
    sessions = [(each.opens, each.closes) for each in face.weekly]
    return pages.draw(
        "unit",
        face.unit,
        face=face,
        now=now,
        weeks=weeks,
        opinions_url=handed_in.current().opinions_url(slug),
        wording=unit_wording,
        hours=hours_to_show(sessions, weeks.hours) if weeks else (),
        holidays=public_holidays.vietnam(face.days[0].day.year, locale()) if face.days else {},
    )


def definitions(slug: str) -> ResponseReturnValue:
    """Say in plain words what the figures of the unit mean."""
    face = _face(slug, clock.now())
    return pages.draw("definitions", face.unit, face=face)


def chart(slug: str) -> ResponseReturnValue:
    """Draw the last weeks."""
    now = clock.now()
    face = _face(slug, now)
    drawing = handed_in.current().unit_chart(face.unit, now) if face.has_weeks else None
    if drawing is None:
        raise Trouble(404, _("Chưa có biểu đồ."), _("Đơn vị chưa có tuần nào đủ 10 lượt."))
    response: Response = make_response(drawing.svg)
    response.content_type = "image/svg+xml"
    response.set_etag(drawing.tag)
    # The address names the figures and the language, so a kept drawing is never an old one.
    response.headers["Cache-Control"] = "public, max-age=86400" if request.args.get("v") == drawing.tag else "no-cache"
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response.make_conditional(request)


def data(slug: str, ending: str) -> ResponseReturnValue:
    """Give the figures of weeks and days that are over to everybody."""
    now = clock.now()
    face = _face(slug, now)
    kind = TYPES.get(ending)
    found = handed_in.current().unit_data(face.unit, now, Ending(ending)) if kind and face.has_weeks else None
    if found is None:
        raise Trouble(404, _("Không có dữ liệu mở ở địa chỉ này."), _("Có hai tệp: data.csv và data.json."))
    response: Response = make_response(found.body)
    response.content_type = str(kind)
    response.set_etag(found.tag)
    response.headers["Cache-Control"] = "public, max-age=600"
    response.headers["Link"] = f'<{current_app.config["SETTINGS"].open_data_licence.url}>; rel="license"'
    return response.make_conditional(request)


def _face(slug: str, now: datetime) -> UnitFace:
    """Return the page's unit, or answer that there is none."""

    def read() -> UnitFace | ClosedUnit | None:
        with db.read() as session:
            return units.find(session, slug, now=now)

    found = recent.current().get(now, (FACE, slug), read)
    if isinstance(found, UnitFace):
        return found
    if isinstance(found, ClosedUnit):
        raise Trouble(
            404,
            _("%(unit)s không hoạt động lúc này.", unit=found.unit.name(locale())),
            _("Đơn vị có thể đã sáp nhập hoặc đổi tên. Xin xem bảng thông báo tại chỗ, hoặc quét mã QR ở lối vào."),
        )
    raise Trouble(404, _("Không có đơn vị này."), _("Xin xem lại địa chỉ, hoặc quét mã QR ở lối vào."))
