"""The rows of a file add up to the figures of the report."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from admin.measures.figures import Targets
from admin.measures.rows import COLUMNS, Names, rows
from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import of
from kiosk.queue.tickets import State
from tests.admin.measures.offices import at

NAMES = Names({0: "Phường Ninh Kiều", 1: "=cmd"}, {0: "Hộ tịch"})
SECOND = 1_000_000


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    arrived = at("2026-11-16 07:30") + draw(st.integers(0, 4 * 86_400)) * SECOND
    called = draw(st.none() | st.integers(-60, 3600).map(lambda wait: arrived + wait * SECOND))
    started = draw(st.none() | st.integers(0, 600).map(lambda way: (called or arrived) + way * SECOND))
    ended = draw(st.none() | st.integers(0, 600).map(lambda rest: (started or called or arrived) + rest * SECOND))
    state = draw(st.sampled_from([*map(str, State)]))
    return Visit(
        arrived, None, called, started, ended, state, draw(st.booleans()), unit_id=draw(st.sampled_from([0, 1]))
    )


@given(st.lists(visits(), max_size=30))
def test_whoever_adds_the_rows_up_finds_the_report(some: list[Visit]) -> None:
    columns = VisitColumns.of(some)
    figures = of(columns, Targets(900, 1800))
    table = [dict(zip([column.name for column in COLUMNS], row, strict=True)) for row in rows(columns, NAMES)]
    counted = [row["wait_seconds"] for row in table if row["counted"]]

    assert len(table) == figures.counts.arrivals
    assert len(counted) == figures.wait.n
    assert sum(row["doubtful"] == 1 for row in table) == figures.counts.doubtful
    if counted:
        assert np.mean([float(str(wait)) for wait in counted]) == figures.wait.mean_seconds
    assert [row["arrived_at"] for row in table] == sorted(str(row["arrived_at"]) for row in table)


def test_where_one_counter_served_no_row_tells_how_long_its_clerk_took() -> None:
    came = at("2026-11-16 07:30")
    one = Visit(came, None, came, came + 60 * SECOND, came + 360 * SECOND, "done", doubtful=False, counter_id=4)
    others = [one._replace(unit_id=1, counter_id=counter) for counter in (5, 6)]
    names = [column.name for column in COLUMNS]
    table = [dict(zip(names, row, strict=True)) for row in rows(VisitColumns.of([one, *others]), NAMES)]

    assert [row["service_seconds"] for row in table] == [None, 300, 300]
    assert [row["stay_seconds"] for row in table] == [None, 360, 360]
    assert [row["until_start_seconds"] for row in table] == [60] * 3


def test_a_row_tells_local_times_and_names_and_leaves_empty_what_did_not_happen() -> None:
    visit = Visit(at("2026-11-16 07:30"), None, None, None, at("2026-11-16 07:45"), "left", doubtful=False)
    (row,) = rows(VisitColumns.of([visit]), NAMES)
    told = dict(zip([column.name for column in COLUMNS], row, strict=True))
    assert (told["unit"], told["day"], told["week"]) == ("Phường Ninh Kiều", "2026-11-16", "2026-W47")
    assert told["arrived_at"] == "2026-11-16T07:30:00+07:00"
    assert (told["state"], told["counted"], told["wait_seconds"]) == ("left", 0, 900)
    assert told["service_seconds"] is None
    assert told["respondent"] is None
