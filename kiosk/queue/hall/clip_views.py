"""Where an office's own recordings are heard: by every screen and every node, from the database they share."""

from typing import Final

from flask import Blueprint, Response, abort, make_response, request

from kiosk.ground import db, keys
from kiosk.ground.web.headers import ONE_YEAR
from kiosk.queue.hall import voice_queries
from kiosk.queue.hall.sounds import TYPES

bp = Blueprint("hall_clips", __name__)

ENDINGS: Final = "mp3, wav, ogg, m4a"


@bp.get(f"/clips/<int:unit_id>/<language>/<name>.<any({ENDINGS}):suffix>")
def play(unit_id: int, language: str, name: str, suffix: str) -> Response:
    """Send a recording, or the part of it that the player asks for; one that was replaced meanwhile is not kept."""
    with db.read() as session:
        row = voice_queries.clip(session, keys.key(unit_id), language, name)
        if row is None or row.mimetype != TYPES[suffix]:
            abort(404)
        voice = voice_queries.Voice(row.unit_id, row.language, row.name, row.mimetype, row.changed_at)
        sound = row.sound
    answer = make_response(sound)
    answer.mimetype = voice.mimetype
    fresh = request.args.get("v") == voice.version
    answer.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable" if fresh else "no-cache"
    answer.set_etag(voice.version)
    answer.make_conditional(request, accept_ranges=True, complete_length=len(sound))
    return answer
