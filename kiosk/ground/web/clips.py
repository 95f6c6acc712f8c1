"""Recorded voices: a folder for each language, with a file for each page that can be listened to.

``CLIPS_DIR/vi/ticket-waiting.mp3``, or ``.wav``. The folder is looked at once, when the program starts; where a clip is
missing the page simply has no button. The hall's screen puts its calls together from clips of its own.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from flask import Blueprint, Flask, Response, abort, current_app, send_file, url_for

from kiosk.ground.i18n import LANGUAGES, locale

EXTENSION: Final = "clips"
NAMES: Final = ("ticket-waiting", "ticket-called", "ticket-serving", "ticket-done", "survey")
"""Every page that may have a voice; a file with another name is never sent."""
FORMATS: Final = {".mp3": "audio/mpeg", ".wav": "audio/wav"}
ONE_DAY: Final = 86_400

Clips = dict[tuple[str, str], Path]
bp = Blueprint("clips", __name__)


def init_app(app: Flask, folder: str, *, more: Iterable[str] = ()) -> None:
    """Give templates ``clip_url('survey')`` and answer for the files below *folder*; an empty name: no clips.

    *more* are names of clips that belong to no page for phones.
    """
    app.extensions[EXTENSION] = found(Path(folder), (*NAMES, *more)) if folder else {}
    app.register_blueprint(bp)
    app.jinja_env.globals["clip_url"] = clip_url


def found(folder: Path, names: Iterable[str]) -> Clips:
    """Return the files below *folder* that may be sent, by language and name."""
    known = [
        ((language, name), folder / language / f"{name}{suffix}")
        for language in LANGUAGES
        for name in names
        for suffix in reversed(FORMATS)  # where there are both, the smaller one
    ]
    return {key: path for key, path in known if path.is_file()}


def clip_url(name: str) -> str | None:
    """Return where the clip *name* is in the reader's language; ``None`` when nobody has recorded it."""
    return address(locale(), name) if (locale(), name) in _clips() else None


def address(language: str, name: str) -> str:
    """Return where a clip is that :func:`recorded` named."""
    return url_for("clips.play", language=language, name=name, suffix=_clips()[language, name].suffix)


def recorded(language: str) -> frozenset[str]:
    """Return the names of all clips in *language*."""
    return frozenset(name for known, name in _clips() if known == language)


def any_in_language() -> bool:
    """Return whether any page can be listened to in the reader's language."""
    return not recorded(locale()).isdisjoint(NAMES)


@bp.get("/clips/<language>/<name><any('.mp3', '.wav'):suffix>")
def play(language: str, name: str, suffix: str) -> Response:
    """Send a clip, or the part of it that the player asks for."""
    path = _clips().get((language, name))
    if path is None or path.suffix != suffix or not path.is_file():
        abort(404)
    answer = send_file(path, mimetype=FORMATS[suffix], conditional=True, max_age=ONE_DAY)
    answer.headers["Accept-Ranges"] = "bytes"
    return answer


def _clips() -> Clips:
    return cast(Clips, current_app.extensions[EXTENSION])
