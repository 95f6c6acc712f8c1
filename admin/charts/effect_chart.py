"""Before and after a change: the means of the weeks around it, both levels, and how sure their difference is.

Weeks are seven days counted from the change. The level before goes on as a dashed line; around the level after lies the
95 % interval of the difference. Where the band holds the dashed line, chance alone may have made the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from admin.charts.control_chart import AIMED, CARRIED
from admin.charts.effect_texts import EffectTexts
from admin.charts.events import Event, Strip, draw_events, strip
from admin.charts.labels import Label, beside
from admin.charts.palette import BAND, BAR, INK, MEAN, QUIET, TARGET
from admin.charts.scales import known, minutes
from admin.charts.sheet import PAGE, Layout, Panel, Shape, heading, name_weeks, saved, say, scale, sheet
from admin.measures.effects import WEEK, Compared, Pair, Window

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT: Final = 200


def effect_chart(
    compared: Compared,
    own: Sequence[float | None],
    other: Sequence[float | None] | None = None,
    *,
    target_seconds: float | None,
    texts: EffectTexts,
    sample: bool,
    incidents: Sequence[date] = (),
    shape: Shape = PAGE,
) -> bytes:
    """Return the chart, the same bytes for the same figures.

    Args:
        compared: Both sides.
        own: The mean of each week of the window in seconds, in order; ``None`` for one without visits.
        other: The same of the other pilot unit; ``None`` without one.
        target_seconds: What the mean should not exceed; ``None`` leaves the line out.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        incidents: Days on which something went wrong; those outside the window are left out.
        shape: SVG for a page or PNG to send on.

    Raises:
        ValueError: Not as many weeks as the window has.
    """
    window, layout = compared.window, shape.layout
    if any(len(means) != window.before + window.after for means in (own, *([] if other is None else [other]))):
        raise ValueError("as many means as the window has weeks")
    marks = _marks(window, incidents, texts, layout)
    has_band = compared.own.difference is not None and compared.own.before.mean_seconds is not None
    notes = [*([texts.band] if has_band else []), *([texts.incident] if marks.incidents else [])]
    words = heading(texts.waits, *notes)
    figure, (axes,) = sheet(
        [Panel(words, HEIGHT, marks.height)], layout, title=texts.title, sample=texts.sample if sample else None
    )
    name_weeks([axes], [f"{day:%d/%m}" for day in weeks(window)], layout)
    if any(mean is not None for mean in own):
        draw_effect(axes, compared, own, other, None if target_seconds is None else target_seconds / 60, texts)
    else:
        say(axes, texts.no_data)
    draw_events(axes, marks)
    return saved(figure, shape)


def weeks(window: Window) -> list[date]:
    """Return the first day of each week of *window*, in order."""
    return [window.first + WEEK * number for number in range(window.before + window.after)]


def draw_effect(
    axes: Axes,
    compared: Compared,
    own: Sequence[float | None],
    other: Sequence[float | None] | None,
    target: float | None,
    texts: EffectTexts,
) -> None:
    """Draw both units; *target* in minutes."""
    mine, theirs = [minutes(mean) for mean in own], [minutes(mean) for mean in other or ()]
    band = _band(compared.own)
    scale(axes, max([*known(mine), *known(theirs), *(band or ()), target or 0, 1]), 6, texts)
    edge, last = compared.window.before - 0.5, len(own) - 0.5
    if band:
        axes.fill_between([edge, last], band[0], band[1], color=BAND, linewidth=0, gid="band")
    labels = []
    if target is not None:
        axes.axhline(target, color=TARGET, linewidth=1.3, linestyle=AIMED, gid="target")
        labels.append(Label(target, f"{texts.target} {texts.number(target)}", TARGET))
    if compared.other is not None:
        axes.plot(range(len(theirs)), theirs, color=BAR, linewidth=1, marker="s", markersize=3, gid="other")
        labels += _levels(axes, compared.other, edge, last, BAR, (texts.other, texts.other), texts, width=1.2)[-1:]
    axes.plot(range(len(mine)), mine, color=MEAN, linewidth=1, marker="o", markersize=5.5, gid="own")
    labels += _levels(axes, compared.own, edge, last, INK, (texts.before, texts.after), texts, width=1.8)
    beside(axes, [label._replace(colour=QUIET) if label.colour == BAR else label for label in labels])


def _levels(
    axes: Axes,
    pair: Pair,
    edge: float,
    last: float,
    colour: str,
    names: tuple[str, str],
    texts: EffectTexts,
    *,
    width: float,
) -> list[Label]:
    before, after = minutes(pair.before.mean_seconds), minutes(pair.after.mean_seconds)
    axes.plot((-0.5, edge), (before, before), color=colour, linewidth=width, gid="level")
    axes.plot((edge, last), (before, before), color=colour, linewidth=1, linestyle=CARRIED, gid="level-kept")
    axes.plot((edge, last), (after, after), color=colour, linewidth=width, gid="level")
    return [
        Label(level, f"{name} {texts.number(round(level, 1))}", colour, bold=colour == INK and name == texts.after)
        for level, name in zip((before, after), names, strict=True)
        if known([level])
    ]


def _band(pair: Pair) -> tuple[float, float] | None:
    """Return the level before plus both ends of the difference's interval, in minutes; ``None`` without one."""
    if pair.difference is None or pair.before.mean_seconds is None:
        return None
    low, high = (pair.before.mean_seconds + end for end in (pair.difference.low, pair.difference.high))
    return max(0.0, low / 60), max(0.0, high / 60)


def _marks(window: Window, incidents: Sequence[date], texts: EffectTexts, layout: Layout) -> Strip:
    count = window.before + window.after

    def place(day: date) -> float | None:
        at = (day - window.first) / timedelta(days=7) - 0.5
        return at if -0.5 <= at <= count - 0.5 else None

    found = [Event(day, texts.incident, is_incident=True) for day in incidents]
    return strip([Event(window.day, texts.what), *found], place, count, layout)
