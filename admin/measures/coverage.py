"""Sealed ballots beside the visits that could have cast them: the same units in the same weeks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from admin.measures.visits import VisitColumns
from kiosk.ground.calendar import Week, start_of_day
from survey.ballots.models import BallotChannel
from survey.ballots.queries import BatchCounts
from survey.satisfaction import HIDDEN_BELOW, LEVELS, SealedScore, score


class Pooled(NamedTuple):
    """The scores of batches that end in one week, and how many ballots they leave out.

    They are those of another wording, and of batches of fewer than ten where several are added up.
    """

    scores: Mapping[BallotChannel, SealedScore]
    left_out: int


def pooled(
    batches: Collection[BatchCounts], visits: VisitColumns, *, since: Week, others: Collection[BatchCounts] = ()
) -> Pooled:
    """Return the score of each channel of *batches* that answered the same questionnaire: the one with most ballots.

    Coverage and bounds are those of all channels together: a visit that answered in one is not silent in another. A
    batch of fewer than ten is added to no other, and where there is one there are no bounds: else a unit's few ballots
    could be reckoned from its organisation's, or one channel's from the other's.

    Args:
        batches: At least one; all end in one week.
        visits: Those of all their units.
        since: The first week of *visits*. Where a batch began earlier nobody knows how many were served.
        others: Batches of other weeks. Those that lie within the weeks of *batches* answered for the same visits.
    """
    forms: dict[int, list[BatchCounts]] = {}
    for batch in batches:
        forms.setdefault(batch.questionnaire_id, []).append(batch)
    shown = max(forms.values(), key=_ballots)
    within = [*shown, *(one for one in others if any(_lies_within(one, batch) for batch in shown))]
    answered, bounded = _levels(within), all(map(_enough, within))
    served = _served(shown, visits) if min(batch.from_week for batch in shown) >= since else None
    scores, counted = {}, 0
    for channel in sorted({batch.channel for batch in shown}):
        own = _tellable([batch for batch in shown if batch.channel == channel])
        counts, first = _levels(own), min(batch.from_week for batch in own)
        elsewhere = [number - mine for number, mine in zip(answered, counts, strict=True)]
        found = score(counts, served, elsewhere)
        found = found if bounded else replace(found, lowest=None, highest=None)
        scores[channel], counted = SealedScore(first, own[0].until_week, found), counted + _ballots(own)
    return Pooled(scores, _ballots(batches) - counted)


def _tellable(own: Sequence[BatchCounts]) -> Sequence[BatchCounts]:
    """Return the batches of one channel that may be added up; of none that may, the largest, hidden."""
    return [batch for batch in own if _enough(batch)] or [max(own, key=lambda batch: sum(batch.counts))]


def _enough(batch: BatchCounts) -> bool:
    return sum(batch.counts) >= HIDDEN_BELOW


def _lies_within(one: BatchCounts, batch: BatchCounts) -> bool:
    same = (one.unit_id, one.questionnaire_id) == (batch.unit_id, batch.questionnaire_id)
    return same and batch.from_week <= one.from_week and one.until_week < batch.until_week


def _levels(batches: Collection[BatchCounts]) -> list[int]:
    return [sum(batch.counts[level] for batch in batches) for level in range(LEVELS)]


def _ballots(batches: Collection[BatchCounts]) -> int:
    return sum(_levels(batches))


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
