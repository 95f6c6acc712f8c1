"""Pilot units side by side: better only beyond chance, a mean from ten visits on, an interval from eight days on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from admin.charts.units_texts import Level
from admin.measures.figures import Interval
from admin.pilot.change import Ground
from admin.pilot.side_by_side import levels
from admin.pilot.side_words import sentence
from tests import cast, factories
from tests.admin.pilot.leaders import ALIKE, LONGER, SHORTER, reader, unit
from tests.admin.pilot.offices import LAST, served
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

SURE = replace(SHORTER, before=Ground(500, Interval(1320.0, 1440.0)), now=Ground(80, Interval(780.0, 930.0)))
FEW = replace(SHORTER, before=Ground(500, None), now=Ground(9, None))


def test_a_unit_is_drawn_before_and_now_with_what_is_known_of_each() -> None:
    sure, few, none = levels([unit("A", change=SURE), unit("B", change=FEW), unit("C", change=None)])

    assert (sure.before, sure.now) == (Level(23.04, 22, 24), Level(14.2, 13, 15.5))
    assert (few.before, few.now) == (Level(23.04), None)
    assert (none.before, none.now, none.target_minutes) == (None, None, 15)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([SHORTER, SHORTER], "Cả 2 đơn vị thí điểm chờ ngắn hơn trước thí điểm."),
        ([SHORTER, ALIKE], "Đơn vị 0 chờ ngắn hơn trước thí điểm."),
        ([SHORTER, ALIKE, SHORTER], "2 trong 3 đơn vị thí điểm chờ ngắn hơn trước thí điểm."),
        ([ALIKE, None], "Chưa thấy đơn vị thí điểm nào chờ ngắn hơn trước thí điểm."),
        ([SHORTER, LONGER], "Đơn vị 0 chờ ngắn hơn trước thí điểm. Đơn vị 1 chờ lâu hơn."),
        ([LONGER, LONGER], "Chưa thấy đơn vị thí điểm nào chờ ngắn hơn trước thí điểm. 2 đơn vị chờ lâu hơn."),
    ],
)
def test_the_sentence_counts_only_what_is_beyond_chance(changes: list[object], said: str) -> None:
    units = [unit(f"Đơn vị {place}", change=change) for place, change in enumerate(changes)]  # type: ignore[arg-type]
    with reader():
        assert sentence(units) == said


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    set_clock(MONDAY)
    return cast.cast(session)


def test_the_page_shows_the_same_numbers_as_its_chart(client: CheckedClient, session: Session, people: Cast) -> None:
    group = factories.group(session, people.unit)
    served(session, group, [22.0, 24.0] * 6 + [12.0, 13.0] * 4)
    people.unit.pilot, people.unit.pilot_since = True, LAST.shift(-7).monday
    session.flush()
    sign_in(client, people.supervisor)
    page = Page(client.get("/admin/pilot/units"))
    name = page.text.partition("So sánh các đơn vị thí điểm")[2]
    assert "chờ ngắn hơn trước thí điểm." in name
    assert "bốn tuần gần nhất đến 15/11/2026, không kể tuần có ngày nghỉ lễ" in page.text
    assert "trước 22,9 phút, hiện nay 12,5 phút, mục tiêu 15." in page.find("img")[-1].get("alt", "")
    drawn = client.get("/admin/pilot/units.svg")
    assert "22,9 → 12,5" in drawn.text
    assert client.get("/admin/pilot/units.png").mimetype == "image/png"
    assert client.get("/admin/pilot/units.svg", headers={"If-None-Match": drawn.headers["ETag"]}).status_code == 304


def test_a_week_that_cannot_be_read_is_refused_in_words(client: CheckedClient, people: Cast) -> None:
    sign_in(client, people.supervisor)
    assert client.get("/admin/pilot/units?week=2026-W99").status_code == 422
