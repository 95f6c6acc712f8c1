"""A mark on browsers that were used to sign in: strangers who guess at a login do not lock its owner out.

A signed cookie holds a random mark, the day of the last sign-in and the logins (digests) that signed in here; see
OWASP, “Device cookies”. Where staff worked lately no ballot is cast, signed in or not.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from kiosk.ground.web.addresses import digest

COOKIE: Final = "__Host-device"
LASTS_SECONDS: Final = 365 * 24 * 3600
MOST_LOGINS: Final = 12
"""A counter's PC is shared by a few clerks."""
STAFF_FOR: Final = timedelta(days=30)
"""How long after the last sign-in a browser counts as one of staff."""


@dataclass(frozen=True, slots=True)
class Device:
    """A browser: its mark (empty when it has none yet), who signed in there, newest first, and on which day last."""

    mark: str
    logins: tuple[str, ...] = ()
    signed_in_on: date | None = None

    def knows(self, login: str) -> bool:
        """Tell whether *login* has signed in from here."""
        return _short(login) in self.logins

    def is_staffs(self, today: date) -> bool:
        """Tell whether staff signed in here within the last thirty days; not by a clock that was set back."""
        return self.signed_in_on is not None and today - self.signed_in_on <= STAFF_FOR

    def after(self, login: str, day: date) -> "Device":
        """Return the device once *login* has signed in on *day*."""
        others = tuple(other for other in self.logins if other != _short(login))
        return replace(self, logins=(_short(login), *others)[:MOST_LOGINS], signed_in_on=day)


def this() -> Device:
    """Return the device of the current request."""
    try:
        mark, *known = _serializer().loads(request.cookies.get(COOKIE, ""))
        days = [date.fromordinal(told) for told in known if isinstance(told, int)]
    except (BadSignature, TypeError, ValueError, OverflowError):
        return Device("")
    logins = tuple(told for told in known if isinstance(told, str))
    return Device(str(mark), logins, max(days, default=None))


def remember(response: Response, device: Device) -> None:
    """Leave the device's mark in the browser, a new one when it has none."""
    day = [device.signed_in_on.toordinal()] if device.signed_in_on else []
    value = _serializer().dumps([device.mark or secrets.token_urlsafe(9), *day, *device.logins])
    response.set_cookie(COOKIE, str(value), max_age=LASTS_SECONDS, path="/", secure=True, httponly=True, samesite="Lax")


def _short(login: str) -> str:
    return digest("device-login", login)[:16]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="device")
