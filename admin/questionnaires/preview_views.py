"""A questionnaire as a phone shows it: the very page of citizens, in a frame of 360 px, from which nothing is sent."""

from typing import Final

from flask import Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from admin.accounts.guard import allow
from admin.accounts.roles import Permission
from admin.questionnaires import access
from admin.questionnaires.pages import Opened, opened
from kiosk.ground import clock
from kiosk.ground.i18n import LANGUAGES
from kiosk.ground.keys import key
from kiosk.ground.web.headers import CONTENT_SECURITY_POLICY
from survey.ballots import asking
from survey.ballots.answers import COMMENT_CHARS

POLICY: Final = "Content-Security-Policy"
FRAMING: Final = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
FRAMED: Final = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'").replace(
    "form-action 'self'", "form-action 'none'"
)


@allow(Permission.SET_UP, of=access.to_read)
def preview(questionnaire_id: int) -> ResponseReturnValue:
    """Show the four languages side by side, each in a frame as wide as a small phone."""
    found = opened(key(questionnaire_id))
    page = render_template(
        "admin/questionnaires/preview.html",
        found=found,
        row=found.form.questionnaire,
        unit_sample=found.sample,
    )
    return _with(page, {POLICY: FRAMING})


@allow(Permission.SET_UP, of=access.to_read)
def phone(questionnaire_id: int, language: str) -> ResponseReturnValue:
    """Show the page of citizens in one language; only a page of ours may frame it, and it has no form to send."""
    if language not in LANGUAGES:
        abort(404)
    found = opened(key(questionnaire_id))
    with force_locale(language):
        page = _page(found, language)
    return _with(page, {POLICY: FRAMED, "X-Frame-Options": "SAMEORIGIN"})


def _page(found: Opened, language: str) -> str:
    unit = found.unit
    return render_template(
        "survey/ballots/form.html",
        preview=True,
        form=found.form,
        language=language,
        sent={},
        errors={},
        comment_chars=COMMENT_CHARS,
        **asking.beside(clock.now(), unit.id if unit else 0, found.form),
        unit_name=unit.name(language) if unit else _("Bộ phận Một cửa"),
        unit_hotline=unit.unit.hotline if unit else None,
        unit_sample=found.sample,
    )


def _with(page: str, headers: dict[str, str]) -> Response:
    response = make_response(page)
    response.headers.update(headers)
    return response
