"""What stands on the leader's picture and chart: words in the reader's language, and the few numbers that are drawn."""

from dataclasses import dataclass
from typing import NamedTuple

from admin.measures.numbers import number


class Word(NamedTuple):
    """A coloured word: *level* is ``within``, ``near``, ``over`` or ``info``, and gives it its shape, too."""

    level: str
    text: str


class WeekPoint(NamedTuple):
    """One week of the chart: its short name and the mean wait in minutes; ``None`` leaves a gap."""

    name: str
    minutes: float | None


class Mark(NamedTuple):
    """What happened in a week of the chart, by the place of the week."""

    place: int
    text: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: its name, its two words, and its mean wait in minutes before the pilot and now; ``None``: unknown."""

    name: str
    words: tuple[Word, Word]
    before: float | None
    now: float | None
    target: float


@dataclass(frozen=True, slots=True)
class LeaderTexts:
    """Every word of the leader's page.

    Attributes:
        heading: What it is about; *period* which week.
        sentences: The three.
        lines: The units. With *weeks* there is one, and its weeks are drawn; otherwise all units side by side.
        chart: The finding of the chart, a sentence.
        scale: What is drawn, with its unit.
        target, before, now: Names in the chart; the minutes follow those of the target.
        no_data: Written where nothing can be drawn.
        note: What “wait” means, for the foot.
        told: Whether the week says anything; if not, there is one sentence, and nothing is drawn.
        made: On which day the page was made, for the foot of the picture.
        sample: Written across sample data; empty where it is none.
    """

    heading: str
    period: str
    sentences: tuple[str, ...]
    lines: tuple[UnitLine, ...]
    chart: str
    scale: str
    target: str
    before: str
    now: str
    no_data: str
    note: str
    sample: str
    weeks: tuple[WeekPoint, ...] = ()
    marks: tuple[Mark, ...] = ()
    decimal_comma: bool = True
    told: bool = True
    made: str = ""

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
