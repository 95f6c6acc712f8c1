"""The one table of a ticket's states and moves.

Every path (page, tablet, machine, night job) obeys it; what a move does to a ticket's instants is in
:mod:`kiosk.queue.courses`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class State(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    ON_HOLD = "on_hold"
    DONE = "done"
    NO_SHOW = "no_show"
    LEFT = "left"
    REMOVED = "removed"
    CLOSED = "closed"


class Move(StrEnum):
    """What may happen to a ticket; also the kind of its event."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    RETURN = "return"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    FINISH = "finish"
    NO_SHOW = "no_show"
    COME_BACK = "come_back"
    LEAVE = "leave"
    REMOVE = "remove"
    CLOSE = "close"
    UNDO = "undo"


class Actor(StrEnum):
    """Who makes a move; never a person's name."""

    CITIZEN = "citizen"
    CLERK = "clerk"
    KIOSK = "kiosk"
    API = "api"
    SYSTEM = "system"


class Quality(StrEnum):
    """How far one instant can be trusted."""

    EXACT = "exact"
    BACK_DATED = "back_dated"
    DEVICE = "device"
    SYSTEM = "system"


class Refusal(StrEnum):
    """Why a move was refused."""

    WRONG_ACTOR = "wrong_actor"
    WRONG_STATE = "wrong_state"
    REASON_MISSING = "reason_missing"
    TOO_LATE = "too_late"
    TIME_RUNS_BACKWARDS = "time_runs_backwards"
    ALREADY_CAME_BACK = "already_came_back"
    NOT_OFFERED = "not_offered"


class MoveRefused(Exception):
    """The move is not in the table, or not for this actor, now, or without a reason.

    Attributes:
        move: What was asked for.
        state: Where the ticket was; ``None`` before it was issued.
        refusal: The reason, for the page to put into words.
    """

    def __init__(self, move: Move, state: State | None, refusal: Refusal) -> None:
        super().__init__(f"{move} from {state}: {refusal}")
        self.move = move
        self.state = state
        self.refusal = refusal


class Rule(NamedTuple):
    """One line of the table; target ``None`` stands for the state before."""

    sources: frozenset[State | None]
    target: State | None
    actors: frozenset[Actor]


OPEN_STATES: Final = frozenset({State.WAITING, State.CALLED, State.SERVING, State.ON_HOLD})
ENDED_STATES: Final = frozenset(State) - OPEN_STATES

_CLERK = frozenset({Actor.CLERK})
_DESK = frozenset({Actor.CLERK, Actor.API})
_CITIZEN = frozenset({Actor.CITIZEN})
_SYSTEM = frozenset({Actor.SYSTEM})
_ISSUERS = frozenset({Actor.CITIZEN, Actor.KIOSK, Actor.CLERK, Actor.API})
_UNDOABLE = frozenset({State.NO_SHOW, State.DONE, State.REMOVED, State.LEFT})

MOVES: Final[Mapping[Move, Rule]] = MappingProxyType(
    {
        Move.ISSUE: Rule(frozenset({None}), State.WAITING, _ISSUERS),
        Move.CALL: Rule(frozenset({State.WAITING}), State.CALLED, _DESK),
        Move.RECALL: Rule(frozenset({State.CALLED}), State.CALLED, _DESK),
        Move.RETURN: Rule(frozenset({State.CALLED}), State.WAITING, _CLERK),
        Move.START: Rule(frozenset({State.CALLED}), State.SERVING, _DESK),
        Move.HOLD: Rule(frozenset({State.SERVING}), State.ON_HOLD, _CLERK),
        Move.RESUME: Rule(frozenset({State.ON_HOLD}), State.SERVING, _CLERK),
        Move.TRANSFER: Rule(frozenset({State.CALLED, State.SERVING, State.ON_HOLD}), State.WAITING, _CLERK),
        Move.FINISH: Rule(frozenset({State.CALLED, State.SERVING}), State.DONE, _DESK | _CITIZEN),
        Move.NO_SHOW: Rule(frozenset({State.CALLED}), State.NO_SHOW, _DESK),
        Move.COME_BACK: Rule(frozenset({State.NO_SHOW}), State.WAITING, _CLERK | _CITIZEN),
        Move.LEAVE: Rule(frozenset({State.WAITING, State.CALLED}), State.LEFT, _CITIZEN | {Actor.API}),
        Move.REMOVE: Rule(frozenset({State.WAITING, State.CALLED}), State.REMOVED, _CLERK),
        Move.CLOSE: Rule(OPEN_STATES, State.CLOSED, _SYSTEM),
        Move.UNDO: Rule(_UNDOABLE, None, _CLERK),
    }
)


def permitted(state: State | None, actor: Actor) -> frozenset[Move]:
    """Return the moves the table gives *actor* on a ticket in *state* (``None``: not issued yet).

    Time limits and reasons are not looked at: the move itself may still be refused.
    """
    return frozenset(move for move, rule in MOVES.items() if state in rule.sources and actor in rule.actors)
