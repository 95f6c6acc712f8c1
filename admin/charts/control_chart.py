"""The control chart: weekly means, what they usually vary between, and the weeks that are more than chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import TYPE_CHECKING, Final

from admin.charts.control_texts import ControlTexts
from admin.charts.events import Event, by_week, draw_events, strip
from admin.charts.labels import Label, beside
from admin.charts.palette import BAND, BAR, INK, MEAN, QUIET, TARGET
from admin.charts.scales import known, minutes
from admin.charts.sheet import PAGE, Panel, Shape, heading, name_weeks, saved, say, scale, sheet
from admin.charts.typeface import SIZE, width
from admin.measures.spc import ControlChart, Phase, Point
from admin.measures.spc_rules import Direction, Rule, Signal
from kiosk.ground.calendar import Week

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEANS: Final = 200
RANGES: Final = 48
CARRIED: Final = (0, (3, 2))
AIMED: Final = (0, (7, 3))
CLOSE: Final = 10.0
"""Points nearer to each other than this are drawn smaller, so that rings can be told apart."""
SMALLEST: Final = 0.7
SAID_GAP: Final = 9.0
SAID_HEIGHT: Final = 15.0
SAID_ROOM: Final = 1.08


def control_chart(
    chart: ControlChart,
    *,
    target_seconds: float | None,
    texts: ControlTexts,
    sample: bool,
    events: Sequence[Event] = (),
    ranges: bool = False,
    shape: Shape = PAGE,
) -> bytes:
    """Return the chart, the same bytes for the same figures.

    Args:
        chart: Means in seconds. A phase that is judged by an earlier one's limits has them dashed.
        target_seconds: What the mean should not exceed; ``None`` leaves the line out.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        events: What was changed and what went wrong.
        ranges: Whether a lower panel shows how far each week lies from the one before.
        shape: SVG for a page or PNG to send on.
    """
    layout, weeks = shape.layout, [point.week for point in chart.points]
    marks = strip(events, by_week(weeks), len(weeks), layout)
    words = heading(texts.waits, *_explained(chart, texts), *([texts.incident] if marks.incidents else []))
    panels = [Panel(words, MEANS, marks.height), *([Panel(texts.ranges, RANGES)] if ranges else [])]
    figure, drawn = sheet(panels, layout, title=texts.title, sample=texts.sample if sample else None)
    name_weeks(drawn, [week.named(texts.week) for week in weeks], layout)
    means, *rest = drawn
    if any(point.value is not None for point in chart.points):
        draw_means(means, chart, None if target_seconds is None else target_seconds / 60, texts)
        for axes in rest:
            draw_ranges(axes, chart, texts)
    else:
        for axes in drawn:
            say(axes, texts.no_data)
    draw_events(means, marks)
    return saved(figure, shape)


def draw_means(axes: Axes, chart: ControlChart, target: float | None, texts: ControlTexts) -> None:
    """Draw means with the limits of each phase; *target* in minutes."""
    values = [minutes(point.value) for point in chart.points]
    limits = [phase.limits.high / 60 for phase in chart.phases if phase.limits]
    highest = max([*known(values), *limits, target or 0])
    scale(axes, (highest or 1) * SAID_ROOM, 6, texts)
    last = None
    for phase in chart.phases:
        last = _phase(axes, phase, *_edges(chart.points, phase)) or last
    if target is not None:
        axes.axhline(target, color=TARGET, linewidth=1.3, linestyle=AIMED, gid="target")
    _points(axes, chart.points, values)
    _say_signals(axes, chart, texts)
    named = [] if last is None or last.limits is None else _names(last, texts)
    aimed = [] if target is None else [Label(target, f"{texts.target} {texts.number(target)}", TARGET)]
    beside(axes, [*named, *aimed])


def draw_ranges(axes: Axes, chart: ControlChart, texts: ControlTexts) -> None:
    """Draw the moving ranges, and above which a single one is unusual."""
    values = [minutes(point.moving_range) for point in chart.points]
    highs = [phase.limits.range_high / 60 for phase in chart.phases if phase.limits]
    scale(axes, max([*known(values), *highs], default=0) or 1, 2, texts)
    axes.plot(range(len(values)), values, color=QUIET, linewidth=0.9, marker="o", markersize=3.5, gid="ranges")
    for phase in chart.phases:
        if phase.limits:
            style = CARRIED if phase.carried else "solid"
            high = phase.limits.range_high / 60
            axes.plot(_edges(chart.points, phase), (high, high), color=INK, linewidth=0.9, linestyle=style)
    if highs:
        beside(axes, [Label(highs[-1], f"{texts.range_high} {texts.number(round(highs[-1], 1))}", QUIET)])


def _explained(chart: ControlChart, texts: ControlTexts) -> Iterator[str]:
    if any(point.is_finding for point in chart.points):
        yield texts.ringed
    if any(point.is_watch for point in chart.points):
        yield texts.watched
    if any(point.value is not None and not point.judged for point in chart.points):
        yield texts.left_out


def _phase(axes: Axes, phase: Phase, left: float, right: float) -> Phase | None:
    if phase.limits is None:
        return None
    low, centre, high = (seconds / 60 for seconds in (phase.limits.low, phase.limits.centre, phase.limits.high))
    style = CARRIED if phase.carried else "solid"
    if not phase.carried:
        axes.fill_between([left, right], low, high, color=BAND, alpha=0.45, linewidth=0, gid="usual")
    for limit in (low, high):
        axes.plot((left, right), (limit, limit), color=QUIET, linewidth=1, linestyle=style, gid="limits")
    axes.plot((left, right), (centre, centre), color=INK, linewidth=1.6, linestyle=style, gid="centre")
    return phase


def _points(axes: Axes, points: Sequence[Point], values: Sequence[float]) -> None:
    """Draw a line through judged weeks only; on it full points, hollow ones to watch, rings; pale ones beside it."""
    _line(axes, points, values)
    close = min(1.0, axes.bbox.width / len(points) / CLOSE)
    kinds = {
        "left-out": ([p.value is not None and not p.judged for p in points], 5.5, "#e4e8ec", BAR, 1.0),
        "usual-weeks": ([p.judged and not p.is_watch for p in points], 5.5, MEAN, MEAN, 1.0),
        "watches": ([p.judged and p.is_watch for p in points], 6.5, "white", MEAN, 1.6),
        "findings": ([p.is_finding for p in points], 12.0, "none", INK, 1.6),
    }
    for name, (chosen, size, face, edge, line) in kinds.items():
        places = [place for place, is_chosen in enumerate(chosen) if is_chosen]
        if places:
            axes.plot(
                places, [values[place] for place in places], linestyle="", marker="o", gid=name, markerfacecolor=face,
                markersize=size * max(close, SMALLEST), markeredgecolor=edge, markeredgewidth=line,
            )  # fmt: skip


def _line(axes: Axes, points: Sequence[Point], values: Sequence[float]) -> None:
    """Join the judged weeks of each phase, past weeks that are left out, but not past a week without data."""
    for phase in dict.fromkeys(point.phase for point in points):
        joined = [
            (place, values[place] if point.judged else nan)
            for place, point in enumerate(points)
            if point.phase == phase and (point.judged or point.value is None)
        ]
        axes.plot([place for place, _ in joined], [value for _, value in joined], color=MEAN, linewidth=1, gid="means")


def _say_signals(axes: Axes, chart: ControlChart, texts: ControlTexts) -> None:
    """Write beside what is ringed how long it was, or how many weeks in a row: above when long, below when short.

    The latest is written first; an older one whose words would lie on those of another is only ringed.
    """
    values = {point.week: minutes(point.value) for point in chart.points}
    places = {point.week: place for place, point in enumerate(chart.points)}
    in_runs = {week for signal in chart.findings if signal.rule == Rule.RUN for week in signal.weeks}
    taken: list[tuple[float, float, float]] = []
    for signal in sorted(chart.findings, key=lambda one: one.weeks[-1], reverse=True):
        if signal.rule == Rule.OUTSIDE and signal.weeks[0] in in_runs:
            continue
        x, y = _beside(signal, places, values)
        words = texts.run % {"n": len(signal.weeks)} if signal.rule == Rule.RUN else texts.number(round(y, 1))
        middle, height = (float(one) for one in axes.transData.transform((x, y)))
        half = width(words) / 2 + 2
        above = signal.direction == Direction.LONGER
        height += SAID_HEIGHT if above else -SAID_HEIGHT
        if any(abs(middle - other) < half + wide and abs(height - high) < SIZE + 2 for other, high, wide in taken):
            continue
        taken.append((middle, height, half))
        axes.annotate(
            words, xy=(x, y), xytext=(0, SAID_GAP if above else -SAID_GAP), textcoords="offset points", ha="center",
            va="bottom" if above else "top", color=INK, gid="said",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )  # fmt: skip


def _beside(signal: Signal, places: dict[Week, int], values: dict[Week, float]) -> tuple[float, float]:
    """Return the middle of the signal's weeks and its outermost value."""
    middle = (places[signal.weeks[0]] + places[signal.weeks[-1]]) / 2
    outermost = max if signal.direction == Direction.LONGER else min
    return middle, outermost(values[week] for week in signal.weeks)


def _names(phase: Phase, texts: ControlTexts) -> list[Label]:
    if phase.limits is None:
        return []
    named = [
        Label(phase.limits.low / 60, texts.low, QUIET),
        Label(phase.limits.centre / 60, texts.centre, INK, bold=True),
        Label(phase.limits.high / 60, texts.high, QUIET),
    ]
    return [one._replace(text=f"{one.text} {texts.number(round(one.y, 1))}") for one in named]


def _edges(points: Sequence[Point], phase: Phase) -> tuple[float, float]:
    places = [place for place, point in enumerate(points) if phase.first <= point.week <= phase.last]
    return places[0] - 0.5, places[-1] + 0.5
