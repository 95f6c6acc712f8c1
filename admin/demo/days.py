"""The days of the sample, each drawn from its own chance: the same seed and day are always the same. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from admin.demo.arrivals import arrivals
from admin.demo.hall import Hall
from admin.demo.offices import OPENING, Office
from admin.demo.rosters import roster
from admin.demo.stays import Day
from kiosk.ground.calendar import Week, weeks_until
from kiosk.office import opening, public_holidays

BASELINE_WEEKS: Final = 12
FULL_WEEKS_BEFORE: Final = 0.62
WEEKLY_SWING: Final = 0.025
HOURS: Final = {weekday: tuple(opening.Session(*shift) for shift in OPENING) for weekday in range(5)}


@dataclass(frozen=True, slots=True)
class Period:
    """The weeks of the sample.

    Attributes:
        seed: Where chance begins.
        last: The last week, which is over.
    """

    seed: int
    weeks: int
    last: Week

    @property
    def all(self) -> tuple[Week, ...]:
        """The weeks in order."""
        return weeks_until(self.last, self.weeks)

    @property
    def pilot_from(self) -> Week:
        """The first week of the pilot: the 13th, after twelve weeks of baseline; of few weeks the first."""
        return self.all[BASELINE_WEEKS if self.weeks > BASELINE_WEEKS else 0]

    @property
    def baseline_from(self) -> Week | None:
        """The first of the weeks before the pilot; ``None`` where there is none."""
        return self.all[0] if self.weeks > BASELINE_WEEKS else None

    @property
    def improved_from(self) -> Week:
        """The week from which the extra counter opens on Monday mornings: the 17th of 26."""
        return self.all[int(self.weeks * FULL_WEEKS_BEFORE)]


def working_days(week: Week) -> Iterator[date]:
    """Yield the days of *week* on which the offices are open; fewer around Tết and other holidays."""
    hours = opening.Hours(HOURS, holidays=public_holidays.vietnam(week.monday.year))
    days = (week.monday + timedelta(days=later) for later in range(7))
    return (day for day in days if opening.sessions_on(day, hours))


def simulate(office: Office, day: date, period: Period) -> Day:
    """Return one day of *office*."""
    week = Week.of(day)
    swing = Random(f"{period.seed}/{office.slug}/{week}").uniform(1 - WEEKLY_SWING, 1 + WEEKLY_SWING)  # noqa: S311
    chance = Random(f"{period.seed}/{office.slug}/{day}")  # noqa: S311 - a sample has to be the same every time
    improved = office.improves and week >= period.improved_from
    stays = arrivals(office, day.weekday(), swing=swing, chance=chance)
    presences = roster(office, day.weekday(), improved=improved, chance=chance)
    Hall(office, stays, presences, chance).run()
    return Day(stays, presences)
