"""The addresses of the reports, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint
from flask.typing import RouteCallable
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.measures.shown import refuse_practice
from admin.reports import desk_views, figure_views, span_views, unit_views, weekly_views

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
bp.before_request(refuse_practice)
