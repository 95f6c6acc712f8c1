"""Counts how often printed codes are opened: before every page, ready-made ones too, and never in its way.

Each process adds up in memory and writes once in a while and when it ends. What was counted since then is lost when it
is killed; nothing of the person was ever there.
"""

import atexit
from collections.abc import Callable, Iterable
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from kiosk.ground import clock
from kiosk.ground.calendar import local_day
from kiosk.ground.db import CommitUnknownError, Database
from kiosk.office import scan_actions
from kiosk.office.scan_tally import ANSWERED, Opened, Tally, code_opened

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EXTENSION = "scans"
log = structlog.get_logger("scans")


class Scans:
    """Stands before the application, and before its ready-made pages, and counts the codes that they open."""

    def __init__(self, app: "WSGIApplication", database: Database, *, seconds: int, staff_cookie: str) -> None:
        """Write to *database* at most every *seconds*; 0: only when told to."""
        self._app = app
        self._database = database
        self._seconds = seconds
        self._staff_cookie = staff_cookie
        self._tally = Tally()
        self._guard = Lock()
        self._waiting = False
        self._writes_at_exit = False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request; it is counted once its page begins."""
        code = code_opened(environ, self._staff_cookie)
        if code is None:
            return self._app(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            if status.startswith(ANSWERED):
                self._tally.add(Opened(code, local_day(clock.now())))
                self._write_later()
            return start_response(status, headers, *error)

        return self._app(environ, start)

    def write(self) -> None:
        """Write what was counted. Where the database is away it waits for the next time; no page ever hears of it."""
        self._waiting = False
        counts = self._tally.take()
        if not counts:
            return
        try:
            self._database.write(lambda session: scan_actions.add_scans(session, counts))
        except CommitUnknownError:
            log.warning("nobody knows whether scans were written", scans=counts.total())  # rather lost than twice
        except SQLAlchemyError:
            log.warning("scans are written later", scans=counts.total())
            for opened, times in counts.items():
                self._tally.add(opened, times)

    def _write_later(self) -> None:
        """Let another thread write, once for everything that comes until then."""
        if not self._seconds:
            return
        with self._guard:
            if self._waiting:
                return
            timer = Timer(self._seconds, self.write)
            timer.daemon = True
            try:
                timer.start()
            except RuntimeError:  # no more threads: the next scan tries again
                return
            self._waiting = True
            if not self._writes_at_exit:
                atexit.register(self.write)
                self._writes_at_exit = True


def init_app(app: Flask, database: Database, *, seconds: int, staff_cookie: str) -> None:
    """Let *app* count; to be called after what answers in its place."""
    scans = Scans(app.wsgi_app, database, seconds=seconds, staff_cookie=staff_cookie)
    app.extensions[EXTENSION] = scans
    app.wsgi_app = scans  # type: ignore[method-assign]
