"""The session cookie and whoever it stands for. The cookie holds a random token; the database only its digest."""

from datetime import datetime, timedelta
from typing import Final

from flask import Response, current_app, g, request

from admin.accounts import actions, office_network, queries
from admin.accounts.queries import Person, SignedIn
from admin.accounts.roles import idle_allowed
from kiosk.ground import clock, db
from kiosk.ground.settings import Settings

COOKIE: Final = "__Host-staff"
POLL_HEADER: Final = "X-Poll"


def current() -> SignedIn | None:
    """Return the session of this request, read once; ``None`` for strangers and sessions that have ended."""
    if "signed_in" not in g:
        g.signed_in = _load(clock.now())
    found: SignedIn | None = g.signed_in
    return found


def person() -> Person | None:
    """Return who is signed in, on any page; ``None`` for a stranger."""
    found = current()
    return found.person if found else None


def known() -> Person | None:
    """Return who is signed in if this request has asked before; never asks the database (error pages call it)."""
    found: SignedIn | None = g.get("signed_in")
    return found.person if found else None


def note_activity() -> None:
    """Remember that the signed-in person did something. A page that refreshes itself is nobody doing anything."""
    found = current()
    now = clock.now()
    if found and not is_poll():
        office_network.note(found.person, request.remote_addr or "", now=now)
    if found and not is_poll() and now - found.last_seen_at >= actions.TOUCH_AFTER:
        db.write(lambda session: actions.touch(session, found.token_hash, now=now))


def is_poll() -> bool:
    """Tell whether the page asked by itself."""
    return request.headers.get(POLL_HEADER) == "1"


def longest() -> timedelta:
    """Return how long a session lasts at most."""
    return timedelta(hours=_settings().staff_session_hours)


def give(response: Response, token: str) -> None:
    """Put the token into the browser until it is closed."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="Lax")


def take_away(response: Response) -> None:
    """Remove the token from the browser."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")


def revoke_current() -> None:
    """End the session whose token the browser sent, alive or not."""
    token = request.cookies.get(COOKIE)
    if token:
        db.write(lambda session: actions.end_session(session, actions.session_digest(token)))
    g.signed_in = None


def _load(now: datetime) -> SignedIn | None:
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    found = queries.signed_in(actions.session_digest(token))
    return found if found and _alive(found, now) else None


def _alive(found: SignedIn, now: datetime) -> bool:
    others = timedelta(minutes=_settings().staff_idle_minutes)
    idle = idle_allowed(found.person.grants, others=others)
    return now < found.expires_at and now < found.last_seen_at + idle


def _settings() -> Settings:
    chosen: Settings = current_app.config["SETTINGS"]
    return chosen
