"""Made-up visits of a year, as rows: the same for the same number."""

import random
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kiosk.ground.calendar import ZONE
from kiosk.ground.web.addresses import digest
from kiosk.queue.tickets import State

Row = dict[str, Any]

WORKING_DAYS = 260
OPENS, CLOSES = time(7, 30), time(16, 45)
ENDS = (State.DONE,) * 23 + (State.LEFT, State.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the visits were: keys of the unit, of its groups by prefix, and of its counters."""

    unit_id: int
    groups: dict[str, int]
    counters: Sequence[int]


def year_before(last: date, number: int, place: Place) -> Iterator[Row]:
    """Yield *number* ended tickets of a year, spread evenly over the working days before *last*, in their order."""
    dice = random.Random(number)
    days = [day for back in range(365, 0, -1) if (day := last - timedelta(days=back)).weekday() < 5][-WORKING_DAYS:]
    for place_in_year, day in enumerate(days):
        begin, end = (number * step // len(days) for step in (place_in_year, place_in_year + 1))
        yield from one_day(day, end - begin, place, dice)


def one_day(day: date, number: int, place: Place, dice: random.Random, *, until: time = CLOSES) -> Iterator[Row]:
    """Yield *number* tickets of one day that arrived between opening and *until* and have ended."""
    opens, closes = (datetime.combine(day, wall, ZONE).astimezone(UTC) for wall in (OPENS, until))
    numbers: Tally[str] = Tally()
    for seconds in sorted(dice.uniform(0, (closes - opens).total_seconds()) for _ in range(number)):
        prefix = dice.choice(sorted(place.groups))
        numbers[prefix] += 1
        known = {"unit_id": place.unit_id, "group_id": place.groups[prefix], "prefix": prefix, "day": day}
        own = {"number": numbers[prefix], "ahead": dice.randrange(20), **_secrets(dice)}
        yield known | own | _course(opens + timedelta(seconds=seconds), place, dice)


def _course(arrived: datetime, place: Place, dice: random.Random) -> Row:
    """Return state and instants: most are served, a few leave or are missed."""
    state = dice.choice(ENDS)
    wait = timedelta(seconds=int(dice.expovariate(1 / 600)))
    called = None if state is State.LEFT else arrived + wait
    started = called + timedelta(seconds=30) if called and state is State.DONE else None
    ended = (started or called or arrived + wait) + timedelta(seconds=dice.randrange(120, 900))
    return {
        "state": state,
        "channel": "phone",
        "counter_id": dice.choice(place.counters) if called else None,
        "arrived_at": arrived,
        "first_called_at": called,
        "last_called_at": called,
        "called_quality": "exact" if called else None,
        "started_at": started,
        "started_quality": "exact" if started else None,
        "ended_at": ended,
        "ended_quality": "exact",
    }


def _secrets(dice: random.Random) -> Row:
    seed = f"{dice.getrandbits(128):x}"
    return {name: digest(name, seed) for name in ("token_hash", "vote_hash", "issue_key")}
