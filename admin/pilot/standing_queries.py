"""Reading how pilot units stand: all of them in one period at once, or one with its weeks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, cast

import numpy as np
from flask import Flask, current_app
from sqlalchemy.orm import Session

from admin.measures import reading
from admin.measures.beside_queries import returned_by_unit
from admin.measures.effects import DaySum
from admin.measures.enough import FEW
from admin.measures.figures import Targets
from admin.measures.periods import Period, PeriodKind, last_complete
from admin.measures.visits import VisitColumns
from admin.measures.waiting import of
from admin.pilot.change import LOOK_BACK_WEEKS as RECENT_WEEKS
from admin.pilot.change import Change, baseline_first, since_before
from admin.pilot.day_queries import any_served, day_sums
from admin.pilot.day_reading import short_weeks
from admin.pilot.running import still_running
from admin.pilot.standing import Standing, standing
from kiosk.ground.calendar import Week
from kiosk.ground.recent import Recent
from kiosk.ground.settings import Settings
from kiosk.office import queries as office
from kiosk.office.descent import Descent
from kiosk.office.queries import UnitView

EXTENSION: Final = "pilot_changes"
LIFE: Final = timedelta(minutes=10)
"""Weeks that are over hardly change: what is compared with the time before the pilot is as old as that at most."""
LOOK_BACK_WEEKS: Final = 26
ONE_DAY: Final = timedelta(days=1)

Days = Mapping[int, Sequence[DaySum]]


class Asked(NamedTuple):
    """What is asked for: when, of which period, and in which language names are wanted."""

    now: datetime
    today: date
    period: Period
    language: str


def init_app(app: Flask) -> None:
    """Let *app* remember for some minutes what was compared with the time before the pilot."""
    life = LIFE if cast(Settings, app.config["SETTINGS"]).cache_seconds else timedelta()
    app.extensions[EXTENSION] = Recent(life)


def pilot_units(session: Session, unit_ids: Collection[int], day: date) -> list[UnitView]:
    """Return the units of *unit_ids* in the pilot in the last week over before *day*, by key; see `still_running`."""
    found = [one for one in office.all_units(session, day) if one.id in unit_ids]
    return still_running(found, last_complete(PeriodKind.WEEK, day).first)


def last_week(session: Session, unit_ids: Collection[int], today: date) -> Week:
    """Return the last week that is over, or an earlier one where none of *unit_ids* served ten people in it."""
    complete = Week.of(last_complete(PeriodKind.WEEK, today).first)
    weeks = (complete.shift(-back) for back in range(LOOK_BACK_WEEKS))
    return next((week for week in weeks if any_served(session, unit_ids, Period.of_week(week), FEW)), complete)


def standings(session: Session, units: Sequence[UnitView], asked: Asked) -> list[Standing]:
    """Return how each of *units* stands, in their order: their visits are read once, all together."""
    tree = office.descent(session)
    below = {unit.id: tree.below(unit.id, asked.period.first) for unit in units}
    every = frozenset().union(*below.values())
    columns = reading.between(session, every, [asked.period])
    returned = returned_by_unit(session, every, asked.period)
    targets, changed = _targets(session, units, asked.period.first), changes(session, units, tree, asked)
    return [
        standing(
            unit.id,
            unit.name(asked.language),
            replace(of(visits, targets[unit.id]), returned=sum(returned[one] for one in below[unit.id])),
            visits,
            changed[unit.id],
            pilot_since=unit.unit.pilot_since,
        )
        for unit, visits in zip(units, _split(columns, [below[unit.id] for unit in units]), strict=True)
    ]


def changes(session: Session, units: Sequence[UnitView], tree: Descent, asked: Asked) -> Mapping[int, Change | None]:
    """Return how each of *units* changed since before its pilot, up to the last week that is over; ten minutes old."""
    until = last_over(asked.period, asked.today)

    def make() -> dict[int, Change | None]:
        days = _compared_days(session, units, tree, asked.today, until)
        short = _short_weeks(session, days)
        return {
            unit.id: since_before(
                days.get(unit.id, ()),
                baseline_from=unit.unit.baseline_from,
                pilot_since=unit.unit.pilot_since,
                until=until,
                short=short,
            )
            for unit in units
        }

    remembered: Recent = current_app.extensions[EXTENSION]
    key = (until, tuple((unit.id, unit.unit.baseline_from, unit.unit.pilot_since) for unit in units))
    return remembered.get(asked.now, key, make)


def last_over(period: Period, today: date) -> Week:
    """Return the last week that was over at the end of *period*, or yesterday where it is still running."""
    return Week.of(min(period.last, today - ONE_DAY) + ONE_DAY).shift(-1)


def _short_weeks(session: Session, days: Days) -> frozenset[Week]:
    every = [one.day for unit in days.values() for one in unit]
    return short_weeks(session, min(every), max(every)) if every else frozenset()


def _compared_days(session: Session, units: Sequence[UnitView], tree: Descent, today: date, until: Week) -> Days:
    """Return the days before the pilot and those of the last weeks, of each of *units* and everything below it then."""
    pilots = [unit for unit in units if unit.unit.pilot_since is not None]
    if not pilots:
        return {}
    began = [unit.unit.pilot_since for unit in pilots if unit.unit.pilot_since is not None]
    froms = [baseline_first(unit.unit.baseline_from, since) for unit, since in zip(pilots, began, strict=True)]
    spans = ((min(froms), max(began) - ONE_DAY), (until.shift(1 - RECENT_WEEKS).monday, until.sunday))
    ever = frozenset().union(*(tree.ever_below(unit.id, today) for unit in pilots))
    found: dict[int, dict[date, DaySum]] = defaultdict(dict)
    for first, last in spans:
        read = day_sums(session, ever, first, last)
        for unit in pilots:
            found[unit.id] |= _together(read, unit.id, tree, today)
    return {unit_id: list(days.values()) for unit_id, days in found.items()}


def _together(days: Days, unit_id: int, tree: Descent, today: date) -> dict[date, DaySum]:
    """Return the days of a unit and of what was below it on the Monday of each week, added up."""
    sums: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for own_id in tree.ever_below(unit_id, today):
        for day in days.get(own_id, ()):
            if own_id in tree.below(unit_id, Week.of(day.day).monday):
                total = sums[day.day]
                total[0], total[1], total[2] = total[0] + day.n, total[1] + day.seconds, total[2] + day.by_hand
    return {day: DaySum(day, *total) for day, total in sums.items()}


def _targets(session: Session, units: Iterable[UnitView], day: date) -> dict[int, Targets]:
    """Return the targets in force on *day*; of a unit that was not there yet those of today."""
    then = {view.id: view.version for view in office.all_units(session, day)}
    versions = {unit.id: then.get(unit.id, unit.version) for unit in units}
    return {
        unit_id: Targets(version.target_seconds, version.older_target_seconds) for unit_id, version in versions.items()
    }


def _split(columns: VisitColumns, below: Sequence[Collection[int]]) -> list[VisitColumns]:
    """Return the visits of each set of units; sorted once, because a hundred passes over all of them would be dear."""
    order = np.argsort(columns.unit_id, kind="stable")
    known, begins = np.unique(columns.unit_id[order], return_index=True)
    ends = [*begins[1:], len(order)][: len(known)]  # nobody came anywhere
    places = {int(unit): order[begin:end] for unit, begin, end in zip(known, begins, ends, strict=True)}
    nobody = np.zeros(0, np.intp)
    return [
        columns.take(np.concatenate([nobody, *(places[unit] for unit in sorted(ids) if unit in places)]))
        for ids in below
    ]
