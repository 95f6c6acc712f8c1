"""Languages: which one a page speaks, and names that exist in four of them."""

from flask import Flask, request
from flask_babel import Babel, get_locale
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

LANGUAGES: dict[str, str] = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
COOKIE = "language"
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
    app.jinja_env.globals.update(locale=locale, languages=LANGUAGES)
    app.jinja_env.policies["ext.i18n.trimmed"] = True


def choose() -> str:
    """Return the language of this request: the one picked earlier, else the browser's, else Vietnamese."""
    if not request:
        return DEFAULT
    picked = request.args.get("lang") or request.cookies.get(COOKIE, "")
    if picked in LANGUAGES:
        return picked
    return request.accept_languages.best_match(list(LANGUAGES), default=DEFAULT) or DEFAULT


def locale() -> str:
    """Return the language code of the page being made, such as ``vi``."""
    found = get_locale()
    return str(found.language) if found else DEFAULT


def _folder(app: Flask) -> str:
    return f"{app.root_path}/translations"
