"""A line of a tally sheet: read as people type, refused field by field."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.tally.rows import FIELDS, Fault, Refused, TallyRow, read, read_time
from kiosk.queue.tickets import State

MONDAY = date(2026, 11, 16)
EVENING = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)  # 19:00
GROUPS = {"A": 1, "B": 2}
DONE = {"group": "a", "arrived": "0735", "called": "7:50", "started": "", "ended": "08h10", "result": "x"}


def line(**typed: str) -> TallyRow | Refused | None:
    return read(3, DONE | typed, MONDAY, GROUPS, now=EVENING)


@pytest.mark.parametrize("typed", ["0735", "735", "7:35", "07:35", "7h35", "7H35", "7.35", " 7 35 ", "7g35"])
def test_a_time_is_read_however_it_is_written(typed: str) -> None:
    assert read_time(typed) == time(7, 35)


@pytest.mark.parametrize("typed", ["", "7", "35", "2460", "24:00", "7:60", "abc", "7:3", "٠٧٣٥", "07355"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert read_time(typed) is None


def test_a_line_becomes_a_visit_on_the_offices_clock() -> None:
    row = line()
    assert isinstance(row, TallyRow)
    assert (row.place, row.group_id, row.state) == (3, 1, State.DONE)
    assert row.arrived_at == datetime(2026, 11, 16, 0, 35, tzinfo=UTC)
    assert row.called_at == datetime(2026, 11, 16, 0, 50, tzinfo=UTC)
    assert row.ended_at == datetime(2026, 11, 16, 1, 10, tzinfo=UTC)
    assert row.end_known


def test_an_end_that_nobody_wrote_down_is_known_to_be_unknown() -> None:
    row = line(ended="")
    assert isinstance(row, TallyRow)
    assert (row.ended_at, row.end_known) == (row.called_at, False)


def test_an_empty_line_is_no_line() -> None:
    assert read(1, dict.fromkeys(FIELDS, "  "), MONDAY, GROUPS, now=EVENING) is None
    assert read(1, {}, MONDAY, GROUPS, now=EVENING) is None


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"group": ""}, {"group": Fault.MISSING}),
        ({"group": "Z"}, {"group": Fault.UNKNOWN}),
        ({"result": ""}, {"result": Fault.MISSING}),
        ({"result": "Q"}, {"result": Fault.UNKNOWN}),
        ({"arrived": ""}, {"arrived": Fault.MISSING}),
        ({"called": ""}, {"called": Fault.MISSING}),
        ({"called": "", "result": "V"}, {"called": Fault.MISSING}),
        ({"called": "", "ended": "", "result": "B"}, {"ended": Fault.MISSING}),
        ({"arrived": "sáng"}, {"arrived": Fault.UNREADABLE}),
        ({"called": "0730"}, {"called": Fault.BACKWARDS}),
        ({"ended": "0740"}, {"ended": Fault.BACKWARDS}),
        ({"ended": "1901"}, {"ended": Fault.FUTURE}),
        ({"group": "", "called": "x"}, {"group": Fault.MISSING, "called": Fault.UNREADABLE}),
    ],
)
def test_every_fault_of_a_line_is_told(typed: dict[str, str], faults: dict[str, Fault]) -> None:
    refused = line(**typed)
    assert isinstance(refused, Refused)
    assert refused.faults == faults


def test_somebody_who_was_called_at_once_waited_no_time() -> None:
    row = line(called="0735")
    assert isinstance(row, TallyRow)
    assert row.called_at == row.arrived_at


def test_somebody_who_left_needs_no_call_and_somebody_missing_no_end() -> None:
    left, missing = line(called="", result="B"), line(ended="", result="v")
    assert isinstance(left, TallyRow)
    assert (left.state, left.called_at, left.end_known) == (State.LEFT, None, True)
    assert isinstance(missing, TallyRow)
    assert (missing.state, missing.end_known) == (State.NO_SHOW, False)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=12)))
def test_whatever_is_typed_is_read_or_refused_and_never_fails(typed: dict[str, str]) -> None:
    row = read(1, typed, MONDAY, GROUPS, now=EVENING)
    if isinstance(row, TallyRow):
        assert row.arrived_at <= (row.called_at or row.arrived_at) <= row.ended_at <= EVENING
