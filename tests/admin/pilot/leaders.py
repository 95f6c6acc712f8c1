"""Pages of a leader for tests: units that wait so long, change so and hide so much."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import Flask

from admin.measures.finding import finding
from admin.measures.rush_finding import Hour
from admin.pilot.change import Change
from admin.pilot.leader import Doubt, LeaderPage, LeaderUnit, nine_in_ten, urgency, weeks_of
from kiosk.ground import i18n
from kiosk.ground.calendar import weeks_until
from tests.admin.measures.offices import W47, busy

SHORTER: Final = Change(23.04, 14.2, -12.0, -5.0)
LONGER: Final = Change(14.0, 23.0, 4.0, 12.0)
ALIKE: Final = Change(20.0, 21.0, -2.0, 4.0)
SHORT: Final = Change(20.0, 21.0, None, None)
MONDAY_MORNING: Final = Hour(0, 17, 1, 60, 50, 50 * 2880, None)


def unit(
    name: str = "Phường Ninh Kiều",
    *,
    n: int = 50,
    wait: int = 840,
    change: Change | None = SHORTER,
    doubts: tuple[Doubt, ...] = (),
    longest: Hour | None = None,
) -> LeaderUnit:
    """A unit whose last week has *n* visits that all waited *wait* seconds."""
    figures = [busy(week, n, wait) for week in weeks_until(W47, 6)]
    return LeaderUnit(
        unit_id=len(name),
        name=name,
        found=finding(figures),
        nine_in_ten_minutes=nine_in_ten(figures[-1]),
        change=change,
        doubts=doubts,
        longest=longest,
        weeks=weeks_of(figures),
    )


def page(*units: LeaderUnit, sample: bool = False) -> LeaderPage:
    """A page about *units*."""
    name = units[0].name if len(units) == 1 else ""
    return LeaderPage(W47, name, tuple(sorted(units, key=urgency)), sample)


@contextmanager
def reader(language: str = "vi") -> Iterator[None]:
    """Somebody who reads *language*, without a database."""
    app = Flask("reader")
    i18n.init_app(app)
    with app.test_request_context(f"/?lang={language}"):
        yield
