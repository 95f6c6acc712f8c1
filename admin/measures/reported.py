"""What citizens said they had waited beside what was measured: the same units, the same weeks, band by band."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from admin.measures.finding import FEW
from admin.measures.visits import Instants, Mask, VisitColumns
from kiosk.ground.calendar import Week, start_of_day
from survey.ballots.reported import BANDS, BatchSaid

SECOND: Final = 1_000_000
UP_TO: Final = (5 * 60 - 1, 15 * 60, 30 * 60, 60 * 60)
"""The longest wait of each band but the last, in seconds: those of `kiosk.queue.waiting.wait_band`."""

Bands = tuple[int, ...]
"""Five counts: under 5, 5 to 15, over 15 to 30, over 30 to 60, over 60 minutes."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said in one channel in answer to one wording, and what was measured.

    Attributes:
        channel: ``visit`` on the own phone, ``kiosk`` at a tablet; never mixed in one share.
        question_id: The wording that was answered; wordings are never pooled.
        from_week, until_week: First and last week of the batches, both inside.
        said: Ballots in each band.
        forgotten: Ballots that say “do not remember”; they are in no share.
        measured: Served visits with an exact wait in each band, at the units of these batches in their weeks.
    """

    channel: str
    question_id: int
    from_week: Week
    until_week: Week
    said: Bands
    forgotten: int
    measured: Bands

    @property
    def n(self) -> int:
        """Ballots behind the shares."""
        return sum(self.said)

    @property
    def shown(self) -> bool:
        """Whether the answers may be shown: under ten say little and may point at somebody."""
        return self.n >= FEW

    @property
    def said_shares(self) -> tuple[float, ...] | None:
        """Shares 0–1 of those who remember; ``None`` under ten."""
        return _shares(self.said)

    @property
    def measured_shares(self) -> tuple[float, ...] | None:
        """Shares 0–1 of the measured visits; ``None`` under ten."""
        return _shares(self.measured)


def reported(batches: Collection[BatchSaid], visits: VisitColumns) -> tuple[Reported, ...]:
    """Return a line for each channel and wording, the channel with most ballots first.

    Args:
        batches: Sealed batches, each whole.
        visits: At least those of the units and weeks of *batches*; others are left out.

    Returns:
        Empty without batches.
    """
    lines: dict[tuple[str, int], list[BatchSaid]] = {}
    for batch in batches:
        lines.setdefault((batch.channel, batch.question_id), []).append(batch)
    found = [_line(channel, question_id, own, visits) for (channel, question_id), own in lines.items()]
    return tuple(sorted(found, key=lambda line: (-line.n, line.channel, line.question_id)))


def bands(seconds: Instants) -> Bands:
    """Return how many of the waits *seconds*, none negative, lie in each of the five bands."""
    found = np.bincount(np.searchsorted(UP_TO, seconds, side="left"), minlength=BANDS)
    return tuple(int(number) for number in found)


def _line(channel: str, question_id: int, batches: Sequence[BatchSaid], visits: VisitColumns) -> Reported:
    covered: Mask = np.zeros(len(visits.arrived_us), np.bool_)
    for batch in batches:
        begun, over = _begin(batch.from_week), _begin(batch.until_week.shift(1))
        within = (visits.arrived_us >= begun) & (visits.arrived_us < over)
        covered |= within & visits.of_units([batch.unit_id])
    sound = visits.served() & ~visits.doubtful & (visits.first_called_us >= visits.arrived_us)
    waits = (visits.first_called_us - visits.arrived_us)[covered & sound] // SECOND
    return Reported(
        channel=channel,
        question_id=question_id,
        from_week=min(batch.from_week for batch in batches),
        until_week=max(batch.until_week for batch in batches),
        said=tuple(sum(batch.counts[band] for batch in batches) for band in range(BANDS)),
        forgotten=sum(batch.forgotten for batch in batches),
        measured=bands(waits),
    )


def _shares(counts: Bands) -> tuple[float, ...] | None:
    n = sum(counts)
    return tuple(count / n for count in counts) if n >= FEW else None


def _begin(week: Week) -> int:
    return round(start_of_day(week.monday).timestamp()) * SECOND
