"""How many requests one key may send: counted in each process, so that asking costs no write."""

from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(minutes=1)
MOST: Final = 1200
"""Twenty requests a second, in each process: more than all counters and screens of an office ask together."""


class Turnstile:
    """Lets *most* requests of each key through in a minute."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._counts: dict[int, tuple[datetime, int]] = {}

    def seconds_to_wait(self, key_id: int, now: datetime) -> int | None:
        """Count one request; return after how many seconds it may be sent again, ``None`` when it may pass.

        A clock that was set back opens a new minute.
        """
        since, used = self._counts.get(key_id, (now, 0))
        if not timedelta() <= now - since < WINDOW:
            since, used = now, 0
        if used >= self.most:
            return max(1, -((now - since - WINDOW) // timedelta(seconds=1)))
        self._counts[key_id] = (since, used + 1)
        return None
