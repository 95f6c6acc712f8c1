"""Pages and pictures of figures that were made once and are handed out until the visits behind them change."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base


class KeptDrawing(Base):
    """What was made of the rows at one *version* of the data; deleting it only costs the time to make it again.

    *key* names what it shows, such as ``weekly/12/2026-W47/vi/svg``.
    """

    __tablename__ = "kept_drawing"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    version: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
