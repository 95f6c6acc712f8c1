"""Keeping the file that an administrator looks at before it is brought in: one for each unit."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from kiosk.procedures.entries import DOCUMENT_CHARS
from kiosk.procedures.models import ProcedureUpload


def keep(
    session: Session, unit_id: int, name: str, content: bytes, report: Sequence[dict[str, Any]], *, now: datetime
) -> str:
    """Keep a file in place of the unit's last one, and return the key by which it is meant from now on.

    Args:
        session: A write session.
        unit_id: A unit.
        name: The file's name.
        content: The file.
        report: What would become of each row, JSON-ready.
        now: When.
    """
    key = secrets.token_hex(16)
    values: dict[str, object] = {"key": key, "name": name[:DOCUMENT_CHARS], "content": content, "report": list(report)}
    values |= {"uploaded_at": now, "done_at": None}
    kept = session.get(ProcedureUpload, unit_id, with_for_update=True)
    if kept is None:
        session.add(ProcedureUpload(unit_id=unit_id, **values))
    else:
        for column, value in values.items():
            setattr(kept, column, value)
    session.flush()
    return key


def finish(session: Session, unit_id: int, key: str, report: Sequence[dict[str, Any]], *, now: datetime) -> bool:
    """Note what became of every row; whether it is still the unit's last file and nobody had noted it.

    To be called when all rows are done: who was interrupted before finds the file still there and brings in the rest.
    """
    kept = session.get(ProcedureUpload, unit_id, with_for_update=True)
    if kept is None or kept.key != key or kept.done_at is not None:
        return False
    kept.done_at, kept.report = now, list(report)
    session.flush()
    return True
