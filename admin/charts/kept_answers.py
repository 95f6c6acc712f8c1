"""Charts and parts of pages that are handed out as they were made, until the data behind them change.

Who asks finds them by the version of the data alone: no figure is computed. So only what is the same for everybody who
may open the page is kept here; whatever depends on the person (name, form tokens, links by role) is drawn around it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Response, current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from admin.charts.answers import TYPES
from admin.measures import kept, versions
from kiosk.ground import clock
from kiosk.ground.i18n import locale

LANGUAGE: Final = "lang"
"""Links carry it on, so a part of a page with it is another one."""
Drawn = Callable[[int], ResponseReturnValue]
Part = Callable[[int], str]
_MAKERS: Final[dict[str, kept.Maker]] = {}


def makers() -> Mapping[str, kept.Maker]:
    """Return who makes what was kept by this module again, by the endpoint; for ``flask figures``."""
    return _MAKERS


def picture(endpoint: str, kind: str, *asked: str) -> Callable[[Drawn], Drawn]:
    """Keep what a view draws; it stands below the guard, which asks first.

    Args:
        endpoint: Its name: “reports.chart”.
        kind: “svg” or “png”.
        asked: What of the address says how it is drawn; everything else in the address is passed over.
    """

    def around(view: Drawn) -> Drawn:
        def make(unit_id: int) -> bytes:
            drawn: Response = make_response(view(unit_id))
            return drawn.get_data()

        _MAKERS[endpoint] = _again(endpoint, make)

        @wraps(view)
        def answer(unit_id: int) -> ResponseReturnValue:
            key, version = _key(endpoint, unit_id, asked), _version(unit_id)
            response: Response = make_response()
            response.set_etag(kept.etag(key, version))
            response.headers["Cache-Control"] = "private, no-cache"
            response.headers["Vary"] = "Accept-Language, Cookie"
            response.content_type = TYPES[kind]
            if response.make_conditional(request).status_code == 200:
                response.set_data(kept.kept(key, version, lambda: make(unit_id)))
            return response

        return answer

    return around


def part(endpoint: str, *asked: str) -> Callable[[Part], Callable[[int], Markup]]:
    """Keep a part of the page *endpoint*, which a function of the unit's key writes as HTML; as `picture` otherwise."""

    def around(write: Part) -> Callable[[int], Markup]:
        def make(unit_id: int) -> bytes:
            return write(unit_id).encode()

        _MAKERS[endpoint] = _again(endpoint, make)

        @wraps(write)
        def kept_part(unit_id: int) -> Markup:
            body = kept.kept(_key(endpoint, unit_id, asked), _version(unit_id), lambda: make(unit_id))
            return Markup(body.decode())  # noqa: S704 - our own template wrote it, escaped

        return kept_part

    return around


def _version(unit_id: int) -> str:
    return versions.look(unit_id, now=clock.now())


def _key(endpoint: str, unit_id: int, asked: Collection[str]) -> str:
    """Name what is shown."""
    words = {name: request.args[name] for name in sorted({*asked, LANGUAGE}) if name in request.args}
    return f"{endpoint}/{unit_id}/{locale()}/{urlencode(words)}"


def _again(endpoint: str, make: Callable[[int], bytes]) -> kept.Maker:
    def maker(rest: Sequence[str]) -> bytes:
        unit_id, language, query = rest[0], rest[1], "/".join(rest[2:])
        words: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
        with current_app.test_request_context():
            address = url_for(endpoint, unit_id=unit_id, **words)
        asked_in = {"Accept-Language": language}
        # A context of its own, since the language is remembered in it.
        with current_app.app_context(), current_app.test_request_context(address, headers=asked_in):
            return make(int(unit_id))

    return maker
