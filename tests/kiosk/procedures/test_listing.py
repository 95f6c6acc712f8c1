from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from kiosk.procedures.listing import PER_PAGE, by_group, leaf


@dataclass(frozen=True)
class Line:
    group_id: int | None


@given(st.integers(0, 200), st.text(max_size=10))
def test_whatever_page_is_asked_for_there_is_one(count: int, asked: str) -> None:
    page = leaf(range(count), asked)
    assert 1 <= page.number <= page.of
    assert len(page.lines) <= PER_PAGE
    assert bool(page.lines) == bool(count)


@given(st.integers(0, 200))
def test_all_pages_together_are_the_list(count: int) -> None:
    pages = [leaf(range(count), str(number)) for number in range(1, leaf(range(count), "").of + 1)]
    assert [line for page in pages for line in page.lines] == list(range(count))


@given(st.lists(st.builds(Line, st.none() | st.integers(1, 5))))
def test_nothing_is_lost_by_grouping_and_no_group_is_empty(lines: list[Line]) -> None:
    found = by_group(lines, [3, 1, 2])
    assert sum(map(len, found.values())) == len(lines)
    assert all(found.values())
    assert list(found) == [key for key in (3, 1, 2, None) if key in found]
