"""How many procedures of a unit have a shortened limit, and how many can be reached by its codes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.procedures.time_limits import Limit


@dataclass(frozen=True, slots=True)
class Received:
    """A procedure that a unit receives, on one day.

    Attributes:
        has_page: Something holds for it that day, so that there is a page to read.
        legal: The law's limit that day; ``None`` where it is in words or not given.
        announced: The unit's own that day; ``None`` where it has announced none.
    """

    has_page: bool
    legal: Limit | None = None
    announced: Limit | None = None

    @property
    def is_shortened(self) -> bool:
        """Whether the unit has promised less than the law allows, both in numbers, for a procedure in force."""
        both = self.legal is not None and self.announced is not None
        return self.has_page and both and shortens(self.announced, self.legal)


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts of one unit's procedures; shares lie between 0 and 1 and are ``None`` where there are no procedures."""

    total: int
    shortened: int
    reachable: int

    @property
    def shortened_share(self) -> float | None:
        """Shortened ÷ total: the letter 1722/UBND-TH (2022), item 4, asks for at least 0.1."""
        return self.shortened / self.total if self.total else None

    @property
    def reachable_share(self) -> float | None:
        """Reachable ÷ total."""
        return self.reachable / self.total if self.total else None


def shortens(announced: Limit | None, legal: Limit | None) -> bool:
    """Whether *announced* is shorter than *legal*; never where one of them is not a number."""
    return announced is not None and legal is not None and announced.is_shorter_than(legal)


def shares(received: Iterable[Received], *, has_code: bool) -> Shares:
    """Count what a unit receives.

    Args:
        received: Every procedure that the unit receives, in force or not.
        has_code: The unit has a printed code in use: without one no code leads to any procedure.
    """
    rows = list(received)
    reachable = sum(row.has_page for row in rows) if has_code else 0
    return Shares(len(rows), sum(row.is_shortened for row in rows), reachable)
