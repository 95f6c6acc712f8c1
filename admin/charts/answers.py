"""Answering with a chart: drawn once for what it shows, and not sent again to whoever has it already."""

import hashlib
from collections.abc import Callable
from typing import Final

from flask import Response, make_response, request

from admin.charts.sheet import Shape
from admin.measures.memory import Memory
from kiosk.ground.i18n import locale

KEPT: Final = Memory(12_000_000)
TYPES: Final = {"svg": "image/svg+xml", "png": "image/png"}
VERSION_LETTERS: Final = 24


def wanted(kind: str) -> Shape:
    """Return how this request wants its chart: *kind* “svg” or “png”, and ``narrow`` in the address for a phone."""
    return Shape(kind, narrow="narrow" in request.args)


def version(*shown: object) -> str:
    """Name what is shown, in the reader's language: the numbers themselves, or what changes whenever they do.

    Args:
        shown: Values whose ``repr`` tells everything that the chart shows.
    """
    return hashlib.sha256(repr((shown, locale())).encode()).hexdigest()[:VERSION_LETTERS]


def picture(key: str, version: str, shape: Shape, draw: Callable[[Shape], bytes]) -> Response:
    """Return the chart, or 304 to whoever has it.

    Args:
        key: What is drawn: “control”.
        version: Changes with whatever it shows, the language included.
        shape: How it is wanted.
        draw: Draws it; asked only when nobody has it.
    """
    tag = f"{key}-{version}-{'narrow-' if shape.narrow else ''}{shape.kind}"
    response: Response = make_response()
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.content_type = TYPES[shape.kind]
    if response.make_conditional(request).status_code == 200:
        response.set_data(KEPT.get(tag, lambda: draw(shape)))
    return response
