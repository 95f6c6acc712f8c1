"""The leader's page as one upright picture in the proportions of A4, legible when a chat application shrinks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from admin.charts import leader_chart, sheet
from admin.charts.leader_texts import LeaderTexts, UnitLine, Word
from admin.charts.palette import INK, LINE, QUIET
from admin.charts.typeface import lines, pitch, prepare, width

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1080, 1528
DOTS_PER_INCH: Final = 130
POINT: Final = 72 / DOTS_PER_INCH
PAGE_WIDTH, PAGE_HEIGHT = WIDTH * POINT, HEIGHT * POINT
MARGIN: Final = 34.0
ROOM: Final = PAGE_WIDTH - 2 * MARGIN
SIZES: Final = (22.0, 20.0, 18.0, 16.0, 14.0)
LEAST_CHART: Final = 210.0
MOST_CHART: Final = 340.0
FOOT: Final = 11.5
CHART: Final = 14.0
MOST_LINES: Final = 10
SIGNS: Final = {"within": "✔", "near": "▲", "over": "✖", "info": "●"}
"""A shape of its own for each word, for whoever sees no colours and for grey paper."""
COLOURS: Final = {"within": "#1a7f37", "near": "#8a5d00", "over": "#b42318", "info": "#0b5cad"}
BRAND: Final = "#a4161a"


class Piece(NamedTuple):
    """Some words of one line: where they begin and how they look, in points."""

    left: float
    text: str
    size: float
    colour: str
    bold: bool


class Row(NamedTuple):
    """One line of the picture: its pieces, and how high it is with the space above it."""

    pieces: tuple[Piece, ...]
    high: float


def leader_picture(texts: LeaderTexts) -> bytes:
    """Return the page as PNG, 1080 × 1528 pixels: the same bytes for the same texts.

    Letters are as large as the words allow, so that the chart keeps at least a quarter of the page.
    """
    from matplotlib.figure import Figure

    prepare()
    note = f"{texts.note} {texts.made}".rstrip()
    foot = [Row((piece,), FOOT * pitch(note)) for piece in _wrapped(note, FOOT, QUIET)]
    free = PAGE_HEIGHT - 2 * MARGIN - sum(row.high for row in foot) - 12
    rows: list[Row] = []
    for size in SIZES:
        rows = _rows(texts, size)
        if sum(row.high for row in rows) + LEAST_CHART <= free:
            break
    figure = Figure(figsize=(WIDTH / DOTS_PER_INCH, HEIGHT / DOTS_PER_INCH), dpi=DOTS_PER_INCH, facecolor="white")
    _line(figure, PAGE_HEIGHT - 12, BRAND, 5)
    top = _write(figure, rows, PAGE_HEIGHT - MARGIN)
    below = MARGIN + sum(row.high for row in foot)
    _write(figure, foot, below)
    _line(figure, below + 8, LINE, 1)
    if texts.told:
        _chart(figure, texts, top, below + 12)
    if texts.sample:
        figure.text(
            0.5, 0.5, texts.sample, ha="center", va="center", rotation=38, fontsize=60, fontweight="bold", color=INK,
            alpha=0.1, zorder=9,
        )  # fmt: skip
    return sheet.png(figure, DOTS_PER_INCH)


def _rows(texts: LeaderTexts, size: float) -> list[Row]:
    """Return everything above the chart: heading, week, the units with their words, the sentences."""
    high = pitch(texts.heading) * size
    head = [Row((one,), one.size * pitch(one.text) * 0.94) for one in _wrapped(texts.heading, size + 3, INK, bold=True)]
    rows = [*head, Row((Piece(0, texts.period, size * 0.8, QUIET, False),), high)]
    for line in texts.lines[:MOST_LINES]:
        rows += _unit(line, size, named=len(texts.lines) > 1)
    for sentence in texts.sentences:
        pieces = _wrapped(sentence, size, INK)
        rows += [Row((one,), high + (size * 0.45 if not n else 0)) for n, one in enumerate(pieces)]
    if not texts.told:
        return rows
    rows.append(Row((), size * 0.7))
    chart = _wrapped(texts.chart, size * 0.78, INK, bold=True)
    scale = Piece(0, texts.scale, size * 0.7, QUIET, False)
    return [*rows, *(Row((one,), 0.78 * high) for one in chart), Row((scale,), 0.78 * high)]


def _unit(line: UnitLine, size: float, *, named: bool) -> list[Row]:
    words = _words(line.words, size * (0.86 if named else 1))
    if not named:
        return [Row(words, size * pitch(line.name) + size * 0.35)]
    names = _wrapped(line.name, size * 0.86, INK, bold=True)
    above = [Row((one,), size * 0.86 * pitch(line.name) + (size * 0.3 if not n else 0)) for n, one in enumerate(names)]
    return [*above, Row(words, size * 0.86 * pitch(line.name))]


def _words(words: tuple[Word, Word], size: float) -> tuple[Piece, ...]:
    pieces, left = [], 0.0
    for word in words:
        text = f"{SIGNS[word.level]} {word.text}"
        pieces.append(Piece(left, text, size, COLOURS[word.level], True))
        left += width(text, size, bold=True) + size
    return tuple(pieces)


def _wrapped(text: str, size: float, colour: str, *, bold: bool = False) -> list[Piece]:
    """Break *text* between words so that no line is wider than the page."""
    return [Piece(0, line, size, colour, bold) for line in lines(text, ROOM, size, bold=bold)]


def _write(figure: Figure, rows: list[Row], top: float) -> float:
    """Write *rows* from *top* points above the bottom on, and return where they end."""
    for row in rows:
        top -= row.high
        for piece in row.pieces:
            figure.text(
                (MARGIN + piece.left) / PAGE_WIDTH, (top + 0.3 * piece.size) / PAGE_HEIGHT, piece.text,
                fontsize=piece.size, color=piece.colour, fontweight="bold" if piece.bold else "normal",
            )  # fmt: skip
    return top


def _line(figure: Figure, height: float, colour: str, width: float) -> None:
    from matplotlib.lines import Line2D

    across = (MARGIN / PAGE_WIDTH, 1 - MARGIN / PAGE_WIDTH)
    figure.add_artist(Line2D(across, [height / PAGE_HEIGHT] * 2, color=colour, linewidth=width))


def _chart(figure: Figure, texts: LeaderTexts, top: float, bottom: float) -> None:
    """Put the chart between *top* and *bottom*, no higher than it needs to be."""
    above, below = leader_chart.above(texts, CHART), 34.0
    left, right = (MARGIN + 26, MARGIN + 96) if texts.weeks else (MARGIN + 8, MARGIN + 12)
    wanted = min(top - bottom, MOST_CHART if texts.weeks else 64.0 * len(leader_chart.shown(texts)) + above + below)
    high = max(wanted - above - below, 60.0)
    base = top - above - high
    box = (left / PAGE_WIDTH, base / PAGE_HEIGHT, (PAGE_WIDTH - left - right) / PAGE_WIDTH, high / PAGE_HEIGHT)
    leader_chart.draw(figure.add_axes(box), texts, size=CHART)
