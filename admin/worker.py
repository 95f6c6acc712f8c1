"""The one process that does periodic tasks and queued jobs, for as long as it is not told to stop."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

import structlog

from kiosk.ground import clock, jobs
from kiosk.ground.db import Database
from kiosk.ground.jobs import Periodic

log = structlog.get_logger("worker")

Handlers = Mapping[str, Callable[[dict[str, Any]], object]]


@dataclass(frozen=True, slots=True)
class Worker:
    """What is to be done, where, and under which name it holds its leases."""

    periodics: Sequence[Periodic]
    handlers: Handlers
    database: Database
    holder: str

    def run(self, stop: Event, *, pause_seconds: float) -> None:
        """Work until *stop* is set; look for work every *pause_seconds*. What is begun is brought to its end."""
        log.info("worker starts", holder=self.holder)
        while not stop.is_set():
            self.once(stop)
            stop.wait(pause_seconds)
        log.info("worker stops", holder=self.holder)

    def once(self, stop: Event) -> None:
        """Do every task that is due and every job that waits; one that fails is logged and stops no other."""
        for task in self.periodics:
            if not stop.is_set():
                self._try(task.name, partial(self._due, task))
        while not stop.is_set() and self._try("jobs", self._next):
            pass

    def _due(self, task: Periodic) -> bool:
        return bool(jobs.run_due([task], holder=self.holder, now=clock.now(), database=self.database))

    def _next(self) -> bool:
        return jobs.run_next(self.handlers, now=clock.now(), database=self.database)

    def _try(self, name: str, work: Callable[[], bool]) -> bool:
        try:
            done = work()
        except Exception as error:
            log.error("work failed", task=name, error=type(error).__name__, exc_info=error)
            return False
        if done:
            log.info("work done", task=name)
        return done
