"""The numbers behind the maps of the week, the histogram and the small multiples, in the reader's words."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _

from admin.charts.map_wording import others
from admin.measures.distribution import Distribution
from admin.measures.enough import enough
from admin.measures.group_series import GroupSeries, PeriodWait
from admin.measures.period_wording import period_name
from admin.measures.periods import Period
from admin.measures.rush import Rush
from admin.measures.rush_wording import WEEKDAYS, half_hours, people
from admin.measures.wording import Cell, minutes, percent, shown
from admin.reports.figure_tables import Head, Table, head

HOUR: Final = 3600


def rush_table(rush: Rush, *, counters: bool = True) -> Table:
    """Return a row for each half hour of the week in which anything happened, with open *counters* or without."""
    rows: list[list[Cell]] = [
        [
            _sentence_case(str(WEEKDAYS[cell.weekday])),
            half_hours(cell.half_hour, 1),
            shown(cell.days),
            shown(cell.arrivals),
            None if cell.arrivals_a_day is None else people(cell.arrivals_a_day),
            shown(cell.waits),
            minutes(cell.mean_seconds),
            minutes(cell.median_seconds),
            *([None if cell.counters is None else shown(round(cell.counters, 1))] if counters else []),
        ]
        for _place, cell in sorted(rush.cells.items())
    ]
    heads = [
        Head(str(_("Thứ"))),
        Head(str(_("Giờ đến"))),
        Head(str(_("Số ngày mở cửa"))),
        head("arrivals"),
        Head(str(_("Người đến mỗi ngày"))),
        head("n"),
        head("mean"),
        head("median"),
        *([Head(str(_("Số quầy mở")))] if counters else []),
    ]
    return Table(str(_("Từng nửa giờ trong tuần, thời gian chờ tính bằng phút")), heads, rows, words=(1,))


def spread_table(spread: Distribution) -> Table:
    """Return a row for each bin and what lies beyond the last; none under ten waits, for each would be one person's."""
    rows: list[list[Cell]] = []
    so_far = 0
    for place, count in enumerate(spread.counts):
        so_far += count
        bounds = f"{shown(place * spread.width_minutes)}–{shown((place + 1) * spread.width_minutes)}"
        rows.append([bounds, shown(count), _of(count, spread.n), _of(so_far, spread.n)])
    over = str(_("trên %(minutes)s", minutes=shown(spread.end_minutes)))
    rows.append([over, shown(spread.longer), _of(spread.longer, spread.n), _of(spread.n, spread.n)])
    heads = [
        Head(str(_("Chờ, phút"))),
        head("n"),
        Head(str(_("Tỷ lệ"))),
        Head(str(_("Cộng dồn"))),
    ]
    if not enough(spread.n):
        rows = []
    return Table(str(_("Số lượt theo thời gian chờ; đúng số phút ở cuối ô thì thuộc ô ấy")), heads, rows)


def group_table(groups: Sequence[GroupSeries]) -> Table:
    """Return a row for each kind of work: how much waiting it is in all."""
    whole = sum(group.waited_seconds for group in groups)
    rows: list[list[Cell]] = [
        [
            _name(group, groups),
            shown(group.n),
            shown(round(group.waited_seconds / HOUR, 1)) if enough(group.n) else None,
            percent(group.waited_seconds / whole) if whole and enough(group.n) else None,
            minutes(group.mean_seconds),
        ]
        for group in groups
    ]
    heads = [
        Head(str(_("Việc"))),
        head("n"),
        Head(str(_("Tổng thời gian chờ, giờ"))),
        Head(str(_("Tỷ lệ"))),
        head("mean"),
    ]
    return Table(str(_("Người dân chờ ở việc nào, cả thời gian này")), heads, rows)


def series_table(groups: Sequence[GroupSeries], periods: Sequence[Period]) -> Table:
    """Return a row for each period, the latest first, with mean and median of each kind of work."""
    rows = [
        [period_name(period), *(_pair(group.waits[place]) for group in groups)]
        for place, period in reversed(list(enumerate(periods)))
    ]
    heads = [Head(str(_("Kỳ"))), *(Head(_name(group, groups)) for group in groups)]
    return Table(str(_("Từng kỳ: trung bình / trung vị, phút")), heads, rows)


def _pair(wait: PeriodWait) -> Cell:
    return None if wait.mean_seconds is None else f"{minutes(wait.mean_seconds)} / {minutes(wait.median_seconds)}"


def _name(group: GroupSeries, groups: Sequence[GroupSeries]) -> str:
    return others(groups) if group.name is None else group.name


def _sentence_case(name: str) -> str:
    return name[:1].upper() + name[1:]


def _of(count: int, n: int) -> Cell:
    return percent(count / n) if n else None
