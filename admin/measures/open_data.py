"""Open data of one unit: its days and weeks that are over, nothing that rests on few people. Pure.

A day or week with fewer than ten counted visits is left blank but for its name. What is blank could be reckoned from
the week's row and the other days', so more days of that week, those with the fewest visits first, are left blank until
those left blank have ten visits together. The mean with the uncounted gives away what the uncounted had waited, so it
is told of weeks only, and only where ten or none were not counted. The longest wait is one person's and is not
published at all; neither are counters, classes and reasons.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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


def entries(
    days: Sequence[tuple[Period, Figures]],
    weeks: Sequence[tuple[Period, Figures]],
    hidden: Collection[Period] = (),
) -> list[Entry]:
    """Return the rows, weeks first; a day without any arrival is no row.

    Args:
        days: In order; those of the *weeks*.
        weeks: In order, all over.
        hidden: Periods that have to be blank because of the units below, see `beside`.
    """
    blank = _blank_days(days, weeks) | set(hidden)
    known = [(day, figures) for day, figures in days if figures.counts.arrivals]
    return [
        *(Entry(week, told(figures), week in blank or not _enough(figures)) for week, figures in weeks),
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


def beside(whole: Figures, parts: Iterable[Figures]) -> bool:
    """Tell whether a unit's figures may be published beside those of the units below it.

    Whoever takes the published parts from the whole is left with the unit's own visits and those of small parts, which
    are blank. These have to be none, or ten.
    """
    published = [part for part in parts if _enough(part)]
    rests = (rest(whole) - sum(map(rest, published)) for rest in (_waits, _started))
    return all(left == 0 or enough(left) for left in rests)


def _enough(figures: Figures) -> bool:
    return enough(figures.wait.n) and (figures.until_start.n == 0 or enough(figures.until_start.n))


def _waits(figures: Figures) -> int:
    return figures.wait.n


def _started(figures: Figures) -> int:
    return figures.until_start.n


def _blank_days(days: Sequence[tuple[Period, Figures]], weeks: Sequence[tuple[Period, Figures]]) -> set[Period]:
    blank: set[Period] = set()
    for week, _figures in weeks:
        inside = [(day, one) for day, one in days if week.holds(day.first) and one.counts.arrivals]
        inside.sort(key=lambda found: (_enough(found[1]), found[1].wait.n, found[0].first))
        waits = started = 0
        for day, one in inside:
            if _enough(one) and all(hidden == 0 or enough(hidden) for hidden in (waits, started)):
                break
            blank.add(day)
            waits, started = waits + one.wait.n, started + one.until_start.n
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
