"""Keeping the file that an administrator looks at before it is brought in: one for each unit."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.procedures.models import DOCUMENT_CHARS, ProcedureUpload


def keep(session: Session, unit_id: int, name: str, content: bytes, *, now: datetime) -> str:
    """Keep a file in place of the unit's last one, and return the key by which it is meant from now on."""
    key = secrets.token_hex(16)
    values = {"key": key, "name": name[:DOCUMENT_CHARS], "content": content, "uploaded_at": now, "done_at": None}
    kept = session.get(ProcedureUpload, unit_id, with_for_update=True)
    if kept is None:
        session.add(ProcedureUpload(unit_id=unit_id, **values))
    else:
        for column, value in values.items():
            setattr(kept, column, value)
    session.flush()
    return key


def finish(session: Session, unit_id: int, key: str, *, now: datetime) -> bool:
    """Note that the file was brought in; whether it was still the unit's last one and nobody had."""
    kept = session.get(ProcedureUpload, unit_id, with_for_update=True)
    if kept is None or kept.key != key or kept.done_at is not None:
        return False
    kept.done_at = now
    session.flush()
    return True
