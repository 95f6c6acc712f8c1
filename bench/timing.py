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
    """CPU milliseconds of one step, lap by lap.

    Attributes:
        laps: The mean of each lap.
        server: The same of the database's own processes; empty where it has none.
    """

    laps: tuple[float, ...]
    server: tuple[float, ...] = ()

    def times(self, other: "Spread") -> float:
        """Return how many times as long this step takes as *other*: the median over laps, which took turns.

        Another program that is busy for a while slows both alike.
        """
        return median(mine / theirs for mine, theirs in zip(self.laps, other.laps, strict=True))


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
        own, server = (tuple(1000 * seconds for seconds in side) for side in zip(*self._laps[step], strict=True))
        return Spread(own, server if self.pids else ())

    def _server_seconds(self) -> float:
        return sum(cpu_seconds(pid) for pid in self.pids)


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds that another process has used.

    The clock of a process is named as Linux's ``clock_getcpuclockid`` names it: exact, where /proc counts in ticks of
    10 ms.
    """
    return time.clock_gettime((~pid << 3) | 2)
