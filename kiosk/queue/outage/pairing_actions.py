"""A machine that takes the place of another one: it does not know what that one has printed."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.office import device_actions
from kiosk.office.device_actions import Tried
from kiosk.office.models import Device
from kiosk.queue.outage import actions


def pair(session: Session, unit_id: int, typed: str, key_hash: str, *, now: datetime) -> tuple[Tried, Device | None]:
    """Pair as :func:`kiosk.office.device_actions.pair`, and pass over today's numbers of the machine before."""
    tried, device = device_actions.pair(session, unit_id, typed, key_hash, now=now)
    if device is not None and device.paired_at == now and _was_used(device):
        actions.begin_anew(session, device, local_day(now))
    return tried, device


def may_have_printed(device: Device, now: datetime) -> bool:
    """Tell whether numbers nobody knows of may be on paper, now that a tablet says it remembers nothing.

    None are by one that never was in use; and those of the machine before were passed over when it was paired today.
    """
    paired, settled = device.paired_at, device.settled_at
    if paired is not None and (settled is None or settled < paired) and local_day(paired) == local_day(now):
        return False
    return _was_used(device)


def _was_used(device: Device) -> bool:
    return device.settled_at is not None or device.unsent > 0
