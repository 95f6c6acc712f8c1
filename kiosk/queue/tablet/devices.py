"""Which tablet a request comes from: a key in a cookie, of which only the digest is kept. No person signs in."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flask import Request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response

from kiosk.ground import clock, recent
from kiosk.ground.i18n import SHARED_SCREEN
from kiosk.ground.web.addresses import CROCKFORD, TOKEN_CHARS
from kiosk.office import device_actions, device_queries
from kiosk.office import queries as office
from kiosk.office.models import Device

COOKIE: Final = SHARED_SCREEN
COOKIE_SECONDS: Final = 400 * 24 * 3600
"""As long as browsers keep any cookie; it is renewed while the tablet is in use."""
SEPARATOR: Final = "."
SLUG: Final = re.compile(r"[a-z0-9-]{1,60}")


class Outside(StrEnum):
    """Why a browser is not let in."""

    NEW = "new"
    REVOKED = "revoked"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Brought:
    """What a tablet brings: the name of its unit, so that any page leads back to its start, and its key."""

    slug: str
    key: str

    @property
    def start_url(self) -> str:
        """The address of its first page, in Vietnamese."""
        return url_for("tablet.start", slug=self.slug, lang=None)


def brought(request: Request) -> Brought | None:
    """Return what the request's cookie says, true or not; ``None`` for a browser that is no tablet."""
    value = request.cookies.get(COOKIE)
    if value is None:
        return None
    slug, _, key = value.rpartition(SEPARATOR)
    sound = SLUG.fullmatch(slug) and len(key) == TOKEN_CHARS and set(key.upper()) <= set(CROCKFORD)
    return Brought(slug, key) if sound else None


def current(session: Session, request: Request, slug: str) -> Device | None:
    """Return the tablet of the unit *slug* that asks; ``None`` for one that is not paired there, or no more."""
    device = anywhere(session, request)
    unit_id = recent.read(clock.now(), office.unit_id_of, slug) if device is not None else None
    return device if device is not None and device.unit_id == unit_id else None


def anywhere(session: Session, request: Request) -> Device | None:
    """Return the tablet that asks, of whichever unit; ``None`` for a phone, and for a tablet that was revoked."""
    mine = brought(request)
    device = device_queries.by_key(session, device_actions.key_digest(mine.key)) if mine else None
    return device if device is not None and device.revoked_at is None else None


def outside(session: Session, request: Request) -> Outside:
    """Return why a browser that :func:`current` did not find is not let in."""
    mine = brought(request)
    if mine is None:
        return Outside.NEW
    device = device_queries.by_key(session, device_actions.key_digest(mine.key))
    return Outside.FOREIGN if device is not None and device.revoked_at is None else Outside.REVOKED


def remember(response: Response, slug: str, key: str) -> None:
    """Let the browser keep the key: for this site only, out of reach of scripts and of other sites' links."""
    response.set_cookie(
        COOKIE,
        f"{slug}{SEPARATOR}{key}",
        max_age=COOKIE_SECONDS,
        path="/",
        secure=True,
        httponly=True,
        samesite="Strict",
    )
