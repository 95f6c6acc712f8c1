"""Which requests are somebody opening a printed code, and how many there were: nothing else of them is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any, Final, NamedTuple

BELOW: Final = "/q/"
ANSWERED: Final = ("200", "303")
"""A page, or the way on to one's own ticket; a code that was never printed answers otherwise."""
AHEAD: Final = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ")
"""Headers of browsers that fetch a page nobody has asked for yet."""


class Opened(NamedTuple):
    """A code as it stood in the address, and the local day."""

    code: str
    day: date


class Tally:
    """Counts of one process, added up by any number of threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._counts: Counter[Opened] = Counter()

    def add(self, opened: Opened, times: int = 1) -> None:
        """Count *opened* once, or *times*."""
        with self._guard:
            self._counts[opened] += times

    def take(self) -> Counter[Opened]:
        """Return everything that was counted since the last time, and begin anew."""
        with self._guard:
            counts, self._counts = self._counts, Counter()
        return counts


def code_opened(environ: Mapping[str, Any], staff_cookie: str) -> str | None:
    """Return the code in the address of a request that is a person opening it; ``None`` for every other request.

    Not counted: what is no GET, a page fetched ahead of time, by a script or by the office's own staff, and the way
    back from our own pages, whose links carry words after the address or are marked as our own by the browser.

    Args:
        environ: The request as WSGI gives it (PEP 3333).
        staff_cookie: The name of the cookie that only staff bring.
    """
    path: str = environ.get("PATH_INFO", "")
    if not path.startswith(BELOW) or environ.get("REQUEST_METHOD") != "GET" or environ.get("QUERY_STRING"):
        return None
    if environ.get("HTTP_SEC_FETCH_SITE") == "same-origin" or staff_cookie in environ.get("HTTP_COOKIE", ""):
        return None
    if environ.get("HTTP_SEC_FETCH_DEST", "document") != "document" or any(environ.get(name) for name in AHEAD):
        return None
    code = path[len(BELOW) :]
    return code if code and "/" not in code else None
