"""Languages: which one a page speaks, and names that exist in four of them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from flask import Flask, Response, request
from flask_babel import Babel, get_locale
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.sansio.http import parse_cookie

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LANGUAGES: Final = {"vi": "Tiếng Việt", "en": "English", "km": "ភាសាខ្មែរ", "zh": "中文"}
"""What citizens' pages and posters speak, each under its own name."""
STAFF_LANGUAGES: Final = {code: LANGUAGES[code] for code in ("vi", "en")}
STAFF_PAGES: Final = "/admin"
UNREVIEWED: Final = frozenset({"km", "zh"})
"""Languages whose pages say that no native speaker has read them yet: see ``docs/translating.md``."""
SAME_FOR_ALL: Final = frozenset({"static", "clips.play", "hall_clips.play"})
"""Addresses of files, which say themselves what language they are in."""
SHARED_SCREEN: Final = "__Host-kiosk"
"""The cookie of a tablet in the hall: whoever comes next must not find the language of whoever was there before."""
DEFAULT = "vi"
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
COOKIES: Final = {f"{COOKIE}={code}": code for code in LANGUAGES}
"""What most phones with a picked language send: reading it as any cookie takes as long as half a ready-made page."""
NAME_CHARS = 200


class FourNames:
    """Columns for a name in Vietnamese (always there), English, Khmer and Chinese."""

    name_vi: Mapped[str] = mapped_column(String(NAME_CHARS))
    name_en: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    name_km: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    name_zh: Mapped[str | None] = mapped_column(String(NAME_CHARS))

    def name(self, language: str) -> str:
        """Return the name in *language*, or in Vietnamese where nobody has written it yet."""
        return getattr(self, f"name_{language}", None) or self.name_vi


def init_app(app: Flask) -> None:
    """Let every page speak the reader's language."""
    Babel(app, locale_selector=choose, default_locale=DEFAULT, default_translation_directories=_folder(app))
    app.jinja_env.globals.update(
        locale=locale, languages=offered, in_language=in_language, unreviewed_languages=UNREVIEWED
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.after_request(remember)
    app.url_defaults(carry_on)


def offered() -> Mapping[str, str]:
    """Return the languages of this request's pages, code to name: four for citizens, two for staff."""
    return STAFF_LANGUAGES if request and request.path.startswith(STAFF_PAGES) else LANGUAGES


def choose() -> str:
    """Return the language of this request: the one picked earlier, else the browser's, else Vietnamese.

    Somebody of the staff whose own language has no pages for staff reads Vietnamese, not their next best one: it is
    what the office works in.
    """
    if not request:
        return DEFAULT
    picked = request.args.get("lang")
    wanted = picked if picked in LANGUAGES else asked_by_phone(request.environ)
    return wanted if wanted in offered() else DEFAULT


def on_shared_screen(environ: "WSGIEnvironment") -> bool:
    """Return whether a request says that it comes from a tablet in the hall, true or not."""
    return SHARED_SCREEN in environ.get("HTTP_COOKIE", "")


def asked_by_phone(environ: "WSGIEnvironment") -> str:
    """Return the language of a request whose address says none: the one picked earlier, else the browser's.

    A tablet in the hall begins in Vietnamese again and again.
    """
    if on_shared_screen(environ):
        return DEFAULT
    picked, accepted = _picked(environ.get("HTTP_COOKIE", "")), environ.get("HTTP_ACCEPT_LANGUAGE", "")
    return picked if picked in LANGUAGES else _of_browser(accepted)


def remember(response: Response) -> Response:
    """Keep a language picked in the address (``?lang=en``) for later pages, where the browser takes cookies.

    It is picked on the page itself and not through an address of its own, which would have to be told where to go
    back to, and that may be a secret address. A picture or a voice sets no cookie: others are handed their copies.
    """
    if on_shared_screen(request.environ):
        return response
    if response.mimetype == "text/html" and (picked := carried()) is not None:
        response.set_cookie(
            COOKIE, picked, max_age=COOKIE_SECONDS, secure=True, httponly=True, samesite="Lax", path="/"
        )
    return response


def carry_on(endpoint: str, values: dict[str, Any]) -> None:
    """Put the language of this address into those of its links and forms: it stays without cookies, too."""
    if endpoint not in SAME_FOR_ALL and (picked := carried()) is not None:
        values.setdefault("lang", picked)


def in_language(code: str) -> str:
    """Return the address of this very page in another language, relative to itself: whatever else it says stays."""
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return "?" + urlencode([*rest, ("lang", code)])


def locale() -> str:
    """Return the language code of the page being made, such as ``vi``."""
    found = get_locale()
    return str(found.language) if found else DEFAULT


def _picked(cookies: str) -> str | None:
    if COOKIE not in cookies:
        return None
    return COOKIES.get(cookies) or parse_cookie(cookies).get(COOKIE)


@lru_cache(maxsize=256)
def _of_browser(accepted: str) -> str:
    """Return what the browser asks for, best first, without country and script: ``zh`` for ``zh-Hant-TW``."""
    wanted = parse_accept_header(accepted, LanguageAccept)
    codes = (tag.partition("-")[0].lower() for tag, quality in wanted if quality > 0)
    return next((code for code in codes if code in LANGUAGES), DEFAULT)


def carried() -> str | None:
    """Return the language that this address says, and its links say after it; ``None``: none, or one not offered."""
    picked = request.args.get("lang") if request else None
    return picked if picked in offered() else None


def _folder(app: Flask) -> str:
    return f"{app.root_path}/translations"
