"""Every SELECT about the keys of machines."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import digest
from kiosk.office.models import ApiKey

BY_HASH = select(ApiKey).where(ApiKey.key_hash == bindparam("key_hash"))


def digest_of(secret: str) -> str:
    """Return what is stored of a key."""
    return digest("api-key", secret)


def by_secret(session: Session, secret: str) -> ApiKey | None:
    """Return the key that a machine has sent, unless it was revoked; ``None`` for anything else."""
    key = session.scalar(BY_HASH, {"key_hash": digest_of(secret)})
    return None if key is None or key.revoked_at is not None else key


def keys_of(session: Session, unit_id: int) -> list[ApiKey]:
    """Return the unit's keys, those in use first, the latest first."""
    query = select(ApiKey).where(ApiKey.unit_id == unit_id)
    return list(session.scalars(query.order_by(ApiKey.revoked_at.is_not(None), ApiKey.id.desc())))
