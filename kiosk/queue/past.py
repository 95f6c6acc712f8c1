"""Visits that are over before we hear of them, as logs and samples bring them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from kiosk.office.kinds import BY_HAND
from kiosk.queue.kinds import Channel
from kiosk.queue.tickets import Move, Quality, State
from kiosk.queue.turns import Turn

TALLY_PREFIX: Final = BY_HAND


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One visit from arrival to end; all instants aware, ``None`` = did not happen.

    Attributes:
        key: Its one-time key; the same key is never stored twice.
        prefix: The letters before its number. The number itself is given when it is stored.
        state: How it ended.
        last_called_at: When it was called again; ``None`` for one call only.
        staff_id: Who called and served, opaque.
        called_quality: And the two others: the marks of the instants that happened.
        reason: Why it left or was removed.
        turn: In which turn it was called; ``None``: nobody knows.
        vote_hash: Digest of the survey's token; ``None``: nobody was asked.
    """

    key: str
    group_id: int
    prefix: str
    channel: Channel
    state: State
    arrived_at: datetime
    ended_at: datetime
    opened_at: datetime | None = None
    first_called_at: datetime | None = None
    last_called_at: datetime | None = None
    started_at: datetime | None = None
    counter_id: int | None = None
    staff_id: int | None = None
    respondent: str | None = None
    priority_class: str = "normal"
    priority_rank: int = 0
    called_quality: Quality = Quality.EXACT
    started_quality: Quality = Quality.EXACT
    ended_quality: Quality = Quality.EXACT
    ahead: int | None = None
    estimate_low_seconds: int | None = None
    estimate_high_seconds: int | None = None
    reason: str | None = None
    turn: Turn | None = None
    vote_hash: str | None = None


class PastMove(NamedTuple):
    """One move of a past visit."""

    kind: Move
    at: datetime
    from_state: State | None
    to_state: State


_ENDINGS: Final[Mapping[State, Move]] = MappingProxyType(
    {
        State.DONE: Move.FINISH,
        State.NO_SHOW: Move.NO_SHOW,
        State.LEFT: Move.LEAVE,
        State.REMOVED: Move.REMOVE,
        State.CLOSED: Move.CLOSE,
    }
)


def moves_of(visit: PastVisit) -> Iterator[PastMove]:
    """Yield the moves that lead through the instants of *visit*, the issue first and its ending last."""
    yield PastMove(Move.ISSUE, visit.arrived_at, None, State.WAITING)
    state = State.WAITING
    if visit.first_called_at is not None:
        yield PastMove(Move.CALL, visit.first_called_at, state, State.CALLED)
        state = State.CALLED
    if visit.last_called_at is not None:
        yield PastMove(Move.RECALL, visit.last_called_at, state, state)
    if visit.started_at is not None:
        yield PastMove(Move.START, visit.started_at, state, State.SERVING)
        state = State.SERVING
    yield PastMove(_ENDINGS[visit.state], visit.ended_at, state, visit.state)


def channel_of(move: Move, visit: PastVisit) -> Channel:
    """Return through what a move of *visit* was made; a log or a sheet knows no more than that."""
    if visit.channel in {Channel.IMPORT, Channel.TALLY} or move is Move.ISSUE:
        return visit.channel
    return {Move.LEAVE: Channel.PHONE, Move.CLOSE: Channel.SYSTEM}.get(move, Channel.CLERK)
