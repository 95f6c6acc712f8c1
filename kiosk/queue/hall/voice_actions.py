"""Every write about recorded voices: keep one, take one back."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.ground.i18n import LANGUAGES
from kiosk.office.refusals import Refused
from kiosk.queue.hall import sounds, voice_queries
from kiosk.queue.hall.board import CLIPS
from kiosk.queue.hall.models import VoiceClip


def keep_clip(
    session: Session, unit_id: int, language: str, name: str, content: bytes, *, now: datetime, staff_id: int | None
) -> None:
    """Keep a recording of one word in place of the one before.

    Raises:
        Refused: ``name`` *unknown* (no such word or language); ``file`` *missing* (empty), *too_long* (more than
            :data:`sounds.MOST_BYTES`) or *malformed* (no sound that televisions play).
    """
    if language not in LANGUAGES or name not in CLIPS:
        raise Refused("unknown", "name")
    if not content:
        raise Refused("missing", "file")
    if len(content) > sounds.MOST_BYTES:
        raise Refused("too_long", "file")
    suffix = sounds.kind_of(content)
    if suffix is None:
        raise Refused("malformed", "file")
    row = voice_queries.clip(session, unit_id, language, name)
    if row is None:
        row = VoiceClip(unit_id=unit_id, language=language, name=name)
        session.add(row)
    row.mimetype, row.sound, row.changed_at = sounds.TYPES[suffix], content, now
    session.flush()
    _record(session, "voice.keep", row, now=now, staff_id=staff_id)


def take_back(session: Session, unit_id: int, language: str, name: str, *, now: datetime, staff_id: int | None) -> None:
    """Forget the unit's own recording: the word is said as before, or not at all.

    Raises:
        Refused: ``name`` *unknown*: there is none.
    """
    row = voice_queries.clip(session, unit_id, language, name)
    if row is None:
        raise Refused("unknown", "name")
    _record(session, "voice.take_back", row, now=now, staff_id=staff_id)
    session.delete(row)
    session.flush()


def _record(session: Session, act: str, row: VoiceClip, *, now: datetime, staff_id: int | None) -> None:
    details = {"bytes": len(row.sound)}
    subject = f"{row.language} {row.name}"
    events.record(session, act, subject, now=now, staff_id=staff_id, unit_id=row.unit_id, details=details)
