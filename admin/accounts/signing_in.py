"""Signing in, step by step: count the try, prove the password outside any transaction, open a session."""

from datetime import datetime, timedelta
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from admin.accounts import actions, passwords, queries
from admin.accounts.devices import Device
from admin.accounts.models import Staff
from kiosk.ground import db, limits
from kiosk.ground.web.addresses import digest

WINDOW: Final = timedelta(minutes=15)
TRIES: Final = 10
TRIES_FROM_ONE_PLACE: Final = 40
"""Tries of all logins from one browser at one address; a counter's PC at shift change needs a handful."""


def count_try(login: str, device: Device, ip: str, *, now: datetime) -> bool:
    """Count one try and say whether it may be made.

    Counted for each login (on a browser where it signed in before: for the two together) and for each pair of browser
    and address. Never for an address alone: a whole office shares one.
    """

    def use(session: Session) -> bool:
        place = "sign-in-from:" + digest("place", f"{device.mark}\0{ip}")
        within = [
            limits.use(session, _key(login, device), limit=TRIES, window=WINDOW, now=now),
            limits.use(session, place, limit=TRIES_FROM_ONE_PLACE, window=WINDOW, now=now),
        ]
        return all(within)

    return db.write(use)


def prove(login: str, password: str) -> Staff | None:
    """Return whoever has this login and password; ``None`` after the same time when either is wrong or disabled."""
    with db.read() as session:
        staff = queries.staff_by_login(session, login)
    right = passwords.matches(password, staff.password_hash if staff else None)
    if staff is None or not right or not staff.active:
        return None
    if passwords.is_outdated(staff.password_hash):
        old, new = staff.password_hash, passwords.hash_password(password)
        db.write(lambda session: actions.renew_hash(session, staff.id, old=old, new=new))
        staff.password_hash = new
    return staff


def admit(staff: Staff, device: Device, *, step: int | None, lasts: timedelta, now: datetime) -> str | None:
    """Open a session for somebody who is proven and forget the tries; return the browser's token.

    Args:
        staff: As :func:`prove` returned it.
        device: Where the tries were counted.
        step: The step of the code that was typed; ``None`` when the person has no second step.
        lasts: How long the session lasts at most.
        now: When.

    Returns:
        The token; ``None`` when the code was used before, or the account changed since it was proven.
    """

    def open_one(session: Session) -> str | None:
        if step is not None and not actions.spend_step(session, staff.id, step):
            return None
        limits.forget(session, _key(staff.login, device))
        return actions.open_session(session, staff.id, password_hash=staff.password_hash, lasts=lasts, now=now)

    return db.write(open_one)


def too_often() -> str:
    """Return what to tell somebody who tried too often."""
    said: str = _("Đã thử quá nhiều lần. Xin chờ 15 phút rồi thử lại, hoặc nhờ quản trị viên đặt lại mật khẩu.")
    return said


def _key(login: str, device: Device) -> str:
    whose = digest("login", login)
    return f"sign-in:{whose}:{device.mark}" if device.knows(login) else f"sign-in:{whose}"
