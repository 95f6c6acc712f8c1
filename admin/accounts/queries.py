"""Every SELECT about staff, roles and sessions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from admin.accounts.models import RoleGrant, Staff, StaffSession
from admin.accounts.roles import Grant, Role
from kiosk.ground import db
from kiosk.office.models import Unit

SESSION, STAFF, GRANT = db.table(StaffSession).c, db.table(Staff).c, db.table(RoleGrant).c
UNIT = db.table(Unit).c
# Asked at every request of staff: one statement, made once, on tables instead of objects.
SIGNED_IN = (
    select(
        *(SESSION.last_seen_at, SESSION.expires_at, STAFF.id, STAFF.name, STAFF.login, STAFF.must_change_password),
        *(STAFF.totp_secret.is_not(None).label("two_steps"), GRANT.role, GRANT.unit_id, UNIT.is_demo),
    )
    .select_from(db.table(StaffSession))
    .join(db.table(Staff), STAFF.id == SESSION.staff_id)
    .outerjoin(db.table(RoleGrant), GRANT.staff_id == STAFF.id)
    .outerjoin(db.table(Unit), UNIT.id == GRANT.unit_id)
    .where(SESSION.token_hash == bindparam("token_hash"), STAFF.active)
    .order_by(GRANT.id)
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in.

    Attributes:
        in_sample: One of the person's units is a sample.
    """

    id: int
    name: str
    login: str
    must_change_password: bool
    two_steps: bool
    grants: tuple[Grant, ...]
    in_sample: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has not been revoked, and whose it is. Whether it is still alive, the caller decides."""

    person: Person
    token_hash: str
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a list of staff, with the roles that the reader may see."""

    staff: Staff
    grants: tuple[RoleGrant, ...]


def signed_in(token_hash: str) -> SignedIn | None:
    """Return the session whose token has this digest, unless its owner is disabled; asks the database at once."""
    rows = db.look(SIGNED_IN, {"token_hash": token_hash})
    if not rows:
        return None
    first = rows[0]
    person = Person(
        id=first.id,
        name=first.name,
        login=first.login,
        must_change_password=first.must_change_password,
        two_steps=first.two_steps,
        grants=tuple(Grant(Role(row.role), row.unit_id) for row in rows if row.role is not None),
        in_sample=any(row.is_demo for row in rows),
    )
    return SignedIn(person, token_hash, first.last_seen_at, first.expires_at)


def staff_by_login(session: Session, login: str) -> Staff | None:
    """Return whoever has this login, disabled or not."""
    return session.scalar(select(Staff).where(Staff.login == login))


def staff_by_id(session: Session, staff_id: int) -> Staff | None:
    """Return whoever has this key, disabled or not."""
    return session.get(Staff, staff_id)


def grants_of(session: Session, staff_id: int) -> list[RoleGrant]:
    """Return all roles of one person, oldest first."""
    return list(session.scalars(select(RoleGrant).where(RoleGrant.staff_id == staff_id).order_by(RoleGrant.id)))


def unit_ids_of(session: Session, staff_id: int) -> frozenset[int]:
    """Return the units over which one person holds a role."""
    return frozenset(session.scalars(select(RoleGrant.unit_id).where(RoleGrant.staff_id == staff_id)))


def grant_by_id(session: Session, grant_id: int) -> RoleGrant | None:
    """Return one role of somebody."""
    return session.get(RoleGrant, grant_id)


def members(session: Session, unit_ids: Collection[int] | None = None, *, staff_id: int | None = None) -> list[Member]:
    """Return staff by name, with their roles over *unit_ids*; those without any role there are left out.

    Args:
        session: Where to read.
        unit_ids: What the reader may see; ``None`` for everything.
        staff_id: Only this person.
    """
    query = select(Staff, RoleGrant).join(RoleGrant, RoleGrant.staff_id == Staff.id)
    if staff_id is not None:
        query = query.where(Staff.id == staff_id)
    found: dict[int, Member] = {}
    for staff, grant in session.execute(query.order_by(Staff.name, Staff.id, RoleGrant.id)):
        if unit_ids is None or grant.unit_id in unit_ids:
            known = found.get(staff.id, Member(staff, ()))
            found[staff.id] = Member(staff, (*known.grants, grant))
    return list(found.values())
