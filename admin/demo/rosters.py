"""Who stands at which counter of the sample, from when to when, with what breaks. Pure; chance is handed in."""

from collections.abc import Iterator
from datetime import time
from random import Random
from typing import Final

from admin.demo.offices import OPENING, Office
from admin.demo.stays import Pause, Presence
from kiosk.queue.kinds import PauseReason

MONDAY: Final = 0
STAYS_AFTER_CLOSING: Final = 12 * 60
STAYS_AT_NOON: Final = 30 * 60
TAKES_BREAK: Final = 0.6
IN_MEETING: Final = 0.05
SYSTEM_DOWN: Final = 0.015


def seconds(wall: time) -> int:
    """Return the second of the day at which a clock shows *wall*."""
    return wall.hour * 3600 + wall.minute * 60 + wall.second


def roster(office: Office, weekday: int, *, improved: bool, chance: Random) -> list[Presence]:
    """Return who is there on one day; *improved*: the extra counter opens on Monday mornings."""
    down = _system_down(chance)
    extra = improved and weekday == MONDAY
    found: list[Presence] = []
    for half, (opens, closes) in enumerate(OPENING):
        for place, desk in enumerate(office.desks):
            if not desk.always_open and not (extra and half == 0):
                continue
            begins = seconds(opens) + int(chance.triangular(-300, 420, 0))
            stops = seconds(closes) + (STAYS_AFTER_CLOSING if half else 0)
            if not desk.always_open:
                stops += STAYS_AT_NOON  # so that nobody has to wait through lunch
            breaks = sorted((*_breaks(half, chance), *down), key=lambda pause: pause.begins)
            found.append(Presence(place, begins, stops, tuple(p for p in breaks if begins < p.begins < stops)))
    return found


def _breaks(half: int, chance: Random) -> Iterator[Pause]:
    if chance.random() < TAKES_BREAK:
        begins = int(chance.uniform(9.4, 10.8) * 3600) if half == 0 else int(chance.uniform(14.9, 16) * 3600)
        yield Pause(begins, begins + int(chance.uniform(5, 12) * 60), PauseReason.BREAK)
    if half and chance.random() < IN_MEETING:
        begins = int(chance.uniform(14, 15.5) * 3600)
        yield Pause(begins, begins + int(chance.uniform(15, 30) * 60), PauseReason.MEETING)


def _system_down(chance: Random) -> tuple[Pause, ...]:
    """Return the failure that stops every counter of the office at once, on few days."""
    if chance.random() >= SYSTEM_DOWN:
        return ()
    begins = int(chance.uniform(8.2, 15.5) * 3600)
    return (Pause(begins, begins + int(chance.uniform(10, 25) * 60), PauseReason.SYSTEM_DOWN),)
