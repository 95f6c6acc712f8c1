"""How many numbers phones may take: as many as people can pass a door in, and as the unit gives on one day.

Beyond the first a unit asks for the code that only its hall shows. How many that are grows with its counters: in ten
minutes a whole crowd may stand at the door when it opens, in an hour not many more than the counters can receive.

Nobody is locked out by it: whoever stands in the hall reads the code there, somebody at home with a script cannot.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import limits
from kiosk.ground.calendar import local_day
from kiosk.ground.limits import Limit
from kiosk.office.models import Unit
from kiosk.queue import day_queries

WITHIN: Final = timedelta(minutes=10)
HOUR: Final = timedelta(hours=1)
EACH_COUNTER: Final = 5
"""Numbers in ten minutes that each counter adds: 40 + 5 × 4 lets the fifty who wait for the door on a Monday in."""
EACH_COUNTER_AN_HOUR: Final = 20
"""The same for an hour: one service in three minutes, faster than any office works."""
WRONG_CLAIMS: Final = 15
"""Three tickets whose tries are used up; fewer would ask too much of people who misread their own code."""


class HallCodeNeededError(Exception):
    """The unit asks for the code on the hall screen, and the form brought none or a wrong one."""


class DayFullError(Exception):
    """The unit gives out no more numbers on this day."""


@dataclass(frozen=True, slots=True)
class Rush:
    """Numbers that phones may take at one unit before the hall's code is asked for."""

    in_ten_minutes: int
    in_an_hour: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """How the numbers of one unit are limited.

    Attributes:
        most: Numbers taken by phone before the hall's code is asked for; ``None`` for a tablet in the hall.
        in_hall: The form brought the right code.
        a_day: Numbers of one day, whoever took them, after which phones get none; ``None``: no limit.
    """

    most: Rush | None
    in_hall: bool = False
    a_day: int | None = None


def rush(at_the_door: int, counters: int) -> Rush:
    """Return what phones may take at a unit with so many counters, *at_the_door* before any counter is thought of."""
    return Rush(at_the_door + EACH_COUNTER * counters, at_the_door + EACH_COUNTER_AN_HOUR * counters)


def count_number(session: Session, unit_id: int, crowd: Crowd, *, now: datetime) -> None:
    """Count one number taken by phone; of one taken at a tablet only the day's limit is kept to.

    Raises:
        HallCodeNeededError: there are too many, and the form did not bring the code.
        DayFullError: the day's last number was given.
    """
    if crowd.a_day is not None:
        session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update())  # the last one is given once
        if day_queries.given_on(session, unit_id, local_day(now)) >= crowd.a_day:
            raise DayFullError
    if crowd.most is None:
        return
    within = [
        limits.use(session, one.key, limit=one.most, window=one.window, now=now)
        for one in _numbers(unit_id, crowd.most)
    ]
    if not all(within) and not crowd.in_hall:
        raise HallCodeNeededError


def count_wrong_claim(session: Session, unit_id: int, *, now: datetime) -> None:
    """Count one try with a wrong ticket code, whichever ticket it was for."""
    limits.use(session, _claims(unit_id), limit=WRONG_CLAIMS, window=WITHIN, now=now)


def asks_claimants(session: Session, unit_id: int, *, now: datetime) -> bool:
    """Tell whether whoever takes a ticket over has to type the hall's code, too."""
    return limits.used_up(session, _claims(unit_id), limit=WRONG_CLAIMS, window=WITHIN, now=now)


def asks(session: Session, unit_id: int, most: Rush, *, now: datetime) -> bool:
    """Tell whether anybody at this unit is asked for the hall's code at the moment, so that it has to be shown."""
    claims = Limit(_claims(unit_id), WRONG_CLAIMS, WITHIN)
    return limits.any_used_up(session, (*_numbers(unit_id, most), claims), now=now)


def _numbers(unit_id: int, most: Rush) -> tuple[Limit, ...]:
    key = f"numbers:unit:{unit_id}"
    return Limit(key, most.in_ten_minutes, WITHIN), Limit(f"{key}:hour", most.in_an_hour, HOUR)


def _claims(unit_id: int) -> str:
    return f"claims:unit:{unit_id}"
