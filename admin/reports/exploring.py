"""The figures of a unit as somebody asked for them: read once, cut into periods, narrowed and broken down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from admin.measures import leg_queries, slices
from admin.measures.beside_queries import beside
from admin.measures.figures import Figures, Targets
from admin.measures.periods import Period, PeriodKind
from admin.measures.reading import Reading, read
from admin.measures.reported import Reported, reported
from admin.measures.slices import Key, Slice
from admin.measures.visits import VisitColumns
from admin.measures.waiting import cut, of
from admin.reports.filters import UNKNOWN, By, Filters
from kiosk.ground.calendar import Week
from kiosk.office import queries as office
from kiosk.office.queries import UnitView
from survey.ballots import queries as ballots

EARLIER: Final = {PeriodKind.DAY: 14, PeriodKind.WEEK: 8, PeriodKind.MONTH: 4, PeriodKind.REPORT_MONTH: 4}
"""How many periods before a jump is judged against."""


@dataclass(frozen=True, slots=True)
class Part:
    """One period, and what its visits were broken down by; *key* is ``None`` too where there is no breakdown."""

    period: Period
    key: Key
    figures: Figures


@dataclass(frozen=True, slots=True)
class Explored:
    """Figures of several periods.

    Attributes:
        parts: The latest period first; within one the parts in the order of their keys.
        periods: As they were asked for, oldest first.
    """

    unit: UnitView
    periods: tuple[Period, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything about one period.

    Attributes:
        figures: Of all visits that were asked for, with intervals, Kaplan–Meier and the error of the quoted wait; with
            the reasons of those who left where all visits were asked for.
        parts: The same broken down; empty where no breakdown was asked for.
        reported: What citizens said they had waited; empty where only some visits were asked for, for ballots do not
            say whose they are.
        columns: The visits themselves, for charts.
        before: The figures of the periods before; none before a quarter or longer.
    """

    unit: UnitView
    period: Period
    figures: Figures
    parts: tuple[Part, ...]
    reported: tuple[Reported, ...]
    columns: VisitColumns
    before: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Of each period the visits that were asked for, and the rows that make up the parts: by group the stays."""

    reading: Reading
    visits: Sequence[VisitColumns]
    rows: Sequence[VisitColumns]


def explore(session: Session, unit_id: int, filters: Filters, periods: Sequence[Period], *, today: date) -> Explored:
    """Return the figures of *unit_id* and everything below it in each of *periods*.

    Raises:
        LookupError: There is no such unit.
    """
    pieces = _pieces(session, unit_id, filters, periods, today=today)
    found: list[Part] = []
    for period, targets, rows in zip(periods, pieces.reading.targets, pieces.rows, strict=True):
        found[:0] = _parts(period, rows, filters.by, targets)
    return Explored(pieces.reading.unit, tuple(periods), tuple(found))


def examine(session: Session, unit_id: int, filters: Filters, period: Period, *, today: date) -> Examined:
    """Return everything about *unit_id* and everything below it in one *period*.

    Raises:
        LookupError: There is no such unit.
    """
    pieces = _pieces(session, unit_id, filters, [*_earlier(period), period], today=today)
    reading, visits, rows, targets = pieces.reading, pieces.visits[-1], pieces.rows[-1], pieces.reading.targets[-1]
    known = zip(pieces.visits, reading.targets, strict=True)
    figures = [of(some, then, deep=some is visits) for some, then in known]
    if not filters.narrowed:
        figures = beside(session, reading, figures)
    return Examined(
        unit=reading.unit,
        period=period,
        figures=figures[-1],
        before=tuple(figures[:-1]),
        parts=tuple(_parts(period, rows, filters.by, targets)) if filters.by else (),
        reported=() if filters.narrowed else said_in(session, unit_id, period, visits),
        columns=visits,
    )


def _earlier(period: Period) -> list[Period]:
    """Return the periods before *period* that it is held against: reading years for a word would be dear."""
    try:
        return [period.shift(-back) for back in range(EARLIER.get(period.kind, 0), 0, -1)]
    except ValueError:
        return []


def narrowed(columns: VisitColumns, filters: Filters) -> VisitColumns:
    """Return those of *columns* that were asked for."""
    respondent = None if filters.respondent == UNKNOWN else filters.respondent
    wanted: tuple[tuple[Slice, Key, bool], ...] = (
        (Slice.GROUP, filters.group, filters.group is not None),
        (Slice.CLASS, filters.priority, filters.priority is not None),
        (Slice.CHANNEL, filters.channel, filters.channel is not None),
        (Slice.RESPONDENT, respondent, filters.respondent is not None),
    )
    for by, key, asked in wanted:
        columns = slices.where(columns, by, key) if asked else columns
    return columns


def _pieces(session: Session, unit_id: int, filters: Filters, periods: Sequence[Period], *, today: date) -> _Pieces:
    reading = read(session, unit_id, periods, today=today, detailed=True)

    def cut_up(columns: VisitColumns) -> list[VisitColumns]:
        found = zip(cut(narrowed(columns, filters), periods), reading.below, strict=True)
        return [piece.take(piece.of_units(below)) for piece, below in found]

    if filters.by is not By.GROUP and filters.group is None:
        visits = cut_up(reading.columns)
        return _Pieces(reading, visits, visits)
    stays = cut_up(slices.by_stay(reading.columns, _transferred(session, reading)))
    return _Pieces(reading, cut_up(reading.columns) if filters.group is None else stays, stays)


def _transferred(session: Session, reading: Reading) -> tuple[slices.Transferred, ...]:
    if not reading.periods:
        return ()
    since, until = min(one.since for one in reading.periods), max(one.until for one in reading.periods)
    return leg_queries.transferred(session, frozenset().union(*reading.below), since, until)


def _parts(period: Period, rows: VisitColumns, by: By | None, targets: Targets) -> list[Part]:
    if by is None:
        return [Part(period, None, of(rows, targets, deep=True))]
    return [Part(period, key, one) for key, one in slices.sliced(rows, Slice(by), targets, deep=True)]


def said_in(session: Session, unit_id: int, period: Period, columns: VisitColumns) -> tuple[Reported, ...]:
    """Return what was said in the batches that lie wholly in *period*, of the units that were below then."""
    first, last = _whole_weeks(period)
    if last < first:
        return ()
    descent = office.descent(session)
    ever = descent.ever_below(unit_id, period.last)
    batches = ballots.reported_waits(session, ever, (first, last))
    return reported([one for one in batches if one.unit_id in descent.below(unit_id, period.first)], columns)


def _whole_weeks(period: Period) -> tuple[Week, Week]:
    """Return the first and the last ISO week that lie wholly in *period*; the last is before the first without one."""
    first, last = Week.of(period.first), Week.of(period.last)
    return (
        first if first.monday >= period.first else first.shift(1),
        last if last.sunday <= period.last else last.shift(-1),
    )
