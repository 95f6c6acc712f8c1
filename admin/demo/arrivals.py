"""Who comes on one day of the sample, and when. Pure; chance is handed in."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Final

from admin.demo.offices import Office
from admin.demo.stays import Stay
from kiosk.queue.kinds import Channel, LeaveReason, Respondent

# People an hour relative to each other, by the half hour from 07:00: before opening, the peak of 8 to 9, lunch, the
# second peak after it, and few before closing.
MONDAY: Final = 0
FIRST_HALF_HOUR: Final = 7 * 3600
HALF_HOUR: Final = 1800
PROFILE: Final = (
    0.9,
    1.9,
    2.3,
    2.1,
    1.6,
    1.35,
    1.1,
    0.8,
    0.45,
    0.12,
    0.1,
    0.15,
    0.65,
    1.7,
    1.6,
    1.3,
    1.05,
    0.75,
    0.45,
    0.1,
)

MONDAY_PROFILE: Final = (1.0, 2.3, 2.6, 2.5, 2.3, 2.2, 2.0, 1.3, *PROFILE[8:])
"""On Mondays the whole morning is full, of what the weekend left undone."""
SPREAD: Final = 0.46
"""Of the logarithm of service times: one in twenty takes twice as long as the middle one."""
MIDDLE_PATIENCE: Final = 115 * 60
PATIENCE_SPREAD: Final = 0.65
GIVES_NUMBER_BACK: Final = 0.6
WRONG_PLACE: Final = 0.012
TAKEN_TWICE: Final = 0.005
BY_PHONE: Final = 0.72
SAYS_WHOM: Final = 0.62
SAYS_WHY: Final = 0.65
REASONS: Final = (
    *(LeaveReason.TOO_LONG,) * 6,
    *(LeaveReason.COMING_BACK,) * 2,
    LeaveReason.PAPERS_MISSING,
    LeaveReason.OTHER,
)
SAYS_PRIORITY: Final = {"normal": 84, "aged_60": 8, "aged_80": 2, "child": 3, "merit": 2, "disabled": 1}
"""Of a hundred people, by the class they say they belong to."""
DOUBLED: Final = ("Lấy trùng số", "Bấm nhầm, đã lấy số khác", "Đi cùng người đã có số")


def arrivals(office: Office, weekday: int, *, swing: float, chance: Random) -> list[Stay]:
    """Return the people of one day in order of arrival; a Poisson process whose rate follows the hour.

    Args:
        office: Where they come.
        weekday: 0 = Monday.
        swing: How many more or fewer come in this week, as a factor.
        chance: Where chance comes from.
    """
    expected = office.arrivals[weekday] * swing
    weights = MONDAY_PROFILE if weekday == MONDAY else PROFILE
    seconds: list[int] = []
    for place, weight in enumerate(weights):
        begins = FIRST_HALF_HOUR + place * HALF_HOUR
        seconds.extend(begins + at for at in _times(expected * weight / sum(weights), chance))
    shares = list(accumulate(service.share for service in office.services))
    return [_person(office, at, bisect(shares, chance.random() * shares[-1]), chance) for at in seconds]


def _times(expected: float, chance: Random) -> Sequence[int]:
    """Return the seconds of a half hour in which somebody comes, *expected* of them on average."""
    found: list[int] = []
    at = chance.expovariate(expected / HALF_HOUR)
    while at < HALF_HOUR:
        found.append(int(at))
        at += chance.expovariate(expected / HALF_HOUR)
    return found


def _person(office: Office, at: int, service: int, chance: Random) -> Stay:
    patience = chance.lognormvariate(0, PATIENCE_SPREAD) * MIDDLE_PATIENCE
    reason: str | None = chance.choice(REASONS)
    if chance.random() < WRONG_PLACE:
        patience, reason = chance.uniform(60, 400), LeaveReason.WRONG_PLACE
    removed = int(chance.uniform(45, 600)) if chance.random() < TAKEN_TWICE else None
    respondent = Respondent.BUSINESS if chance.random() < office.businesses else Respondent.PERSON
    phone = chance.random() < BY_PHONE
    says_so = phone and chance.random() < GIVES_NUMBER_BACK / BY_PHONE
    if removed is not None:
        reason = chance.choice(DOUBLED)
    elif chance.random() > SAYS_WHY:
        reason = None
    return Stay(
        service=service,
        arrived=at,
        needs=max(40, int(chance.lognormvariate(0, SPREAD) * office.services[service].minutes * 60)),
        patience=int(patience),
        says_so=says_so,
        channel=Channel.PHONE if phone else Channel.CLERK,
        respondent=respondent if chance.random() < SAYS_WHOM else None,
        reason=reason,
        removed_after=removed,
        priority=_priority(Random(at * HALF_HOUR + service)),  # noqa: S311 - a sample
    )


def _priority(chance: Random) -> str:
    """Return the class somebody says they belong to; by a chance of its own, which leaves the rest of the day alone."""
    return chance.choices(tuple(SAYS_PRIORITY), tuple(SAYS_PRIORITY.values()))[0]
