"""gunicorn with one of the applications of :mod:`bench.served_apps`, on a unix socket, as nginx finds it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Gunicorn:
    """A gunicorn that answers.

    Attributes:
        path: Its socket.
        pids: Its workers.
    """

    path: str
    pids: tuple[int, ...]


@contextmanager
def gunicorn(name: str, environ: Mapping[str, str], *, workers: int = 1) -> Iterator[Gunicorn]:
    """Run the application *name* in *workers* processes of eight threads until the block ends."""
    with tempfile.TemporaryDirectory(prefix="gunicorn-") as folder:
        path, log = f"{folder}/socket", Path(folder) / "log"
        options = ["--config", os.devnull, "--worker-class", "gthread", "--workers", str(workers), "--threads", "8"]
        command = [sys.executable, "-m", "gunicorn", *options, "--no-control-socket", "--bind", f"unix:{path}"]
        with log.open("w") as lines:
            master = subprocess.Popen(  # noqa: S603 - our own words
                [*command, f"bench.served_apps:{name}()"], cwd=ROOT, env={**os.environ, **environ}, stderr=lines
            )
        try:
            yield Gunicorn(path, _workers(master, workers, path, log))
        finally:
            master.terminate()
            master.wait()


def _workers(master: subprocess.Popen[bytes], workers: int, path: str, log: Path) -> tuple[int, ...]:
    """Wait until all workers of *master* have begun, and return their processes."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and master.poll() is None:
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        if Path(path).exists() and len(children) == workers and log.read_text().count("Booting worker") == workers:
            return tuple(map(int, children))
        time.sleep(0.1)
    raise RuntimeError(log.read_text())
