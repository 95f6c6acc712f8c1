"""Batches as a tablet's script sends them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session
from werkzeug.test import TestResponse

from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import new_token
from kiosk.office.models import Device, ServiceGroup
from tests.client import CheckedClient
from tests.factories import MONDAY

Number = dict[str, Any]


def milliseconds(at: datetime) -> int:
    """Return *at* in milliseconds since 1970."""
    return int(at.timestamp() * 1000)


def number(
    group: ServiceGroup | int,
    count: int,
    *,
    at: datetime = MONDAY,
    contact: datetime = MONDAY - timedelta(hours=1),
    clock_off: timedelta = timedelta(),
    **more: Any,
) -> Number:
    """Return the number K*count* as the unit's tablet keeps it, its clock ahead by *clock_off*."""
    return {
        "token": new_token(),
        "device": 1 if isinstance(group, int) else tablet_of(group),
        "group": group if isinstance(group, int) else group.id,
        "prefix": "K",
        "number": count,
        "day": str(local_day(at)),
        "at": milliseconds(at + clock_off),
        "jump": 0,
        "contact": {"server": milliseconds(contact), "device": milliseconds(contact + clock_off), "trip": 200},
    } | more


def tablet_of(group: ServiceGroup) -> int:
    """Return the tablet K of the unit of *group*."""
    session = object_session(group)
    assert session is not None
    return session.scalars(select(Device.id).where(Device.unit_id == group.unit_id, Device.prefix == "K")).one()


def send(client: CheckedClient, slug: str, *numbers: Number, **more: object) -> TestResponse:
    """Send a batch and return the answer."""
    batch = {"fresh": False, "unsent": len(numbers), "tickets": list(numbers)} | more
    return client.post(f"/kiosk/{slug}/sync", json=batch)
