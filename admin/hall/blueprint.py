"""The addresses of what is given to the hall's screen, all on one page."""

from typing import Any, Final

from flask import Blueprint, request

from admin.hall import notice_views, voice_views

READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
TABLE: Final = (
    ("/<slug>/notices", notice_views.notices, FORM),
    ("/<slug>/notices/<int:notice_id>", notice_views.notice, FORM),
    ("/<slug>/notices/<int:notice_id>/remove", notice_views.remove_notice, PRESS),
    ("/<slug>/voices/<language>", voice_views.voices, FORM),
    ("/<slug>/voices/<language>/<name>/take-back", voice_views.take_back, PRESS),
)

bp = Blueprint("hall_setup", __name__, url_prefix="/admin/hall", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)


@bp.url_value_preprocessor
def take_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let the one form that brings sounds be larger; said before anything reads the form."""
    if endpoint == "hall_setup.voices":
        request.max_content_length = voice_views.MOST_BYTES
        request.max_form_memory_size = voice_views.MOST_BYTES
