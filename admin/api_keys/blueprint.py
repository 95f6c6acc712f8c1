"""The addresses of keeping keys. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint

from admin.api_keys import views

TABLE: Final = (
    ("/of/<slug>", views.of_unit, ["GET", "POST"]),
    ("/<int:api_key_id>/revoke", views.revoke, ["POST"]),
)

bp = Blueprint("api_keys", __name__, url_prefix="/admin/api-keys", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)
