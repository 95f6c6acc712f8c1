"""One weekly report of one unit and everything below it: read once, shown as page, chart and sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from admin.reports import queries
from admin.reports.queries import DataVersion
from admin.reports.waiting import WeekFigures, weekly
from kiosk.ground.calendar import Week, weeks_until
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.ballots.queries import BatchCounts
from survey.satisfaction import SealedScore, score

WEEKS = 26


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """What the weekly page shows.

    Attributes:
        unit: As it is today.
        until: The last of the 26 weeks; ``None`` before the first visit, and then there are no figures.
        figures: One for each week, oldest first.
        scores: Sealed satisfaction by the last week of its batch.
        version: What it was computed from.
    """

    unit: UnitView
    until: Week | None
    figures: list[WeekFigures]
    scores: Mapping[Week, SealedScore]
    version: DataVersion


def read(session: Session, unit_id: int, *, until: Week | None, today: date) -> WeeklyReport:
    """Read the report of *unit_id* and its subtree up to *until*; by default up to the last week with a visit.

    Raises:
        LookupError: there is no such unit.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    unit_ids = office.subtree_ids(session, [unit_id], today)
    version = queries.data_version(session, unit_ids)
    until = until or queries.last_week(session, unit_ids)
    if until is None:
        return WeeklyReport(unit, None, [], {}, version)
    weeks = weeks_until(until, WEEKS)
    columns = queries.visits(session, unit_ids, weeks)
    figures = weekly(columns, weeks, queries.targets(session, unit_id, weeks))
    sealed = queries.batches(session, unit_ids)
    scores = {week: _score(sealed[week], figures) for week in weeks if week in sealed}
    return WeeklyReport(unit, until, figures, scores, version)


def _score(batches: list[BatchCounts], figures: list[WeekFigures]) -> SealedScore:
    """Return the score of batches that end in one week, beside the visits served in the same weeks."""
    first, last = min(batch.from_week for batch in batches), batches[0].until_week
    covered = [one.counts.served for one in figures if first <= one.week <= last]
    known = first >= figures[0].week
    counts = [sum(batch.counts[level] for batch in batches) for level in range(5)]
    return SealedScore(first, last, score(counts, served=sum(covered) if known else None))
