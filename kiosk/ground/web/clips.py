"""Recorded voices: a folder for each language, with a file for each page that can be listened to.

``CLIPS_DIR/vi/ticket-waiting.mp3``. The folder is looked at once, when the program starts; where a clip is missing the
page simply has no button.
"""

from pathlib import Path
from typing import Final, cast

from flask import Blueprint, Flask, Response, abort, current_app, send_file, url_for

from kiosk.ground.i18n import LANGUAGES, locale

EXTENSION: Final = "clips"
NAMES: Final = ("ticket-waiting", "ticket-called", "ticket-serving", "ticket-done", "survey")
"""Every page that may have a voice; a file with another name is never sent."""
ONE_DAY: Final = 86_400

Clips = dict[tuple[str, str], Path]
bp = Blueprint("clips", __name__)


def init_app(app: Flask, folder: str) -> None:
    """Give templates ``clip_url('survey')`` and answer for the files below *folder*; an empty name: no clips."""
    app.extensions[EXTENSION] = _found(Path(folder)) if folder else {}
    app.register_blueprint(bp)
    app.jinja_env.globals["clip_url"] = clip_url


def clip_url(name: str) -> str | None:
    """Return where the clip *name* is in the reader's language; ``None`` when nobody has recorded it."""
    if (locale(), name) not in _clips():
        return None
    return url_for("clips.play", language=locale(), name=name)


def any_in_language() -> bool:
    """Return whether any page can be listened to in the reader's language."""
    return any(language == locale() for language, _name in _clips())


@bp.get("/clips/<language>/<name>.mp3")
def play(language: str, name: str) -> Response:
    """Send a clip, or the part of it that the player asks for."""
    path = _clips().get((language, name))
    if path is None or not path.is_file():
        abort(404)
    answer = send_file(path, mimetype="audio/mpeg", conditional=True, max_age=ONE_DAY)
    answer.headers["Accept-Ranges"] = "bytes"
    return answer


def _found(folder: Path) -> Clips:
    known = {(language, name): folder / language / f"{name}.mp3" for language in LANGUAGES for name in NAMES}
    return {key: path for key, path in known.items() if path.is_file()}


def _clips() -> Clips:
    return cast(Clips, current_app.extensions[EXTENSION])
