"""Figures for tests, from a list of waits in minutes: one visit a minute on Monday, or spread over days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from admin.measures.figures import Figures, Targets
from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import of

MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
TARGETS = Targets(15 * 60, 30 * 60)


def figures(waits: Sequence[int], *, left: int = 0, reasons: dict[str, int] | None = None) -> Figures:
    visits = [_visit(place, minutes, "done") for place, minutes in enumerate(waits)]
    visits += [_visit(place, 40, "left", called=False) for place in range(left)]
    found = of(VisitColumns.of(visits), TARGETS, deep=True)
    return found if reasons is None else _with(found, reasons)


def _with(found: Figures, reasons: dict[str, int]) -> Figures:
    return replace(found, reasons=reasons)


def _visit(place: int, minutes: int, state: str, *, called: bool = True) -> Visit:
    arrived = MONDAY + timedelta(minutes=place)
    at = round((arrived + timedelta(minutes=minutes)).timestamp() * 1_000_000)
    came = round(arrived.timestamp() * 1_000_000)
    ended = at + 300_000_000 if called else at
    return Visit(came, None, at if called else None, at if called else None, ended, state, False)
