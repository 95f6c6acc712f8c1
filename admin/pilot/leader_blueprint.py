"""The addresses of the leader's pages."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.measures.shown import refuse_practice
from admin.pilot import leader_views

DOOR: Final = Door(_l("Trang lãnh đạo"), "leader.all_units", Permission.SEE_REPORTS)
TABLE: Final = (
    ("/leader", leader_views.all_units),
    ("/leader.svg", leader_views.all_units_chart),
    ("/leader.png", leader_views.all_units_picture),
    ("/<int:unit_id>/leader", leader_views.one_unit),
    ("/<int:unit_id>/leader.svg", leader_views.one_unit_chart),
    ("/<int:unit_id>/leader.png", leader_views.one_unit_picture),
)

bp = Blueprint("leader", __name__, template_folder="templates", url_prefix="/admin/pilot")
for _rule, _view in TABLE:
    bp.add_url_rule(_rule, view_func=_view)
bp.before_request(refuse_practice)
