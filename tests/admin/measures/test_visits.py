"""Visits become columns without losing what did not happen."""

import pytest

from admin.measures.visits import MISSING, Visit, VisitColumns
from kiosk.queue.tickets import State


def test_what_did_not_happen_is_minus_one_whether_it_came_as_none_or_as_minus_one() -> None:
    columns = VisitColumns.of(
        [Visit(5, None, None, None, None, "left", False), Visit(5, -1, -1, -1, -1, "left", False)]
    )

    assert columns.first_called_us.tolist() == [MISSING, MISSING]
    assert columns.opened_us.tolist() == columns.ended_us.tolist() == [MISSING, MISSING]
    assert columns.arrived_us.tolist() == [5, 5]


def test_every_state_of_a_ticket_is_known() -> None:
    columns = VisitColumns.of([Visit(0, None, None, None, None, state, False) for state in State])

    for place, state in enumerate(State):
        assert columns.is_in(state).nonzero()[0].tolist() == [place]


def test_a_state_that_no_ticket_has_is_refused() -> None:
    with pytest.raises(ValueError, match="asleep"):
        VisitColumns.of([Visit(0, None, None, None, None, "asleep", False)])


def test_no_visits_make_empty_columns() -> None:
    assert len(VisitColumns.of([]).arrived_us) == 0
