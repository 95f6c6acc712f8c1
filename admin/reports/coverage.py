"""Sealed ballots beside the visits that could have cast them: the same units in the same weeks."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from admin.reports.visits import VisitColumns
from kiosk.ground.calendar import Week, start_of_day
from survey.ballots.queries import BatchCounts
from survey.satisfaction import SealedScore, score


class Pooled(NamedTuple):
    """The score of batches that end in one week, and how many ballots it leaves out because of another wording."""

    sealed: SealedScore
    left_out: int


def pooled(batches: Collection[BatchCounts], visits: VisitColumns, *, since: Week) -> Pooled:
    """Return the score of *batches* that answered the same questionnaire: the one with most ballots.

    Args:
        batches: At least one; all end in one week.
        visits: Those of all their units.
        since: The first week of *visits*. Where a batch began earlier nobody knows how many were served.
    """
    forms: dict[int, list[BatchCounts]] = {}
    for batch in batches:
        forms.setdefault(batch.questionnaire_id, []).append(batch)
    shown = max(forms.values(), key=_ballots)
    first, last = min(batch.from_week for batch in shown), shown[0].until_week
    counts = [sum(batch.counts[level] for batch in shown) for level in range(5)]
    served = _served(shown, visits) if first >= since else None
    return Pooled(SealedScore(first, last, score(counts, served)), _ballots(batches) - _ballots(shown))


def _ballots(batches: Collection[BatchCounts]) -> int:
    return sum(sum(batch.counts) for batch in batches)


def _served(batches: Sequence[BatchCounts], visits: VisitColumns) -> int:
    """Return the visits served at the unit of any batch in the weeks of that batch, nobody twice."""
    covered = np.zeros(len(visits.arrived_us), np.bool_)
    for batch in batches:
        begun, over = _begin(batch.from_week), _begin(batch.until_week.shift(1))
        within = (visits.arrived_us >= begun) & (visits.arrived_us < over)
        covered |= within & visits.of_units([batch.unit_id])
    return int(np.count_nonzero(covered & visits.served()))


def _begin(week: Week) -> int:
    return round(start_of_day(week.monday).timestamp()) * 1_000_000
