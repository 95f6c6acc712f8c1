"""Which calls the hall's screen shows, which of them it calls out, and with which recorded words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kiosk.ground.calendar import local_day
from kiosk.queue.tickets import State

LAST_CALLS: Final = 5
"""How many calls stand below the one that is shown large."""
NEWS: Final = timedelta(minutes=2)
"""A call older than this is not called out any more: the screen was cut off, or the move was entered late."""
STILL_A_CALL: Final = frozenset({State.CALLED, State.SERVING, State.ON_HOLD, State.DONE, State.NO_SHOW})
"""Whoever was sent back, gave the number back or was taken off is no longer wanted at the counter of the call."""

PREFIX: Final = "hall-"
INVITED: Final = "hall-call"
TO_COUNTER: Final = "hall-counter"
SIGNS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
WHOLE_NUMBERS: Final = tuple(str(number) for number in range(10, 31))
CLIPS: Final = (INVITED, TO_COUNTER, *(f"{PREFIX}{sign}" for sign in (*SIGNS, *WHOLE_NUMBERS)))
"""Every clip a call can be put together from; whole numbers are for the signs of counters and may be missing."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one ticket.

    Attributes:
        number: As on the slip: ``A012``.
        counter: The sign of the counter.
        state: Where the ticket is now.
        at: When it was called, aware.
    """

    number: str
    counter: str
    state: State
    at: datetime

    @property
    def awaited(self) -> bool:
        """Whether the person was called and is not yet being served."""
        return self.state is State.CALLED

    @property
    def missed(self) -> bool:
        """Whether the person did not come."""
        return self.state is State.NO_SHOW

    @property
    def mark(self) -> str:
        """What tells this call from every other one, also from an earlier call of the same number."""
        return f"{self.number}@{int(self.at.timestamp() * 1000)}"

    def is_news(self, now: datetime) -> bool:
        """Tell whether the hall still has to hear it."""
        return self.awaited and now - self.at <= NEWS


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls on the screen: *now* is shown large (``None``: nothing to show), *earlier* are the five before it."""

    now: Call | None
    earlier: tuple[Call, ...]


def calls_on(day: date, calls: Iterable[Call]) -> Calls:
    """Return what to show on *day* of *calls*, which may name a ticket several times; of equal ones the first wins.

    A ticket stands at its latest call. The large place is for the latest whose person did not stay away. What counts is
    when somebody was called, not when that was entered.
    """
    latest: dict[str, Call] = {}
    for call in sorted(calls, key=lambda call: call.at, reverse=True):
        latest.setdefault(call.number, call)
    shown = [call for call in latest.values() if call.state in STILL_A_CALL and local_day(call.at) == day]
    now = next((call for call in shown if not call.missed), None)
    return Calls(now, tuple(call for call in shown if call is not now)[:LAST_CALLS])


def spoken(call: Call, available: Collection[str]) -> tuple[str, ...]:
    """Return the clips that say *call* one after the other; none at all unless every one of them is *available*.

    A number is read sign by sign; that of a counter as a whole where there is a clip for it. A counter whose sign is
    more than letters and figures is not named.
    """
    said = [INVITED, *_signs(call.number)]
    if call.counter.isascii() and call.counter.isalnum():
        whole = f"{PREFIX}{call.counter}"
        said += [TO_COUNTER, *([whole] if whole in available else _signs(call.counter))]
    return tuple(said) if set(said) <= set(available) else ()


def _signs(text: str) -> list[str]:
    return [f"{PREFIX}{sign}" for sign in text.lower()]
