"""Every write about printed codes. A code is never deleted and never moves: posters hang for years."""

from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.ground.web.addresses import new_code
from kiosk.office import changes, tree
from kiosk.office.models import Code, Counter
from kiosk.office.refusals import Refused


def issue_code(
    session: Session, unit_id: int, *, counter_id: int | None = None, now: datetime, staff_id: int | None
) -> Code:
    """Issue a code for a counter, or (``None``) for an entrance; a place may have several.

    Raises:
        Refused: ``unit`` *unknown*; ``counter`` *unknown* in this unit, or *inactive*.
    """
    tree.locked_unit(session, unit_id)
    counter = None if counter_id is None else session.get(Counter, counter_id)
    if counter_id is not None and (counter is None or counter.unit_id != unit_id):
        raise Refused("unknown", "counter")
    if counter is not None and not counter.active:
        raise Refused("inactive", "counter")
    text = new_code()
    while session.get(Code, text) is not None:  # one in 10^12, but a poster must never lead elsewhere
        text = new_code()
    code = Code(code=text, unit_id=unit_id, counter_id=counter_id, issued_at=now)
    session.add(code)
    session.flush()
    details = changes.from_nothing({"counter": counter.label if counter else None})
    _record(session, "code.issue", code, details, now=now, staff_id=staff_id)
    return code


def withdraw_code(session: Session, text: str, *, now: datetime, staff_id: int | None) -> None:
    """Mark a code as no longer in use; it goes on answering and says where to go.

    Raises:
        Refused: ``code`` *unknown* or *already_withdrawn*.
    """
    code = session.get(Code, text)
    if code is None:
        raise Refused("unknown", "code")
    tree.locked_unit(session, code.unit_id)
    session.refresh(code)
    if code.withdrawn_at is not None:
        raise Refused("already_withdrawn", "code")
    details = changes.apply(code, {"withdrawn_at": now})
    session.flush()
    _record(session, "code.withdraw", code, details, now=now, staff_id=staff_id)


def _record(
    session: Session, act: str, code: Code, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    events.record(session, act, code.code, now=now, staff_id=staff_id, unit_id=code.unit_id, details=dict(details))
