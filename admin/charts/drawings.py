"""Drawings kept in memory under the name of what they show, so that a chart is drawn once and answered often."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock


class Drawings:
    """The latest *size* drawings of this process; shared by its threads."""

    def __init__(self, size: int) -> None:
        """Keep at most *size* drawings."""
        self._size = size
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str, draw: Callable[[], bytes]) -> bytes:
        """Return the drawing named *tag*, drawing it when nobody has; two threads may draw the same one at once."""
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
                return self._kept[tag]
        drawing = draw()
        with self._lock:
            self._kept[tag] = drawing
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return drawing
