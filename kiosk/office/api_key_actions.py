"""Every write about the keys of machines. A key is told once; only its digest is kept."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.ground.web.addresses import new_token
from kiosk.office import api_key_queries, changes, entries, tree
from kiosk.office.kinds import Scope
from kiosk.office.models import ApiKey
from kiosk.office.refusals import Refused

NAME_CHARS: Final = 80
HINT_CHARS: Final = 4
MARK: Final = "ln_"
"""Stands in front, so that people and scanners of leaked secrets see what it is."""
USED_EVERY: Final = timedelta(minutes=1)


def add_key(
    session: Session, unit_id: int, name: str, scopes: Collection[str], *, now: datetime, staff_id: int | None
) -> tuple[ApiKey, str]:
    """Make a key for one unit; return it with its secret of 130 bits, which nobody can be told again.

    Raises:
        Refused: ``unit`` *unknown*; ``name`` *missing* or *too_long*; ``scopes`` *missing* or *unknown*.
    """
    if not set(scopes) <= set(Scope):
        raise Refused("unknown", "scopes")
    if not scopes:
        raise Refused("missing", "scopes")
    known = [str(scope) for scope in Scope if scope in scopes]
    values: dict[str, object] = {"name": entries.required(name, "name", max_chars=NAME_CHARS)}
    tree.locked_unit(session, unit_id)
    secret = MARK + new_token()
    key = ApiKey(
        unit_id=unit_id,
        hint=secret[-HINT_CHARS:],
        key_hash=api_key_queries.digest_of(secret),
        scopes=" ".join(known),
        created_at=now,
        **values,
    )
    session.add(key)
    session.flush()
    details = changes.from_nothing({"scopes": known})
    _record(session, "api_key.add", key, details, now=now, staff_id=staff_id)
    return key, secret


def revoke_key(session: Session, key_id: int, *, now: datetime, staff_id: int | None) -> None:
    """Let nobody in with this key any more; a revoked one stays as it is.

    Raises:
        Refused: ``key`` *unknown*.
    """
    key = session.get(ApiKey, key_id, with_for_update=True)
    if key is None:
        raise Refused("unknown", "key")
    if key.revoked_at is not None:
        return
    key.revoked_at = now
    session.flush()
    _record(session, "api_key.revoke", key, {}, now=now, staff_id=staff_id)


def used(session: Session, key_id: int, *, now: datetime) -> None:
    """Note that the key was used, at most once a minute."""
    stale = or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at <= now - USED_EVERY)
    session.execute(
        update(ApiKey)
        .where(ApiKey.id == key_id, stale)
        .values(last_used_at=now)
        .execution_options(synchronize_session=False)
    )


def _record(
    session: Session, act: str, key: ApiKey, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    subject = f"{key.name} (…{key.hint})"
    events.record(session, act, subject, now=now, staff_id=staff_id, unit_id=key.unit_id, details=dict(details))
