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
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import IO, Final, ParamSpec

import structlog

P = ParamSpec("P")
ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS: Final = 20.0
"""A chart that takes longer is drawn here; the first one brings the loading with it, ten seconds on a slow machine."""
TURN_SECONDS: Final = 2.0
"""So long somebody waits for the child while it draws for others, once it is loaded; a chart takes a third of one."""
NICE: Final = 5
LENGTH: Final = struct.Struct(">Q")
LOG = structlog.get_logger("charts")


class Child:
    """One process that draws, one chart at a time."""

    def __init__(self) -> None:
        """Begin without the process."""
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._loaded = False

    def draw(self, asked: bytes) -> bytes | None:
        """Return the chart; ``None`` when the child is busy for too long, has died, or could not draw it."""
        if not self._lock.acquire(timeout=TURN_SECONDS if self._loaded else PATIENCE_SECONDS):
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
        deadline = time.monotonic() + PATIENCE_SECONDS
        _tell(told.fileno(), LENGTH.pack(len(asked)) + asked, deadline)
        (length,) = LENGTH.unpack(_hear(heard.fileno(), LENGTH.size, deadline))
        chart = _hear(heard.fileno(), length, deadline)
        self._loaded = True
        return chart or None

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process, self._loaded = None, False


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
        bufsize=0,
    )


def _pipe(file: IO[bytes] | None) -> IO[bytes]:
    if file is None:
        raise BrokenPipeError
    return file


def _tell(pipe: int, body: bytes, deadline: float) -> None:
    """Write all of *body*; a child that does not read must not hold us, so no write is longer than the pipe takes."""
    os.set_blocking(pipe, False)
    rest = memoryview(body)
    while rest:
        _ready(pipe, selectors.EVENT_WRITE, deadline)
        rest = rest[os.write(pipe, rest) :]


def _hear(pipe: int, length: int, deadline: float) -> bytes:
    """Read *length* bytes; one that stops in the middle is late as well."""
    heard = bytearray()
    while len(heard) < length:
        _ready(pipe, selectors.EVENT_READ, deadline)
        part = os.read(pipe, length - len(heard))
        if not part:
            raise EOFError
        heard += part
    return bytes(heard)


def _ready(pipe: int, event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as until:
        until.register(pipe, event)
        if not until.select(max(0.0, deadline - time.monotonic())):
            raise TimeoutError


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
