"""Maps of the week: days across, half hours down, and how dark a half hour is says how much of it there was.

Up to three maps stand side by side over the same half hours, so that one row tells who came at eight, how long they
waited and how many counters were open; a phone shows one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from admin.charts import sheet as paper
from admin.charts.map_texts import MapTexts, Show
from admin.charts.palette import INK, LINE, QUIET
from admin.charts.shades import letters_on, shade
from admin.charts.sheet import PAGE, Panel, Shape
from admin.charts.typeface import SIZE, lines, pitch, width
from admin.measures.rush import Cell, Rush
from admin.measures.rush_finding import Hour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW: Final = 16.0
BESIDE: Final = 42.0
EDGE: Final = 6.0
BETWEEN: Final = 12.0
NAMES: Final = 18.0
UNDER: Final = 8.0
AIR: Final = 3.0
HATCH: Final = 3
MINUTE: Final = 60
WHOLE_FROM: Final = 10


def heat_maps(
    rush: Rush,
    shows: Sequence[Show],
    *,
    worst: Hour | None,
    long_seconds: float,
    texts: MapTexts,
    sample: bool,
    shape: Shape = PAGE,
) -> bytes:
    """Return the maps of the week as SVG or PNG; as for `maps_figure`."""
    figure = maps_figure(rush, shows, worst=worst, long_seconds=long_seconds, texts=texts, sample=sample, shape=shape)
    return paper.saved(figure, shape)


def maps_figure(
    rush: Rush,
    shows: Sequence[Show],
    *,
    worst: Hour | None,
    long_seconds: float,
    texts: MapTexts,
    sample: bool,
    shape: Shape = PAGE,
) -> Figure:
    """Return the maps of the week side by side.

    Args:
        rush: What happened; nothing at all makes a sentence.
        shows: Which maps, at least one.
        worst: The hour that gets a thick frame in each map.
        long_seconds: The wait from which on a half hour is as dark as can be, whatever else there is: the older
            target. So a quiet week does not look like a bad one, and a long wait over lunch hides no morning.
        texts: Words in the reader's language.
        sample: Whether “DỮ LIỆU MẪU” stands across it.
        shape: For the page or a phone.
    """
    layout = shape.layout._replace(left=BESIDE, right=EDGE)
    room = (layout.room - BETWEEN * (len(shows) - 1)) / len(shows)
    headings = [lines(texts.headings[show], room, bold=True) for show in shows]
    above = NAMES + (max(map(len, headings)) - 1) * SIZE * pitch("".join(headings[0]))
    rows = len(rush.half_hours) or 4
    panel = Panel(_legend(rush, shows, worst, texts), rows * ROW, above + SIZE)
    figure, (frame,) = paper.sheet(
        [panel], layout, title=texts.title, sample=texts.sample if sample else None, below=UNDER
    )
    if not rush.cells:
        paper.say(frame, texts.no_data)
        frame.set_xticks([])
        return figure
    frame.set_axis_off()
    for place, (show, heading) in enumerate(zip(shows, headings, strict=True)):
        axes = _map_axes(figure, frame, place, room, rush, texts, first=place == 0)
        _head(axes, heading)
        _fill(axes, rush, show, long_seconds, texts)
        if worst is not None and _recorded(rush, show):
            _mark(axes, rush, worst)
    return figure


def value(cell: Cell, show: Show) -> float | None:
    """Return what the map writes into *cell*: people a day, minutes, counters; ``None`` where there is too little."""
    if show is Show.ARRIVALS:
        return cell.arrivals_a_day
    if show is Show.COUNTERS:
        return cell.counters
    return None if cell.mean_seconds is None else cell.mean_seconds / MINUTE


def written(amount: float, show: Show, texts: MapTexts) -> str:
    """Return *amount* as it stands in the map: minutes and whatever is 10 or more without decimals."""
    return texts.number(round(amount) if show is Show.WAITS or amount >= WHOLE_FROM else round(amount, 1))


def _recorded(rush: Rush, show: Show) -> bool:
    """Tell whether there is anything to map: counters are on record in some offices only."""
    return show is not Show.COUNTERS or any(rush.recorded_days)


def _legend(rush: Rush, shows: Sequence[Show], worst: Hour | None, texts: MapTexts) -> str:
    drawn = [show for show in shows if _recorded(rush, show)]
    hatched = any(value(cell, show) is None for cell in rush.cells.values() for show in drawn)
    return " · ".join([*([texts.worst] if worst is not None else []), *([texts.few] if hatched else [])])


def _map_axes(
    figure: Figure, frame: Axes, place: int, room: float, rush: Rush, texts: MapTexts, *, first: bool
) -> Axes:
    """Return axes of one map: weekdays at 0, 1, 2 …, half hours from the top."""
    box = frame.get_position()
    across = figure.bbox.width
    left = box.x0 + place * (room + BETWEEN) / across
    axes = figure.add_axes((left, box.y0, room / across, box.height))
    weekdays, half_hours = rush.weekdays, rush.half_hours
    axes.set_xlim(-0.5, len(weekdays) - 0.5)
    axes.set_ylim(half_hours.stop, half_hours.start)
    axes.set_xticks(
        range(len(weekdays)), _names([texts.weekdays[weekday] for weekday in weekdays], room / len(weekdays))
    )
    full = [half_hour for half_hour in half_hours if half_hour % 2 == 0] if first else []
    axes.set_yticks([half_hour + 0.5 for half_hour in full], [f"{half_hour // 2:02}:00" for half_hour in full])
    axes.tick_params(length=0, labeltop=True, labelbottom=False, labelcolor=QUIET, pad=4)
    for side in axes.spines.values():
        side.set_visible(False)
    return axes


def _names(weekdays: Sequence[str], room: float) -> list[str]:
    """Return the names of the weekdays, only the first two letters where one would run into the next."""
    fits = all(width(name) + AIR <= room for name in weekdays)
    return [name if fits else name[:2] for name in weekdays]


def _head(axes: Axes, heading: Sequence[str]) -> None:
    axes.annotate(
        "\n".join(heading), xy=(0, 1), xycoords="axes fraction", xytext=(0, NAMES + 2), textcoords="offset points",
        color=INK, fontweight="bold", linespacing=pitch("".join(heading)) / 1.2, gid="map",
    )  # fmt: skip


def _fill(axes: Axes, rush: Rush, show: Show, long_seconds: float, texts: MapTexts) -> None:
    """Draw each half hour in which anything happened: its shade and number, or hatched."""
    from matplotlib.patches import Rectangle

    if not _recorded(rush, show):
        paper.say(axes, texts.not_recorded)
        return
    places = {weekday: place for place, weekday in enumerate(rush.weekdays)}
    amounts = {at: value(cell, show) for at, cell in rush.cells.items()}
    known = [amount for amount in amounts.values() if amount is not None]
    top = long_seconds / MINUTE if show is Show.WAITS else max(known, default=0.0) or 1.0
    across = axes.bbox.width / len(places)
    for (weekday, half_hour), amount in amounts.items():
        left = places[weekday] - 0.5
        if amount is None:
            _hatch(axes, left, half_hour)
            continue
        colour = shade(amount / top)
        axes.add_patch(Rectangle((left, half_hour), 1, 1, facecolor=colour, edgecolor="white", linewidth=0.8))
        text = written(amount, show, texts)
        if width(text) + AIR <= across:
            axes.text(left + 0.5, half_hour + 0.53, text, ha="center", va="center_baseline", color=letters_on(colour))


def _hatch(axes: Axes, left: float, top: float) -> None:
    """Draw a half hour that says too little: thin slanting lines in a thin frame."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((left, top), 1, 1, facecolor="white", edgecolor=LINE, linewidth=0.6))
    for step in range(HATCH):
        begin = left + step / HATCH
        axes.plot([begin, begin + 1 / HATCH], [top + 1, top], color=LINE, linewidth=0.8, solid_capstyle="butt")


def _mark(axes: Axes, rush: Rush, hour: Hour) -> None:
    """Frame *hour*, two rows high, or one where the day ends; white around it, so that it is seen on dark ones, too."""
    from matplotlib.patches import Rectangle

    rows = min(2, rush.half_hours.stop - hour.half_hour)
    left = rush.weekdays.index(hour.weekday) - 0.5
    for colour, line, name in (("white", 4.6, None), (INK, 2.2, "worst")):
        frame = Rectangle((left, hour.half_hour), 1, rows, facecolor="none", edgecolor=colour, linewidth=line)
        frame.set(zorder=5, clip_on=False, gid=name)
        axes.add_patch(frame)
