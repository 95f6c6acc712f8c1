"""Signed form tokens for people who may refuse cookies.

A token is made when the form is drawn, holds 128 random bits, is bound to one purpose and place,
and lives 24 hours. Its random part is also the one-time key of what the form does: sending the form
twice is the same act.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

from kiosk.ground import clock
from kiosk.ground.web.addresses import spell

LIFETIME_SECONDS = 24 * 3600


class Signer(TimestampSigner):
    """Signs by the clock of all other pages."""

    def get_timestamp(self) -> int:
        """Return the present second of our clock."""
        return int(clock.now().timestamp())


class FormExpiredError(Exception):
    """The form is genuine but older than a day; draw it anew."""


class FormForgedError(Exception):
    """The token was not made by us for this form."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """An accepted token.

    Attributes:
        key: The one-time key, 64 hex digits; may be stored.
        secret: A token for an address that only this form can give, the same each time it is sent. Not derivable
            from *key*, so that a copy of the database opens no ticket.
        made_at: When the form was drawn, to the second.
    """

    key: str
    secret: str
    made_at: datetime

    def of(self, subject: str) -> Self:
        """Return what stands for the form filled in for one *subject*: sent again with another, it is another act."""
        key = hashlib.sha256(f"{self.key}\0{subject}".encode()).hexdigest()
        secret = spell(hmac.digest(self.secret.encode(), subject.encode(), "sha256"))
        return replace(self, key=key, secret=secret)


def make(purpose: str, place: str = "") -> str:
    """Return a fresh token for *purpose* at *place* (such as ``"take"`` at one code)."""
    return maker(purpose, place)()


def maker(purpose: str, place: str = "") -> Callable[[], str]:
    """Return what :func:`make` does for one purpose and place, to be called outside a request as well.

    All its tokens are equally long.
    """
    sign = _signer(purpose, place).sign
    return lambda: sign(secrets.token_urlsafe(16)).decode()


def accept(token: str, purpose: str, place: str = "", *, late: bool = False) -> FormToken:
    """Return the token's one-time key. One from a server whose clock is a little ahead of ours is good, too.

    *late*: it is only looked at to find what it did long ago, however old it is.

    Raises:
        FormExpiredError: it is older than 24 hours.
        FormForgedError: it is not ours, or for something else.
    """
    try:
        nonce, made_at = _signer(purpose, place).unsign(token, return_timestamp=True)
    except BadSignature as error:
        raise FormForgedError from error
    if not late and clock.now() - made_at > timedelta(seconds=LIFETIME_SECONDS):
        raise FormExpiredError
    seed = f"{purpose}\0{place}\0{nonce.decode()}".encode()
    mac = hmac.digest(current_app.config["SECRET_KEY"].encode(), seed, "sha256")
    return FormToken(key=hashlib.sha256(seed).hexdigest(), secret=spell(mac), made_at=made_at)


def stamp(purpose: str) -> str:
    """Return what says when a form for *purpose* was drawn, the same for all in one second; nothing else.

    All stamps are equally long. One may stand in a page that many phones share, and makes nothing happen only once.
    """
    return _signer("stamp", purpose).sign(b"").decode()


def drawn_at(stamped: str, purpose: str) -> datetime | None:
    """Return when the form with this stamp was drawn, to the second; ``None`` for none, and for one we did not make."""
    try:
        return _signer("stamp", purpose).unsign(stamped, return_timestamp=True)[1]
    except BadSignature:
        return None


def _signer(purpose: str, place: str) -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=f"form\0{purpose}\0{place}")
