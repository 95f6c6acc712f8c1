"""The addresses of the reports, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint, request
from flask.typing import RouteCallable
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.guard import units_with
from admin.accounts.roles import Permission
from admin.reports import desk_views, figure_views, span_views, unit_views, weekly_views
from kiosk.ground import db
from kiosk.ground.web.errors import Trouble
from kiosk.office.models import Unit

DOOR: Final = Door(_l("Báo cáo tuần"), "reports.index", Permission.SEE_REPORTS)

TABLE: Final[tuple[tuple[str, RouteCallable], ...]] = (
    ("/", unit_views.index),
    ("/mine", desk_views.mine),
    ("/<int:unit_id>/weekly", weekly_views.weekly),
    ("/<int:unit_id>/weekly.svg", weekly_views.chart),
    ("/<int:unit_id>/weekly.png", weekly_views.chart_png),
    ("/<int:unit_id>/weekly.csv", weekly_views.sheet),
    ("/<int:unit_id>/figures", figure_views.figures),
    ("/<int:unit_id>/period", figure_views.period),
    ("/<int:unit_id>/rush", span_views.rush),
    ("/<int:unit_id>/waits", span_views.waits),
    *span_views.CHARTS,
    ("/<int:unit_id>/counters", desk_views.counters),
    ("/<int:unit_id>/fairness", unit_views.fairness),
    ("/<int:unit_id>/comments", unit_views.comments),
)

bp = Blueprint("reports", __name__, template_folder="templates", url_prefix="/admin/reports")
for _rule, _view in TABLE:
    bp.add_url_rule(_rule, view_func=_view)


@bp.before_request
def refuse_practice() -> None:
    """Show no figures of a unit for practice, on any page."""
    unit_id = (request.view_args or {}).get("unit_id")
    with db.read() as session:
        unit = session.get(Unit, unit_id) if unit_id in units_with(Permission.SEE_REPORTS) else None
    if unit is not None and unit.is_practice:
        raise Trouble(404, _("Đơn vị tập dùng không có số liệu."), _("Xin xem báo cáo của đơn vị thật."))
