"""The application behind a real socket, in a thread of the test."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import cast

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from kiosk.ground.db import Database
from wsgi import create_app


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


@contextmanager
def serve(environ: Mapping[str, str]) -> Iterator[Server]:
    """Run the application on a free port of this machine until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        app = create_app({**environ, "BASE_URL": url})
        app.testing = True
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler, fd=door.fileno())
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Server(url, app)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            app.extensions["database"].engine.dispose()
