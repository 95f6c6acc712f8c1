"""The weekly chart: waits against the targets, how many visits they stand on, and satisfaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from admin.charts.events import Event, by_week, draw_events, strip
from admin.charts.panels import draw_scores, draw_visits, draw_waits
from admin.charts.sheet import PAGE, Panel, Shape, heading, name_weeks, saved, say, sheet
from admin.charts.texts import ChartTexts
from admin.measures.finding import FEW
from admin.measures.waiting import WeekFigures
from kiosk.ground.calendar import Week
from survey.satisfaction import SealedScore

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WAITS: Final = 190
VISITS: Final = 46
SCORES: Final = 70


def weekly_chart(
    figures: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore] | None,
    kiosk: Mapping[Week, SealedScore] | None = None,
    *,
    events: Sequence[Event] = (),
    texts: ChartTexts,
    sample: bool,
    shape: Shape = PAGE,
) -> bytes:
    """Return the chart, the same bytes for the same figures.

    Args:
        figures: Weeks in order, as many as wanted; a week without data leaves a gap, no week a sentence.
        scores: Sealed scores by the last week of their batch; ``None`` leaves their panel out.
        kiosk: Those of people who answered at a tablet, drawn apart.
        events: What was changed and what went wrong; those of other weeks are left out.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: SVG for a page or PNG to send on.
    """
    layout = shape.layout
    marks = strip(events, by_week([one.week for one in figures]), len(figures), layout)
    few = any(0 < one.wait.n < FEW for one in figures)
    notes = [texts.waits, *([texts.few] if few else []), *([texts.incident] if marks.incidents else [])]
    panels = [Panel(heading(*notes), WAITS, marks.height), Panel(texts.visits, VISITS)]
    if scores is not None:
        panels.append(Panel(texts.satisfied_both if kiosk else texts.satisfied, SCORES))
    figure, drawn = sheet(panels, layout, title=texts.title, sample=texts.sample if sample else None)
    name_weeks(drawn, [one.week.named(texts.week) for one in figures], layout)
    waits, visits, *rest = drawn
    _draw_waiting(waits, visits, figures, texts)
    draw_events(waits, marks)
    for satisfied in rest:
        draw_scores(satisfied, figures, scores or {}, kiosk or {}, texts)
    return saved(figure, shape)


def _draw_waiting(waits: Axes, visits: Axes, figures: Sequence[WeekFigures], texts: ChartTexts) -> None:
    if any(one.wait.n for one in figures):
        draw_waits(waits, figures, texts)
        draw_visits(visits, figures, texts)
    else:
        say(waits, texts.no_data)
        say(visits, texts.no_data)
