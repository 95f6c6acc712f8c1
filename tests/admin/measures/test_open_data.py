"""What is published of a unit tells nothing of few people, not even to whoever subtracts."""

import csv
import io
import json
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from admin.measures.enough import FEW
from admin.measures.figures import Figures, Targets
from admin.measures.open_data import COLUMNS, HEAD, as_csv, as_json, beside, entries
from admin.measures.periods import Period, PeriodKind
from admin.measures.visits import VisitColumns
from admin.measures.waiting import of
from kiosk.ground.calendar import Week
from tests.admin.measures.offices import visit

WEEK = Period.of_week(Week(2026, 47))
DAYS = [Period(PeriodKind.DAY, day, day) for day in (date(2026, 11, 16) + timedelta(days=n) for n in range(5))]
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def figures(served: int, left: int = 0) -> Figures:
    some = [visit(wait=600) for _ in range(served)] + [visit(wait=None, state="left") for _ in range(left)]
    return of(VisitColumns.of(some), Targets(900, 1800))


def published(served: list[int], left: int = 0) -> list[dict[str, str]]:
    days = [(day, figures(n)) for day, n in zip(DAYS, served, strict=False)]
    rows = entries(days, [(WEEK, figures(sum(served), left))])
    return list(csv.DictReader(io.StringIO("".join(as_csv(rows, unit="ninh-kieu", sample=False)))))


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_nobody_reckons_a_group_of_fewer_than_ten_by_subtracting(served: list[int]) -> None:
    rows = published(served)
    week, days = rows[0], rows[1:]
    assert len(days) == sum(n > 0 for n in served)
    shown = [int(day["waits"]) for day in days if day["waits"]]
    assert all(n >= FEW for n in shown)
    if week["waits"]:
        rests = [int(week["waits"]) - sum(some) for many in range(len(shown) + 1) for some in combinations(shown, many)]
        assert all(rest == 0 or rest >= FEW for rest in rests)


def test_a_day_with_nine_takes_the_next_smallest_with_it() -> None:
    rows = published([9, 30, 20, 40, 50])
    assert [row["suppressed"] for row in rows] == ["0", "1", "0", "1", "0", "0"]
    assert rows[1]["arrivals"] == rows[1]["mean_wait_seconds"] == ""
    assert rows[0]["mean_wait_seconds"] == "600"


@given(st.lists(st.integers(0, 40), max_size=3), st.integers(0, 40))
def test_nobody_takes_the_units_below_from_the_unit_and_finds_few(parts: list[int], own: int) -> None:
    whole, below = figures(sum(parts) + own), [figures(n) for n in parts]
    rest = sum(parts) + own - sum(n for n in parts if n >= FEW)
    assert beside(whole, below) == (rest == 0 or rest >= FEW)


def test_a_day_on_which_the_start_is_known_of_few_is_blank() -> None:
    known = [visit(wait=600) for _ in range(2)] + [visit(wait=600, way=None) for _ in range(20)]
    of_day = of(VisitColumns.of(known), Targets(900, 1800))
    rows = entries([(DAYS[0], of_day), (DAYS[1], figures(30))], [(WEEK, figures(52))])
    assert [row.suppressed for row in rows] == [False, True, True]


def test_what_the_uncounted_had_waited_is_told_of_ten_or_more_only() -> None:
    assert published([30] * 5, left=3)[0]["mean_wait_with_uncounted_seconds"] == ""
    assert published([30] * 5, left=12)[0]["mean_wait_with_uncounted_seconds"] != ""
    assert published([30] * 5)[1]["mean_wait_with_uncounted_seconds"] == ""


def test_no_column_is_about_one_person_a_counter_or_a_class() -> None:
    assert not any(word in name for name in HEAD for word in ("longest", "counter", "class", "reason", "staff"))


def test_licence_and_definitions_stand_beside_the_rows() -> None:
    rows = entries([], [(WEEK, figures(4))])
    named = {"slug": "ninh-kieu", "name": "Phường Ninh Kiều"}
    told = json.loads(
        as_json(rows, unit=named, sample=True, licence=LICENCE, definition="Từ lúc lấy số …", definitions_url="/d")
    )
    assert told["licence"] == LICENCE
    assert [column["name"] for column in told["columns"]] == [column.name for column in COLUMNS]
    (row,) = told["rows"]
    assert (row["period"], row["suppressed"], row["arrivals"], told["sample"]) == ("2026-W47", 1, None, True)
