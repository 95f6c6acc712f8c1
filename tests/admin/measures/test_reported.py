"""What people said they had waited stands beside what was measured of the same visits, and never mixes."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.reported import bands, reported
from admin.measures.visits import VisitColumns
from kiosk.queue.waiting import WaitBand, wait_band
from survey.ballots.reported import BatchSaid
from tests.admin.measures.offices import W46, W47, visit, waiting

IN_ORDER = [band for band in WaitBand if band is not WaitBand.NONE]


def batch(
    counts: tuple[int, int, int, int, int] = (2, 4, 3, 1, 0), *, channel: str = "visit", question: int = 1
) -> BatchSaid:
    return BatchSaid(0, channel, question, W47, W47, counts, forgotten=2)


def columns(waits: Sequence[int], day: str = "2026-11-16") -> VisitColumns:
    return VisitColumns.of([visit(f"{day} 08:00", wait=wait, stay=wait + 600) for wait in waits])


@given(st.lists(st.integers(0, 5000) | st.sampled_from([299, 300, 900, 901, 1800, 1801, 3600, 3601]), max_size=30))
def test_measured_bands_are_those_of_the_question(waits: list[int]) -> None:
    found = bands(np.array(waits, np.int64))
    assert found == tuple(sum(wait_band(wait) == band for wait in waits) for band in IN_ORDER)


def test_shares_leave_out_whoever_does_not_remember() -> None:
    (line,) = reported([batch()], columns([60] * 6 + [600] * 4))
    assert (line.n, line.forgotten, line.shown) == (10, 2, True)
    assert line.said_shares == (0.2, 0.4, 0.3, 0.1, 0.0)
    assert (line.measured, line.measured_shares) == ((6, 4, 0, 0, 0), (0.6, 0.4, 0.0, 0.0, 0.0))


def test_nine_ballots_are_hidden_and_nine_visits_too() -> None:
    (line,) = reported([batch((9, 0, 0, 0, 0))], columns([60] * 9))
    assert (line.shown, line.said_shares, line.measured_shares) == (False, None, None)


def test_channels_and_wordings_stay_apart() -> None:
    three = [batch(), batch((9, 9, 9, 9, 9), channel="kiosk"), batch((1, 1, 1, 1, 1), question=2)]
    lines = reported([*three, batch()], columns([]))
    assert [(line.channel, line.question_id, line.n) for line in lines] == [
        *(("kiosk", 1, 45), ("visit", 1, 20), ("visit", 2, 5))
    ]


def test_only_visits_of_the_units_and_weeks_of_the_batches_are_beside_them() -> None:
    elsewhere = visit("2026-11-17 08:00", wait=60)._replace(unit_id=9)
    mine = [visit("2026-11-17 08:00", wait=60), visit("2026-11-10 08:00", wait=60), elsewhere]
    unsure = [visit("2026-11-17 08:00", wait=60, doubtful=True), waiting(900)]
    (line,) = reported([batch()], VisitColumns.of([*mine, *unsure]))
    assert line.measured == (1, 0, 0, 0, 0)
    assert (line.from_week, line.until_week) == (W47, W47)


def test_two_batches_of_one_week_count_a_visit_once() -> None:
    both = [batch()._replace(from_week=W46), batch()]
    (line,) = reported(both, columns([60]))
    assert (line.from_week, line.measured) == (W46, (1, 0, 0, 0, 0))


def test_without_batches_there_is_nothing_to_say() -> None:
    assert reported([], columns([60])) == ()
