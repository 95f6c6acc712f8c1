"""The words on the charts of satisfaction, in the reader's language; the page hands them in."""

from dataclasses import dataclass
from typing import NamedTuple

from admin.measures.numbers import number

Counts = tuple[int, int, int, int, int]


class LevelsRow(NamedTuple):
    """One bar: what is rated with its n, the five counts, the share of satisfied in words (“86 %”), its interval."""

    name: str
    counts: Counts
    result: str
    note: str


@dataclass(frozen=True, slots=True)
class LevelsTexts:
    """Every word a chart of bars needs.

    Attributes:
        title: The finding, a sentence.
        heading: What is counted: ballots, or answers.
        levels: Names of the five levels, 1 first.
        no_data: Written when nothing may be told.
        foot: What such a result is not.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    heading: str
    levels: tuple[str, str, str, str, str]
    no_data: str
    foot: str
    sample: str
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)


@dataclass(frozen=True, slots=True)
class SatisfiedTexts:
    """Every word the chart of weeks needs; see `LevelsTexts`.

    Attributes:
        satisfied: Heading of the shares, with what the whiskers are.
        ballots: Heading of the counts.
        week: The pattern of a week's short name.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    satisfied: str
    ballots: str
    levels: tuple[str, str, str, str, str]
    no_data: str
    foot: str
    sample: str
    week: str = "T%(number)s (%(monday)s)"
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
