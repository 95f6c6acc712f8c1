"""A browser without script for tests: it sends what a browser sends and checks every page it gets."""

import gzip
from typing import Any

import brotli
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug import Response
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, TestResponse

from tests import markup

BASE_URL = "https://motcua.example"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class CheckedClient(FlaskClient):
    """Login, CSRF and origin checks are on; a page that is not sound HTML, or a fault (500), fails the test.

    Attributes:
        session: The test's own session: committed before each request, so that the page sees what the test wrote, and
            expired after it, so that the test sees what the request wrote.
        expects_fault: Set it when the test provokes a fault on purpose.
    """

    def __init__(self, app: Flask, *, session: Session, use_cookies: bool = True) -> None:
        super().__init__(app, app.response_class, use_cookies=use_cookies)
        self.session = session
        self.expects_fault = False

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as :meth:`werkzeug.test.Client.open` does, from one of our own pages unless told otherwise."""
        headers = Headers(kwargs.pop("headers", None))
        if not (args and isinstance(args[0], EnvironBuilder)):
            kwargs.setdefault("base_url", BASE_URL)
            if kwargs.get("method", "GET") in UNSAFE:
                headers.setdefault("Origin", BASE_URL)
                headers.setdefault("Sec-Fetch-Site", "same-origin")
            kwargs["headers"] = headers
        self.session.commit()
        response = super().open(*args, **kwargs)
        self.session.expire_all()
        self._check(response)
        return response

    def _check(self, response: TestResponse) -> None:
        request = response.request
        if response.status_code == 500 and not self.expects_fault:
            raise AssertionError(f"{request.method} {request.path} ended in a fault; its traceback is in the log above")
        if response.mimetype != "text/html" or request.method == "HEAD" or 300 <= response.status_code < 400:
            return
        fragment = request.headers.get("HX-Request") == "true"
        markup.sound(body_of(response).decode(), path=request.path, fragment=fragment)


def body_of(response: Response) -> bytes:
    """Return what an answer says, whatever it was compressed with."""
    match response.content_encoding:
        case "br":
            return bytes(brotli.decompress(response.data))
        case "gzip":
            return gzip.decompress(response.data)
        case _:
            return bytes(response.data)
