"""The weekly figures as a sheet: one row a week, columns that keep their English names for ever."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from admin.measures.waiting import WeekFigures
from kiosk.ground.calendar import Week
from survey.satisfaction import Score, SealedScore

# Excel reads UTF-8 as such only behind this mark.
BYTE_ORDER_MARK: Final = "\ufeff"
SAMPLE: Final = "DỮ LIỆU MẪU"
# OWASP “CSV Injection”; the wide forms are formulas to an Excel with an East Asian language.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Value = str | int | float | None


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
    thousands; “no data” is an empty cell. Scores with fewer than 10 ballots show nothing but their number.

    Args:
        figures: One row each.
        scores: Sealed scores by the last week of their batch; the first week stands in its own column.
        kiosk: The same of those who answered at a tablet.
        unit: The unit's name, in every row, so that sheets of several units can be joined.
        sample: Whether every row says “DỮ LIỆU MẪU”.
    """
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for one in figures:
        row = Row(unit, sample, one, scores.get(one.week), kiosk.get(one.week))
        yield _line(value(row) for value in COLUMNS.values())


def text_cell(text: str) -> str:
    """Return *text* quoted for a sheet, with an apostrophe before anything a spreadsheet would compute."""
    harmless = f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return '"' + harmless.replace('"', '""') + '"'


def _line(values: Iterable[Value]) -> str:
    return ",".join(_cell(value) for value in values) + "\r\n"


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, float):
        return f"{value:.4f}"
    return "" if value is None else str(value)


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)


COLUMNS: Final[Mapping[str, Callable[[Row], Value]]] = {
    "unit": lambda row: row.unit,
    "sample": lambda row: SAMPLE if row.sample else None,
    "week": lambda row: str(row.week.week),
    "monday": lambda row: row.week.week.monday.isoformat(),
    "target_seconds": lambda row: row.week.targets.target_seconds,
    "older_target_seconds": lambda row: row.week.targets.older_target_seconds,
    "arrivals": lambda row: row.week.counts.arrivals,
    "called": lambda row: row.week.counts.called,
    "served": lambda row: row.week.counts.served,
    "left": lambda row: row.week.counts.left,
    "no_show": lambda row: row.week.counts.no_show,
    "removed": lambda row: row.week.counts.removed,
    "closed": lambda row: row.week.counts.closed,
    "unfinished": lambda row: row.week.counts.unfinished,
    "doubtful": lambda row: row.week.counts.doubtful,
    "returned": lambda row: row.week.returned,
    "waits": lambda row: row.week.wait.n,
    "mean_wait_seconds": lambda row: _whole(row.week.wait.mean_seconds),
    "median_wait_seconds": lambda row: _whole(row.week.wait.median_seconds),
    "p90_wait_seconds": lambda row: _whole(row.week.wait.p90_seconds),
    "longest_wait_seconds": lambda row: _whole(row.week.wait.longest_seconds),
    "called_within_target_share": lambda row: row.week.wait.within_target,
    "called_within_older_target_share": lambda row: row.week.wait.within_older,
    "started": lambda row: row.week.until_start.n,
    "mean_until_start_seconds": lambda row: _whole(row.week.until_start.mean_seconds),
    "started_within_target_share": lambda row: row.week.until_start.within_target,
    "started_within_older_target_share": lambda row: row.week.until_start.within_older,
    "service_level_share": lambda row: row.week.service_level,
    "service_level_of_all_share": lambda row: row.week.service_level_of_all,
    "before_opening": lambda row: row.week.before_opening.n,
    "mean_before_opening_seconds": lambda row: _whole(row.week.before_opening.seconds),
    "uncounted": lambda row: row.week.uncounted.n,
    "mean_uncounted_wait_seconds": lambda row: _whole(row.week.uncounted.seconds),
    "mean_wait_with_uncounted_seconds": lambda row: _whole(row.week.with_uncounted.seconds),
    "logged_by_staff": lambda row: row.week.logged_by_staff.n,
    "mean_logged_by_staff_seconds": lambda row: _whole(row.week.logged_by_staff.seconds),
    "mean_without_logged_by_staff_seconds": lambda row: _whole(row.week.without_logged.seconds),
    "tallied_by_hand": lambda row: row.week.by_hand.n,
    "mean_tallied_by_hand_seconds": lambda row: _whole(row.week.by_hand.seconds),
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
}
