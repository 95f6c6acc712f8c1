"""All addresses of a citizen's phone on one page. Those below /q/ and /t/ are printed: none may ever stop answering."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from kiosk.ground.i18n import COOKIE, LANGUAGES
from kiosk.queue import door_views, end_views, take_views, ticket_views, wording

YEAR_SECONDS = 365 * 24 * 3600

bp = Blueprint("citizen", __name__, template_folder="templates")
bp.add_url_rule("/q/<code>", "door", door_views.show)
bp.add_url_rule("/q/<code>/procedures", "procedures", door_views.procedures)
bp.add_url_rule("/q/<code>/take", "ask", take_views.ask)
bp.add_url_rule("/q/<code>/take", "take", take_views.take, methods=["POST"])
bp.add_url_rule("/t/<token>", "ticket", ticket_views.show)
bp.add_url_rule("/t/<token>/leave", "confirm_leave", end_views.confirm_leave)
bp.add_url_rule("/t/<token>/leave", "leave", end_views.leave, methods=["POST"])
bp.add_url_rule("/t/<token>/check-out", "confirm_check_out", end_views.confirm_check_out)
bp.add_url_rule("/t/<token>/check-out", "check_out", end_views.check_out, methods=["POST"])
for words in (wording.band_words, wording.clock_time, wording.day_and_time):
    bp.add_app_template_filter(words)


@bp.get("/language/<code>")
def language(code: str) -> ResponseReturnValue:
    """Speak another language from now on, and go back to where the reader was.

    A preference of this browser, not a change on the server; without cookies the address carries it on.
    """
    if code not in LANGUAGES:
        abort(404)
    response = redirect(f"{own_path(request.args.get('next', '/'))}?lang={code}", 303)
    response.set_cookie(COOKIE, code, max_age=YEAR_SECONDS, secure=True, httponly=True, samesite="Lax")
    return response


@bp.url_defaults
def keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Carry a language that stands in the address on to the next page."""
    picked = request.args.get("lang", "") if request else ""
    if picked in LANGUAGES and endpoint != "citizen.language":
        values.setdefault("lang", picked)


def own_path(text: str) -> str:
    """Return the path in *text* when it is one of this site, else ``/``: nobody is sent elsewhere from here."""
    parts = urlsplit(text)
    plain = text.isprintable() and "\\" not in text and " " not in text
    ours = plain and not parts.scheme and not parts.netloc and text.startswith("/") and not text.startswith("//")
    return parts.path if ours else "/"
