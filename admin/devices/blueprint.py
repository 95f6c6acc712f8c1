"""The addresses of keeping tablets. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint

from admin.devices import views

READ_OR_ADD: Final = ["GET", "POST"]
PRESS: Final = ["POST"]
TABLE: Final = (
    ("/of/<slug>", views.of_unit, READ_OR_ADD),
    ("/<int:device_id>", views.one, READ_OR_ADD),
    ("/<int:device_id>/pair", views.pair, PRESS),
    ("/<int:device_id>/revoke", views.revoke, PRESS),
)

bp = Blueprint("devices", __name__, url_prefix="/admin/devices", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)
