"""Bringing in a whole file, or only seeing what it would do: some rows in one transaction, every row for itself."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from admin.procedures import row_actions
from admin.procedures.row_actions import Outcome, Unit
from admin.procedures.sheets import Row
from kiosk.ground import clock, db, events
from kiosk.ground.text import fold
from kiosk.office import queries as office
from kiosk.office import tree
from kiosk.office.queries import UnitView
from kiosk.office.refusals import Refused

AT_ONCE: Final = 10  # rows in one transaction, about 0.1 s: counters must not wait for a file


@dataclass(frozen=True, slots=True)
class Told:
    """What became, or would become, of one row; *refusal* only where it was refused."""

    row: Row
    outcome: Outcome
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file, row by row."""

    told: Sequence[Told]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows ended so."""
        return Counter(one.outcome for one in self.told)[outcome]

    def stored(self) -> list[dict[str, Any]]:
        """Return it without the rows' texts, to be kept as JSON; :func:`recalled` reads it again."""
        return [
            {"line": one.row.line, "outcome": str(one.outcome)}
            | ({"reason": one.refusal.reason, "field": one.refusal.field} if one.refusal else {})
            for one in self.told
        ]

    def of(self, outcome: Outcome) -> list[Told]:
        """Return the rows that ended so."""
        return [one for one in self.told if one.outcome is outcome]


def recalled(rows: Sequence[Row], stored: Iterable[Mapping[str, Any]]) -> Report:
    """Return what was stored of a file with these *rows*."""
    of_line = {row.line: row for row in rows}
    return Report(
        [
            Told(
                of_line[one["line"]],
                Outcome(one["outcome"]),
                Refused(one["reason"], one["field"]) if "reason" in one else None,
            )
            for one in stored
            if one["line"] in of_line
        ]
    )


class _Undone(Exception):
    """A trial: the transaction is rolled back."""


def unit_of(session: Session, view: UnitView, *, may_keep: Collection[int] | None, staff_id: int | None) -> Unit:
    """Return where a file is brought in, with the unit's groups by letters and by name."""
    groups = office.groups_of(session, view.id, only_active=False)
    by_name = {fold(group.name_vi): group.id for group in groups}
    by_prefix = {fold(group.prefix): group.id for group in groups}
    return Unit(view.id, by_name | by_prefix, view.unit.kind != "organisation", may_keep, staff_id)


def bring_in(unit: Unit, rows: Sequence[Row], *, name: str) -> Report:
    """Bring in *rows*; a row that cannot be leaves nothing, all others stay. Bringing them in again changes nothing.

    Args:
        unit: Where.
        rows: The rows of a file.
        name: The file's name, for the record of changes.
    """
    report = _run(unit, rows, db.write)
    if any(one.outcome not in {Outcome.SAME, Outcome.REFUSED} for one in report.told):
        counts: dict[str, object] = {str(outcome): report.count(outcome) for outcome in Outcome}
        db.write(
            lambda s: events.record(
                s,
                "procedure.import",
                name,
                now=clock.now(),
                staff_id=unit.staff_id,
                unit_id=unit.unit_id,
                details=dict(counts),
            )
        )
    return report


def rehearse(unit: Unit, rows: Sequence[Row]) -> Report:
    """Return what :func:`bring_in` would do: the very same acts, each transaction rolled back."""
    return _run(unit, rows, _rehearsed)


def _run(unit: Unit, rows: Sequence[Row], carry_out: Callable[[Callable[[Session], list[Told]]], list[Told]]) -> Report:
    twice = _seen_before(rows)
    told: list[Told] = []
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        told += carry_out(lambda session, some=some: _bring_in(session, unit, some, twice))  # type: ignore[misc]
    return Report(told)


def _rehearsed(act: Callable[[Session], list[Told]]) -> list[Told]:
    told: list[Told] = []

    def undone(session: Session) -> None:
        told[:] = act(session)
        raise _Undone

    with suppress(_Undone):
        db.write(undone)
    return told


def _bring_in(session: Session, unit: Unit, rows: Iterable[Row], twice: Collection[int]) -> list[Told]:
    now = clock.now()
    told = []
    tree.locked_unit(session, unit.unit_id)  # first: a file sent twice at once finds each row as the other left it
    for row in rows:
        try:
            if row.line in twice:
                raise Refused("taken", "row")
            with session.begin_nested():
                told.append(Told(row, row_actions.bring_in(session, unit, row, now=now)))
        except Refused as refusal:
            told.append(Told(row, Outcome.REFUSED, refusal))
    return told


def _seen_before(rows: Iterable[Row]) -> frozenset[int]:
    """Return the lines whose code stands further up in the file."""
    seen: set[str] = set()
    again = []
    for row in rows:
        code = row.code.strip().upper()
        if code and code in seen:
            again.append(row.line)
        seen.add(code)
    return frozenset(again)
