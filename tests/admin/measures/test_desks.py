"""How long counters stood open, and which visits were served at them meanwhile."""

import pytest

from admin.measures.desks import DeskTime, Rest, Stand, desk_time, served_in
from admin.measures.visits import Visit, VisitColumns
from tests.admin.measures.offices import at, visit

MORNING = Stand(3, at("2026-11-16 07:30"), at("2026-11-16 11:30"), (Rest("break", 600), Rest("meeting", 1800)))
AFTERNOON = Stand(3, at("2026-11-16 13:30"), at("2026-11-16 17:00"), (Rest("break", 300),))


def called(wall: str, counter_id: int = 3) -> Visit:
    return visit("2026-11-16 07:00")._replace(last_called_us=at(wall), counter_id=counter_id)


def test_pauses_are_taken_out_and_told_by_reason() -> None:
    found = desk_time([MORNING, AFTERNOON])
    assert found == DeskTime(2, 27_000 - 2_700, 2_700, (("meeting", 1, 1800), ("break", 2, 900)))


def test_a_counter_that_was_never_opened_was_open_for_no_time() -> None:
    assert desk_time([]) == DeskTime(0, 0, 0, ())


def test_a_visit_belongs_to_whoever_stood_where_it_was_called_last() -> None:
    times = ("07:29", "07:30", "11:29", "11:30", "12:00", "13:30")
    visits = [called(f"2026-11-16 {time}") for time in times]
    columns = VisitColumns.of([*visits, called("2026-11-16 08:00", counter_id=4), visit(wait=None)])
    assert served_in(columns, [MORNING, AFTERNOON]).tolist() == [False, True, True, False, False, True, False, False]


def test_without_the_details_nobody_can_say_who_called() -> None:
    columns = VisitColumns.of([called("2026-11-16 08:00")])
    with pytest.raises(ValueError, match="headline"):
        served_in(VisitColumns(*(getattr(columns, name) for name in columns.__slots__[:-1])), [MORNING])
