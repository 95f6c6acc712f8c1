"""Requests handed to an application as a server hands them over, ready-made: reading a socket is not timed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.datastructures import Headers
from werkzeug.http import parse_cookie
from werkzeug.test import EnvironBuilder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BASE_URL = "https://motcua.example"


class WrongAnswerError(Exception):
    """A request was not answered as it should be, so its time means nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    text: str

    def hidden(self, name: str) -> str:
        """Return the value of the first hidden field *name*.

        Raises:
            WrongAnswerError: the page has none.
        """
        found = re.search(rf'name="{name}" (?:type="hidden" )?value="([^"]*)"', self.text)
        if found is None:
            raise WrongAnswerError(f"no field {name}")
        return found[1]

    def questions(self) -> dict[str, str]:
        """Return the page's questions by field name, each with its kind: ``radio``, ``checkbox`` or ``text``."""
        boxes = re.findall(r'<input type="(radio|checkbox)" name="([^"]*)"', self.text)
        texts = re.findall(r'<textarea name="([^"]*)"', self.text)
        return {name: kind for kind, name in boxes} | dict.fromkeys(texts, "text")


class Browser:
    """Somebody's browser at one application, with its cookies."""

    def __init__(self, app: "WSGIApplication", cookies: Mapping[str, str] | None = None) -> None:
        """Start with *cookies*."""
        self.app = app
        self.cookies = dict(cookies or {})

    def get(self, path: str, **headers: str) -> "WSGIEnvironment":
        """Return a request for a page; ``if_none_match=…`` becomes a header."""
        return self._request(path, "GET", None, headers)

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> "WSGIEnvironment":
        """Return a request that sends *form* as a browser would from one of our own pages."""
        known = {"origin": BASE_URL, "sec_fetch_site": "same-origin"}
        return self._request(path, "POST", form, known | headers)

    def send(self, request: "WSGIEnvironment", status: int = 200) -> Answer:
        """Hand over a request; this is what is timed.

        Raises:
            WrongAnswerError: the answer has another status than *status*.
        """
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(line: str, headers: list[tuple[str, str]], _error: object = None) -> None:
            started.append((line, headers))

        body = _read(self.app, request, start)  # type: ignore[arg-type]
        line, headers = started[-1]
        if not line.startswith(str(status)):
            raise WrongAnswerError(f"{request['REQUEST_METHOD']} {request['PATH_INFO']}: {line}\n{body.decode()}")
        return Answer(status, Headers(headers), body.decode())

    def open(self, path: str, **headers: str) -> Answer:
        """Get a page untimed and keep its cookies."""
        answer = self.send(self.get(path, **headers))
        for text in answer.headers.getlist("Set-Cookie"):
            self.cookies.update(parse_cookie(text.partition(";")[0]))
        return answer

    def _request(
        self, path: str, method: str, form: Mapping[str, str] | None, headers: Mapping[str, str]
    ) -> "WSGIEnvironment":
        sent = Headers([(name.replace("_", "-"), value) for name, value in headers.items()])
        sent["Accept-Language"] = "vi"
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        builder = EnvironBuilder(path, BASE_URL, method=method, data=dict(form) if form else None, headers=sent)
        return builder.get_environ()


def _read(app: "WSGIApplication", request: "WSGIEnvironment", start: "StartResponse") -> bytes:
    parts: Iterable[bytes] = app(request, start)
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
