"""The addresses of keeping procedures, all on one page. Who may open a view stands above the view."""

from typing import Any, Final

from flask import Blueprint, request
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.procedures import import_views, list_views, text_views, unit_views
from admin.procedures.sheets import MOST_BYTES

DOOR: Final = Door(_l("Thủ tục"), "procedure_setup.index", Permission.SEE_REPORTS)
FORM_BYTES: Final = 64 * 1024

READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
TABLE: Final = (
    ("/", list_views.index, READ),
    ("/<slug>", list_views.of_unit, READ),
    ("/<slug>/procedures.csv", import_views.export, READ),
    ("/<slug>/template.csv", import_views.template, READ),
    ("/<slug>/import", import_views.upload, FORM),
    ("/<slug>/import/check", import_views.check, FORM),
    ("/<slug>/import/rejects.csv", import_views.rejects, READ),
    ("/<slug>/new", text_views.new, FORM),
    ("/<slug>/receive", unit_views.receive, FORM),
    ("/<slug>/<int:procedure_id>", list_views.one, READ),
    ("/<slug>/<int:procedure_id>/texts", text_views.change, FORM),
    ("/<slug>/<int:procedure_id>/end", text_views.end, FORM),
    ("/<slug>/<int:procedure_id>/place", unit_views.place, FORM),
    ("/<slug>/<int:procedure_id>/limit", unit_views.announce, FORM),
    ("/<slug>/<int:procedure_id>/limit/end", unit_views.take_back, FORM),
)

bp = Blueprint("procedure_setup", __name__, url_prefix="/admin/procedures", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)


@bp.url_value_preprocessor
def take_a_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the one form that brings a file be larger; said before anything reads the form."""
    if endpoint == "procedure_setup.upload":
        request.max_content_length = MOST_BYTES + FORM_BYTES
        request.max_form_memory_size = MOST_BYTES + FORM_BYTES  # a file of blank lines passes through memory
