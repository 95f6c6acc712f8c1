"""The address of the overview."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.pilot import overview_views

DOOR: Final = Door(_l("Các đơn vị thí điểm"), "overview.index", Permission.SEE_REPORTS)

bp = Blueprint("overview", __name__, template_folder="templates", url_prefix="/admin/pilot")
bp.add_url_rule("/", view_func=overview_views.index)
