"""The line between a phone and the office, which a test can cut before or behind the application."""

import re
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.browser.server import Server

EVERYTHING = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Requests that get no answer: those whose method and path the pattern finds.

    Attributes:
        after: The application does what was asked, only its answer is lost.
        only_scripts: Forms that the browser itself sends get through.
    """

    pattern: re.Pattern[str]
    after: bool
    only_scripts: bool


class Line:
    """Stands in front of the application; whoever it cuts off sees the connection die without a word."""

    def __init__(self, server: Server) -> None:
        self._app: Callable[..., Iterable[bytes]] = server.app.wsgi_app
        self._cut: Cut | None = None
        self.lost: list[str] = []
        server.app.wsgi_app = self  # type: ignore[method-assign]

    @contextmanager
    def cut(self, pattern: str = EVERYTHING, *, after: bool = False, only_scripts: bool = False) -> Iterator[None]:
        """Lose requests such as ``POST /t/…/leave`` until the block ends."""
        self._cut = Cut(re.compile(pattern), after, only_scripts)
        yield
        self._cut = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked, cut = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}", self._cut
        scripted = "HTTP_X_SCRIPT" in environ
        if cut is None or not cut.pattern.search(asked) or (cut.only_scripts and not scripted):
            return self._app(environ, start_response)
        if cut.after:
            b"".join(self._app(environ, lambda *_: None))
        else:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.lost.append(asked)
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        raise ConnectionAbortedError(asked)
