"""Reading the leader's page: of one unit with its weeks, or of all pilot units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from admin.measures import queries as measured
from admin.measures import reading
from admin.measures.periods import Period
from admin.measures.waiting import cut, weekly
from admin.pilot import queries
from admin.pilot.leader import LeaderPage, page_of_all, page_of_one
from admin.pilot.queries import Mark
from admin.pilot.standing import standing
from admin.pilot.standing_queries import Asked, changes, last_over, standings
from kiosk.ground.calendar import Week, weeks_until
from kiosk.office import queries as office
from kiosk.office.queries import UnitView

WEEKS = 26


@dataclass(frozen=True, slots=True)
class LeaderReading:
    """The page, and what was recorded in its weeks, oldest first; nothing recorded is read for several units."""

    page: LeaderPage
    events: tuple[Mark, ...] = ()


def read_all(session: Session, units: Sequence[UnitView], asked: Asked) -> LeaderReading:
    """Read the page of several units in the week of *asked*."""
    sample = any(unit.unit.is_demo for unit in units)
    week = Week.of(asked.period.first)
    return LeaderReading(page_of_all(week, standings(session, units, asked), sample=sample, until=_until(asked)))


def read_one(session: Session, unit: UnitView, asked: Asked) -> LeaderReading:
    """Read the page of one unit and everything below it in the week of *asked*, with the 26 weeks up to it."""
    tree, week = office.descent(session), Week.of(asked.period.first)
    weeks = weeks_until(week, WEEKS)
    periods = [Period.of_week(one) for one in weeks]
    found = reading.read(session, unit.id, periods, today=asked.today, descent=tree)
    figures = weekly(found.columns, weeks, found.targets, found.below)
    returned = measured.returned(session, dict(zip(weeks, found.below, strict=True)))
    figures = [replace(one, returned=returned[one.week]) for one in figures]
    (visits,) = cut(found.columns, periods[-1:])
    visits = visits.take(visits.of_units(found.below[-1]))
    change = changes(session, [unit], tree, asked)[unit.id]
    name, since = unit.name(asked.language), unit.unit.pilot_since
    stands = standing(unit.id, name, figures[-1], visits, change, pilot_since=since, before=figures[:-1])
    events = queries.events(session, found.below[-1], weeks[0].monday, week.sunday)
    page = page_of_one(stands, figures, sample=unit.unit.is_demo, until=_until(asked))
    return LeaderReading(page, tuple(events))


def _until(asked: Asked) -> Week:
    return last_over(asked.period, asked.today)
