"""Charts drawn beside the web process: by a child of its own, so that a drawing never holds up an answer.

matplotlib takes two seconds to load and a third of a second for a chart, all of it under Python's lock: eight threads
that answer polls would stand still. The child is started when the first chart is wanted and lives as long as the
process. What it is asked is a function of this program by its name, and plain values.
"""

import atexit
import os
import pickle
import selectors
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import IO, Final, ParamSpec

import structlog

P = ParamSpec("P")
ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS: Final = 20.0
"""A chart that takes longer is drawn here; the first one brings the loading with it, ten seconds on a slow machine."""
NICE: Final = 5
LENGTH: Final = struct.Struct(">Q")
LOG = structlog.get_logger("charts")


class Child:
    """One process that draws, one chart at a time."""

    def __init__(self) -> None:
        """Begin without the process."""
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, asked: bytes) -> bytes | None:
        """Return the chart; ``None`` when the child is busy for too long, has died, or could not draw it."""
        if not self._lock.acquire(timeout=PATIENCE_SECONDS):
            return None
        try:
            return self._draw(asked)
        except (OSError, EOFError, TimeoutError) as error:
            LOG.warning("chart_drawn_here", error=type(error).__name__)
            self.end()
            return None
        finally:
            self._lock.release()

    def _draw(self, asked: bytes) -> bytes | None:
        if self._process is None or self._process.poll() is not None:
            self._process = _started()
        told, heard = _pipe(self._process.stdin), _pipe(self._process.stdout)
        _send(told, asked)
        with selectors.DefaultSelector() as until:
            until.register(heard, selectors.EVENT_READ)
            if not until.select(PATIENCE_SECONDS):
                raise TimeoutError
        return _receive(heard) or None

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


_CHILDREN: Final[dict[int, Child]] = {}


def drawn(draw: Callable[P, bytes], *args: P.args, **named: P.kwargs) -> bytes:
    """Return what *draw* returns, drawn by the child, or here when the child does not answer.

    Args:
        draw: A function of a module that loads no web page; the child looks it up by its name.
        args: Its values, plain ones.
        named: The same by name.
    """
    if not beside():
        return draw(*args, **named)
    try:
        asked = pickle.dumps((draw, args, named))
    except (pickle.PicklingError, AttributeError, TypeError):  # a value that is not plain
        LOG.warning("chart_drawn_here", error="not plain")
        return draw(*args, **named)
    found = child().draw(asked)
    return draw(*args, **named) if found is None else found


def child() -> Child:
    """Return the child of this process; a fork must not talk to that of its parent."""
    return _CHILDREN.setdefault(os.getpid(), Child())


def beside() -> bool:
    """Return whether charts are drawn by a child: where a server with threads runs, and not in commands or tests."""
    return _BESIDE[0]


def let(*, beside: bool) -> None:
    """Say whether charts are drawn by a child from now on."""
    _BESIDE[0] = beside


_BESIDE: Final = [False]


@atexit.register
def _end() -> None:
    mine = _CHILDREN.pop(os.getpid(), None)
    if mine is not None:
        mine.end()


def _started() -> subprocess.Popen[bytes]:
    """Start a child without the secrets of our environment."""
    environ = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", ""), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "admin.charts.aside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environ,
    )


def _pipe(file: IO[bytes] | None) -> IO[bytes]:
    if file is None:
        raise BrokenPipeError
    return file


def _send(file: IO[bytes], body: bytes) -> None:
    file.write(LENGTH.pack(len(body)) + body)
    file.flush()


def _receive(file: IO[bytes]) -> bytes:
    head = file.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    return file.read(LENGTH.unpack(head)[0])


def _draw_for_ever(asked: IO[bytes], drawn: IO[bytes]) -> None:
    """Draw what is asked until nobody is there to ask: the parent's end closes however the parent ends."""
    while True:
        try:
            draw, args, named = pickle.loads(_receive(asked))  # noqa: S301 - from our own parent, through its own pipe
        except EOFError:
            return
        try:
            chart = draw(*args, **named)
        except Exception as error:  # noqa: BLE001 - the parent draws it itself and fails where somebody sees it
            LOG.warning("chart_not_drawn", error=type(error).__name__)
            chart = b""
        _send(drawn, chart)


if __name__ == "__main__":
    os.nice(NICE)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the charts
    _draw_for_ever(sys.stdin.buffer, answers)
