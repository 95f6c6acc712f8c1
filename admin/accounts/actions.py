"""Every write about staff, roles and sessions. Passwords come hashed: hashing takes too long for a transaction."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from admin.accounts import appointing, queries
from admin.accounts.models import RoleGrant, Staff, StaffSession
from admin.accounts.outsiders import OUTSIDERS
from admin.accounts.roles import Grant, Role
from kiosk.ground import db, events
from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import digest

TOUCH_AFTER = timedelta(minutes=1)


class Refused(Exception):
    """The rules do not allow this change of an account."""


class LoginTaken(Refused):
    """Somebody else has this login."""


class OwnAccess(Refused):
    """Nobody takes away their own last administrator's role, or disables themselves: who would give it back?"""


class LastRole(Refused):
    """Without a role a person belongs to no unit and nobody could find them; disable the account instead."""


def add_staff(
    session: Session,
    login: str,
    *,
    name: str,
    password_hash: str,
    role: Role,
    unit_id: int,
    by: int | None,
    now: datetime,
) -> int:
    """Add somebody with a first role, who must choose another password at once. Return the new key.

    Raises:
        LoginTaken: Somebody has this login.
        admin.accounts.appointing.FromBelow: *by* may not give this role.
    """
    insert = db.upsert(session, Staff).values(
        login=login, name=name, password_hash=password_hash, must_change_password=True, active=True, created_at=now
    )
    staff_id: int | None = session.scalar(insert.on_conflict_do_nothing(index_elements=["login"]).returning(Staff.id))
    if staff_id is None:
        raise LoginTaken
    events.record(session, "staff.add", login, now=now, staff_id=by, unit_id=unit_id, details={"name": name})
    grant_role(session, staff_id, role, unit_id, by=by, now=now)
    return staff_id


def set_active(session: Session, staff_id: int, *, active: bool, by: int | None, now: datetime) -> None:
    """Disable somebody, which signs them out everywhere, or let them in again.

    Raises:
        OwnAccess: *by* is the same person.
        admin.accounts.appointing.FromBelow: The person judges a unit to which *by* belongs.
    """
    if staff_id == by:
        raise OwnAccess
    staff = _locked(session, staff_id)
    appointing.refuse_change(session, staff_id, by=by, day=local_day(now))
    if staff.active == active:
        return
    staff.active = active
    end_sessions(session, staff_id)
    _record(session, "staff.enable" if active else "staff.disable", staff, by=by, now=now)


def set_password(
    session: Session, staff_id: int, password_hash: str, *, must_change: bool, by: int | None, now: datetime
) -> None:
    """Keep a new password and sign the person out everywhere; raises ``FromBelow`` as :func:`set_active`."""
    staff = _locked(session, staff_id)
    appointing.refuse_change(session, staff_id, by=by, day=local_day(now))
    staff.password_hash = password_hash
    staff.must_change_password = must_change
    end_sessions(session, staff_id)
    _record(session, "staff.password", staff, by=by, now=now)


def renew_hash(session: Session, staff_id: int, *, old: str, new: str) -> None:
    """Replace a hash that was made with older parameters, unless the password was changed meanwhile."""
    session.execute(update(Staff).where(Staff.id == staff_id, Staff.password_hash == old).values(password_hash=new))


def set_two_steps(
    session: Session, staff_id: int, *, secret: str | None, step: int | None, by: int | None, now: datetime
) -> None:
    """Turn the second step on with *secret*, whose code of *step* was just used, or off with ``None``.

    Raises:
        admin.accounts.appointing.FromBelow: As in :func:`set_active`.
    """
    staff = _locked(session, staff_id)
    appointing.refuse_change(session, staff_id, by=by, day=local_day(now))
    staff.totp_secret, staff.totp_last_step = secret, step
    _record(session, "staff.two_steps_off" if secret is None else "staff.two_steps_on", staff, by=by, now=now)


def spend_step(session: Session, staff_id: int, step: int) -> bool:
    """Accept a code of *step* once; ``False`` when one of this step or a later one was accepted before."""
    fresh = (Staff.totp_last_step.is_(None)) | (Staff.totp_last_step < step)
    statement = update(Staff).where(Staff.id == staff_id, fresh).values(totp_last_step=step).returning(Staff.id)
    return session.execute(statement).first() is not None


def grant_role(session: Session, staff_id: int, role: Role, unit_id: int, *, by: int | None, now: datetime) -> None:
    """Let somebody be *role* over a unit and what is below it; a second time changes nothing.

    Raises:
        admin.accounts.appointing.FromBelow: *role* judges, and *by* belongs to what is judged, or is the person.
        admin.accounts.appointing.BothSides: The person would judge a unit that they belong to.
    """
    staff = _locked(session, staff_id)
    appointing.refuse_grant(session, staff_id, Grant(role, unit_id), by=by, day=local_day(now))
    insert = db.upsert(session, RoleGrant).values(staff_id=staff_id, role=role, unit_id=unit_id)
    statement = insert.on_conflict_do_nothing(index_elements=["staff_id", "role", "unit_id"]).returning(RoleGrant.id)
    if session.execute(statement).first() is not None:
        details = {"role": str(role)}
        events.record(session, "role.grant", staff.login, now=now, staff_id=by, unit_id=unit_id, details=details)


def revoke_role(session: Session, grant_id: int, *, by: int | None, now: datetime) -> None:
    """Take a role away and sign the person out everywhere; one that is gone already is no fault.

    Raises:
        OwnAccess: It is the last administrator's role of *by*.
        LastRole: It is the person's only role.
        admin.accounts.appointing.FromBelow: The role judges, and *by* belongs to what is judged.
    """
    grant = session.get(RoleGrant, grant_id)
    if grant is None:
        return
    staff = _locked(session, grant.staff_id)
    held = queries.grants_of(session, staff.id)
    if grant_id not in {other.id for other in held}:
        return
    if grant.role in OUTSIDERS:
        appointing.refuse_change(session, staff.id, by=by, day=local_day(now))
    ruling = [other.id for other in held if other.role == Role.ADMINISTRATOR]
    if staff.id == by and ruling == [grant_id]:
        raise OwnAccess
    if len(held) == 1:
        raise LastRole
    session.execute(delete(RoleGrant).where(RoleGrant.id == grant_id))
    end_sessions(session, staff.id)
    details = {"role": grant.role}
    events.record(session, "role.revoke", staff.login, now=now, staff_id=by, unit_id=grant.unit_id, details=details)


def open_session(session: Session, staff_id: int, *, password_hash: str, lasts: timedelta, now: datetime) -> str | None:
    """Sign somebody in and return the token for their browser; only its digest is kept.

    Args:
        session: The write session.
        staff_id: Who.
        password_hash: The hash that was just proven. When it has changed meanwhile, or the person was disabled, the
            answer is ``None``.
        lasts: After how long the session ends whatever happens.
        now: When.
    """
    proven = select(Staff.id).where(Staff.id == staff_id, Staff.active, Staff.password_hash == password_hash)
    if session.scalar(proven.with_for_update()) is None:
        return None
    session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
    token = secrets.token_urlsafe(32)
    session.add(
        StaffSession(
            token_hash=session_digest(token),
            staff_id=staff_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + lasts,
        )
    )
    session.flush()
    return token


def touch(session: Session, token_hash: str, *, now: datetime) -> None:
    """Note that the session's owner did something; writes at most once a minute."""
    stale = StaffSession.last_seen_at <= now - TOUCH_AFTER
    session.execute(update(StaffSession).where(StaffSession.token_hash == token_hash, stale).values(last_seen_at=now))


def end_session(session: Session, token_hash: str) -> None:
    """Sign one browser out; a session that is gone already is no fault."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash))


def end_sessions(session: Session, staff_id: int) -> None:
    """Sign one person out everywhere."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def session_digest(token: str) -> str:
    """Return what is kept of a session's token."""
    return digest("staff-session", token)


def _locked(session: Session, staff_id: int) -> Staff:
    """Return the person, locked: roles and sessions of one person change one after another."""
    statement = select(Staff).where(Staff.id == staff_id).with_for_update().execution_options(populate_existing=True)
    return session.scalars(statement).one()


def _record(session: Session, act: str, staff: Staff, *, by: int | None, now: datetime) -> None:
    unit_ids = queries.unit_ids_of(session, staff.id)
    events.record(session, act, staff.login, now=now, staff_id=by, unit_id=min(unit_ids, default=None))
