"""Pages that a whole hall asks for at once: drawn once, then handed out for some seconds without asking Flask again.

A view marks its answer with :func:`keep`. The next phones with the same address, language and host get that answer,
headers and all, with a form token of their own. Nothing of a person is ever kept: a view marks only what it would show
to anybody, an answer that sets a cookie is not kept, and a tablet in the hall neither leaves nor gets one.
"""

import re
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from flask import Response, make_response, request

from kiosk.ground import clock, recent
from kiosk.ground.i18n import LANGUAGES, asked_by_phone, locale, on_shared_screen
from kiosk.ground.recent import MOST
from kiosk.ground.web import logs
from kiosk.ground.web.compression import BRINGS_SECRETS, LATER, readable
from kiosk.ground.web.splices import Splice

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KNOWN_QUERIES: Final = re.compile(rf"(?:(?:lang=(?:{'|'.join(LANGUAGES)})|choices=1|group=[0-9]{{1,9}})(?:&|$)){{0,3}}")
"""Whoever makes up words in addresses gets pages of their own, which push nobody else's out."""
UNUSUAL: Final = ("CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a view says of an answer that may be handed out again.

    Attributes:
        route: For the log.
        token: What is different each time: the token that stands in this very page; ``None``: nothing is.
        fresh: Makes another token of the same length.
        until: When the page stops being true; ``None``: not before its few seconds are over.
        quiet: Handing it out has no line in the log.
    """

    route: str
    token: str | None
    fresh: Callable[[], str] | None
    until: datetime | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer to hand out: the page, its headers, and until when."""

    mark: Mark
    splice: Splice
    headers: tuple[tuple[str, str], ...]
    made: datetime

    def good(self, now: datetime, life: timedelta) -> bool:
        """Whether it may still be handed out; not by a clock that was set back."""
        return timedelta() <= now - self.made < life and (self.mark.until is None or now < self.mark.until)


def keep(
    response: Response,
    fresh: Callable[[], str] | None = None,
    token: str | None = None,
    *,
    until: datetime | None = None,
    whoever: bool = True,
) -> Response:
    """Let *response* be handed to others, too, with another token from *fresh* in place of *token*.

    Args:
        response: The same for everybody but for the token.
        fresh: Makes tokens of equal length.
        token: The one that stands in it.
        until: When it stops being true, if that is sooner than the pages' usual seconds.
        whoever: Otherwise it is only for phones that bring no cookie of a ticket.
    """
    if not whoever and BRINGS_SECRETS in request.headers.get("Cookie", ""):
        return response
    if LATER in request.environ and (token is None or response.get_data().count(token.encode()) == 1):
        request.environ[LATER] = Mark(str(request.url_rule), token, fresh, until, logs.is_quiet())
    return response


def shared(now: datetime, key: tuple[Hashable, ...], draw: Callable[[], str]) -> Response:
    """Return a page that says the same to everybody, drawn and compressed once in some seconds.

    Args:
        now: The instant of the request.
        key: What the page depends on besides language and query.
        draw: Makes it.
    """
    return stamped(now, key, lambda _none: draw(), lambda: "")


def stamped(now: datetime, key: tuple[Hashable, ...], draw: Callable[[str], str], fresh: Callable[[], str]) -> Response:
    """Return a page as :func:`shared` does, that says the same to everybody but for one token.

    Args:
        now: The instant of the request.
        key: What the page depends on besides language and query.
        draw: Makes it with the token in one place.
        fresh: Makes tokens of equal length.
    """
    token = fresh()
    if not KNOWN_QUERIES.fullmatch(request.query_string.decode("latin-1")):
        return make_response(draw(token))
    whole = (*key, locale(), request.query_string)
    page = recent.current().get(now, whole, lambda: _cut(draw(token).encode(), token.encode()))
    small = "gzip" in readable(request.headers.get("Accept-Encoding", ""))
    response = make_response(page.gzip(token.encode()) if small else page.plain(token.encode()))
    if small:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def _cut(page: bytes, token: bytes) -> Splice:
    return Splice.around(page, token) if token else Splice(page, 0, b"")


class ReadyPages:
    """Stands before the application and hands out what it has been told to keep."""

    def __init__(self, app: "WSGIApplication", seconds: int) -> None:
        """Keep pages of *app* for *seconds*; 0: never."""
        self.app = app
        self.life = timedelta(seconds=seconds)
        self._kept: dict[Hashable, Kept] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        started = time.perf_counter()
        key = _key(environ) if self.life else None
        if key is None:
            return self.app(environ, start_response)
        found, now = self._kept.get(key), clock.now()
        if found is None or not found.good(now, self.life):
            return self._ask(environ, start_response, key, now)
        token = found.mark.fresh() if found.mark.fresh else ""
        body = _send(found.splice, token.encode(), list(found.headers), environ, start_response)
        if not found.mark.quiet:
            logs.write_line("GET", found.mark.route, 200, time.perf_counter() - started)
        return [body]

    def _ask(
        self, environ: "WSGIEnvironment", start_response: "StartResponse", key: Hashable, now: datetime
    ) -> Iterable[bytes]:
        """Let the application answer, and keep the answer if its view said so."""
        environ[LATER] = None
        answers: list[list[tuple[str, str]]] = []

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            if environ[LATER] is None or not status.startswith("200"):
                environ[LATER] = None
                return start_response(status, headers, *error)
            answers.append(headers)
            return lambda _part: None

        parts = self.app(environ, start)
        mark: Mark | None = environ[LATER]
        if mark is None:
            return parts
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        headers, token = [pair for pair in answers[-1] if pair[0] != "Content-Length"], (mark.token or "").encode()
        kept = Kept(mark, _cut(body, token), tuple(headers), now)
        if not any(name == "Set-Cookie" for name, _ in headers):
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = kept
        return [_send(kept.splice, token, headers, environ, start_response)]


def _key(environ: "WSGIEnvironment") -> Hashable | None:
    """Return what a page may depend on; ``None`` for a request that is no plain question for a page.

    Nor for a tablet's: its pages have a frame of their own, and whoever writes that cookie must reach no phone.
    """
    if environ["REQUEST_METHOD"] != "GET" or any(environ.get(name) for name in UNUSUAL):
        return None
    if on_shared_screen(environ) or not KNOWN_QUERIES.fullmatch(environ.get("QUERY_STRING", "")):
        return None
    asked = (environ.get(name) for name in ("wsgi.url_scheme", "HTTP_HOST", "PATH_INFO", "QUERY_STRING"))
    return (*asked, asked_by_phone(environ), BRINGS_SECRETS in environ.get("HTTP_COOKIE", ""))


def _send(
    splice: Splice,
    token: bytes,
    headers: list[tuple[str, str]],
    environ: "WSGIEnvironment",
    start_response: "StartResponse",
) -> bytes:
    small = "gzip" in readable(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = splice.gzip(token) if small else splice.plain(token)
    if small:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return body
