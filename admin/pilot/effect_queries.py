"""Reading whether a change helped: the days around it, at the unit and at the other pilot units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from admin.measures import reading
from admin.measures.before_after import MOST_WEEKS, comparable, weekly_means, window
from admin.measures.doubts import Around, effect
from admin.measures.effects import WEEK, DaySum, Effect, Window
from admin.measures.periods import Period
from admin.measures.waiting import Targets
from admin.pilot import queries
from admin.pilot.day_reading import days_of, first_day, free_days
from admin.pilot.models import EventKind
from admin.pilot.queries import Mark
from admin.pilot.running import in_pilot
from kiosk.ground.calendar import Week
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

ONE_DAY: Final = timedelta(days=1)
LONG_AGO: Final = date(2000, 1, 1)

Means = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class EffectReading:
    """What the page shows.

    Attributes:
        unit: As it is today.
        changes: The interventions that have begun, the latest first: what can be asked for.
        chosen: The one that is shown; ``None`` where there is none.
        found: Its effect; ``None`` where there is no change or no visit.
        others: The other pilot units it is set against, added up; none where they have no visits on these days.
        means, other_means: Of each seven days of the window, in seconds.
        targets: In force when the change came.
        incidents: Those of the unit within the window.
    """

    unit: UnitView
    changes: tuple[Mark, ...]
    chosen: Mark | None = None
    found: Effect | None = None
    others: tuple[UnitView, ...] = ()
    means: Means = ()
    other_means: Means | None = None
    targets: Targets | None = None
    incidents: tuple[Mark, ...] = ()


def read(session: Session, unit_id: int, *, event_id: int | None, today: date) -> EffectReading:
    """Read the effect of one intervention at *unit_id* or below; by default of the latest that has begun.

    Raises:
        LookupError: There is no such unit, or no such intervention that stands and has begun.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    below = office.descent(session).ever_below(unit_id, today)
    marks = queries.events(session, below, LONG_AGO, today)
    changes = tuple(reversed([mark for mark in marks if mark.kind == EventKind.INTERVENTION]))
    chosen = next((mark for mark in changes if event_id in (None, mark.id)), None)
    if chosen is None and event_id is not None:
        raise LookupError(f"no intervention {event_id}")
    began = first_day(session, below)
    if chosen is None or began is None:
        return EffectReading(unit, changes, chosen)
    compared = window(
        chosen.day,
        first=max(began, chosen.day - MOST_WEEKS * WEEK),
        last=today - ONE_DAY,
        until=chosen.last_day,
        changes=[turn for mark in changes if mark.id != chosen.id for turn in mark.turns],
    )
    return _read(session, unit, compared, EffectReading(unit, changes, chosen), marks, today)


def _read(
    session: Session, unit: UnitView, compared: Window, asked: EffectReading, marks: Sequence[Mark], today: date
) -> EffectReading:
    own = days_of(session, unit.id, compared.first, compared.last, today)
    others = _others(session, unit, today, compared.day)
    theirs = added_up(days_of(session, other.id, compared.first, compared.last, today) for other in others)
    against = theirs if comparable(own, theirs, compared) else None
    incidents = tuple(mark for mark in marks if mark.kind == EventKind.INCIDENT and _touches(mark, compared))
    around = Around(
        other_changes=_changes(session, [other.id for other in others], compared),
        incidents=[
            mark.day + ONE_DAY * after for mark in incidents for after in range((mark.until - mark.day).days + 1)
        ],
        holidays=free_days(session, compared.first, compared.last),
    )
    weeks = compared.before + compared.after
    return EffectReading(
        unit,
        asked.changes,
        asked.chosen,
        effect(compared, own, against, around),
        tuple(others) if against is not None else (),
        weekly_means(own, compared.first, weeks),
        None if against is None else weekly_means(against, compared.first, weeks),
        reading.targets(session, unit.id, [Period.of_week(Week.of(compared.day))])[0],
        incidents,
    )


def shown_ids(session: Session, unit_id: int, today: date) -> frozenset[int]:
    """Return every unit whose visits the page of *unit_id* rests on: its own and those it is set against.

    Raises:
        LookupError: There is no such unit.
    """
    unit = office.unit_on(session, unit_id, today)
    if unit is None:
        raise LookupError(f"no unit {unit_id}")
    tree = office.descent(session)
    shown = [unit_id, *(other.id for other in _others(session, unit, today, LONG_AGO))]
    return frozenset().union(*(tree.ever_below(one, today) for one in shown))


def added_up(units: Iterable[Sequence[DaySum]]) -> list[DaySum]:
    """Return the days of several units added up, in order."""
    found: dict[date, DaySum] = {}
    for days in units:
        for one in days:
            so_far = found.get(one.day, DaySum(one.day, 0, 0))
            found[one.day] = DaySum(
                one.day, so_far.n + one.n, so_far.seconds + one.seconds, so_far.by_hand + one.by_hand
            )
    return [found[day] for day in sorted(found)]


def _others(session: Session, unit: UnitView, today: date, since: date) -> list[UnitView]:
    """Return the units in the pilot on *since* or later, neither above nor below this one; samples for samples only."""
    related = office.subtree_ids(session, [unit.id], today) | set(office.ancestor_ids(session, unit.id, today))
    return [
        one
        for one in office.all_units(session, today)
        if in_pilot(one, since) and one.unit.is_demo == unit.unit.is_demo and one.id not in related
    ]


def _changes(session: Session, unit_ids: Sequence[int], compared: Window) -> list[date]:
    marks = queries.events(session, unit_ids, compared.first, compared.last)
    turns = [turn for mark in marks if mark.kind == EventKind.INTERVENTION for turn in mark.turns]
    return [turn for turn in turns if turn >= compared.first]


def _touches(mark: Mark, compared: Window) -> bool:
    return mark.day <= compared.last and mark.until >= compared.first
