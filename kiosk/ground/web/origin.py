"""Refuse forms that another site makes a visitor's browser send."""

from urllib.parse import urlsplit

from flask import Request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def foreign(request: Request) -> bool:
    """Whether a state-changing *request* was started by a page of another site.

    Sec-Fetch-Site decides where the browser sends it. Otherwise Origin must be ours; ``null`` and a missing
    one are let through, because with ``Referrer-Policy: no-referrer`` older browsers send ``null`` from our
    own pages. Such posts still need the 128-bit address or the signed token.
    """
    if request.method in SAFE_METHODS:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.host
