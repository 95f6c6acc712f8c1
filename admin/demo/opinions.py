"""What people of the sample say in the survey: the longer the wait, the worse. Pure; chance is handed in."""

from dataclasses import dataclass
from random import Random
from typing import Final

from admin.demo import remarks
from admin.demo.stays import Stay
from kiosk.queue.tickets import State
from survey.ballots.signs import Sign

ANSWERS: Final = {State.DONE: 0.315, State.LEFT: 0.14, State.CLOSED: 0.1}
"""Share of those who ended in a state and vote."""
SKIPS: Final = 0.1
FORGETS: Final = 0.04
WRITES: Final = 0.07
ANSWERS_LATER: Final = 0.08
LATEST_DAYS: Final = 5
TIMED: Final = 0.96
FAST: Final = 0.007
ON_HALL_WIFI: Final = 0.12

WAITED_LIMITS: Final = (5, 15, 30, 60)
DO_NOT_REMEMBER: Final = 6
TIMES: Final = (1,) * 14 + (2,) * 5 + (3,)
MANY_PEOPLE, FEW_COUNTERS, OFFICER_ABSENT, SYSTEM_DOWN, PAPERS_MISSING, UNCLEAR = range(1, 7)
CAUSES: Final = (
    *(MANY_PEOPLE,) * 9,
    *(FEW_COUNTERS,) * 5,
    OFFICER_ABSENT,
    *(SYSTEM_DOWN,) * 2,
    *(PAPERS_MISSING,) * 2,
    UNCLEAR,
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A filled-in form after a visit; an empty tuple is a question that was skipped.

    Attributes:
        picked: The values of the first five questions of the form, in its order.
        comment: Free text, if any.
        days_later: Between the visit and the answer.
    """

    picked: tuple[tuple[int, ...], ...]
    comment: str | None
    days_later: int


def opinion(stay: Stay, chance: Random) -> Opinion | None:
    """Return what somebody says about their visit; ``None`` for most, who say nothing."""
    if chance.random() >= ANSWERS.get(stay.state, 0):
        return None
    minutes = ((stay.ended if stay.called is None else stay.called) - stay.arrived) / 60
    mood = 4.62 - 0.033 * max(0.0, minutes - 4) - (0.9 if stay.state is not State.DONE else 0)
    overall = _level(mood + chance.gauss(0, 0.75))
    waiting = _level(mood + 0.15 - 0.012 * minutes + chance.gauss(0, 0.6))
    picked = (
        () if chance.random() < SKIPS else (_waited(minutes, chance),),
        () if chance.random() < SKIPS else (waiting,),
        () if chance.random() < SKIPS else (chance.choice(TIMES),),
        _causes(minutes, chance),
        (overall,),
    )
    later = chance.randint(1, LATEST_DAYS) if chance.random() < ANSWERS_LATER else 0
    return Opinion(picked, _remark(stay, overall, chance), later)


def signs(chance: Random) -> frozenset[Sign]:
    """Return the signs that an honest ballot bears: some people are fast, some use the hall's wi-fi."""
    shares = {Sign.TIMED: TIMED, Sign.OFFICE: ON_HALL_WIFI}
    found = {Sign.PHONE, Sign.PLACED} | {sign for sign, share in shares.items() if chance.random() < share}
    fast = chance.random() < FAST
    return frozenset(found | {Sign.FAST} if fast and Sign.TIMED in found else found)


def _level(mood: float) -> int:
    return min(5, max(1, round(mood)))


def _waited(minutes: float, chance: Random) -> int:
    """Return the choice for the wait as it is remembered: up to a third off."""
    if chance.random() < FORGETS:
        return DO_NOT_REMEMBER
    felt = minutes * chance.uniform(0.75, 1.35)
    return 1 + sum(felt > limit for limit in WAITED_LIMITS)


def _causes(minutes: float, chance: Random) -> tuple[int, ...]:
    if chance.random() > minutes / 25:
        return ()
    return tuple(sorted({chance.choice(CAUSES) for _ in range(chance.choice((1, 1, 2)))}))


def _remark(stay: Stay, overall: int, chance: Random) -> str | None:
    if chance.random() >= WRITES:
        return None
    if stay.state is not State.DONE:
        return chance.choice(remarks.GAVE_UP)
    return chance.choice(remarks.GLAD if overall > 3 else remarks.SO_SO if overall == 3 else remarks.UNHAPPY)
