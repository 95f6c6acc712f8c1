"""What the full checks of the log found, so that a page need not read a million leaves."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base


class LedgerCheck(Base):
    """One full check: of how many leaves, and what was wrong (*problems* is empty when nothing was)."""

    __tablename__ = "ledger_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    size: Mapped[int]
    ok: Mapped[bool]
    problems: Mapped[list[Any]] = mapped_column(JSON)
