"""Rows on their way: trusted ones in the order of arrival, the others to the rejects."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from admin.imports.files import Line
from admin.imports.header import read_header
from admin.imports.rejects import Rejects
from admin.imports.rows import COLUMNS, ImportedVisit
from admin.imports.run import Table, Trusted, in_order_of_arrival, trusted

NOW = datetime(2026, 11, 22, tzinfo=UTC)
GOOD = "1,PS,0,2026-11-16T08:00:00,2026-11-16T08:01:00,,2026-11-16T08:02:00,,3,served"


def table(*texts: str) -> Table:
    lines = (Line(number, text) for number, text in enumerate(texts, start=2))
    return Table(read_header(COLUMNS, {}), ",", lines)


def sift(*texts: str) -> tuple[list[int], str]:
    file = StringIO(newline="")
    rejects = Rejects(file, COLUMNS, ",")
    taken = [row.line for row in trusted(table(*texts), rejects, now=NOW)]
    assert len(taken) + rejects.count == len(texts)
    return taken, file.getvalue()


def test_rows_with_too_few_or_too_many_fields_are_rejected_whole() -> None:
    taken, rejects = sift(GOOD, "1,PS", GOOD + ",more")
    assert taken == [2]
    assert '"3","2 fields where the first line has 10","1","PS"\r\n' in rejects
    assert '"4","11 fields where the first line has 10","1","PS"' in rejects


def test_a_line_whose_quotes_do_not_match_is_kept_as_it_is() -> None:
    taken, rejects = sift('1,"PS', GOOD)
    assert taken == [3]
    assert '"2","the quotes do not match","1,""PS"' in rejects


def test_rejects_carry_the_columns_and_no_formula() -> None:
    _, rejects = sift(GOOD.replace(",3,", ',"=HYPERLINK(""http://x"")",').replace("served", "?"))
    first, row = rejects.removeprefix("\ufeff").splitlines()
    assert first.replace('"', "") == "line,reason," + ",".join(COLUMNS)
    assert "\"'=HYPERLINK(" in row


def arrival(minute: int, line: int) -> Trusted:
    at = NOW + timedelta(minutes=minute)
    return Trusted(ImportedVisit(str(line), "PS", "", "", False, at, None, None, at), line, ())


@given(st.lists(st.integers(0, 50), max_size=60))
def test_rows_within_the_window_come_in_order_of_arrival(minutes: list[int]) -> None:
    rows = [arrival(minute, line) for line, minute in enumerate(minutes)]
    ordered = list(in_order_of_arrival(rows, window=60))
    assert ordered == sorted(rows, key=lambda row: (row.visit.arrived_at, row.line))


def test_no_more_rows_are_held_back_than_the_window() -> None:
    pulled = 0

    def endless() -> object:
        nonlocal pulled
        while True:
            pulled += 1
            yield arrival(pulled, pulled)

    ordered = in_order_of_arrival(endless(), window=10)  # type: ignore[arg-type]
    next(ordered)
    assert pulled == 11
