"""Every write about what a hall's screen tells: notices in four languages, from a day until a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from kiosk.ground import events
from kiosk.office import changes, entries, notice_queries, tree
from kiosk.office.models import NOTICE_CHARS, Notice
from kiosk.office.refusals import Refused

AT_ONCE: Final = 2
"""Notices that stand on a screen on the same day: one below the other, for nothing on it may move but a call."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told and when; *until* is told as well, ``None``: until somebody takes it off."""

    vi: str | None
    en: str | None
    km: str | None
    zh: str | None
    since: date
    until: date | None

    def columns(self) -> dict[str, object]:
        """Return the cleaned values by column.

        Raises:
            Refused: ``text_vi`` *missing*, any text *too_long*, ``shown_until`` *backwards*.
        """
        if self.until is not None and self.until < self.since:
            raise Refused("backwards", "shown_until")
        return {
            "text_vi": entries.required(self.vi, "text_vi", max_chars=NOTICE_CHARS),
            "text_en": entries.optional(self.en, "text_en", max_chars=NOTICE_CHARS),
            "text_km": entries.optional(self.km, "text_km", max_chars=NOTICE_CHARS),
            "text_zh": entries.optional(self.zh, "text_zh", max_chars=NOTICE_CHARS),
            "shown_from": self.since,
            "shown_until": self.until,
        }


def add_notice(session: Session, unit_id: int, told: Telling, *, now: datetime, staff_id: int | None) -> Notice:
    """Let the unit's screens tell something.

    Raises:
        Refused: as :meth:`Telling.columns`; ``shown_from`` *taken*: a screen has no room for more on one of the days.
    """
    values = told.columns()
    tree.locked_unit(session, unit_id)
    _refuse_crowd(session, unit_id, told, None)
    row = Notice(unit_id=unit_id, **values)
    session.add(row)
    session.flush()
    _record(session, "notice.add", row, changes.from_nothing(values), now=now, staff_id=staff_id)
    return row


def change_notice(
    session: Session, unit_id: int, notice_id: int, told: Telling, *, now: datetime, staff_id: int | None
) -> None:
    """Change what is told, or when; raises as :func:`add_notice`, and ``notice`` *unknown*."""
    values = told.columns()
    tree.locked_unit(session, unit_id)
    row = _own(session, unit_id, notice_id)
    _refuse_crowd(session, unit_id, told, row.id)
    details = changes.apply(row, values)
    if details:
        session.flush()
        _record(session, "notice.change", row, details, now=now, staff_id=staff_id)


def remove_notice(session: Session, unit_id: int, notice_id: int, *, now: datetime, staff_id: int | None) -> None:
    """Take a notice off the screens.

    Raises:
        Refused: ``notice`` *unknown*: somebody else was faster.
    """
    tree.locked_unit(session, unit_id)
    row = _own(session, unit_id, notice_id)
    told = {"text_vi": row.text_vi, "shown_from": row.shown_from, "shown_until": row.shown_until}
    _record(session, "notice.remove", row, changes.to_nothing(told), now=now, staff_id=staff_id)
    session.delete(row)
    session.flush()


def _own(session: Session, unit_id: int, notice_id: int) -> Notice:
    row = notice_queries.notice(session, unit_id, notice_id)
    if row is None:
        raise Refused("unknown", "notice")
    return row


def _refuse_crowd(session: Session, unit_id: int, told: Telling, notice_id: int | None) -> None:
    others = [row for row in notice_queries.notices_of(session, unit_id) if row.id != notice_id]
    starts = {told.since} | {row.shown_from for row in others}
    for day in starts:
        if told.since <= day <= (told.until or date.max) and sum(row.stands_on(day) for row in others) >= AT_ONCE:
            raise Refused("taken", "shown_from")


def _record(
    session: Session, act: str, row: Notice, details: changes.Change, *, now: datetime, staff_id: int | None
) -> None:
    subject = row.text_vi[:40]
    events.record(session, act, subject, now=now, staff_id=staff_id, unit_id=row.unit_id, details=dict(details))
