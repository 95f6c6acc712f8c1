"""Every write about tablets. A tablet is never deleted: its letters stand before numbers that were given out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from kiosk.ground import events, limits
from kiosk.ground.web.addresses import digest, new_code
from kiosk.office import changes, device_queries, entrances, entries, prefix_queries, tree
from kiosk.office.models import Device
from kiosk.office.refusals import Refused

NAME_CHARS: Final = 80
CODE_LIVES: Final = timedelta(minutes=15)
WRONG_CODES: Final = 20
"""Wrong codes at one unit while a code lives: 20 of 32^8 are nothing, and a slip of the finger is forgiven."""
SEEN_EVERY: Final = timedelta(minutes=1)


class Tried(StrEnum):
    """What came of a pairing code."""

    PAIRED = "paired"
    WRONG = "wrong"
    TOO_OFTEN = "too_often"


def add_device(
    session: Session, unit_id: int, name: str, prefix: str, *, prints: bool, now: datetime, staff_id: int | None
) -> tuple[Device, str]:
    """Add a tablet; return it with the code that pairs it, which is told once and lives 15 minutes.

    Raises:
        Refused: ``name`` *missing* or *too_long*; ``prefix`` *missing*, *malformed* or *taken*.
    """
    values: dict[str, object] = {
        "name": entries.required(name, "name", max_chars=NAME_CHARS),
        "prefix": entries.prefix(prefix),
        "prints": prints,
    }
    tree.locked_unit(session, unit_id)
    if values["prefix"] in prefix_queries.used(session, unit_id):
        raise Refused("taken", "prefix")
    device = Device(unit_id=unit_id, created_at=now, **values)
    session.add(device)
    code = _offer(session, device, now)
    _record(session, "device.add", device, changes.from_nothing(values), now=now, staff_id=staff_id)
    return device, code


def change_device(
    session: Session, device_id: int, name: str, *, prints: bool, now: datetime, staff_id: int | None
) -> None:
    """Give the tablet another name, or say whether it prints; its letters stay.

    Raises:
        Refused: ``device`` *unknown*; ``name`` *missing* or *too_long*.
    """
    values = {"name": entries.required(name, "name", max_chars=NAME_CHARS), "prints": prints}
    device = _locked(session, device_id)
    details = changes.apply(device, values)
    session.flush()
    if details:
        _record(session, "device.change", device, details, now=now, staff_id=staff_id)


def offer_code(session: Session, device_id: int, *, now: datetime, staff_id: int | None) -> str:
    """Return a fresh pairing code, told once; the tablet in use stays in use until another takes its place.

    Raises:
        Refused: ``device`` *unknown*.
    """
    device = _locked(session, device_id)
    code = _offer(session, device, now)
    _record(session, "device.offer", device, {}, now=now, staff_id=staff_id)
    return code


def revoke(session: Session, device_id: int, *, now: datetime, staff_id: int | None) -> None:
    """Let the tablet in no more, until it is paired again.

    Raises:
        Refused: ``device`` *unknown*.
    """
    device = _locked(session, device_id)
    if device.revoked_at is not None and device.pairing_hash is None:
        return
    device.pairing_hash = device.pairing_until = None
    device.revoked_at = device.revoked_at or now
    session.flush()
    _record(session, "device.revoke", device, {}, now=now, staff_id=staff_id)


def pair(session: Session, unit_id: int, typed: str, key_hash: str, *, now: datetime) -> tuple[Tried, Device | None]:
    """Let whoever has the code be this tablet from now on, with a key of which *key_hash* is the digest.

    The record says how many numbers the tablet before had not sent: they may be lost with it.

    It writes, and has to be committed whatever comes of it. The same key again is the same act.
    """
    done = device_queries.by_key(session, key_hash)
    if done is not None:
        return Tried.PAIRED, done
    tries = _tries(unit_id)
    if limits.used_up(session, tries, limit=WRONG_CODES, window=CODE_LIVES, now=now):
        return Tried.TOO_OFTEN, None
    device_id = _spend(session, unit_id, entrances.spelled(typed), key_hash, now)
    if device_id is None:
        limits.use(session, tries, limit=WRONG_CODES, window=CODE_LIVES, now=now)
        return Tried.WRONG, None
    limits.forget(session, tries)
    device = session.get_one(Device, device_id, populate_existing=True)
    details = {"unsent": device.unsent} if device.unsent else {}
    _record(session, "device.pair", device, details, now=now, staff_id=None)
    return Tried.PAIRED, device


def seen(session: Session, device_id: int, *, now: datetime) -> None:
    """Note that the tablet was heard of, at most once a minute."""
    stale = or_(Device.last_seen_at.is_(None), Device.last_seen_at <= now - SEEN_EVERY)
    session.execute(
        update(Device)
        .where(Device.id == device_id, stale)
        .values(last_seen_at=now)
        .execution_options(synchronize_session=False)
    )


def key_digest(key: str) -> str:
    """Return what is stored of a tablet's key."""
    return digest("device", key)


def _spend(session: Session, unit_id: int, code: str | None, key_hash: str, now: datetime) -> int | None:
    """Use the code up, in one statement: two tablets that type it at once do not both get in."""
    if code is None:
        return None
    spent = (
        update(Device)
        .where(Device.unit_id == unit_id, Device.pairing_hash == _code_digest(code), Device.pairing_until > now)
        .values(
            pairing_hash=None,
            pairing_until=None,
            key_hash=key_hash,
            paired_at=now,
            last_seen_at=now,
            revoked_at=None,
        )
        .returning(Device.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(spent)


def _offer(session: Session, device: Device, now: datetime) -> str:
    code = new_code(entrances.CODE_CHARS)
    device.pairing_hash = _code_digest(code)
    device.pairing_until = now + CODE_LIVES
    session.flush()
    limits.forget(session, _tries(device.unit_id))  # somebody who may is standing there: a stranger holds nobody up
    return code


def _code_digest(code: str) -> str:
    return digest("pairing", code)


def _tries(unit_id: int) -> str:
    return f"pairing:unit:{unit_id}"


def _locked(session: Session, device_id: int) -> Device:
    device = session.get(Device, device_id)
    if device is None:
        raise Refused("unknown", "device")
    tree.locked_unit(session, device.unit_id)
    session.refresh(device)
    return device


def _record(
    session: Session, act: str, device: Device, details: Mapping[str, object], *, now: datetime, staff_id: int | None
) -> None:
    subject = f"{device.prefix} – {device.name}"
    events.record(session, act, subject, now=now, staff_id=staff_id, unit_id=device.unit_id, details=dict(details))
