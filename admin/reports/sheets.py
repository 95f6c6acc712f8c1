"""The weekly figures as a sheet: one row a week, columns that keep their English names for ever."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from admin.measures.columns import COLUMNS as COLUMNS_OF_FIGURES
from admin.measures.columns import LATER, Column
from admin.measures.enough import told
from admin.measures.figures import WeekFigures
from kiosk.ground.calendar import Week
from kiosk.ground.cells import BYTE_ORDER_MARK, Value, line
from survey.satisfaction import Score, SealedScore

SAMPLE: Final = "DỮ LIỆU MẪU"


class Row(NamedTuple):
    """What one line is made of."""

    unit: str
    sample: bool
    week: WeekFigures
    sealed: SealedScore | None
    kiosk: SealedScore | None

    @property
    def score(self) -> Score | None:
        """The score of those who answered on their phone, if it may be shown."""
        return _shown(self.sealed)

    @property
    def kiosk_score(self) -> Score | None:
        """The score of those who answered at a tablet, if it may be shown."""
        return _shown(self.kiosk)

    @property
    def answered(self) -> Score | None:
        """A score whose coverage and bounds may be shown; they are of both."""
        return self.score or self.kiosk_score


def _shown(sealed: SealedScore | None) -> Score | None:
    return sealed.score if sealed and sealed.score.shown else None


def weekly_csv(
    figures: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore],
    kiosk: Mapping[Week, SealedScore],
    *,
    unit: str,
    sample: bool,
) -> Iterator[str]:
    """Yield the lines of the sheet, the header first, each with its CRLF (RFC 4180).

    Seconds are whole and shares have four decimals, since a spreadsheet in Vietnamese takes the point of 745.345 for
    thousands; “no data” is an empty cell, and so is
    what rests on fewer than ten visits. Scores with fewer than 10 ballots show nothing but their number.

    Args:
        figures: One row each.
        scores: Sealed scores by the last week of their batch; the first week stands in its own column.
        kiosk: The same of those who answered at a tablet.
        unit: The unit's name, in every row, so that sheets of several units can be joined.
        sample: Whether every row says “DỮ LIỆU MẪU”.
    """
    yield BYTE_ORDER_MARK + line(COLUMNS)
    for one in figures:
        row = Row(unit, sample, told(one), scores.get(one.week), kiosk.get(one.week))
        yield line(value(row) for value in COLUMNS.values())


def _of_week(column: Column) -> Callable[[Row], Value]:
    return lambda row: column.value(row.week)


COLUMNS: Final[Mapping[str, Callable[[Row], Value]]] = {
    "unit": lambda row: row.unit,
    "sample": lambda row: SAMPLE if row.sample else None,
    "week": lambda row: str(row.week.week),
    "monday": lambda row: row.week.week.monday.isoformat(),
    **{column.name: _of_week(column) for column in COLUMNS_OF_FIGURES},
    "ballots_from_week": lambda row: str(row.sealed.from_week) if row.sealed else None,
    "ballots": lambda row: row.sealed.score.n if row.sealed else None,
    "level_1": lambda row: row.score.counts[0] if row.score else None,
    "level_2": lambda row: row.score.counts[1] if row.score else None,
    "level_3": lambda row: row.score.counts[2] if row.score else None,
    "level_4": lambda row: row.score.counts[3] if row.score else None,
    "level_5": lambda row: row.score.counts[4] if row.score else None,
    "satisfied_share": lambda row: row.score.top2 if row.score else None,
    "satisfied_low_share": lambda row: row.score.low if row.score else None,
    "satisfied_high_share": lambda row: row.score.high if row.score else None,
    "coverage_share": lambda row: row.answered.coverage if row.answered else None,
    "satisfied_lowest_share": lambda row: row.answered.lowest if row.answered else None,
    "satisfied_highest_share": lambda row: row.answered.highest if row.answered else None,
    "kiosk_ballots_from_week": lambda row: str(row.kiosk.from_week) if row.kiosk else None,
    "kiosk_ballots": lambda row: row.kiosk.score.n if row.kiosk else None,
    "kiosk_level_1": lambda row: row.kiosk_score.counts[0] if row.kiosk_score else None,
    "kiosk_level_2": lambda row: row.kiosk_score.counts[1] if row.kiosk_score else None,
    "kiosk_level_3": lambda row: row.kiosk_score.counts[2] if row.kiosk_score else None,
    "kiosk_level_4": lambda row: row.kiosk_score.counts[3] if row.kiosk_score else None,
    "kiosk_level_5": lambda row: row.kiosk_score.counts[4] if row.kiosk_score else None,
    "kiosk_satisfied_share": lambda row: row.kiosk_score.top2 if row.kiosk_score else None,
    "kiosk_satisfied_low_share": lambda row: row.kiosk_score.low if row.kiosk_score else None,
    "kiosk_satisfied_high_share": lambda row: row.kiosk_score.high if row.kiosk_score else None,
    **{column.name: _of_week(column) for column in LATER},
}
