"""The measurements as a Markdown table."""

from collections.abc import Mapping, Sequence
from statistics import median

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
    served = any(spread.server for spread in figures[sizes[0]].values())
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
        laps = one[step].laps
        cells.append(f"{median(laps):.2f} ({min(laps):.2f}–{max(laps):.2f})")
        if served:
            cells.append(f"{median(one[step].server):.2f}")
    first, last = figures[0], figures[-1]
    growth = [f"{last[step].times(first[step]):.2f}"] if len(figures) > 1 else []
    return [*cells, *growth, f"{last[step].times(last[Step.BARE]):.0f}"]
