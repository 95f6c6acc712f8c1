"""Figures as tables in the reader's words: which column shows what, and where its meaning stands."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup

from admin.measures.enough import FEW, told
from admin.measures.figures import Figures, Interval, MeanWait, Waits
from admin.measures.wording import Cell, minutes, percent, shown
from admin.reports.definitions import DEFINITIONS

Name = str | Markup
DURATIONS: Final = ("n", "mean", "median", "p90", "longest", "interval")


class Head(NamedTuple):
    """The heading of a column; *about* names its definition, “” where it needs none."""

    text: str
    about: str = ""


class Table(NamedTuple):
    """A table to be drawn; columns at *words* hold words and stand left."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    words: tuple[int, ...] = ()

    @property
    def about(self) -> set[str]:
        """The definitions that the headings lead to."""
        return {head.about for head in self.heads if head.about}


class Line(NamedTuple):
    """One row of the tables of periods: what names it, and its figures."""

    names: tuple[Name, ...]
    figures: Figures


def few() -> str:
    """Return the words that stand where ten visits, or eight days, are not there."""
    return str(_("chưa đủ dữ liệu"))


def head(about: str) -> Head:
    """Return the heading of a figure by the name of its definition."""
    return Head(str(DEFINITIONS[about].term), about)


def counts(names: Sequence[Head], lines: Iterable[Line]) -> Table:
    """Return how the visits ended."""
    columns = ("arrivals", "served", "left", "no_show", "removed", "closed", "unfinished", "doubtful")
    rows = [[*line.names, *(shown(getattr(line.figures.counts, name)) for name in columns)] for line in lines]
    return Table(str(_("Số lượt")), [*names, *map(head, columns)], rows, _words(names))


def waits(names: Sequence[Head], lines: Iterable[Line]) -> Table:
    """Return how long the counted visits waited, and with those that are not counted."""
    columns = (*DURATIONS, "uncounted", "with_uncounted")
    rows = []
    for line in lines:
        figures = told(line.figures)
        beside = [shown(figures.uncounted.n), minutes(figures.with_uncounted.seconds)]
        rows.append([*line.names, *durations(figures.wait), *beside])
    return Table(str(_("Thời gian chờ, phút")), [*names, *map(head, columns)], rows, _words(names))


def levels(names: Sequence[Head], lines: Iterable[Line]) -> Table:
    """Return the shares within 15, 30 minutes and the target, called and begun, and both levels of service."""
    within = [Head(str(_("Được gọi trong %(minutes)s", minutes=limit)), "within") for limit in _limits()]
    begun = [Head(str(_("Bắt đầu trong %(minutes)s", minutes=limit)), "begun") for limit in _limits()]
    rows = []
    for line in lines:
        figures = told(line.figures)
        shares = [*_within(figures.wait), *_within(figures.until_start)]
        both = (figures.service_level, figures.service_level_of_all)
        rows.append([*line.names, *(percent(share) for share in (*shares, *both))])
    heads = [*names, *within, *begun, head("service_level"), head("service_level_of_all")]
    return Table(str(_("Trong mục tiêu")), heads, rows, _words(names))


def stretches(figures: Figures) -> Table:
    """Return every duration of the visits of one period, a row each."""
    figures = told(figures)
    rows: list[list[Cell]] = [
        [str(_("Chờ: từ lúc đến tới lúc được gọi")), *durations(figures.wait)],
        [str(_("Từ lúc đến tới lúc bắt đầu phục vụ")), *durations(figures.until_start)],
        [str(_("Đi đến quầy")), *durations(figures.way)],
        [str(_("Phục vụ")), *durations(figures.service)],
        [str(_("Cả lượt: từ lúc đến tới lúc xong")), *durations(figures.stay)],
        [str(_("Chờ trước giờ mở cửa (nằm trong thời gian chờ)")), *mean_only(figures.before_opening)],
    ]
    heads = [Head(str(_("Khoảng thời gian"))), *map(head, DURATIONS)]
    return Table(str(_("Các khoảng thời gian, phút")), heads, rows)


def left_out(figures: Figures) -> Table:
    """Return who is not in the headline, and how long they had waited."""
    figures = told(figures)
    kinds: list[tuple[str, MeanWait]] = [
        (_("Tự trả số"), figures.left_out.left),
        (_("Được gọi mà không đến"), figures.left_out.no_show),
        (_("Bị bỏ số"), figures.left_out.removed),
        (_("Còn chờ lúc hết giờ"), figures.left_out.closed),
        (_("Đã gọi, chưa kết thúc"), figures.left_out.unfinished),
        (_("Số liệu chưa chắc chắn"), figures.left_out.doubtful),
        (_("Tất cả những lượt chưa tính"), figures.uncounted),
        (_("Những lượt được tính"), MeanWait(figures.wait.n, figures.wait.mean_seconds)),
        (_("Kể cả những lượt chưa tính"), figures.with_uncounted),
    ]
    rows = [[name, shown(wait.n), _mean(wait)] for name, wait in kinds]
    heads = [Head(str(_("Lượt"))), Head(str(_("Số lượt")), "uncounted"), Head(str(_("Đã chờ trung bình")), "mean")]
    return Table(str(_("Lượt chưa tính vào trung bình và đã chờ bao lâu, phút")), heads, rows)


def durations(waits: Waits | None) -> list[Cell]:
    """Return n, mean, median, P90, longest and interval; “chưa đủ dữ liệu” where the rule says so."""
    if waits is None or waits.n == 0:
        return ["0" if waits else None, *[None] * 5]
    if waits.mean_seconds is None:
        return [shown(waits.n), few(), *[None] * 4]
    seconds = (waits.median_seconds, waits.p90_seconds, waits.longest_seconds)
    return [shown(waits.n), minutes(waits.mean_seconds), *map(minutes, seconds), between(waits.interval)]


def between(interval: Interval | None) -> Cell:
    """Return where a mean may lie, in minutes: “11,2–15,1”."""
    if interval is None:
        return few()
    return f"{minutes(interval.low_seconds)}–{minutes(interval.high_seconds)}"


def mean_only(wait: MeanWait) -> list[Cell]:
    """Return n and the mean in the columns of :func:`durations`."""
    return [shown(wait.n), _mean(wait), *[None] * 4]


def _mean(wait: MeanWait) -> Cell:
    return few() if 0 < wait.n < FEW else minutes(wait.seconds)


def _within(waits: Waits) -> tuple[float | None, ...]:
    return waits.within_15, waits.within_30, waits.within_target


def _limits() -> tuple[str, ...]:
    return str(_("15 phút")), str(_("30 phút")), str(_("mục tiêu"))


def _words(names: Sequence[Head]) -> tuple[int, ...]:
    return tuple(range(len(names)))


Build = Callable[[Sequence[Head], Iterable[Line]], Table]
PERIOD_TABLES: tuple[Build, ...] = (counts, waits, levels)
