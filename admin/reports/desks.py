"""Figures of single counters, often of one person: for the unit's head, and for the clerk who stood there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.measures.desks import SECOND, DeskTime, desk_time, served_in
from admin.measures.figures import Figures
from admin.measures.periods import Period
from admin.measures.reading import between, read, targets
from admin.measures.slices import Slice, sliced
from admin.measures.waiting import cut, of
from admin.reports import desk_queries
from kiosk.office import queries as office
from kiosk.office.models import Counter, Unit


@dataclass(frozen=True, slots=True)
class CounterFigures:
    """One counter in one period; *figures* is ``None`` where nobody was called to it."""

    counter: Counter
    figures: Figures | None
    time: DeskTime


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """One person in one period: the visits called by the counters where that person stood then."""

    period: Period
    figures: Figures
    time: DeskTime


def of_counters(
    session: Session, unit_id: int, period: Period, *, now: datetime, today: date
) -> tuple[CounterFigures, ...]:
    """Return the counters of *unit_id* itself, those no longer in use, too, where anything happened.

    A visit belongs to the counter that called it last.

    Raises:
        LookupError: There is no such unit.
    """
    reading = read(session, unit_id, [period], today=today, detailed=True)
    (columns,) = cut(reading.columns, [period])
    columns = columns.take(columns.of_units([unit_id]))
    by_counter = dict(sliced(columns, Slice.COUNTER, reading.targets[0]))
    stands = desk_queries.stands(session, [unit_id], period.since, period.until, now=now)
    found = []
    for counter in office.counters_of(session, unit_id, only_active=False):
        own = [stand for stand in stands if stand.counter_id == counter.id]
        if own or counter.id in by_counter:
            found.append(CounterFigures(counter, by_counter.get(counter.id), desk_time(own)))
    return tuple(found)


def of_person(
    session: Session, unit_ids: Collection[int], staff_id: int, periods: Sequence[Period], *, now: datetime
) -> tuple[OwnFigures, ...]:
    """Return the figures of one person in each of *periods*, in their order; units for practice do not count.

    Args:
        session: Any.
        unit_ids: Where the person may stand at a counter.
        staff_id: The person.
        periods: At least one.
        now: The present.
    """
    real = session.scalars(select(Unit.id).where(Unit.id.in_(unit_ids), Unit.is_practice.is_(False))).all()
    since, until = min(period.since for period in periods), max(period.until for period in periods)
    stands = desk_queries.stands(session, real, since, until, now=now, staff_id=staff_id)
    columns = between(session, real if stands else [], periods, detailed=True)
    columns = columns.take(served_in(columns, stands))
    goals = targets(session, min(real, default=0), periods) if real else ()
    found = []
    for period, piece, goal in zip(periods, cut(columns, periods), goals, strict=False):
        first, after = (round(at.timestamp()) * SECOND for at in (period.since, period.until))
        own = [stand for stand in stands if first <= stand.since_us < after]
        found.append(OwnFigures(period, of(piece, goal), desk_time(own)))
    return tuple(found)
