"""Writers of one process take turns, first come first served.

SQLite lets waiting writers poll with ever longer pauses, so that a busy thread wins again and again while another
starves for seconds. Turns within the process leave only other processes to SQLite's own waiting.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Turns:
    """A lock that is handed to whoever has waited longest."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._taken = False

    @contextmanager
    def mine(self, *, patience: float) -> Iterator[None]:
        """Wait for one's turn, at most *patience* seconds; after that go on without it, and let the database decide."""
        held = self._wait(patience)
        try:
            yield
        finally:
            if held:
                self._pass_on()

    def _wait(self, patience: float) -> bool:
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            bell = Lock()
            bell.acquire()
            self._waiting.append(bell)
        if bell.acquire(timeout=patience):
            return True
        with self._guard:
            if bell in self._waiting:
                self._waiting.remove(bell)
                return False
        return True  # the turn came in the very moment of giving up

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
