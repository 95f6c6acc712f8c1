"""CPU time of named steps, summed up over laps."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from statistics import mean, median
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread:
    """CPU milliseconds of one step: the least, the middle and the most of its laps' means.

    Attributes:
        server: Median CPU milliseconds of the database's own processes; ``None`` where it has none.
    """

    least: float
    middle: float
    most: float
    server: float | None


@dataclass
class Stopwatch:
    """Times steps in this process and, beside them, in the processes *pids* of the database's server.

    A lap holds each step many times, and its mean counts: garbage collection falls on some calls and not on others.
    """

    pids: Collection[int] = ()
    _calls: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    _laps: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def time(self, step: str, act: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do *act* once as one more *step* and return what it returns."""
        server = self._server_seconds()
        begin = time.process_time()
        result = act(*args, **named)
        spent = time.process_time() - begin
        self._calls[step].append((spent, self._server_seconds() - server))
        return result

    def lap(self, *, counts: bool = True) -> None:
        """End a lap; one that does not count was for warming up."""
        if counts:
            for step, calls in self._calls.items():
                self._laps[step].append((mean(own for own, _ in calls), mean(server for _, server in calls)))
        self._calls.clear()

    def spread(self, step: str) -> Spread:
        """Return what *step* took.

        Raises:
            KeyError: the step was never timed.
        """
        if step not in self._laps:
            raise KeyError(step)
        own = [1000 * seconds for seconds, _ in self._laps[step]]
        server = [1000 * seconds for _, seconds in self._laps[step]]
        return Spread(min(own), median(own), max(own), median(server) if self.pids else None)

    def _server_seconds(self) -> float:
        return sum(cpu_seconds(pid) for pid in self.pids)


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds that another process has used.

    The clock of a process is named as Linux's ``clock_getcpuclockid`` names it: exact, where /proc counts in ticks of
    10 ms.
    """
    return time.clock_gettime((~pid << 3) | 2)
