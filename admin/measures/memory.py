"""Drawings kept in this process under the name of what they show: a chart is drawn once and answered often."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

LOCKS: Final = 32


class Memory:
    """The drawings asked for last, up to *most_bytes* of them; shared by the threads of a process."""

    def __init__(self, most_bytes: int) -> None:
        """Begin without any."""
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self._drawing = tuple(Lock() for _ in range(LOCKS))

    def get(self, tag: str, draw: Callable[[], bytes]) -> bytes:
        """Return the drawing named *tag*, drawing it when nobody has; whoever asks meanwhile waits for the same one."""
        found = self._find(tag)
        if found is not None:
            return found
        with self._drawing[hash(tag) % LOCKS]:
            found = self._find(tag)
            return self._keep(tag, draw()) if found is None else found

    def forget(self) -> None:
        """Forget them all."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _find(self, tag: str) -> bytes | None:
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def _keep(self, tag: str, drawing: bytes) -> bytes:
        with self._lock:
            self._bytes += len(drawing) - len(self._kept.pop(tag, b""))
            self._kept[tag] = drawing
            while self._bytes > self._most_bytes and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1])
        return drawing
