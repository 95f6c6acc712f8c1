"""What each move does to a ticket's state and instants."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.queue.tickets import MOVES, Actor, Move, MoveRefused, Quality, Refusal, State

UNDO_WITHIN: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Course:
    """The state of a ticket and its instants, all aware; ``None`` = has not happened.

    Attributes:
        first_called_at: Kept for ever: through recall, return, transfer, coming back and undo.
        started_at: The start of the final service; ``None`` again after a transfer.
        hold_seconds: Whole seconds put aside so far; after a start, those of that service only.
        held_since: When the running hold began.
        arrived_quality: And the three others: how far that instant can be trusted; ``None`` while there is none.
        came_back: A missed person has returned; this is granted once.
    """

    state: State
    arrived_at: datetime
    arrived_quality: Quality = Quality.EXACT
    first_called_at: datetime | None = None
    last_called_at: datetime | None = None
    called_quality: Quality | None = None
    started_at: datetime | None = None
    started_quality: Quality | None = None
    ended_at: datetime | None = None
    ended_quality: Quality | None = None
    hold_seconds: int = 0
    held_since: datetime | None = None
    came_back: bool = False

    @property
    def latest_at(self) -> datetime:
        """The instant that no later move may precede; a service is never shorter than its holds."""
        worked = self.started_at and self.started_at + timedelta(seconds=self.hold_seconds)
        instants = (self.arrived_at, self.last_called_at, worked, self.held_since, self.ended_at)
        return max(instant for instant in instants if instant is not None)


def issued(actor: Actor, at: datetime, *, quality: Quality = Quality.EXACT) -> Course:
    """Return the course of a ticket that *actor* issues to somebody who arrived at *at*.

    Raises:
        MoveRefused: *actor* may not issue.
    """
    if actor not in MOVES[Move.ISSUE].actors:
        raise MoveRefused(Move.ISSUE, None, Refusal.WRONG_ACTOR)
    return Course(State.WAITING, arrived_at=at, arrived_quality=quality)


def moved(
    course: Course,
    move: Move,
    actor: Actor,
    at: datetime,
    *,
    previous_state: State | None = None,
    quality: Quality = Quality.EXACT,
    reason: str | None = None,
) -> Course:
    """Return *course* after *move*.

    Args:
        course: The ticket as it is.
        move: Any move but ``issue``, which has no course before it.
        actor: Who asks.
        at: When it happened, aware; for ``undo`` always the present.
        previous_state: For ``undo`` only: the state before the last move, from the ticket's events.
        quality: The mark of the instant that this move sets. A back-dated recall or start may precede a later call,
            never the first one. Closing marks the end as the system's, whatever is said here.
        reason: Needed to remove a ticket.

    Raises:
        MoveRefused: With one of the refusals; the actor is judged before the state, so that nobody learns the
            state of a ticket by trying what is not theirs.
    """
    rule = MOVES[move]
    if actor not in rule.actors:
        raise MoveRefused(move, course.state, Refusal.WRONG_ACTOR)
    if course.state not in rule.sources or (move is Move.UNDO and not _led_here(course, previous_state)):
        raise MoveRefused(move, course.state, Refusal.WRONG_STATE)
    if move is Move.REMOVE and not (reason and reason.strip()):
        raise MoveRefused(move, course.state, Refusal.REASON_MISSING)
    for refusal in _refusals_in_time(course, move, at, quality):
        raise MoveRefused(move, course.state, refusal)
    after = _with_instants(course, move, at, Quality.SYSTEM if move is Move.CLOSE else quality)
    return replace(after, state=rule.target or previous_state or course.state)


def _led_here(course: Course, previous_state: State | None) -> bool:
    """Tell whether the ticket can have come from *previous_state*, by the table and by its own instants."""
    known = any(course.state == rule.target and previous_state in rule.sources for rule in MOVES.values())
    served = course.started_at is not None
    called = course.first_called_at is not None
    return known and served == (previous_state is State.SERVING) and (called or previous_state is State.WAITING)


def _refusals_in_time(course: Course, move: Move, at: datetime, quality: Quality) -> Iterator[Refusal]:
    if move is Move.COME_BACK and course.came_back:
        yield Refusal.ALREADY_CAME_BACK
    if at < _earliest(course, move, quality):
        yield Refusal.TIME_RUNS_BACKWARDS
    if move is Move.UNDO and course.ended_at is not None and at - course.ended_at > UNDO_WITHIN:
        yield Refusal.TOO_LATE


def _earliest(course: Course, move: Move, quality: Quality) -> datetime:
    if quality is Quality.BACK_DATED and move in {Move.CALL, Move.RECALL, Move.START}:
        return course.first_called_at or course.arrived_at
    return course.latest_at


def _with_instants(course: Course, move: Move, at: datetime, quality: Quality) -> Course:
    after = course
    match move:
        case Move.CALL | Move.RECALL:
            after = _called(course, at, quality)
        case Move.START:
            # A call after the true start called nobody; and what was put aside before a transfer is not this service.
            answered = min(course.last_called_at or at, at)
            after = replace(course, last_called_at=answered, started_at=at, started_quality=quality, hold_seconds=0)
        case Move.HOLD:
            after = replace(course, held_since=at)
        case Move.RESUME:
            after = _off_hold(course, at)
        case Move.TRANSFER:
            after = replace(_off_hold(course, at), started_at=None, started_quality=None)
        case Move.UNDO | Move.COME_BACK:
            came_back = course.came_back or move is Move.COME_BACK
            after = replace(course, ended_at=None, ended_quality=None, came_back=came_back)
        case Move.FINISH | Move.NO_SHOW | Move.LEAVE | Move.REMOVE | Move.CLOSE:
            after = replace(_off_hold(course, at), ended_at=at, ended_quality=quality)
    return after


def _called(course: Course, at: datetime, quality: Quality) -> Course:
    return replace(
        course,
        first_called_at=course.first_called_at or at,
        last_called_at=max(course.last_called_at or at, at),
        called_quality=course.called_quality or quality,
    )


def _off_hold(course: Course, at: datetime) -> Course:
    if course.held_since is None:
        return course
    put_aside = (at - course.held_since) // timedelta(seconds=1)
    return replace(course, hold_seconds=course.hold_seconds + put_aside, held_since=None)
