"""Which problem each refusal of the queue is told as."""

from collections.abc import Mapping
from typing import Final

from kiosk.ground.web.problems import Problem
from kiosk.queue.actions import DeskBusyError, KeyReusedError, NobodyWaitsError, OvertakenError
from kiosk.queue.api.actions import WINDOW, TooManyError
from kiosk.queue.api.check_in_actions import ArrivalOutOfRangeError, NoNumbersError, PriorityNotOfferedError
from kiosk.queue.api.requests import problem, too_many
from kiosk.queue.api.stations import CounterClosedError, CounterTakenError, UnknownError
from kiosk.queue.breaker_actions import DayFullError
from kiosk.queue.issue_actions import GroupClosedError
from kiosk.queue.tickets import MoveRefused

NAMES: Final[Mapping[type[Exception], str]] = {
    UnknownError: "not-found",
    KeyReusedError: "key-reused",
    GroupClosedError: "group-not-offered",
    PriorityNotOfferedError: "priority-not-offered",
    ArrivalOutOfRangeError: "arrival-out-of-range",
    NoNumbersError: "no-numbers-here",
    DayFullError: "day-full",
    NobodyWaitsError: "nobody-waits",
    CounterClosedError: "counter-closed",
    CounterTakenError: "counter-taken",
    DeskBusyError: "counter-busy",
    OvertakenError: "overtaken",
}
REFUSALS: Final[tuple[type[Exception], ...]] = (*NAMES, MoveRefused, TooManyError)


def told(error: Exception) -> Problem:
    """Return the problem that tells a refusal."""
    if isinstance(error, TooManyError):
        return too_many(int(WINDOW.total_seconds()))
    if isinstance(error, MoveRefused):
        detail = f"A ticket that is {error.state} cannot make the move {error.move}: {error.refusal}."
        return problem("move-refused", detail, state=error.state and str(error.state), move=str(error.move))
    return problem(NAMES[type(error)])
