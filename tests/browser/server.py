"""The application behind a real socket, in a thread of the test."""

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any, cast

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from kiosk.ground.db import Database
from tests import thrift
from wsgi import create_app

REFUSES_COOKIES = "X-Refuses-Cookies"


class QuietHandler(WSGIRequestHandler):
    """Speaks HTTP/1.1 and leaves the log to the application."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        del code, size


@dataclass(frozen=True, slots=True)
class Server:
    """A running application.

    Attributes:
        url: Where it answers, without a slash at the end.
        app: The application itself, for :meth:`flask.Flask.app_context` or its commands.
    """

    url: str
    app: Flask

    @property
    def database(self) -> Database:
        """The application's database, to set the scene and to look at what was stored."""
        return cast(Database, self.app.extensions["database"])


class CookieFilter:
    """Stands in for a browser setting that has no switch: who sends the header neither keeps nor shows cookies."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "HTTP_" + REFUSES_COOKIES.upper().replace("-", "_") not in environ:
            return self.app(environ, start_response)
        environ.pop("HTTP_COOKIE", None)

        def start(status: str, headers: list[tuple[str, str]], *more: object) -> object:
            return start_response(status, [pair for pair in headers if pair[0].lower() != "set-cookie"], *more)

        return self.app(environ, start)


class Requests:
    """Counts requests that are being answered: a closed browser does not stop the answer it asked for."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app
        self.running = 0
        self.changed = Condition()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self._count(1)
        try:
            return self.app(environ, start_response)
        finally:
            self._count(-1)

    def wait(self) -> None:
        """Return when nothing is being answered any more, so that no connection to the database is left in use."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.running == 0, timeout=30)

    def _count(self, step: int) -> None:
        with self.changed:
            self.running += step
            self.changed.notify_all()


@contextmanager
def serve(environ: Mapping[str, str]) -> Iterator[Server]:
    """Run the application on a free port of this machine until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        app = create_app({**environ, "BASE_URL": url})
        app.testing = True
        thrift.share_templates(app)
        requests = Requests(app.wsgi_app)
        app.wsgi_app = CookieFilter(requests)  # type: ignore[method-assign]
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler, fd=door.fileno())
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Server(url, app)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            requests.wait()
            app.extensions["database"].engine.dispose()
