"""One weekly report of one unit and everything below it in each week: read once, shown as page, chart and sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from admin.measures import queries, reading
from admin.measures.coverage import Pooled, pooled
from admin.measures.finding import FEW
from admin.measures.periods import Period
from admin.measures.waiting import WeekFigures, weekly
from kiosk.ground.calendar import Week, weeks_until
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.ballots.models import BallotChannel
from survey.ballots.queries import OF_VISITS
from survey.satisfaction import SealedScore

WEEKS = 26


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """What the weekly page shows.

    Attributes:
        unit: As it is today.
        until: The last of the 26 weeks; ``None`` before the first visit, and then there are no figures.
        figures: One for each week, oldest first.
        scores: Sealed satisfaction of those who answered on their phone, by the last week of its batch.
        kiosk: The same of those who answered at a tablet of the hall; the two are never mixed.
        unpooled: Sealed ballots of these weeks that no score holds, because they answered another wording, or
            their batch has fewer than ten and stands beside others.
    """

    unit: UnitView
    until: Week | None
    figures: list[WeekFigures]
    scores: Mapping[Week, SealedScore]
    kiosk: Mapping[Week, SealedScore]
    unpooled: int


def read(session: Session, unit_id: int, *, until: Week | None, today: date) -> WeeklyReport:
    """Read the report of *unit_id* and its subtree up to *until*.

    By default up to the last week with ten served visits, because the present week says nothing on a Monday morning;
    where there is none, up to the last week with a visit.

    Each week has the subtree of its Monday, as it has the targets of its Monday: a merger changes nothing before it.

    Raises:
        LookupError: there is no such unit.
    """
    descent = office.descent(session)
    ever = descent.ever_below(unit_id, today)
    until = until or queries.last_telling_week(session, ever, FEW) or queries.last_week(session, ever)
    weeks = weeks_until(until, WEEKS) if until else ()
    periods = [Period.of_week(week) for week in weeks]
    found = reading.read(session, unit_id, periods, today=today, also=ever, descent=descent)
    if not weeks:
        return WeeklyReport(found.unit, None, [], {}, {}, 0)
    below, columns = dict(zip(weeks, found.below, strict=True)), found.columns
    figures = weekly(columns, weeks, found.targets, found.below)
    returned = queries.returned(session, below)
    figures = [replace(one, returned=returned[one.week]) for one in figures]
    sealed = queries.batches(session, below)
    every = [batch for found in sealed.values() for batch in found]
    pools = {week: pooled(sealed[week], columns, since=weeks[0], others=every) for week in weeks if week in sealed}
    phones, tablets = (_of_channel(pools, channel) for channel in OF_VISITS)
    return WeeklyReport(found.unit, until, figures, phones, tablets, sum(pool.left_out for pool in pools.values()))


def _of_channel(pools: Mapping[Week, Pooled], channel: BallotChannel) -> dict[Week, SealedScore]:
    return {week: pool.scores[channel] for week, pool in pools.items() if channel in pool.scores}
