"""Whoever takes any published figure from any other is left with pieces of batches that are each large enough."""

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.calendar import Week
from survey.opinions.counted import OVER_30, Batch, By, Counted
from survey.opinions.figures import Strand
from survey.opinions.reading import BANDS
from survey.opinions.strands import Orders, strands
from survey.opinions.telling import long_waits_alike, tellable, under
from tests.survey.opinions.offices import FORM, UNITS, WEEKS, Cast, between, office, rows_of

FORMS = {1: FORM}
LONG = ("30_to_60", "over_60", OVER_30)
ORDERS = Orders({By.GROUP: (1, 2, 3), By.WAIT_BAND: BANDS, By.RESPONDENT: ("person", "business")}, UNITS)
Page = tuple[tuple[int, ...], int, int]
Told = dict[tuple[object, ...], int]


def least(cell: tuple[object, ...]) -> int:
    """How many ballots a piece of it has at least."""
    return 5 if cell[0] in ("part", "low", "rest") else 10


def told(strand: Strand) -> Told:
    """Return how many ballots each told figure of a page is of; a part that the table has not is of nobody."""
    found: Told = {}
    if strand.overall and strand.overall.shown:
        found["overall",] = strand.overall.n
    for by, parts in strand.parts.items():
        shown = {part.key: part.rating.n for part in parts if part.rating.shown}
        absent = {*ORDERS.parts[by], None} - {part.key for part in parts} if parts else set()
        found |= {("part", by, key): shown.get(key, 0) for key in {*shown, *absent}}
    merged = [found.pop(("part", By.WAIT_BAND, band), None) for band in LONG]
    if None not in merged:
        found["part", By.WAIT_BAND, "long"] = sum(one or 0 for one in merged)
    found |= {("question", one.asked.id): one.n for one in strand.questions if one.shown}
    found |= {("low", one.asked.id): one.n for one in strand.low.said if one.shown}
    found |= {("rest", key): found["question", key] - n for (kind, key), n in _pairs(found) if kind == "low"}
    return found


def _pairs(found: Told) -> list[tuple[tuple[object, object], int]]:
    return [((cell[0], cell[1]), n) for cell, n in found.items() if len(cell) == 2]


@pytest.fixture(scope="module", params=range(2))
def pages(request: pytest.FixtureRequest) -> dict[Page, Told]:
    whole = office(request.param)
    found: dict[Page, Told] = {}
    scopes: list[tuple[int, ...]] = [(1,), (2,), (3,), UNITS]
    for units in scopes:
        for first in range(WEEKS):
            for last in range(first, WEEKS):
                (strand,) = strands(between(whole, units, first, last), FORMS, {}, ORDERS)
                found[units, first, last] = told(strand)
    return found


def apart(n: int, cell: tuple[object, ...]) -> bool:
    return n == 0 or n >= least(cell)


def within(inner: Page, outer: Page) -> bool:
    return set(inner[0]) <= set(outer[0]) and outer[1] <= inner[1] and inner[2] <= outer[2]


def test_a_figure_less_that_of_any_page_within_is_nobody_or_large(pages: dict[Page, Told]) -> None:
    compared = 0
    for outer, most in pages.items():
        for inner, some in pages.items():
            if inner != outer and within(inner, outer):
                for cell in most.keys() & some.keys():
                    assert apart(most[cell] - some[cell], cell), (outer, inner, cell)
                    compared += 1
    assert compared > 50_000


def test_what_two_overlapping_periods_do_not_share_is_nobody_or_large(pages: dict[Page, Told]) -> None:
    for (units, first, last), one in pages.items():
        for other_first in range(first + 1, last + 1):
            for other_last in range(last + 1, WEEKS):
                other, shared = pages[units, other_first, other_last], pages[units, other_first, last]
                union = pages[units, first, other_last]
                for cell in one.keys() & other.keys() & shared.keys() & union.keys():
                    assert one[cell] + other[cell] - shared[cell] == union[cell]


def test_an_organisation_less_all_but_one_of_its_units_is_that_unit(pages: dict[Page, Told]) -> None:
    for (units, first, last), whole in pages.items():
        if units == UNITS:
            for some in combinations(UNITS, 2):
                parts = [pages[(unit,), first, last] for unit in some]
                for cell in whole.keys() & parts[0].keys() & parts[1].keys():
                    assert apart(whole[cell] - sum(part[cell] for part in parts), cell)


def test_what_is_told_of_a_batch_is_the_same_on_every_page_and_each_piece_is_large() -> None:
    whole = office(9)
    at_once = tellable(whole, FORMS)
    for batch in whole.batches:
        week = next(place for place in range(WEEKS) if batch.until_week == Week(2026, 30).shift(place))
        alone = tellable(between(whole, (batch.unit_id,), week, week), FORMS)
        for table in ("chosen", "answered", "factors", "cells", "few"):
            own = [row for row in getattr(at_once, table) if row.batch_id == batch.id]
            assert sorted(own, key=str) == sorted(getattr(alone, table), key=str)
        for by in By:
            sizes: dict[object, int] = defaultdict(int)
            for row in alone.cells:
                sizes[row.key(by)] += row.n
            assert all(n >= 5 for n in sizes.values())
        assert all(row.n >= (5 if row.low else 10) for row in alone.answered)
    assert tellable(at_once, FORMS) == at_once


@given(st.dictionaries(st.one_of(st.none(), st.integers(1, 9)), st.integers(1, 30)))
def test_no_part_that_could_stand_is_given_up_without_need(sizes: dict[int | str | None, int]) -> None:
    keys = under(sizes)
    unknown = sum(n for key, n in sizes.items() if keys[key] is None)
    assert unknown == 0 or unknown >= 5 or unknown == sum(sizes.values())
    if all(n >= 5 for n in sizes.values()):
        assert all(keys[key] == key for key in sizes)


def bands(counted: dict[str, int]) -> list[tuple[str | None, int]]:
    """How many stand in each band of a batch with *counted* ballots."""
    batch = Batch(1, 1, "visit", True, Week(2026, 30), Week(2026, 30), 99, 1)
    some = [Cast(None, band, None, {1: 4}) for band, n in counted.items() for _ in range(n)]
    return [(row.wait_band, row.n) for row in tellable(rows_of(batch, some), FORMS).cells]


def test_few_who_waited_over_an_hour_stand_with_those_over_half_an_hour() -> None:
    found = bands({"under_5": 30, "30_to_60": 8, "over_60": 3})
    assert found == [("under_5", 30), (OVER_30, 8), (OVER_30, 3)]


def test_long_waits_are_given_up_last() -> None:
    assert bands({"under_5": 30, "15_to_30": 2, "30_to_60": 6}) == [(None, 30), (None, 2), ("30_to_60", 6)]


def test_one_batch_with_few_long_waits_joins_the_bands_on_the_whole_page() -> None:
    batches = [Batch(n, 1, "visit", True, Week(2026, 30), Week(2026, 30), 99, n) for n in (1, 2)]
    many = rows_of(batches[0], [Cast(None, band, None, {1: 4}) for band in ("30_to_60", "over_60") for _ in range(9)])
    few = rows_of(batches[1], [Cast(None, "30_to_60", None, {1: 4})] * 9 + [Cast(None, "over_60", None, {1: 4})] * 2)
    cells = tellable(Counted(cells=(*many.cells, *few.cells)), FORMS).cells
    assert {row.wait_band for row in long_waits_alike(cells)} == {OVER_30}
    assert {row.wait_band for row in long_waits_alike(cells[:2])} == {"30_to_60", "over_60"}


def test_answers_of_batches_with_too_few_are_counted_apart() -> None:
    whole = office(1)
    (strand,) = strands(whole, FORMS, {}, ORDERS)
    every = sum(row.n for row in whole.answered if row.question_id == 3 and not row.low)
    promptly = next(one for one in strand.questions if one.asked.id == 3)
    assert promptly.untold > 0
    assert promptly.n + promptly.untold == every
