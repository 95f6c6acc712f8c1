"""How often a ticket's page asks for itself, and the mark by which it learns that nothing has changed.

A mark is the digest of everything the page says, without drawing it, and the moment at which the page would change
although nobody does anything: the office opens or closes, the wait passes what the unit promises. Changes that an
administrator makes to names, telephone numbers or hours reach a phone with the next change of its queue.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kiosk.queue.tickets import State

NEAR: Final = 3
FAR: Final = 15
SOON_SECONDS: Final = 10
NEAR_SECONDS: Final = 10
MIDDLE_SECONDS: Final = 20
FAR_SECONDS: Final = 30
NEVER: Final = 0
MARK_CHARS: Final = 16

_SECONDS: Final = {
    State.CALLED: SOON_SECONDS,
    State.SERVING: FAR_SECONDS,
    State.ON_HOLD: MIDDLE_SECONDS,
    State.NO_SHOW: FAR_SECONDS,  # a clerk may take it back
}


def seconds_between(state: State, ahead: int | None) -> int:
    """Return how many seconds a page waits before it asks again; 0: never, the visit is over.

    Args:
        state: Where the ticket is.
        ahead: People before somebody who waits; ``None`` in any other state.
    """
    if state is not State.WAITING or ahead is None:
        return _SECONDS.get(state, NEVER)
    if ahead <= NEAR:
        return NEAR_SECONDS
    return MIDDLE_SECONDS if ahead <= FAR else FAR_SECONDS


def digest_of(said: Iterable[object]) -> str:
    """Return 16 hex digits that change when anything of what is *said* does."""
    return hashlib.sha256(repr(tuple(said)).encode()).hexdigest()[:MARK_CHARS]


def with_end(digest: str, until: datetime | None) -> str:
    """Return the mark of a page: its digest, and until when it stays true by itself (``None``: for good)."""
    return f"{digest}-{int(until.timestamp()) if until else 0:x}"


def still_true(seen: str | None, digest: str, *, now: datetime) -> bool:
    """Tell whether the page with the mark *seen* says what is so at *now*; a mark that is not ours never does."""
    known, _, until = (seen or "").partition("-")
    if known != digest:
        return False
    try:
        ends = int(until, 16)
    except ValueError:
        return False
    return ends == 0 or now.timestamp() < ends
