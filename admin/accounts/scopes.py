"""Which units the object named in an address belongs to: what a permission is checked against.

Each function takes a session and the values of the address, and returns the units; ``None`` when there is no such
object. They are given to :func:`admin.accounts.guard.allow` as ``of=``.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from admin.accounts import queries
from admin.accounts.models import RoleGrant
from kiosk.ground.keys import key
from kiosk.office.models import ApiKey, Code, Counter, Device, ServiceGroup, Unit
from kiosk.queue.models import CounterSession, Ticket

Scope = Callable[[Session, Mapping[str, Any]], frozenset[int] | None]


def unit_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:unit_id>``: the unit itself."""
    return _one(session, select(Unit.id).where(Unit.id == key(named["unit_id"])))


def slug(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<slug>``: the unit of that name."""
    return _one(session, select(Unit.id).where(Unit.slug == named["slug"]))


def counter_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:counter_id>``."""
    return _one(session, select(Counter.unit_id).where(Counter.id == key(named["counter_id"])))


def group_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:group_id>``: a service group."""
    return _one(session, select(ServiceGroup.unit_id).where(ServiceGroup.id == key(named["group_id"])))


def code(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<code>``: a printed code."""
    return _one(session, select(Code.unit_id).where(Code.code == named["code"]))


def device_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:device_id>``: a tablet."""
    return _one(session, select(Device.unit_id).where(Device.id == key(named["device_id"])))


def ticket_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:ticket_id>``."""
    return _one(session, select(Ticket.unit_id).where(Ticket.id == key(named["ticket_id"])))


def session_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:session_id>``: a counter session."""
    return _one(session, select(CounterSession.unit_id).where(CounterSession.id == key(named["session_id"])))


def api_key_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:api_key_id>``: a machine's key."""
    return _one(session, select(ApiKey.unit_id).where(ApiKey.id == key(named["api_key_id"])))


def staff_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:staff_id>``: every unit over which that person holds a role."""
    return queries.unit_ids_of(session, key(named["staff_id"])) or None


def grant_id(session: Session, named: Mapping[str, Any]) -> frozenset[int] | None:
    """``<int:grant_id>``: the unit of somebody's role."""
    return _one(session, select(RoleGrant.unit_id).where(RoleGrant.id == key(named["grant_id"])))


FOR_GOOD: Final = frozenset({unit_id, slug, counter_id, group_id})
"""What never comes to belong to another unit: who asks about it again need not ask the database."""


def _one(session: Session, query: Select[int]) -> frozenset[int] | None:
    found = session.scalar(query)
    return None if found is None else frozenset({found})
