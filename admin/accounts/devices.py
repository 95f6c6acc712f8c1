"""A mark on browsers that were used to sign in: strangers who guess at a login do not lock its owner out.

A signed cookie holds a random mark and the logins (digests) that signed in here; see OWASP, “Device cookies”.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Final

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from kiosk.ground.web.addresses import digest

COOKIE: Final = "__Host-device"
LASTS_SECONDS: Final = 365 * 24 * 3600
MOST_LOGINS: Final = 12
"""A counter's PC is shared by a few clerks."""


@dataclass(frozen=True, slots=True)
class Device:
    """A browser: its mark (empty when it has none yet), and who signed in there, newest first."""

    mark: str
    logins: tuple[str, ...] = ()

    def knows(self, login: str) -> bool:
        """Tell whether *login* has signed in from here."""
        return _short(login) in self.logins

    def after(self, login: str) -> "Device":
        """Return the device once *login* has signed in."""
        others = tuple(other for other in self.logins if other != _short(login))
        return replace(self, logins=(_short(login), *others)[:MOST_LOGINS])


def this() -> Device:
    """Return the device of the current request."""
    try:
        mark, *logins = _serializer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, TypeError, ValueError):
        return Device("")
    return Device(str(mark), tuple(str(login) for login in logins))


def remember(response: Response, device: Device) -> None:
    """Leave the device's mark in the browser, a new one when it has none."""
    value = _serializer().dumps([device.mark or secrets.token_urlsafe(9), *device.logins])
    response.set_cookie(COOKIE, str(value), max_age=LASTS_SECONDS, path="/", secure=True, httponly=True, samesite="Lax")


def _short(login: str) -> str:
    return digest("device-login", login)[:16]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="device")
