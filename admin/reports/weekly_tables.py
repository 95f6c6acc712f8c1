"""The tables of the weekly page in the reader's words: what matters first, the rest behind one click."""

from collections.abc import Sequence
from itertools import dropwhile

from flask_babel import gettext as _

from admin.measures.enough import told
from admin.measures.figures import WeekFigures
from admin.measures.wording import Cell, minutes, percent, shown, week_name
from admin.reports.figure_tables import Head, Name, Table, few, head


def main(figures: Sequence[WeekFigures], names: Sequence[Name]) -> Table:
    """Return one row a week, the latest first, back to the first week with a visit; waits in minutes.

    Args:
        figures: Weeks in order.
        names: How each is called.
    """
    heads = [
        Head(str(_("Tuần"))),
        *map(head, ("arrivals", "served", "mean", "median", "p90")),
        Head(str(_("Trong mục tiêu")), "within"),
        head("uncounted"),
    ]
    caption = _("Từng tuần, thời gian tính bằng phút, tuần mới nhất ở trên")
    return Table(str(caption), heads, [_main(name, one) for name, one in _told(figures, names)])


def rest(figures: Sequence[WeekFigures]) -> Table:
    """Return the other figures of the same weeks."""
    heads = [
        Head(str(_("Tuần"))),
        head("n"),
        Head(str(_("Trong mục tiêu cũ")), "within"),
        *map(head, ("service_level", "service_level_of_all", "with_uncounted", "longest")),
    ]
    names = [week_name(one.week) for one in figures]
    rows = [_rest(name, one) for name, one in _told(figures, names)]
    return Table(str(_("Từng tuần, những con số khác")), heads, rows)


def _told(figures: Sequence[WeekFigures], names: Sequence[Name]) -> list[tuple[Name, WeekFigures]]:
    begun = dropwhile(lambda both: not both[1].counts.arrivals, zip(names, map(told, figures), strict=True))
    return list(begun)[::-1]


def _main(name: Name, one: WeekFigures) -> list[Cell]:
    return [
        name,
        shown(one.counts.arrivals),
        shown(one.counts.served),
        few() if one.wait.n and one.wait.mean_seconds is None else minutes(one.wait.mean_seconds),
        minutes(one.wait.median_seconds),
        minutes(one.wait.p90_seconds),
        percent(one.wait.within_target),
        shown(one.uncounted.n),
    ]


def _rest(name: Name, one: WeekFigures) -> list[Cell]:
    return [
        name,
        shown(one.wait.n),
        percent(one.wait.within_older),
        percent(one.service_level),
        percent(one.service_level_of_all),
        minutes(one.with_uncounted.seconds),
        minutes(one.wait.longest_seconds),
    ]
