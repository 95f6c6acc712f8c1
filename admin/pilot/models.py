"""What was changed in the pilot, and what went wrong: dated and signed, only ever taken back with a reason."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.queue.kinds import in_list


class EventKind(StrEnum):
    """What somebody wrote down about a unit."""

    INTERVENTION = "intervention"  # the pilot changed something, to shorten the wait
    INCIDENT = "incident"  # something went wrong: no power, the province's system was down


class PilotEvent(Base):
    """An intervention or an incident of one unit, from one day on; no figure is left out because of it.

    *last_day* is for an incident that lasted, or an intervention that was ended. *staff_name* is how the person was
    called when they signed. One that was taken back stays on record with who, when and why.
    """

    __tablename__ = "pilot_event"
    __table_args__ = (
        CheckConstraint(in_list("kind", EventKind), name="kind_known"),
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_ordered"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name="withdrawn_whole",
        ),
        CheckConstraint("what <> '' AND (withdrawn_reason IS NULL OR withdrawn_reason <> '')", name="words_said"),
        Index("ix_pilot_event_unit_day", "unit_id", "first_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(12))
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    what: Mapped[str] = mapped_column(String(300))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    staff_name: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(120))
    withdrawn_reason: Mapped[str | None] = mapped_column(String(200))
    issue_key: Mapped[str] = mapped_column(String(64), unique=True)
