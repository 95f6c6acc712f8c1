"""Open data of one unit: its days and weeks that are over, nothing that rests on few people. Pure.

A day or week with fewer than ten counted visits is left blank but for its name. What is blank could be reckoned from
the week's row and the other days', so more days of that week, those with the fewest visits first, are left blank until
those left blank have ten visits together. The mean with the uncounted gives away what the uncounted had waited, so it
is told of weeks only, and only where ten or none were not counted. The longest wait is one person's and is not
published at all; neither are counters, classes and reasons.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from admin.measures import columns
from admin.measures.enough import enough, told
from admin.measures.figures import Figures
from admin.measures.periods import Period, PeriodKind
from kiosk.ground.cells import Value, line

PUBLISHED: Final = (
    *("target_seconds", "arrivals", "served", "left", "no_show", "removed", "closed", "doubtful", "waits"),
    *("mean_wait_seconds", "median_wait_seconds", "p90_wait_seconds", "called_within_15_share"),
    *("called_within_30_share", "called_within_target_share", "started", "mean_until_start_seconds"),
    *("started_within_15_share", "started_within_30_share", "service_level_share", "service_level_of_all_share"),
    *("uncounted", "mean_wait_with_uncounted_seconds"),
)
NAMED: Final = {column.name: column for column in (*columns.COLUMNS, *columns.LATER)}
COLUMNS: Final = tuple(NAMED[name] for name in PUBLISHED)
HEAD: Final = ("unit", "sample", "period_kind", "period", "first_day", "last_day", "suppressed", *PUBLISHED)
BLANK: Final = ("target_seconds",)
"""What a blank row still says: it is no figure of people."""
ADDED_UP: Final = ("mean_wait_with_uncounted_seconds",)
"""From this and the mean one can reckon what the uncounted had waited."""


class Entry(NamedTuple):
    """One row: a period, its figures as they may be told, and whether they are left blank."""

    period: Period
    figures: Figures
    suppressed: bool


def entries(days: Sequence[tuple[Period, Figures]], weeks: Sequence[tuple[Period, Figures]]) -> list[Entry]:
    """Return the rows, weeks first; a day without any arrival is no row.

    Args:
        days: In order; those of the *weeks*.
        weeks: In order, all over.
    """
    blank = _blank_days(days, weeks)
    known = [(day, figures) for day, figures in days if figures.counts.arrivals]
    return [
        *(Entry(week, told(figures), not enough(figures.wait.n)) for week, figures in weeks),
        *(Entry(day, told(figures), day in blank) for day, figures in known),
    ]


def as_csv(rows: Iterable[Entry], *, unit: str, sample: bool) -> Iterator[str]:
    """Yield the lines of the sheet, the header first; RFC 4180, UTF-8 without a byte order mark."""
    yield line(HEAD)
    for row in rows:
        yield line((unit, *_cells(row, sample).values()))


def as_json(
    rows: Iterable[Entry],
    *,
    unit: Mapping[str, str],
    sample: bool,
    licence: Mapping[str, str],
    definition: str,
    definitions_url: str,
) -> str:
    """Return the same rows with licence and definitions beside them; a blank cell is ``null``."""
    described = [{"name": column.name, "title": column.title, "meaning": column.meaning} for column in COLUMNS]
    told_rows = [{name: value for name, value in _cells(row, sample).items() if name != "sample"} for row in rows]
    return json.dumps(
        {
            "unit": dict(unit),
            "sample": sample,
            "licence": dict(licence),
            "definition": definition,
            "definitions_url": definitions_url,
            "columns": described,
            "rows": told_rows,
        },
        ensure_ascii=False,
    )


def _blank_days(days: Sequence[tuple[Period, Figures]], weeks: Sequence[tuple[Period, Figures]]) -> set[Period]:
    blank: set[Period] = set()
    for week, _figures in weeks:
        inside = [(one.wait.n, day) for day, one in days if week.holds(day.first) and one.counts.arrivals]
        inside.sort(key=lambda found: (found[0], found[1].first))
        hidden = 0
        for visits, day in inside:
            if enough(visits) and (hidden == 0 or enough(hidden)):
                break
            blank.add(day)
            hidden += visits
    return blank


def _cells(row: Entry, sample: bool) -> dict[str, Value]:
    period = row.period
    named: dict[str, Value] = {
        "sample": "DỮ LIỆU MẪU" if sample else None,
        "period_kind": str(period.kind),
        "period": period.code,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "suppressed": int(row.suppressed),
    }
    for column in COLUMNS:
        hidden = column.name in ADDED_UP and not _may_add_up(row)
        hidden |= row.suppressed and column.name not in BLANK
        named[column.name] = None if hidden else column.value(row.figures)
    return named


def _may_add_up(row: Entry) -> bool:
    uncounted = row.figures.uncounted.n
    return row.period.kind is PeriodKind.WEEK and (uncounted == 0 or enough(uncounted))
