"""The legs of a ticket: one stay in one group's queue after the other, so that each group's wait is its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from kiosk.queue.kinds import Outcome
from kiosk.queue.tickets import Move, MoveRefused, Refusal


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay in one group's queue; all instants aware, ``None`` = has not happened.

    Attributes:
        queued_at: Arrival at the office on the first leg, afterwards the transfer or the return of a missed person.
        first_called_at: The first call of this leg; it is kept.
        outcome: ``None`` while the leg is open.
    """

    queued_at: datetime
    first_called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None


_ENDINGS: Final[Mapping[Move, Outcome]] = MappingProxyType(
    {
        Move.FINISH: Outcome.DONE,
        Move.TRANSFER: Outcome.TRANSFERRED,
        Move.NO_SHOW: Outcome.NO_SHOW,
        Move.LEAVE: Outcome.LEFT,
        Move.REMOVE: Outcome.REMOVED,
        Move.CLOSE: Outcome.CLOSED,
    }
)
_OPENINGS: Final = frozenset({Move.ISSUE, Move.TRANSFER, Move.COME_BACK})


def legs_after(legs: tuple[Leg, ...], move: Move, at: datetime) -> tuple[Leg, ...]:
    """Return the legs after a *move* that the ticket's course has already allowed.

    Only the last leg ever changes; ``issue``, ``transfer`` and ``come_back`` open one more.

    Raises:
        MoveRefused: *at* is earlier than what this leg already holds. The course cannot see this after a transfer:
            a back-dated call of the second group would land in the stay at the first.
    """
    if legs and at < latest_at(legs[-1]):
        raise MoveRefused(move, None, Refusal.TIME_RUNS_BACKWARDS)
    kept = (*legs[:-1], _leg_after(legs[-1], move, at)) if legs else ()
    return (*kept, Leg(queued_at=at)) if move in _OPENINGS else kept


def _leg_after(leg: Leg, move: Move, at: datetime) -> Leg:
    if move in _ENDINGS:
        return replace(leg, ended_at=at, outcome=_ENDINGS[move])
    match move:
        case Move.CALL:
            return replace(leg, first_called_at=leg.first_called_at or at)
        case Move.START:
            return replace(leg, started_at=at)
        case Move.UNDO:
            return replace(leg, ended_at=None, outcome=None)
    return leg


def latest_at(leg: Leg) -> datetime:
    """Return the instant that no later move may precede within *leg*."""
    instants = (leg.queued_at, leg.first_called_at, leg.started_at, leg.ended_at)
    return max(instant for instant in instants if instant is not None)
