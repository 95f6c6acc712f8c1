"""What one row of a file does: a procedure added or changed, received by the unit, its shorter limit announced."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from admin.procedures.sheets import Row
from kiosk.ground.calendar import local_day
from kiosk.ground.text import fold
from kiosk.office import entries as office_entries
from kiosk.office.refusals import Refused
from kiosk.procedures import actions, entries, queries, unit_actions
from kiosk.procedures.entries import Texts
from kiosk.procedures.models import Procedure, ProcedureVersion
from kiosk.procedures.time_limits import Limit


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    RECEIVED = "received"  # known already, new at this unit
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Unit:
    """Where a file is brought in, and by whom.

    Attributes:
        groups: The key of each service group by its letters and by its name, both folded.
        receives: The unit is a place that people go to; an organisation only keeps the texts.
        may_keep: The units whose procedures this person may change; ``None`` for all.
    """

    unit_id: int
    groups: Mapping[str, int]
    receives: bool
    may_keep: Collection[int] | None
    staff_id: int | None


def bring_in(session: Session, unit: Unit, row: Row, *, now: datetime) -> Outcome:
    """Carry out one row; empty cells in columns that the file has empty what they stand for.

    A row whose only cell about the procedure itself is its code leaves the texts as they are.

    Raises:
        Refused: The first thing that cannot be; what the row has done by then has to be rolled back.
    """
    if not row.whole:
        raise Refused("malformed", "row")
    cells = {column: text.strip() for column, text in row.cells.items()}
    code = entries.code(cells["code"])
    procedure = queries.by_code(session, code)
    if procedure is None:
        outcome = Outcome.ADDED
        procedure = _add(session, unit, code, cells, now=now)
        changed = True
    else:
        outcome = Outcome.CHANGED
        changed = _change(session, unit, procedure, cells, now=now)
    if unit.receives:
        at = queries.at_unit(session, unit.unit_id, procedure.id)
        if outcome is Outcome.CHANGED and at is None:
            outcome = Outcome.RECEIVED
        group_id = _group(unit, cells["group"]) if "group" in cells else (at.group_id if at else None)
        changed |= unit_actions.receive(session, unit.unit_id, procedure.id, group_id, now=now, staff_id=unit.staff_id)
        changed |= _announce(session, unit, procedure, cells, now=now)
    return outcome if changed else Outcome.SAME


def _add(session: Session, unit: Unit, code: str, cells: Mapping[str, str], *, now: datetime) -> Procedure:
    return actions.add_procedure(
        session,
        unit.unit_id,
        code,
        replace(Texts(), **_texts(cells)),
        from_day=_day(cells, "valid_from") or local_day(now),
        until=_day(cells, "valid_until"),
        now=now,
        staff_id=unit.staff_id,
    )


def _change(session: Session, unit: Unit, procedure: Procedure, cells: Mapping[str, str], *, now: datetime) -> bool:
    if not cells["name_vi"]:
        return False
    versions = queries.versions_of(session, procedure.id)
    day = _day(cells, "valid_from")
    meant = queries.version_on(versions, day or local_day(now))
    from_day = day or meant.valid_from
    before = actions.texts_of(meant)
    after = replace(before, **_texts(cells))
    until = meant.valid_until if queries.holds(meant, from_day) else None
    if "valid_until" in cells:
        until = _day(cells, "valid_until")
    if queries.holds(meant, from_day) and after.columns() == before.columns() and _ends(meant, until, versions):
        return False
    if day is None and meant is not versions[-1]:
        raise Refused("missing", "valid_from")  # nobody knows whether today's or the later version is meant
    if unit.may_keep is not None and procedure.owner_id not in unit.may_keep:
        raise Refused("foreign", "code")
    changed = actions.change_from(session, procedure.id, from_day, after, now=now, staff_id=unit.staff_id)
    return actions.end_on(session, procedure.id, until, now=now, staff_id=unit.staff_id) or changed


def _ends(version: ProcedureVersion, until: date | None, versions: Sequence[ProcedureVersion]) -> bool:
    """Whether *version* ends so; of one that another follows at once, an open end says the same as its day."""
    followed = any(version.valid_until == other.valid_from for other in versions)
    return until == version.valid_until or (until is None and followed)


def _announce(session: Session, unit: Unit, procedure: Procedure, cells: Mapping[str, str], *, now: datetime) -> bool:
    if not cells.get("announced"):
        return False
    from_day = _day(cells, "announced_from") or local_day(now)
    try:
        limit = entries.shorter(cells["announced"])
        if _is_announced(session, unit, procedure, limit, cells.get("document"), from_day):
            return False
        return unit_actions.announce(
            session,
            unit.unit_id,
            procedure.id,
            limit,
            from_day=from_day,
            document=cells.get("document"),
            now=now,
            staff_id=unit.staff_id,
        )
    except Refused as refusal:
        names = {"limit": "announced", "from_day": "announced_from"}
        raise Refused(refusal.reason, names.get(refusal.field, refusal.field)) from refusal


def _is_announced(
    session: Session, unit: Unit, procedure: Procedure, limit: Limit, document: str | None, day: date
) -> bool:
    """Whether the same limit by the same document is promised on *day* already, however it goes on after that."""
    held = queries.held(session, unit.unit_id, procedure.id, day)
    row = held.announced if held else None
    document = entries.document(document)
    return row is not None and (row.amount, row.unit, row.document) == (limit.amount, limit.unit, document)


def _texts(cells: Mapping[str, str]) -> dict[str, str]:
    return {column: cells[column] for column in entries.COLUMNS if column in cells}


def _day(cells: Mapping[str, str], column: str) -> date | None:
    text = cells.get(column, "")
    found = office_entries.day(text) if text else None
    if text and found is None:
        raise Refused("malformed", column)
    return found


def _group(unit: Unit, text: str) -> int | None:
    if not text:
        return None
    found = unit.groups.get(fold(" ".join(text.split())))
    if found is None:
        raise Refused("unknown", "group")
    return found
