"""From served visits to ballots that count: one denominator for both channels of visits. Pure."""

from typing import Final

from kiosk.ground.calendar import Week
from survey.opinions.counted import Counted, Visits
from survey.opinions.enough import enough, told
from survey.opinions.figures import SATISFIED_FROM, Coverage
from survey.opinions.parts import levels

OF_VISITS: Final = ("visit", "kiosk")
"""Channels in which one visit casts one ballot."""
Span = tuple[Week, Week]


def spans(counted: Counted, form_id: int) -> dict[int, list[Span]]:
    """Return, for each unit, the weeks whose served visits could answer *form_id*, first and last inside, none twice.

    They are those of its batches of visits and tablets by people who were served.
    """
    answered = _batches(counted, form_id)
    found: dict[int, list[Span]] = {}
    for batch in sorted(counted.batches, key=lambda one: (one.unit_id, one.from_week, one.until_week)):
        if batch.id not in answered:
            continue
        known = found.setdefault(batch.unit_id, [])
        if known and batch.from_week <= known[-1][1].shift(1):
            known[-1] = (known[-1][0], max(known[-1][1], batch.until_week))
        else:
            known.append((batch.from_week, batch.until_week))
    return found


def coverage(counted: Counted, form_id: int, visits: Visits) -> Coverage:
    """Return the way from served *visits* to ballots that count, of both channels on one form.

    Bounds: S/N and (S + N - n)/N of N served, n ratings that count and S of them satisfied (Manski 1989).
    """
    ids = _batches(counted, form_id)
    sealed = [row for row in counted.sealed if row.form_id == form_id and row.batch_id in ids]
    answered = sum(row.n for row in sealed)
    kept = sum(row.n for row in sealed if not row.left_out)
    by_channel = [
        levels(row for row in counted.cells if row.form_id == form_id and row.batch_id in ids & _of(counted, channel))
        for channel in OF_VISITS
    ]
    rated, pleased = (sum(sum(counts[first:]) for counts in by_channel) for first in (0, SATISFIED_FROM - 1))
    comparable = visits.served if visits.served >= answered > 0 else None
    # The ratings of a channel with fewer than ten could be reckoned from the bounds and the other channel's.
    bounded = comparable if enough(rated) and all(told([sum(counts) for counts in by_channel])) else None
    return Coverage(
        served=visits.served,
        offered=visits.offered if visits.offered and visits.offered >= answered else None,
        answered=answered,
        kept=kept,
        rated=rated,
        share=answered / comparable if comparable else None,
        lowest=pleased / bounded if bounded else None,
        highest=(pleased + bounded - rated) / bounded if bounded else None,
    )


def _batches(counted: Counted, form_id: int) -> set[int]:
    of_visits = set[int]().union(*(_of(counted, channel) for channel in OF_VISITS))
    return {row.batch_id for row in counted.sealed if row.form_id == form_id} & of_visits


def _of(counted: Counted, channel: str) -> set[int]:
    return {batch.id for batch in counted.batches if batch.served and batch.channel == channel}
