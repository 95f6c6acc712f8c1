"""Every SELECT of the monitors' page that belongs to no other room."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from kiosk.ground.jobs import Job
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.office.queries import UnitView
from survey.ballots.models import BallotBatch, SpentToken

CHECK: Final = "verify-ledger"
"""The kind of the job that checks the whole log."""
OPEN: Final = ("queued", "running")


class Run(NamedTuple):
    """The latest check that somebody asked for: its state, what went wrong with it, when it was asked for."""

    state: str
    error: str | None
    asked_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN


def latest_run(session: Session) -> Run | None:
    """Return the latest check that somebody asked for; ``None`` when nobody has."""
    query = select(Job.state, Job.error, Job.created_at).where(Job.kind == CHECK).order_by(Job.id.desc()).limit(1)
    row = session.execute(query).first()
    return Run(*row) if row else None


def watched_units(session: Session, unit_ids: Collection[int], day: date) -> list[UnitView]:
    """Return the offices of *unit_ids* that are in the pilot or have ballots, by name; none for practice."""
    views = [view for view in office.all_units(session, day) if view.id in unit_ids]
    offices = [view for view in views if view.unit.kind != "organisation" and not view.unit.is_practice]
    with_ballots = set(
        session.scalars(
            select(Unit.id).where(
                exists().where(SpentToken.unit_id == Unit.id) | exists().where(BallotBatch.unit_id == Unit.id)
            )
        )
    )
    found = [view for view in offices if view.unit.pilot or view.id in with_ballots]
    return sorted(found, key=lambda view: (view.name("vi"), view.id))
