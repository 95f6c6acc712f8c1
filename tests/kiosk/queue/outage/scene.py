"""Batches as a tablet's script sends them."""

from datetime import datetime, timedelta
from typing import Any

from werkzeug.test import TestResponse

from kiosk.ground.calendar import local_day
from kiosk.ground.web.addresses import new_token
from kiosk.office.models import ServiceGroup
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
    """Return the number K*count* as the tablet keeps it, its clock ahead by *clock_off*."""
    return {
        "token": new_token(),
        "group": group if isinstance(group, int) else group.id,
        "prefix": "K",
        "number": count,
        "day": str(local_day(at)),
        "at": milliseconds(at + clock_off),
        "jump": 0,
        "contact": {"server": milliseconds(contact), "device": milliseconds(contact + clock_off), "trip": 200},
    } | more


def send(client: CheckedClient, slug: str, *numbers: Number, **more: object) -> TestResponse:
    """Send a batch and return the answer."""
    batch = {"fresh": False, "unsent": len(numbers), "tickets": list(numbers)} | more
    return client.post(f"/kiosk/{slug}/sync", json=batch)
