"""Counters that were open, as columns: when somebody stood at one, and the pauses that are taken out again. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from admin.measures.visits import Instants, Mask
from admin.measures.waiting import OFFSET, SECOND

DAY: Final = 86_400 * SECOND
SessionRow = tuple[int, int, int | None]
PauseRow = tuple[int, int, int | None, int, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Presences:
    """Stretches of time at counters, all columns of one length.

    Attributes:
        unit_id: Whose counter it is.
        since_us, until_us: Half-open, microseconds since 1970-01-01 UTC; never negative in length.
        sign: 1 for an open counter, -1 for a pause within such a stretch.
    """

    unit_id: npt.NDArray[np.int64]
    since_us: Instants
    until_us: Instants
    sign: npt.NDArray[np.int64]

    @classmethod
    def of(cls, sessions: Sequence[SessionRow], pauses: Sequence[PauseRow], now_us: int) -> Self:
        """Return the stretches of *sessions* and their *pauses*.

        What is still open lasts until *now_us*, at most to the end of the day on which it was opened: a counter that
        nobody closed is not open all night. Pauses are cut to their session; those of one session do not overlap.

        Args:
            sessions: Unit, opened, closed.
            pauses: Unit, opened and closed of the session, paused, resumed.
            now_us: The present.
        """
        held = _array(sessions, 3, now_us)
        rests = _array(pauses, 5, now_us)
        closed, rests_closed = _ends(held, now_us), _ends(rests, now_us)
        opened = rests[:, 1]
        paused = np.clip(rests[:, 3], opened, rests_closed)
        resumed = np.clip(rests[:, 4], paused, rests_closed)
        return cls(
            np.concatenate([held[:, 0], rests[:, 0]]),
            np.concatenate([held[:, 1], paused]),
            np.concatenate([closed, resumed]),
            np.repeat(np.array([1, -1], np.int64), [len(held), len(rests)]),
        )

    def take(self, rows: Mask) -> Self:
        """Return the stretches where *rows* is true."""
        return type(self)(self.unit_id[rows], self.since_us[rows], self.until_us[rows], self.sign[rows])

    def of_units(self, unit_ids: Collection[int]) -> Mask:
        """Return, for each stretch, whether it is at a counter of *unit_ids*."""
        return np.isin(self.unit_id, sorted(unit_ids))

    def days(self) -> Instants:
        """Return the local days on which a counter was opened, each once, in order, as days since 1970-01-01."""
        return np.unique((self.since_us[self.sign > 0] + OFFSET) // DAY)

    def by_slot(self, slot_us: int) -> tuple[Instants, Instants]:
        """Return local slots of *slot_us* since 1970 and how many open microseconds each stretch adds to its slot.

        A slot may come several times, and pauses count below 0.
        """
        begin, end = self.since_us + OFFSET, self.until_us + OFFSET
        some = end > begin
        begin, end, sign = begin[some], end[some], self.sign[some]
        first = begin // slot_us
        spans = (end - 1) // slot_us - first + 1
        rows = np.repeat(np.arange(len(begin)), spans)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(spans) - spans, spans)
        slots = first[rows] + within
        shared = np.minimum(end[rows], (slots + 1) * slot_us) - np.maximum(begin[rows], slots * slot_us)
        return slots, shared * sign[rows]


def _array(rows: Sequence[Sequence[int | None]], width: int, open_until: int) -> Instants:
    known = [[open_until if value is None else value for value in row] for row in rows]
    return np.array(known, np.int64).reshape(-1, width)


def _ends(rows: Instants, now_us: int) -> Instants:
    """Return the end of each session: as it was closed, at most its own midnight, never before it was opened."""
    opened = rows[:, 1]
    midnight = ((opened + OFFSET) // DAY + 1) * DAY - OFFSET
    ends: Instants = np.maximum(opened, np.minimum(rows[:, 2], midnight))
    return np.minimum(ends, np.maximum(opened, now_us))
