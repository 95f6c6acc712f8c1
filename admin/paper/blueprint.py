"""The addresses of ballots on paper, all on one page: runs of slips, and typing slips in."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.paper import run_views, typing_views

DOOR: Final = Door(_l("Phiếu giấy"), "paper.index", Permission.SET_UP)
TYPING_DOOR: Final = Door(_l("Nhập phiếu giấy"), "typing.ask", Permission.TYPE_BALLOTS)

READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
RUNS: Final = (
    ("/", run_views.index, READ),
    ("/<int:unit_id>", run_views.runs, READ),
    ("/<int:unit_id>/print", run_views.print_slips, PRESS),
    ("/<int:unit_id>/runs/<int:run_id>/withdraw", run_views.withdraw, FORM),
)
TYPING: Final = (
    ("/", typing_views.ask, READ),
    ("/", typing_views.find, PRESS),
    ("/<slip_code>", typing_views.slip, READ),
    ("/<slip_code>", typing_views.enter, PRESS),
)

bp = Blueprint("paper", __name__, url_prefix="/admin/paper", template_folder="templates")
typing_bp = Blueprint("typing", __name__, url_prefix="/admin/typing")
for _blueprint, _table in ((bp, RUNS), (typing_bp, TYPING)):
    for _rule, _view, _methods in _table:
        _blueprint.add_url_rule(_rule, view_func=_view, methods=_methods)
