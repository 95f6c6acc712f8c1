"""The addresses of moderators, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.moderation import ballot_views, comment_views, unit_views

DOOR: Final = Door(_l("Kiểm duyệt"), "moderation.index", Permission.MODERATE)

READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
TABLE: Final = (
    ("/", unit_views.index, READ),
    ("/<int:unit_id>/comments", comment_views.comments, READ),
    ("/<int:unit_id>/comments", comment_views.decide, PRESS),
    ("/<int:unit_id>/comments/<comment_id>/mask", comment_views.mask, FORM),
    ("/<int:unit_id>/batches", ballot_views.batches, READ),
    ("/<int:unit_id>/batches/<int:batch_id>", ballot_views.batch, READ),
    ("/<int:unit_id>/batches/<int:batch_id>", ballot_views.judge, PRESS),
    ("/<int:unit_id>/history", unit_views.history, READ),
)

bp = Blueprint("moderation", __name__, url_prefix="/admin/moderation", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)
