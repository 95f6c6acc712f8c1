"""Answers go over the air small: files are compressed once and well, pages quickly and each time.

What a reader's size could give away (BREACH, Gluck, Harris and Prado 2013) stays as it is: an answer to somebody who
brings a secret cookie, at an address to which a stranger may have added words of their own.
"""

import re
import zlib
from functools import lru_cache
from typing import Final, Literal

import brotli
from flask import Flask, Response, request

Coding = Literal["br", "gzip"]
KINDS: Final = frozenset(
    {
        "application/javascript",
        "application/json",
        "application/manifest+json",
        "application/problem+json",
        "image/svg+xml",
        "text/css",
        "text/csv",
        "text/html",
        "text/javascript",
        "text/plain",
    }
)
LEAST_BYTES: Final = 200
BRINGS_SECRETS: Final = "__Host-"
LATER: Final = "langnghe.compressed_later"
"""In the request of an answer that is compressed by whoever stands before the application."""
OUR_WORDS: Final = re.compile(rb"(?:(?:lang=[a-z]{2}|choices=1|auto=\d{1,3}|v=[0-9a-f]{1,64})(?:&|$))*")
NONE_OF_IT: Final = re.compile(r"q=0(?:\.0{0,3})?$")


def init_app(app: Flask) -> None:
    """Compress what *app* answers, where the browser can read it."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress one answer, unless it is small, compressed already, or its size could give a secret away."""
    if response.status_code != 200 or response.mimetype not in KINDS or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    coding = chosen(request.headers.get("Accept-Encoding", ""))
    if (
        coding is None
        or request.environ.get(LATER)
        or (response.is_streamed and request.endpoint != "static")
        or _tells_too_much()
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= LEAST_BYTES:
        response.set_data(_kept(body, coding) if request.endpoint == "static" else quickly(body, coding))
        response.content_encoding = coding
        tag, _weak = response.get_etag()
        if tag:
            response.set_etag(tag, weak=True)  # the same words in other bytes
    return response


def chosen(accepted: str) -> Coding | None:
    """Return the best coding that an Accept-Encoding header names; ``None`` when it names none of ours."""
    return next((coding for coding in ("br", "gzip") if coding in readable(accepted)), None)


@lru_cache(maxsize=256)
def readable(accepted: str) -> frozenset[str]:
    """Return the codings that an Accept-Encoding header names and does not refuse."""
    named = [part.strip().lower().partition(";") for part in accepted.split(",")]
    return frozenset(name.strip() for name, _, weight in named if not NONE_OF_IT.search(weight.replace(" ", "")))


def quickly(body: bytes, coding: Coding) -> bytes:
    """Return *body* in *coding*, in some 50 µs for a page."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=5))
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(body) + packer.flush()


@lru_cache(maxsize=128)
def _kept(body: bytes, coding: Coding) -> bytes:
    """Return a static file in *coding*, as small as can be; done once in each process."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=11))
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(body) + packer.flush()


def _tells_too_much() -> bool:
    return BRINGS_SECRETS in request.headers.get("Cookie", "") and OUR_WORDS.fullmatch(request.query_string) is None
