"""Voices that an office recorded itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base


class VoiceClip(Base):
    """One recorded word, such as ``hall-call`` or ``hall-7``, in one language; it wins over the folder of clips.

    It also speaks for the units below, as long as they have not recorded the word themselves.
    """

    __tablename__ = "voice_clip"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    mimetype: Mapped[str] = mapped_column(String(40))
    sound: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime]
