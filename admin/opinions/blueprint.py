"""The addresses of satisfaction, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.measures.shown import refuse_practice
from admin.opinions import desk_views, remedy_views, views

DOOR: Final = Door(_l("Mức độ hài lòng"), "opinions.index", Permission.SEE_REPORTS)

bp = Blueprint("opinions", __name__, template_folder="templates", url_prefix="/admin/opinions")
bp.add_url_rule("/", view_func=views.index)
bp.add_url_rule("/mine", view_func=desk_views.mine)
bp.add_url_rule("/<int:unit_id>", view_func=views.unit)
bp.add_url_rule("/<int:unit_id>/counters", view_func=desk_views.counters)
bp.add_url_rule("/<int:unit_id>/remedy", view_func=remedy_views.remedy, methods=["GET", "POST"])
for _rule, _view in views.CHARTS:
    bp.add_url_rule(_rule, view_func=_view)
bp.before_request(refuse_practice)
