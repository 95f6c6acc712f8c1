"""The addresses of the editor, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.questionnaires import draft_views, list_views, preview_views, publish_views
from kiosk.ground.i18n import LANGUAGES

DOOR: Final = Door(_l("Phiếu khảo sát"), "questionnaires.index", Permission.SET_UP)

READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
ONE: Final = "/<int:questionnaire_id>"
QUESTION: Final = f"{ONE}/questions/<int:question_id>"
TABLE: Final = (
    ("/", list_views.index, READ),
    ("/copy", list_views.copy, FORM),
    (ONE, draft_views.one, READ),
    (f"{ONE}/title", draft_views.title, FORM),
    (f"{ONE}/questions/new", draft_views.new_question, FORM),
    (f"{ONE}/questions/ready", draft_views.add_ready, PRESS),
    (QUESTION, draft_views.change_question, FORM),
    (f"{QUESTION}/move", draft_views.move_question, PRESS),
    (f"{QUESTION}/remove", draft_views.remove_question, PRESS),
    (f"{ONE}/preview", preview_views.preview, READ),
    (f"{ONE}/preview/<language>", preview_views.phone, READ),
    (f"{ONE}/draft", draft_views.next_version, PRESS),
    (f"{ONE}/publish", publish_views.publish, FORM),
    (f"{ONE}/withdraw", publish_views.withdraw, PRESS),
    (f"{ONE}/end", publish_views.end, FORM),
    (f"{ONE}/discard", publish_views.discard, PRESS),
)

bp = Blueprint("questionnaires", __name__, url_prefix="/admin/questionnaires", template_folder="templates")
bp.context_processor(lambda: {"all_languages": LANGUAGES})
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)
