"""The three panels of the weekly chart, drawn on axes that are handed in; the weeks stand at 0, 1, 2 and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan
from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts.labels import Label, beside
from admin.charts.palette import BAND, BAR, INK, MEAN, QUIET, TARGET
from admin.charts.scales import known, minutes
from admin.charts.sheet import say, scale
from admin.charts.texts import ChartTexts
from admin.measures.finding import FEW
from admin.measures.waiting import WeekFigures
from kiosk.ground.calendar import Week
from survey.satisfaction import Score, SealedScore

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# An older target this many times above everything else would only press the weeks flat.
FAR: Final = 4


class Sign(NamedTuple):
    """How the ballots of one channel are drawn: filled with *face*, *aside* of their week by a share of a week."""

    letter: str
    face: str
    aside: float


FULL: Final = Sign("■", INK, 0)
HOLLOW: Final = Sign("□", "white", 0.25)


def draw_waits(axes: Axes, figures: Sequence[WeekFigures], texts: ChartTexts) -> None:
    """Draw means as points, the median, its band up to P90, and the targets; few visits make a hollow point."""
    means = [minutes(one.wait.mean_seconds) for one in figures]
    medians = [minutes(one.wait.median_seconds) if one.wait.n >= FEW else nan for one in figures]
    p90s = [minutes(one.wait.p90_seconds) if one.wait.n >= FEW else nan for one in figures]
    targets = [one.targets.target_seconds / 60 for one in figures]
    older = [one.targets.older_target_seconds / 60 for one in figures]
    highest = max([*known(means), *known(p90s), *targets], default=1.0)
    far = max(older, default=0) > FAR * highest
    scale(axes, max([highest, *([] if far else older)]), 6, texts)
    edges = [week - 0.5 for week in range(len(figures) + 1)]
    axes.stairs(p90s, edges, baseline=medians, fill=True, color=BAND, linewidth=0)
    axes.stairs(targets, edges, baseline=None, color=TARGET, linewidth=1.3, linestyle=(0, (6, 3)))
    if not far:
        axes.stairs(older, edges, baseline=None, color=QUIET, linewidth=1.3, linestyle=(0, (1.5, 2.5)))
    axes.stairs(medians, edges, baseline=None, color=INK, linewidth=1.7)
    _points(axes, means, [one.wait.n < FEW for one in figures])
    labels = [
        *_named(targets, texts.target, TARGET, texts),
        *_named([] if far else older, texts.older_target, QUIET, texts),
        *_named(p90s, texts.p90, QUIET, texts),
        *_named(medians, texts.median, INK, texts),
        *_named(means, texts.mean, MEAN, texts, bold=True),
    ]
    beside(axes, labels)


def draw_visits(axes: Axes, figures: Sequence[WeekFigures], texts: ChartTexts) -> None:
    """Draw how many visits each week's figures stand on."""
    counts = [one.wait.n for one in figures]
    scale(axes, max([*counts, 1]), 2, texts)
    axes.bar(range(len(counts)), counts, width=0.7, color=BAR)
    beside(axes, [Label(counts[-1], f"n = {texts.number(counts[-1])}", QUIET)])


def draw_scores(
    axes: Axes,
    figures: Sequence[WeekFigures],
    scores: Mapping[Week, SealedScore],
    kiosk: Mapping[Week, SealedScore],
    texts: ChartTexts,
) -> None:
    """Draw the share of satisfied ballots with its Wilson interval; a batch of several weeks lies over all of them.

    Those who answered on their phone are full signs, those at a tablet hollow ones a little to the right.
    """
    places = {one.week: place for place, one in enumerate(figures)}
    drawn = [(_shown(scores, places), FULL), (_shown(kiosk, places), HOLLOW)]
    if not any(shown for shown, _sign in drawn):
        say(axes, texts.no_scores)
        return
    axes.set_ylim(0, 104)
    axes.set_yticks([0, 50, 100])
    labels = []
    for shown, sign in drawn:
        for sealed in shown:
            _score(axes, places.get(sealed.from_week, 0), places[sealed.until_week], sealed.score, sign)
        if shown:
            last, before = shown[-1].score, f"{sign.letter} " if kiosk else ""
            share = 100 * (last.top2 or 0)
            labels.append(Label(share, f"{before}{texts.number(round(share))} % (n = {texts.number(last.n)})", INK))
    beside(axes, labels)


def _shown(scores: Mapping[Week, SealedScore], places: Mapping[Week, int]) -> list[SealedScore]:
    return [sealed for week, sealed in sorted(scores.items()) if week in places and sealed.score.shown]


def _score(axes: Axes, first: int, last: int, score: Score, sign: Sign) -> None:
    share, low, high = (100 * (value or 0) for value in (score.top2, score.low, score.high))
    middle = (first + last) / 2 + sign.aside
    axes.vlines(middle, low, high, color=QUIET, linewidth=1.1)
    if last > first:
        axes.hlines(share, first - 0.3, last + 0.3, color=QUIET, linewidth=1.1)
    axes.plot([middle], [share], marker="s", markersize=4.5, color=INK, markerfacecolor=sign.face)


def _points(axes: Axes, means: Sequence[float], few: Sequence[bool]) -> None:
    axes.plot(range(len(means)), means, color=MEAN, linewidth=1)
    for hollow, face in ((False, MEAN), (True, "white")):
        chosen = [mean if is_few is hollow else nan for mean, is_few in zip(means, few, strict=True)]
        axes.plot(range(len(chosen)), chosen, linestyle="", marker="o", markersize=6, markerfacecolor=face, color=MEAN)


def _named(values: Sequence[float], name: str, colour: str, texts: ChartTexts, *, bold: bool = False) -> list[Label]:
    """Return the label of a line; without its number when the last week has none, and none when no week has."""
    numbers = known(values)
    if not numbers:
        return []
    text = name if isnan(values[-1]) else f"{name} {texts.number(values[-1])}"
    return [Label(numbers[-1], text, colour, bold)]
