"""Visits, tallies and ballots are counted by unit and week."""

from datetime import timedelta
from typing import Any

from admin.measures.visits import Visit, VisitColumns
from admin.signals.counting import (
    Frame,
    Sealed,
    StoredCell,
    of_all_five,
    of_answers,
    of_coverage,
    of_tallies,
    of_visits,
)
from admin.signals.kinds import Signal
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.instants import to_microseconds
from survey.ballots.signs import Sign, Tallied
from tests.factories import MONDAY

WEEK = Week.of(local_day(MONDAY))
FRAME = Frame({7, 3}, [WEEK.shift(-1), WEEK])
MINUTE = 60_000_000


def visit(waited: int, state: str = "done", *, way: int | None = 1, day: int = 0, **more: Any) -> Visit:
    arrived = to_microseconds(MONDAY + timedelta(days=day))
    called = arrived + waited * MINUTE if state == "done" else None
    started = called + way * MINUTE if called is not None and way is not None else None
    ended = arrived + (waited + 20) * MINUTE if state == "done" else arrived + waited * MINUTE
    made = Visit(arrived, None, called, started, ended, state, doubtful=False, unit_id=7, group_id=1, counter_id=5)
    return made._replace(**more)


def counted(signal: Signal, *visits: Visit) -> list[list[float]]:
    found: list[list[float]] = of_visits(VisitColumns.of(visits), FRAME)[signal][1].tolist()  # unit 7
    return found


def test_long_waits_that_were_removed_or_closed_have_vanished_and_others_have_not() -> None:
    visits = [visit(40), visit(40, "removed"), visit(16, "closed"), visit(15, "removed"), visit(50, "left")]
    assert counted(Signal.VANISHED, *visits) == [[0, 0], [2, 4]]


def test_a_long_wait_with_a_doubtful_instant_has_vanished_too() -> None:
    assert counted(Signal.VANISHED, visit(40, doubtful=True), visit(40)) == [[0, 0], [1, 2]]
    assert counted(Signal.BACKDATED, visit(3, doubtful=True), visit(40)) == [[0, 0], [1, 2]]


def test_called_early_is_over_five_minutes_and_a_unit_whose_call_is_the_start_says_nothing() -> None:
    assert counted(Signal.CALLED_EARLY, visit(3, way=6), visit(3, way=5), visit(3, way=0)) == [[0, 0], [1, 2]]


def test_tally_sheets_other_units_and_other_weeks_are_left_out() -> None:
    strangers = [visit(40, by_hand=True), visit(40, unit_id=5), visit(40, day=7), visit(40, day=-14)]
    assert counted(Signal.VANISHED, *strangers) == [[0, 0], [0, 0]]
    assert counted(Signal.VANISHED, visit(40, day=-1), visit(40, day=6)) == [[0, 1], [0, 1]]  # Sunday, Sunday


def test_each_tally_stands_beside_what_it_is_a_share_of() -> None:
    tallies = [
        Tallied(3, WEEK, sign, n) for sign, n in ((Sign.PHONE, 50), (Sign.PLACED, 45), (Sign.TIMED, 40), (Sign.FAST, 4))
    ]
    found = of_tallies([*tallies, Tallied(3, WEEK, Sign.OFFICE, 9)], FRAME)
    assert {signal: part[0, 1].tolist() for signal, part in found.items()} == {
        Signal.BURST: [0, 50],
        Signal.FAST: [4, 40],
        Signal.OFFICE: [9, 45],
    }


def test_answers_stand_beside_what_was_measured_in_the_weeks_of_their_batch() -> None:
    visits = VisitColumns.of([visit(20), visit(10), visit(30, day=-7), visit(30, "removed")])
    said = Sealed(7, True, WEEK.shift(-1), WEEK, 19, 0, said=19, said_long=9)
    assert of_answers([said], visits, FRAME)[1].tolist() == [[0] * 4, [9, 19, 2, 3]]
    assert not of_answers([said._replace(from_week=WEEK.shift(-2))], visits, FRAME).any()


def test_sealed_ballots_are_held_against_the_visits_of_their_counter_group_and_band() -> None:
    visits = VisitColumns.of([visit(3)] * 8 + [visit(20)] * 6 + [visit(20, counter_id=6)] * 9)
    cells = (StoredCell(5, 1, "under_5", 4), StoredCell(5, 1, "15_to_30", 2), StoredCell(None, None, None, 4))
    sealed = Sealed(7, True, WEEK, WEEK, rated=10, all_five=6, said=0, said_long=0, cells=cells)
    at_tablets = sealed._replace(by_phone=False, rated=3, all_five=1)
    assert of_coverage([sealed, at_tablets], visits, FRAME)[1, 1].tolist() == [4, 8, 2, 6]
    assert of_all_five([sealed, at_tablets], FRAME)[1, 1].tolist() == [7, 13]


def test_without_anything_all_is_zero() -> None:
    none = VisitColumns.of([])
    assert not of_coverage([], none, FRAME).any()
    lonely = Sealed(7, True, WEEK, WEEK, 4, 3, 0, 0, (StoredCell(5, 1, None, 4),))
    assert not of_coverage([lonely], none, FRAME)[..., 1].any()
    assert all(not part.any() for part in of_visits(none, FRAME).values())
