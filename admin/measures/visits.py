"""Visits as columns: what the reports read, one number array per instant, so that a year of rows costs milliseconds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kiosk.queue.tickets import State

MISSING: Final = -1
CODES: Final = {str(state): code for code, state in enumerate(State)}

Instants = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Visit(NamedTuple):
    """One ticket, its instants in microseconds since 1970-01-01 UTC; ``None`` or -1 where it did not happen.

    Attributes:
        arrived_us: When the ticket was taken.
        opened_us: When the office opened, if that was after the arrival.
        first_called_us: The first call; a recall does not change it.
        started_us, ended_us: Begin of the service, end of the visit however it ended.
        state: A ticket state, ``done`` for instance.
        doubtful: Arrival or first call is not to be trusted to the second, so neither is the wait.
        unit_id: Where the ticket was taken.
        by_staff: The arrival was logged by the staff, who choose when, rather than by the citizen.
        by_hand: It was written on a tally sheet first; such an arrival is also by the staff.
    """

    arrived_us: int
    opened_us: int | None
    first_called_us: int | None
    started_us: int | None
    ended_us: int | None
    state: str
    doubtful: bool
    unit_id: int = 0
    by_staff: bool = False
    by_hand: bool = False


VisitRow = Visit | tuple[int, int | None, int | None, int | None, int | None, str, bool, int, bool, bool]


@dataclass(frozen=True, slots=True, eq=False)
class VisitColumns:
    """The same visits by column, all of one length and in one order, which does not matter.

    Attributes:
        arrived_us, opened_us, first_called_us, started_us, ended_us: As in `Visit`; -1 where it did not happen.
        state: ``CODES[state]``.
        doubtful, unit_id, by_staff, by_hand: As in `Visit`.
    """

    arrived_us: Instants
    opened_us: Instants
    first_called_us: Instants
    started_us: Instants
    ended_us: Instants
    state: npt.NDArray[np.int8]
    doubtful: Mask
    unit_id: npt.NDArray[np.int64]
    by_staff: Mask
    by_hand: Mask

    @classmethod
    def of(cls, visits: Iterable[VisitRow]) -> Self:
        """Return the columns of *visits*, 0.2 microseconds a visit.

        Raises:
            ValueError: A visit is in no state of a ticket.
        """
        rows = list(visits)
        try:
            state = np.fromiter((CODES[row[5]] for row in rows), np.int8, len(rows))
        except KeyError as unknown:
            raise ValueError(f"no ticket is {unknown}") from None
        return cls(
            arrived_us=_instants(rows, 0),
            opened_us=_instants(rows, 1),
            first_called_us=_instants(rows, 2),
            started_us=_instants(rows, 3),
            ended_us=_instants(rows, 4),
            state=state,
            doubtful=np.fromiter((row[6] for row in rows), np.bool_, len(rows)),
            unit_id=np.fromiter((row[7] for row in rows), np.int64, len(rows)),
            by_staff=np.fromiter((row[8] for row in rows), np.bool_, len(rows)),
            by_hand=np.fromiter((row[9] for row in rows), np.bool_, len(rows)),
        )

    def take(self, rows: npt.NDArray[np.intp] | Mask) -> Self:
        """Return the visits at the positions *rows*, or where *rows* is true."""
        return type(self)(
            self.arrived_us[rows],
            self.opened_us[rows],
            self.first_called_us[rows],
            self.started_us[rows],
            self.ended_us[rows],
            self.state[rows],
            self.doubtful[rows],
            self.unit_id[rows],
            self.by_staff[rows],
            self.by_hand[rows],
        )

    def is_in(self, state: State) -> Mask:
        """Return, for each visit, whether it is in *state*."""
        there: Mask = self.state == CODES[state]
        return there

    def of_units(self, unit_ids: Collection[int]) -> Mask:
        """Return, for each visit, whether its ticket was taken at one of *unit_ids*."""
        return np.isin(self.unit_id, sorted(unit_ids))

    def served(self) -> Mask:
        """Return, for each visit, whether it was served: called, and done or closed at night after the start."""
        ended = self.is_in(State.DONE) | (self.is_in(State.CLOSED) & (self.started_us >= 0))
        return (self.first_called_us >= 0) & ended


def _instants(rows: list[VisitRow], place: int) -> Instants:
    instants = (MISSING if row[place] is None else row[place] for row in rows)
    return np.fromiter(instants, np.int64, len(rows))
