"""Figures of counters in the reader's words."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.measures.desks import DeskTime
from admin.measures.enough import told
from admin.measures.figures import Figures, Waits
from admin.measures.period_wording import period_name
from admin.measures.wording import Cell, minutes, shown
from admin.reports.desks import CounterFigures, OwnFigures
from admin.reports.figure_tables import Head, Table, few
from kiosk.queue.kinds import PauseReason
from kiosk.queue.wording import PAUSE_REASONS


def counters(found: Sequence[CounterFigures]) -> Table:
    """Return a row for each counter."""
    rows = [[_name(one), *_cells(one.figures, one.time)] for one in found]
    return Table(str(_("Từng quầy")), _heads(_("Quầy")), rows)


def own(found: Sequence[OwnFigures]) -> Table:
    """Return a row for each period of one person, the latest first."""
    rows = [[period_name(one.period), *_cells(one.figures, one.time)] for one in reversed(found)]
    return Table(str(_("Số liệu của tôi, từng tuần")), _heads(_("Tuần")), rows)


def pauses(found: Sequence[CounterFigures]) -> Table:
    """Return why the counters stood still."""
    rows: list[list[Cell]] = [
        [_name(one), str(PAUSE_REASONS[PauseReason(reason)]), shown(times), minutes(seconds)]
        for one in found
        for reason, times, seconds in one.time.rests
    ]
    heads = [Head(str(_("Quầy"))), Head(str(_("Lý do"))), Head(str(_("Số lần"))), Head(str(_("Phút")))]
    return Table(str(_("Tạm dừng quầy")), heads, rows, words=(1,))


def _name(one: CounterFigures) -> str:
    return str(_("Quầy %(label)s", label=one.counter.label))


def _heads(first: str) -> list[Head]:
    return [
        Head(str(first)),
        Head(str(_("Số lượt tính (n)")), "n"),
        Head(str(_("Chờ trung bình")), "mean"),
        Head(str(_("Đi đến quầy")), "way"),
        Head(str(_("Phục vụ trung bình")), "service"),
        Head(str(_("Phục vụ, trung vị")), "median"),
        Head(str(_("Mở quầy, giờ")), "open"),
        Head(str(_("Tạm dừng, giờ")), "open"),
    ]


def _cells(figures: Figures | None, time: DeskTime) -> list[Cell]:
    hours = [_hours(time.open_seconds), _hours(time.rested_seconds)] if time.stands else [None, None]
    if figures is None or figures.wait.n == 0:
        return ["0", None, None, None, None, *hours]
    shown_figures = told(figures)
    wait, way, service = shown_figures.wait, shown_figures.way or Waits(0), shown_figures.service or Waits(0)
    mean = few() if wait.mean_seconds is None else minutes(wait.mean_seconds)
    others = (way.mean_seconds, service.mean_seconds, service.median_seconds)
    return [shown(wait.n), mean, *map(minutes, others), *hours]


def _hours(seconds: int) -> str:
    return shown(round(seconds / 3600, 1))
