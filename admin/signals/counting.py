"""What is counted for each signal, from visits, tallies and sealed ballots. Pure."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from admin.measures.reported import UP_TO
from admin.measures.visits import MISSING, Instants, Mask, VisitColumns
from admin.measures.waiting import DAY, OFFSET, SECOND
from admin.signals.coverage import BANDS, Counts, by_length
from admin.signals.judging import Floats
from admin.signals.kinds import Signal
from kiosk.ground.calendar import Week
from kiosk.queue.tickets import State
from survey.ballots.signs import Sign, Tallied

LONG_SECONDS: Final = UP_TO[1]
"""A wait is long that took more than 15 minutes."""
EARLY_SECONDS: Final = 300
"""Nobody walks to a counter for longer."""
EPOCH_DAY: Final = 3
"""1 January 1970 was a Thursday: days from a Monday."""
OF_TALLIES: Final = {
    Signal.BURST: (Sign.BURST, Sign.PHONE),
    Signal.FAST: (Sign.FAST, Sign.TIMED),
    Signal.OFFICE: (Sign.OFFICE, Sign.PLACED),
}


class StoredCell(NamedTuple):
    """So many ballots of one batch in one stored cell; ``None`` is “not said”."""

    counter_id: int | None
    group_id: int | None
    wait_band: str | None
    ballots: int


class Sealed(NamedTuple):
    """The ballots of one sealed batch of served visits.

    Attributes:
        by_phone: Cast on the own phone; otherwise at a tablet.
        from_week, until_week: Both inside.
        rated, all_five: Ballots that say how they liked something, and of these who say five each time.
        said, said_long: Ballots that remember how long the wait was, and of these who say over 15 minutes.
        cells: Where they were cast.
    """

    unit_id: int
    by_phone: bool
    from_week: Week
    until_week: Week
    rated: int
    all_five: int
    said: int
    said_long: int
    cells: tuple[StoredCell, ...] = ()


class Frame:
    """The units and weeks that are counted: where each stands in the arrays."""

    def __init__(self, unit_ids: Collection[int], weeks: Sequence[Week]) -> None:
        """Take *unit_ids* in order, and *weeks* without a gap."""
        self.unit_ids = np.array(sorted(unit_ids), np.int64)
        self.weeks = tuple(weeks)
        self._first = weeks[0].monday.toordinal()
        self._rows = {int(unit_id): row for row, unit_id in enumerate(self.unit_ids)}

    @property
    def shape(self) -> tuple[int, int]:
        """How many units and weeks."""
        return len(self.unit_ids), len(self.weeks)

    def row(self, unit_id: int) -> int:
        """Return where a unit stands."""
        return self._rows[unit_id]

    def place(self, week: Week) -> int:
        """Return where a week stands; under 0, or beyond the last, for one that is not counted."""
        return (week.monday.toordinal() - self._first) // 7

    def holds(self, since: Week, until: Week) -> bool:
        """Tell whether the weeks from one to another are all counted."""
        return self.place(since) >= 0 and self.place(until) < len(self.weeks)

    def cells(self, visits: VisitColumns) -> Instants:
        """Return where each visit counts, as one number; -1 for one of another unit or week."""
        day = (visits.arrived_us + OFFSET) // DAY
        week = (day + EPOCH_DAY) // 7 - (self._first - 719_163 + EPOCH_DAY) // 7
        row = np.searchsorted(self.unit_ids, visits.unit_id)
        row = np.minimum(row, len(self.unit_ids) - 1)
        there = (self.unit_ids[row] == visits.unit_id) & (week >= 0) & (week < len(self.weeks))
        return np.where(there, row * len(self.weeks) + week, -1)

    def count(self, cells: Instants, which: Mask) -> Floats:
        """Return how many of *which* there are, by unit and week."""
        found = np.bincount(cells[which & (cells >= 0)], minlength=self.shape[0] * self.shape[1])
        return found.reshape(self.shape).astype(np.float64)


def of_visits(visits: VisitColumns, frame: Frame) -> dict[Signal, Floats]:
    """Return what is counted of the queue; what was written on tally sheets first is left out."""
    cells = np.where(visits.by_hand, -1, frame.cells(visits))
    served, called = visits.served(), visits.first_called_us >= 0
    waited = (np.where(called, visits.first_called_us, visits.ended_us) - visits.arrived_us) // SECOND
    doubtful = visits.doubtful | (called & (waited < 0))
    long = waited > LONG_SECONDS
    gone = visits.is_in(State.REMOVED) | (visits.is_in(State.CLOSED) & ~served) | doubtful
    began = served & ~doubtful & (visits.started_us > visits.first_called_us)
    early = began & (visits.started_us - visits.first_called_us > EARLY_SECONDS * SECOND)
    everybody = np.ones(len(visits), np.bool_)
    masks = {
        Signal.VANISHED: (long & gone, long),
        Signal.BACKDATED: (doubtful, everybody),
        Signal.CALLED_EARLY: (early, began),
    }
    return {signal: np.stack([frame.count(cells, part) for part in parts], axis=-1) for signal, parts in masks.items()}


def of_tallies(tallies: Iterable[Tallied], frame: Frame) -> dict[Signal, Floats]:
    """Return what was counted at casting."""
    counted = {sign: np.zeros(frame.shape) for sign in Sign}
    for one in tallies:
        counted[one.sign][frame.row(one.unit_id), frame.place(one.week)] = one.ballots
    return {signal: np.stack([counted[k], counted[n]], axis=-1) for signal, (k, n) in OF_TALLIES.items()}


def of_answers(sealed: Iterable[Sealed], visits: VisitColumns, frame: Frame) -> Floats:
    """Return how many say they waited over 15 minutes, of how many, and how many did, of how many, in the same weeks.

    A batch counts in its last week; two batches of the same weeks are two answers to the same visits.
    """
    parts = np.zeros((*frame.shape, 4))
    cells = frame.cells(visits)
    waited = (visits.first_called_us - visits.arrived_us) // SECOND
    sound = visits.served() & ~visits.doubtful & (waited >= 0)
    measured = np.stack([frame.count(cells, sound & (waited > LONG_SECONDS)), frame.count(cells, sound)], axis=-1)
    for one in sealed:
        if one.said and frame.holds(one.from_week, one.until_week):
            row, since, until = frame.row(one.unit_id), frame.place(one.from_week), frame.place(one.until_week)
            parts[row, until, :2] += one.said_long, one.said
            parts[row, until, 2:] += measured[row, since : until + 1].sum(axis=0)
    return parts


def of_all_five(sealed: Iterable[Sealed], frame: Frame) -> Floats:
    """Return how many sealed ballots are all fives, of how many that say how they liked something."""
    five = np.zeros((*frame.shape, 2))
    for one in sealed:
        if frame.holds(one.from_week, one.until_week):
            five[frame.row(one.unit_id), frame.place(one.until_week)] += one.all_five, one.rated
    return five


def of_coverage(sealed: Iterable[Sealed], visits: VisitColumns, frame: Frame) -> Floats:
    """Return ballots and served visits with short and with long waits, of batches cast on people's own phones."""
    coverage = np.zeros((*frame.shape, 4))
    nodes: dict[tuple[int, ...], Counts] = {}
    for batch, one in enumerate(sealed):
        if not one.by_phone or not frame.holds(one.from_week, one.until_week):
            continue
        place = frame.row(one.unit_id), frame.place(one.from_week), frame.place(one.until_week)
        for cell in one.cells:
            if cell.group_id is not None:
                key = (*place, MISSING if cell.counter_id is None else cell.counter_id, cell.group_id, batch)
                node = nodes.setdefault(key, np.zeros(len(BANDS) + 1))
                node[BANDS.index(cell.wait_band) if cell.wait_band in BANDS else -1] += cell.ballots
    if nodes:
        keys, stored = np.array(list(nodes), np.int64), np.stack(list(nodes.values()))
        parts = by_length(_came(keys, visits, frame), stored[:, :-1], stored[:, -1])
        np.add.at(coverage, (keys[:, 0], keys[:, 2]), parts)
    return coverage


def _came(nodes: Instants, visits: VisitColumns, frame: Frame) -> Counts:
    """Return the served visits of each node by band; a node is its row, first and last week, counter and group."""
    cells, details = frame.cells(visits), visits.detailed
    here = visits.served() & (cells >= 0) & (visits.first_called_us >= visits.arrived_us)
    waited = (visits.first_called_us - visits.arrived_us)[here] // SECOND
    row, since, until, counter, group = nodes[:, :5].T
    counters = max(int(details.counter_id.max(initial=0)), int(counter.max())) + 2
    groups = max(int(details.group_id.max(initial=0)), int(group.max())) + 1

    def finest(cell: Instants, counter: Instants, group: Instants) -> Instants:
        return (cell * counters + counter + 1) * groups + group

    placed = finest(cells[here], details.counter_id[here], details.group_id[here])
    band = np.searchsorted(UP_TO, waited, side="left")
    known, counts = np.unique(placed * len(BANDS) + band, return_counts=True)
    came = np.zeros((len(nodes), len(BANDS)))
    for ahead in range(int((until - since).max()) + 1):
        node = finest(row * len(frame.weeks) + since + ahead, counter, group)
        for place in range(len(BANDS)):
            wanted = node * len(BANDS) + place
            found = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
            if len(known):
                came[:, place] += np.where((known[found] == wanted) & (since + ahead <= until), counts[found], 0)
    return came
