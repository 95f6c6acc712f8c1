"""Changes and incidents are marked at their day, their words over each other and on the sheet."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from admin.charts.events import Event, Strip, by_week, draw_events, strip
from admin.charts.sheet import DESK, NARROW, Layout, Panel, name_weeks, scale, sheet
from admin.charts.typeface import width
from kiosk.ground.calendar import weeks_until
from tests.admin.measures.offices import TEXTS, W47

WEEKS = weeks_until(W47, 26)
COUNTER = Event(date(2026, 9, 21), "mở thêm quầy 4 sáng thứ Hai")
POWER = Event(date(2026, 10, 12), "mất điện cả buổi sáng", is_incident=True)
LONG = "chuyển hai cán bộ sang quầy đất đai, đặt thêm ghế và quạt ở sảnh chờ, in lại bảng chỉ dẫn " * 3


def marks(*events: Event, layout: Layout = DESK) -> Strip:
    return strip(events, by_week(WEEKS), len(WEEKS), layout)


def test_a_monday_is_the_edge_of_its_week_and_a_sunday_almost_the_next() -> None:
    place = by_week(WEEKS)

    assert place(date(2026, 11, 16)) == 24.5
    assert place(date(2026, 11, 22)) == pytest.approx(25.5 - 1 / 7)
    assert place(date(2026, 11, 23)) is None


def test_what_lies_outside_the_weeks_is_left_out_and_takes_no_room() -> None:
    assert marks(Event(date(2020, 1, 1), "trước đó"), Event(date(2027, 1, 1), "sau này")) == Strip((), (), 0)


def test_a_change_says_its_day_and_its_words_and_an_incident_is_a_cross() -> None:
    found = marks(POWER, COUNTER)

    assert [one.words for one in found.changes] == ["21/09 mở thêm quầy 4 sáng thứ Hai"]
    assert found.incidents == (19.5,)


@pytest.mark.parametrize("layout", [DESK, NARROW])
@pytest.mark.parametrize("apart", [1, 3, 9, 30])
@pytest.mark.parametrize("count", [1, 5, 12])
def test_however_many_there_are_no_words_overlap_and_all_are_on_the_sheet(
    layout: Layout, apart: int, count: int
) -> None:
    last = date(2026, 11, 22)
    found = marks(*(Event(last - timedelta(days=apart * back), LONG) for back in range(count)), layout=layout).changes

    assert len(found) == len([back for back in range(count) if apart * back < 26 * 7])
    assert all(one.left >= 0 and one.left + width(one.words) <= layout.width for one in found)
    for one, other in combinations(found, 2):
        apart_enough = one.left + width(one.words) <= other.left or other.left + width(other.words) <= one.left
        assert one.row != other.row or apart_enough


def test_more_changes_than_have_room_are_only_dated() -> None:
    days = [date(2026, 10, 1) + timedelta(days=one) for one in range(6)]

    assert [one.words for one in marks(*(Event(day, LONG) for day in days)).changes] == [
        "01/10", "02/10", "03/10", "04/10", "05/10", "06/10",
    ]  # fmt: skip


def test_they_are_drawn_as_lines_and_crosses_above_the_panel() -> None:
    found = marks(COUNTER, POWER)
    _figure, (axes,) = sheet([Panel("", 100, found.height)], DESK, title="", sample=None)
    name_weeks([axes], ["T"] * 26, DESK)
    scale(axes, 30, 5, TEXTS)
    draw_events(axes, found)

    assert [line.get_gid() for line in axes.lines] == ["change", "incident"]
    assert [text.get_text() for text in axes.texts if text.get_gid() == "change-words"] == [found.changes[0].words]
