"""Every SELECT about recorded voices; only one of them reads the sounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.office import queries as office
from kiosk.queue.hall.models import VoiceClip
from kiosk.queue.hall.sounds import TYPES


@dataclass(frozen=True, slots=True)
class Voice:
    """One recorded word, without its sound; *unit_id* is who recorded it."""

    unit_id: int
    language: str
    name: str
    mimetype: str
    changed_at: datetime

    @property
    def suffix(self) -> str:
        """The ending of its address."""
        return next(suffix for suffix, mimetype in TYPES.items() if mimetype == self.mimetype)

    @property
    def version(self) -> str:
        """What changes with every recording: its address may be kept for ever."""
        return format(int(self.changed_at.timestamp() * 1_000_000), "x")


Voices = dict[tuple[str, str], Voice]
"""By language and name."""


def voices_for(session: Session, unit_id: int, today: date) -> Voices:
    """Return the recordings that speak in a unit: its own first, then those of the units above it, nearest first."""
    chain = office.ancestor_ids(session, unit_id, today)
    found: Voices = {}
    for voice in sorted(_of(session, chain), key=lambda voice: chain.index(voice.unit_id), reverse=True):
        found[voice.language, voice.name] = voice
    return found


def clip(session: Session, unit_id: int, language: str, name: str) -> VoiceClip | None:
    """Return one recording with its sound; ``None`` when the unit has none of that word."""
    return session.get(VoiceClip, (unit_id, language, name))


def _of(session: Session, unit_ids: Sequence[int]) -> list[Voice]:
    columns = (VoiceClip.unit_id, VoiceClip.language, VoiceClip.name, VoiceClip.mimetype, VoiceClip.changed_at)
    return [Voice(*row) for row in session.execute(select(*columns).where(VoiceClip.unit_id.in_(unit_ids)))]
