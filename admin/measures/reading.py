"""The one read of visits for every page, chart, file and document: a unit and everything below it, in any periods."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from admin.measures.periods import Period
from admin.measures.visit_queries import visits
from admin.measures.visits import VisitColumns
from admin.measures.waiting import Targets
from kiosk.office import queries as office
from kiosk.office.descent import Descent
from kiosk.office.queries import UnitView


@dataclass(frozen=True, slots=True)
class Reading:
    """Visits of a unit and its subtree.

    Attributes:
        unit: As it is today.
        periods: As they were asked for.
        below: For each period the units that count in it: the subtree of its first day, without practice.
        targets: For each period those in force on its first day.
        columns: Every visit of these units in these periods, and more: a unit that left in between is in them all the
            same, and so are the days between periods. `admin.measures.waiting.by_period` takes what counts.
    """

    unit: UnitView
    periods: tuple[Period, ...]
    below: tuple[frozenset[int], ...]
    targets: tuple[Targets, ...]
    columns: VisitColumns


def read(
    session: Session,
    unit_id: int,
    periods: Sequence[Period],
    *,
    today: date,
    detailed: bool = False,
    also: Collection[int] = (),
    descent: Descent | None = None,
) -> Reading:
    """Read the visits of *unit_id* and its subtree in *periods*; lines of tally sheets that were taken back are not.

    Args:
        session: Any.
        unit_id: A unit, of practice or not; those of practice below it do not count.
        periods: In any order; none at all reads no visit.
        today: As of when the unit is described.
        detailed: Whether `VisitColumns.details` is wanted too, for a third more.
        also: Further units whose visits are wanted, such as those that were below it once.
        descent: The tree, where somebody has read it before.

    Raises:
        LookupError: There is no such unit.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    descent = descent or office.descent(session)
    below = tuple(descent.below(unit_id, period.first) for period in periods)
    columns = between(session, frozenset(also).union(*below), periods, detailed=detailed)
    return Reading(unit, tuple(periods), below, targets(session, unit_id, periods), columns)


def between(
    session: Session, unit_ids: Collection[int], periods: Sequence[Period], *, detailed: bool = False
) -> VisitColumns:
    """Return the visits of *unit_ids* from the first day of *periods* to their last."""
    if not periods or not unit_ids:
        return VisitColumns.of(())
    since, until = min(period.since for period in periods), max(period.until for period in periods)
    return visits(session, unit_ids, since, until, detailed=detailed)


def targets(session: Session, unit_id: int, periods: Sequence[Period]) -> tuple[Targets, ...]:
    """Return the unit's targets on the first day of each of *periods*; before its beginning the first it had."""
    versions = office.versions_of(session, unit_id)
    found = []
    for period in periods:
        begun = [version for version in versions if version.valid_from <= period.first] or versions[:1]
        found.append(Targets(begun[-1].target_seconds, begun[-1].older_target_seconds))
    return tuple(found)
