"""The charts of several periods taken as one, as a page or a document wants them."""

from collections.abc import Sequence

from admin.charts import aside, map_wording
from admin.charts.group_chart import group_chart
from admin.charts.heat_maps import heat_maps
from admin.charts.map_texts import Show
from admin.charts.reported_chart import reported_chart
from admin.charts.sheet import Shape
from admin.charts.spread_chart import spread_chart
from admin.measures.period_wording import period_name
from admin.reports.spans import RushReport, WaitsReport


def rush(report: RushReport, shows: Sequence[Show], shape: Shape) -> bytes:
    """Return the maps of the week."""
    found = report.finding
    return aside.drawn(
        heat_maps,
        report.rush,
        list(shows),
        worst=found.worst if found else None,
        long_seconds=report.targets.older_target_seconds,
        texts=map_wording.map_texts(report.rush, found, days(report)),
        sample=report.unit.unit.is_demo,
        shape=shape,
    )


def days(report: RushReport) -> str:
    """Return the first and the last day of *report*, as the reader writes them."""
    return f"{report.periods[0].first:%d/%m/%Y}–{report.periods[-1].last:%d/%m/%Y}"


def spread(report: WaitsReport, shape: Shape) -> bytes:
    """Return the histogram of waits."""
    texts, sample = map_wording.spread_texts(report.spread), report.unit.unit.is_demo
    return aside.drawn(spread_chart, report.spread, report.targets, texts=texts, sample=sample, shape=shape)


def groups(report: WaitsReport, shape: Shape) -> bytes:
    """Return the small multiples by kind of work."""
    return aside.drawn(
        group_chart,
        report.groups,
        [period_name(period) for period in report.periods],
        report.targets.target_seconds,
        texts=map_wording.group_texts(report.groups, report.targets),
        sample=report.unit.unit.is_demo,
        shape=shape,
    )


def reported(report: WaitsReport, shape: Shape) -> bytes:
    """Return what people said beside what was measured."""
    texts, sample = map_wording.reported_texts(report.reported), report.unit.unit.is_demo
    return aside.drawn(reported_chart, report.reported, texts=texts, sample=sample, shape=shape)
