"""The words on the small multiples, in the reader's language; the page hands them in."""

from dataclasses import dataclass

from admin.measures.numbers import number


@dataclass(frozen=True, slots=True)
class GroupTexts:
    """Every word the panels need.

    Attributes:
        title: The finding, a sentence.
        heading: What points, line and dashes are, with the unit; as many lines as it takes.
        stands_on: Below a name, with places for ``mean`` in minutes and ``n``.
        others: Name of the panel of all other kinds of work.
        no_data: Written when no wait counts.
        sample: Written across sample data.
        decimal_comma: Whether 12.5 is written 12,5.
    """

    title: str
    heading: str
    stands_on: str
    others: str
    no_data: str
    sample: str
    decimal_comma: bool = True

    def number(self, value: float) -> str:
        """Return *value* as the reader writes numbers."""
        return number(value, decimal_comma=self.decimal_comma)
