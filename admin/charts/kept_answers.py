"""Charts and parts of pages that are handed out as they were made, until the data behind them change.

Who asks finds them by the version of the data alone: no figure is computed. So only what is the same for everybody who
may open the page is kept here; whatever depends on the person (name, form tokens, links by role) is drawn around it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlencode

from flask import Response, current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from admin.charts.answers import TYPES
from admin.measures import kept, versions
from kiosk.ground import clock
from kiosk.ground.i18n import locale

T = TypeVar("T")
LANGUAGE: Final = "lang"
"""Links carry it on, so a part of a page with it is another one."""
NARROW: Final = "narrow"
"""Asks for a chart for a phone, whatever its value."""
BELOW: Final = "below"
Whose = TypeVar("Whose", int, tuple[int, ...])
"""A unit's key, or the keys of the units over which somebody may read: a page of everything below them."""
Version = Callable[[Whose], str]
_MAKERS: Final[dict[str, kept.Maker]] = {}
_VERSIONS: Final[dict[str, kept.Versions]] = {}


def makers() -> Mapping[str, kept.Maker]:
    """Return who makes what was kept by this module again, by the endpoint; for ``flask figures``."""
    return _MAKERS


def own_versions() -> Mapping[str, kept.Versions]:
    """Return who tells the version of what rests on more than one unit and those below it, by the endpoint."""
    return _VERSIONS


def of_unit(unit_id: int) -> str:
    """Return the version of a unit and everything below it: what a page of one unit rests on."""
    return versions.look(unit_id, now=clock.now())


def picture(
    endpoint: str, kind: str, *asked: str, version: Version[Whose] | None = None
) -> Callable[[Callable[[Whose], ResponseReturnValue]], Callable[[Whose], ResponseReturnValue]]:
    """Keep what a view draws; it stands below the guard, which asks first.

    Args:
        endpoint: Its name: “reports.chart”.
        kind: “svg” or “png”.
        asked: What of the address says how it is drawn; everything else in the address is passed over.
        version: Tells the version of what it rests on; else that of the unit.
    """

    def around(view: Callable[[Whose], ResponseReturnValue]) -> Callable[[Whose], ResponseReturnValue]:
        def make(whose: Whose) -> bytes:
            drawn: Response = make_response(view(whose))
            if drawn.status_code != HTTPStatus.OK:
                raise RuntimeError(f"{endpoint} answered {drawn.status_code} instead of a drawing")
            return drawn.get_data()

        _register(endpoint, make, version)

        @wraps(view)
        def answer(unit_id: Whose) -> ResponseReturnValue:  # as addresses name it
            key, present = _key(endpoint, unit_id, asked), _version(unit_id, version)
            response: Response = make_response()
            response.set_etag(kept.etag(key, present))
            response.headers["Cache-Control"] = "private, no-cache"
            response.headers["Vary"] = "Accept-Language, Cookie"
            response.content_type = TYPES[kind]
            if response.make_conditional(request).status_code == 200:
                # Made for a request of its own: what this reader has already must not end what others get.
                response.set_data(kept.kept(key, present, lambda: _MAKERS[endpoint](key.split("/")[1:])))
            return response

        return answer

    return around


def part(
    endpoint: str, *asked: str, version: Version[Whose] | None = None
) -> Callable[[Callable[[Whose], str]], Callable[[Whose], Markup]]:
    """Keep a part of the page *endpoint*, which a function of the unit's key writes as HTML; as `picture` otherwise."""

    def around(write: Callable[[Whose], str]) -> Callable[[Whose], Markup]:
        def make(whose: Whose) -> bytes:
            return write(whose).encode()

        _register(endpoint, make, version)

        @wraps(write)
        def kept_part(whose: Whose) -> Markup:
            body = kept.kept(_key(endpoint, whose, asked), _version(whose, version), lambda: make(whose))
            return Markup(body.decode())  # noqa: S704 - our own template wrote it, escaped

        return kept_part

    return around


def _version(whose: Whose, version: Version[Whose] | None) -> str:
    if version is not None:
        return version(whose)
    assert isinstance(whose, int)  # noqa: S101 - a page of several units tells its version itself
    return of_unit(whose)


def _key(endpoint: str, whose: int | tuple[int, ...], asked: Collection[str]) -> str:
    """Name what is shown, in as few ways as there are: each name is a row that stays for days."""
    words = {name: request.args[name].strip() for name in sorted(asked) if name in request.args}
    if NARROW in words:
        words[NARROW] = ""
    if request.args.get(LANGUAGE) == locale():
        words[LANGUAGE] = locale()
    named = str(whose) if isinstance(whose, int) else "-".join([BELOW, *map(str, whose)])
    return f"{endpoint}/{named}/{locale()}/{urlencode(words)}"


def _register(endpoint: str, make: Callable[[Whose], bytes], version: Version[Whose] | None) -> None:
    _MAKERS[endpoint] = _again(endpoint, make)
    if version is not None:
        _VERSIONS[endpoint] = _again(endpoint, version)


def _again(endpoint: str, tell: Callable[[Any], T]) -> Callable[[Sequence[str]], T]:
    """Return what *tell* says of the rest of a key, asked as its reader asked."""

    def again(rest: Sequence[str]) -> T:
        named, language, query = rest[0], rest[1], "/".join(rest[2:])
        words: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
        several = named.startswith(BELOW)
        whose = tuple(int(one) for one in named.split("-")[1:]) if several else int(named)
        with current_app.test_request_context():
            address = url_for(endpoint, **words) if several else url_for(endpoint, unit_id=whose, **words)
        asked_in = {"Accept-Language": language}
        # A context of its own, since the language is remembered in it.
        with current_app.app_context(), current_app.test_request_context(address, headers=asked_in):
            return tell(whose)

    return again
