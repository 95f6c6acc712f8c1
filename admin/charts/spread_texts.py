"""The words on the histogram of waits, in the reader's language; the page hands them in."""

from dataclasses import dataclass

from admin.measures.numbers import number


@dataclass(frozen=True, slots=True)
class SpreadTexts:
    """Every word the histogram needs.

    Attributes:
        title: The finding, a sentence.
        heading: What the bars are, with unit and n.
        target, older_target, median, p90: Names of the four marks; the minutes follow.
        longer: Name of the last, hatched bar, with its minutes: “trên 60”.
        no_data: Written when too few waits count.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    heading: str
    target: str
    older_target: str
    median: str
    p90: str
    longer: str
    no_data: str
    sample: str
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
