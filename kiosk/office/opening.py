"""When an office is open: two sessions a day, exceptions, holidays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from kiosk.ground.calendar import SATURDAY, at_local, local_day

LOOK_AHEAD_DAYS: Final = 60
"""How far the next opening is looked for: longer than any Tết, short enough to stay cheap for a closed unit."""


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of a day during which counters receive people, by the clock on the wall.

    Half-open: at ``closes`` the office is no longer open.

    Raises:
        ValueError: It would close before it opens, or at once.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("a session closes after it opens, on the same day")


@dataclass(frozen=True, slots=True)
class Hours:
    """The opening hours of one unit, with everything that can change them.

    Attributes:
        weekly: Sessions by weekday, 0 = Monday; a missing weekday is a day off.
        exceptions: Days with their own sessions; none at all means closed that day.
        holidays: Public holidays and their names.
        overrides: The administrator's word on a day: ``True`` worked, ``False`` off.
    """

    weekly: Mapping[int, tuple[Session, ...]]
    exceptions: Mapping[date, tuple[Session, ...]] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    overrides: Mapping[date, bool] = field(default_factory=dict)


class OpeningState(StrEnum):
    """What the door looks like at one moment."""

    OPEN = "open"
    BEFORE_OPENING = "before_opening"
    LUNCH_BREAK = "lunch_break"
    CLOSED_FOR_TODAY = "closed_for_today"
    DAY_OFF = "day_off"


SHUT: Final = frozenset({OpeningState.BEFORE_OPENING, OpeningState.LUNCH_BREAK})
"""People come and wait, and no counter receives them, even one left open."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The door at one moment, and when it next changes.

    Attributes:
        state: One of the five states.
        changes_at: While open, when this session closes; otherwise when the office next opens. Aware, UTC. ``None``
            when no opening is known within ``LOOK_AHEAD_DAYS``.
    """

    state: OpeningState
    changes_at: datetime | None


def sessions_on(day: date, hours: Hours) -> tuple[Session, ...]:
    """Return the sessions of *day* in order, overlapping or touching ones joined; empty on a day off.

    An exception of the unit wins over the administrator's override, which wins over holidays, which win over the
    week. A weekend day that is worked for another keeps the hours of the last weekday before it, unless the unit has
    hours of its own for it.
    """
    if day in hours.exceptions:
        return _joined(hours.exceptions[day])
    decided = hours.overrides.get(day)
    if decided is False or (decided is None and day in hours.holidays):
        return ()
    own = hours.weekly.get(day.weekday(), ())
    if not own and decided and day.weekday() >= SATURDAY:
        own = next((hours.weekly[weekday] for weekday in range(SATURDAY - 1, -1, -1) if hours.weekly.get(weekday)), ())
    return _joined(own)


def opening_state(now: datetime, hours: Hours) -> Opening:
    """Return whether the office is open at *now* (an aware instant) and when that changes."""
    day = local_day(now)
    sessions = sessions_on(day, hours)
    for position, session in enumerate(sessions):
        if now < at_local(day, session.opens):
            state = OpeningState.LUNCH_BREAK if position else OpeningState.BEFORE_OPENING
            return Opening(state, at_local(day, session.opens))
        if now < at_local(day, session.closes):
            return Opening(OpeningState.OPEN, at_local(day, session.closes))
    state = OpeningState.CLOSED_FOR_TODAY if sessions else OpeningState.DAY_OFF
    return Opening(state, _next_opening_after(day, hours))


def opening_instant(day: date, hours: Hours) -> datetime | None:
    """Return when the first session of *day* opens, aware and in UTC; ``None`` on a day off."""
    sessions = sessions_on(day, hours)
    return at_local(day, sessions[0].opens) if sessions else None


def closing_instant(day: date, hours: Hours) -> datetime | None:
    """Return when the last session of *day* closes, aware and in UTC; ``None`` on a day off."""
    sessions = sessions_on(day, hours)
    return at_local(day, sessions[-1].closes) if sessions else None


def _next_opening_after(day: date, hours: Hours) -> datetime | None:
    following = (day + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD_DAYS + 1))
    openings = (opening_instant(each, hours) for each in following)
    return next((instant for instant in openings if instant is not None), None)


def _joined(sessions: Iterable[Session]) -> tuple[Session, ...]:
    joined: list[Session] = []
    for session in sorted(sessions):
        if joined and session.opens <= joined[-1].closes:
            last = joined.pop()
            joined.append(Session(last.opens, max(last.closes, session.closes)))
        else:
            joined.append(session)
    return tuple(joined)
