"""The addresses of official reports, all on one page. Who may open a view stands above the view."""

from typing import Final

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from admin.accounts.doors import Door
from admin.accounts.roles import Permission
from admin.documents import letterhead_views, list_views, report_views
from admin.measures.shown import refuse_practice

DOOR: Final = Door(_l("Báo cáo giấy"), "documents.index", Permission.SEE_REPORTS)
READ: Final = ["GET"]
PRESS: Final = ["POST"]
FORM: Final = ["GET", "POST"]
REPORT: Final = "/<int:unit_id>/<kind>/<period>"
TABLE: Final = (
    ("/", list_views.index, READ),
    ("/<int:unit_id>", list_views.reports, READ),
    ("/<int:unit_id>/letterhead", letterhead_views.letterhead, FORM),
    (REPORT, report_views.report, READ),
    (REPORT, report_views.save, PRESS),
    (f"{REPORT}/report.docx", report_views.word_file, READ),
    (f"{REPORT}/report.pdf", report_views.pdf_file, READ),
    (f"{REPORT}/pictures/<name>", report_views.picture, READ),
    (f"{REPORT}/versions/<section>", report_views.versions, READ),
)

bp = Blueprint("documents", __name__, url_prefix="/admin/documents", template_folder="templates")
for _rule, _view, _methods in TABLE:
    bp.add_url_rule(_rule, view_func=_view, methods=_methods)
bp.before_request(refuse_practice)
