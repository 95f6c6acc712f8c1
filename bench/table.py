"""The measurements as a Markdown table."""

from collections.abc import Mapping, Sequence

from bench.operations import Step
from bench.timing import Spread

Figures = Mapping[Step, Spread]


def markdown(database: str, figures: Mapping[int, Figures]) -> str:
    """Return the table of one database.

    Args:
        database: Its name, for the caption.
        figures: What each step took, by the number of tickets.
    """
    sizes = sorted(figures)
    served = any(spread.server is not None for spread in figures[sizes[0]].values())
    head = ["CPU ms", *(cell for size in sizes for cell in _head(size, served=served)), *_ratio_head(sizes)]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    lines += [_line(step, [figures[size] for size in sizes], served=served) for step in Step]
    return "\n".join([f"**{database}**", "", *(f"| {' | '.join(line)} |" for line in lines)])


def _head(size: int, *, served: bool) -> list[str]:
    return [f"{size:,} tickets", *(["its server"] if served else [])]


def _ratio_head(sizes: Sequence[int]) -> list[str]:
    growth = [f"{sizes[-1]:,} ÷ {sizes[0]:,}"] if len(sizes) > 1 else []
    return [*growth, "× bare route"]


def _line(step: Step, figures: Sequence[Figures], *, served: bool) -> list[str]:
    cells = [str(step)]
    for one in figures:
        spread = one[step]
        cells.append(f"{spread.middle:.2f} ({spread.least:.2f}–{spread.most:.2f})")
        if served:
            cells.append(_number(spread.server))
    first, last = figures[0][step].middle, figures[-1][step].middle
    growth = [f"{last / first:.2f}"] if len(figures) > 1 else []
    return [*cells, *growth, f"{last / figures[-1][Step.BARE].middle:.1f}"]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
