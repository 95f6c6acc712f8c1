"""Every write about tally sheets: typed in whole or not at all, and taken back whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from admin.tally import queries
from admin.tally.models import TallySheet
from admin.tally.rows import TallyRow
from kiosk.ground import events
from kiosk.ground.web.addresses import digest
from kiosk.office import tree
from kiosk.queue import past_actions
from kiosk.queue.kinds import Channel
from kiosk.queue.past import TALLY_PREFIX, PastVisit
from kiosk.queue.tickets import Quality

LINES: Final = 25


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it was typed; *rows* are all sound and at least one."""

    unit_id: int
    day: date
    page: int
    rows: Sequence[TallyRow]
    staff_id: int


class PageTakenError(Exception):
    """This page of this day was typed in before, with so many *lines*."""

    def __init__(self, lines: int) -> None:
        super().__init__(lines)
        self.lines = lines


class NotThereError(Exception):
    """There is no such sheet at this unit."""


def enter(session: Session, sheet: Sheet, *, key: str, now: datetime) -> TallySheet:
    """Store all lines of a sheet; the same form again stores nothing more.

    Raises:
        PageTakenError: another form stored this page of this day.
    """
    tree.locked_unit(session, sheet.unit_id)  # two who type in the same page go one after the other
    done = queries.by_key(session, key)
    if done is not None:
        return done
    before = queries.standing(session, sheet.unit_id, sheet.day, sheet.page)
    if before is not None:
        raise PageTakenError(before.lines)
    row = TallySheet(
        unit_id=sheet.unit_id,
        day=sheet.day,
        page=sheet.page,
        lines=len(sheet.rows),
        key=key,
        staff_id=sheet.staff_id,
        entered_at=now,
    )
    session.add(row)
    past_actions.add_past(session, sheet.unit_id, [_visit(key, line, sheet.staff_id) for line in sheet.rows])
    _record(session, "tally.enter", row, {"lines": row.lines}, staff_id=sheet.staff_id, now=now)
    session.flush()
    return row


def take_back(
    session: Session, unit_id: int, sheet_id: int, reason: str, *, staff_id: int, now: datetime
) -> TallySheet:
    """Take a wrong sheet out of all figures, with a reason; its page may be typed in again. Twice changes nothing.

    Raises:
        NotThereError: as named.
    """
    tree.locked_unit(session, unit_id)
    sheet = session.get(TallySheet, sheet_id)
    if sheet is None or sheet.unit_id != unit_id:
        raise NotThereError
    if sheet.taken_back_at is not None:
        return sheet
    keys = [_key(sheet.key, place) for place in range(1, LINES + 1)]
    past_actions.take_back(session, unit_id, keys, reason, staff_id=staff_id, now=now)
    sheet.taken_back_at, sheet.taken_back_by, sheet.reason = now, staff_id, reason
    _record(session, "tally.take_back", sheet, {"note": reason}, staff_id=staff_id, now=now)
    session.flush()
    return sheet


def _visit(key: str, line: TallyRow, staff_id: int) -> PastVisit:
    return PastVisit(
        key=_key(key, line.place),
        group_id=line.group_id,
        prefix=TALLY_PREFIX,
        channel=Channel.TALLY,
        state=line.state,
        arrived_at=line.arrived_at,
        first_called_at=line.called_at,
        started_at=line.started_at,
        ended_at=line.ended_at,
        ended_quality=Quality.EXACT if line.end_known else Quality.BACK_DATED,
        staff_id=staff_id,
    )


def _key(key: str, place: int) -> str:
    return digest("tally", f"{key}\0{place}")


def _record(
    session: Session, act: str, sheet: TallySheet, details: Mapping[str, object], *, staff_id: int, now: datetime
) -> None:
    subject = f"{sheet.day.isoformat()} – {sheet.page}"
    events.record(session, act, subject, now=now, staff_id=staff_id, unit_id=sheet.unit_id, details=dict(details))
