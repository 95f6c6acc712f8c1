"""Pages of a leader for tests: units that wait so long, change so and hide so much."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from flask import Flask

from admin.measures.cautions import Caution, Warned
from admin.measures.rush_finding import Hour
from admin.measures.visits import VisitColumns
from admin.pilot.change import Change
from admin.pilot.leader import LeaderPage, page_of_all, page_of_one
from admin.pilot.standing import Standing, standing
from kiosk.ground import i18n
from kiosk.ground.calendar import weeks_until
from tests.admin.measures.offices import W47, busy

SHORTER: Final = Change(23.04, 14.2, -12.0, -5.0, earlier=(-11.0, -3.0))
LONGER: Final = Change(14.0, 23.0, 4.0, 12.0, earlier=(2.0, 9.0))
ALIKE: Final = Change(20.0, 21.0, -2.0, 4.0, earlier=(-3.0, 2.0))
SHORT: Final = Change(20.0, 21.0, None, None)
LEFT_OUT: Final = Caution(Warned.LEFT_OUT, 12, 0.08, 900.0)
LOGGED: Final = Caution(Warned.LOGGED, 30, 0.3, 100.0)
MONDAY_MORNING: Final = Hour(0, 17, 1, 60, 50, 50 * 2880, None)


def unit(
    name: str = "Phường Ninh Kiều",
    *,
    n: int = 50,
    wait: int = 840,
    change: Change | None = SHORTER,
    doubts: tuple[Caution, ...] = (),
    longest: Hour | None = None,
) -> Standing:
    """A unit in whose week *n* visits all waited *wait* seconds."""
    found = standing(len(name), name, busy(W47, n, wait), VisitColumns.of(()), change)
    return replace(found, doubts=doubts, longest=longest)


def page(*units: Standing, sample: bool = False) -> LeaderPage:
    """A page about *units*."""
    if len(units) > 1:
        return page_of_all(W47, units, sample=sample)
    return page_of_one(units[0], [busy(week, 50, 840) for week in weeks_until(W47, 6)], sample=sample)


@contextmanager
def reader(language: str = "vi") -> Iterator[None]:
    """Somebody who reads *language*, without a database."""
    app = Flask("reader")
    i18n.init_app(app)
    with app.test_request_context(f"/?lang={language}"):
        yield
