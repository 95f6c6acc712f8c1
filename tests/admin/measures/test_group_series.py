"""Waits by kind of work: sorted by what they cost people, none lost among the others, few weeks left out."""

from collections import defaultdict
from datetime import date
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from admin.measures.group_series import GroupSeries, group_series
from admin.measures.periods import PeriodKind, until
from admin.measures.visits import Visit, VisitColumns
from tests.admin.measures.offices import visit, waiting

WEEKS = until(PeriodKind.WEEK, date(2026, 11, 22), 2)
NAMES = {1: "Đất đai", 2: "Hộ tịch", 3: "Chứng thực", 4: "Hộ tịch"}


def of(visits: list[Visit], most: int = 8) -> list[GroupSeries]:
    return group_series(VisitColumns.of(visits), WEEKS, [{0}, {0}], NAMES, most)


def at_group(group: int, wait: int, day: int = 16, *, doubtful: bool = False) -> Visit:
    return visit(f"2026-11-{day:02} 08:00", wait=wait)._replace(group_id=group, doubtful=doubtful)


def test_the_work_that_cost_people_most_time_in_all_comes_first() -> None:
    found = of([at_group(1, 600)] * 30 + [at_group(2, 1500)] * 10)
    assert [(one.name, one.n, one.waited_seconds) for one in found] == [
        ("Đất đai", 30, 18_000),
        ("Hộ tịch", 10, 15_000),
    ]


def test_each_period_has_its_own_mean_and_median_and_none_under_ten() -> None:
    (one,) = of([at_group(1, 60 * minutes, day=9) for minutes in range(10)] + [at_group(1, 60)] * 9)
    assert [tuple(wait) for wait in one.waits] == [(10, 270, 240), (9, None, None)]
    assert one.mean_seconds == (2700 + 540) / 19


def test_groups_of_one_name_at_several_units_are_one_kind_of_work() -> None:
    assert [(one.name, one.n) for one in of([at_group(2, 60)] * 3 + [at_group(4, 60)] * 4)] == [("Hộ tịch", 7)]


def test_work_of_few_is_pooled_until_ten_are_together() -> None:
    many = [at_group(1, 900)] * 30
    (first, others), (one,) = of([*many, *[at_group(2, 60)] * 6, *[at_group(3, 60)] * 4]), of([*many, at_group(2, 60)])
    all_small = of([*[at_group(1, 60)] * 6, *[at_group(2, 60)] * 6])

    assert (first.name, others.name, others.groups, others.n) == ("Đất đai", None, 2, 10)
    assert (one.name, one.groups, one.n) == (None, 2, 31)
    assert [(each.name, each.n) for each in all_small] == [(None, 12)]


def test_beyond_the_most_the_rest_is_one_series() -> None:
    visits = [at_group(1, 900)] * 10 + [at_group(2, 600)] * 10 + [at_group(3, 300)] * 10
    first, others = of(visits, most=2)
    assert (first.name, first.groups) == ("Đất đai", 1)
    assert (others.name, others.groups, others.n, others.waited_seconds) == (None, 2, 20, 9000)
    assert others.waits[1].median_seconds == 300
    assert len(of(visits, most=3)) == 3


def test_who_was_not_served_without_doubt_is_in_no_series() -> None:
    assert of([waiting(600), at_group(1, 60, doubtful=True), at_group(1, -60), at_group(1, 60, day=1)]) == []


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3000), st.sampled_from([9, 16])), max_size=80))
def test_series_equal_a_naive_recount(drawn: list[tuple[int, int, int]]) -> None:
    naive: dict[str, list[list[int]]] = defaultdict(lambda: [[], []])
    for group, wait, day in drawn:
        naive[NAMES[group]][day == 16].append(wait)
    found = of([at_group(*one) for one in drawn])
    named = [one for one in found if one.name is not None]
    assert [one.waited_seconds for one in named] == sorted((one.waited_seconds for one in named), reverse=True)
    assert len(naive) < 2 or all(one.n >= 10 for one in named)
    rest = [waits for name, waits in naive.items() if name not in {one.name for one in named}]
    together = [[wait for waits in rest for wait in waits[place]] for place in (0, 1)]
    assert sum(one.n for one in found) == len(drawn)
    for one in found:
        for found_wait, mine in zip(one.waits, naive[one.name] if one.name else together, strict=True):
            shown = (sum(mine) / len(mine), median_low(mine)) if len(mine) >= 10 else (None, None)
            assert tuple(found_wait) == (len(mine), *shown)
