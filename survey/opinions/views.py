"""What everybody may read of a unit's satisfaction: the page for phones, and the file."""

from datetime import datetime
from typing import Final

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from kiosk.ground import clock, db, recent
from kiosk.ground.i18n import locale
from kiosk.ground.web.errors import Trouble
from kiosk.office.queries import UnitView
from kiosk.queue import units
from kiosk.queue.unit_weeks import Ending
from kiosk.queue.units import UnitFace
from survey.moderation import wording as moderation
from survey.opinions import public, wording

TYPES: Final = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}
FACE: Final = "unit face of opinions"

bp = Blueprint("opinions_public", __name__, template_folder="templates")


@bp.get("/u/<slug>/opinions")
def show(slug: str) -> ResponseReturnValue:
    """Show how satisfied those were who answered."""
    now = clock.now()
    unit = _unit(slug, now)
    found = public.told(unit, now=now, language=locale())
    return render_template(
        "survey/opinions/unit.html",
        unit_name=unit.name(locale()),
        unit_hotline=unit.unit.hotline,
        unit_page=url_for("citizen.unit", slug=slug),
        unit_sample=unit.unit.is_demo,
        slug=slug,
        found=found,
        main=next((strand for strand in found.strands if strand.overall and strand.overall.shown), None),
        wording=wording,
        beside_score=moderation.beside_score,
    )


@bp.get("/u/<slug>/opinions.<ending>")
def data(slug: str, ending: str) -> ResponseReturnValue:
    """Give every sealed batch to everybody."""
    now = clock.now()
    kind = TYPES.get(ending)
    if kind is None:
        raise Trouble(404, _("Không có dữ liệu mở ở địa chỉ này."), _("Có hai tệp: opinions.csv và opinions.json."))
    found = public.open_data(_unit(slug, now), now=now, ending=Ending(ending))
    response: Response = make_response(found.body)
    response.content_type = kind
    response.set_etag(found.tag)
    response.headers["Cache-Control"] = "public, max-age=600"
    response.headers["Link"] = f'<{current_app.config["SETTINGS"].open_data_licence.url}>; rel="license"'
    return response.make_conditional(request)


def _unit(slug: str, now: datetime) -> UnitView:
    """Return the unit, or answer that there is none with figures of its own."""

    def read() -> object:
        with db.read() as session:
            return units.find(session, slug, now=now)

    face = recent.current().get(now, (FACE, slug), read)
    if isinstance(face, UnitFace) and face.has_weeks and not face.unit.unit.is_practice:
        return face.unit
    raise Trouble(404, _("Không có đơn vị này."), _("Xin xem lại địa chỉ, hoặc quét mã QR ở lối vào."))
