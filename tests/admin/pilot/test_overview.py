"""All pilot units on one screen: what is shown, in which order, to whom, and with which figures."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.measures import reading
from admin.measures.daily import daily_sums
from admin.measures.periods import Period
from admin.measures.reading import between
from admin.measures.visits import VisitColumns
from admin.pilot import overview_wording as words
from admin.pilot.day_queries import day_sums
from admin.pilot.overview import Row, Show, chosen, counts
from kiosk.office import scan_actions
from kiosk.office.scan_tally import Opened
from kiosk.procedures.shares import Shares
from tests import cast, factories
from tests.admin.pilot.leaders import ALIKE, LEFT_OUT, reader, unit
from tests.admin.pilot.offices import LAST, served
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

OVERVIEW = "/admin/pilot/"
CODE = "7K3M9P2X"


def row(name: str, **values: object) -> Row:
    return Row(unit(name, **values), None, 0, Shares(0, 0, 0))  # type: ignore[arg-type]


ROWS = [
    row("Trong mục tiêu", wait=600),
    row("Vượt", wait=1200, change=ALIKE),
    row("Vượt xa", wait=2400, doubts=(LEFT_OUT,)),
    row("Ít lượt", n=3, change=None),
]


def test_what_needs_attention_stands_on_top_and_can_be_asked_for_alone() -> None:
    assert [one.unit.name for one in chosen(ROWS, Show.ALL, "")] == ["Vượt xa", "Vượt", "Ít lượt", "Trong mục tiêu"]
    assert [one.unit.name for one in chosen(ROWS, Show.OVER, "")] == ["Vượt xa", "Vượt"]
    assert [one.unit.name for one in chosen(ROWS, Show.IMPROVED, "")] == ["Trong mục tiêu"]
    assert [one.unit.name for one in chosen(ROWS, Show.DOUBTFUL, "")] == ["Vượt xa"]
    assert [one.unit.name for one in chosen(ROWS, Show.ALL, "it luot")] == ["Ít lượt"]
    assert counts(ROWS) == {Show.ALL: 4, Show.OVER: 2, Show.IMPROVED: 1, Show.FEW: 1, Show.DOUBTFUL: 1}


def test_beside_a_count_of_many_units_stands_how_many_chance_alone_would_make() -> None:
    with reader():
        assert words.by_chance({Show.ALL: 5}) == ""
        assert words.by_chance({Show.ALL: 150}).startswith("Dù không có gì thay đổi, trong 150 đơn vị")
        assert "khoảng 2 đơn vị" in words.by_chance({Show.ALL: 150})


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """Two pilot units since sixteen weeks: one halved its wait two months ago, the other is over its target."""
    set_clock(MONDAY)
    found = cast.cast(session)
    found.top.pilot, found.top.pilot_since = False, None
    for pilot, minutes in (
        (found.unit, [24.0, 22.0, 26.0, 23.0, 25.0, 22.0, 24.0, 24.0, *[12.0, 11.0, 13.0, 12.0] * 2]),
        (found.neighbour, [18.0, 16.0, 17.0, 18.0, 19.0, 17.0, 16.0, 18.0, *[18.0, 17.0, 16.0, 18.0] * 2]),
    ):
        pilot.pilot_since = LAST.shift(-7).monday
        served(session, factories.group(session, pilot), minutes)
        factories.code(session, pilot, CODE if pilot is found.unit else "7K3M9P3X")
    session.flush()
    return found


@pytest.fixture
def supervisor(client: CheckedClient, session: Session, people: Cast) -> CheckedClient:
    sign_in(client, cast.staff(session, Role.SUPERVISOR, people.top, login="both"))
    return client


def test_each_unit_has_its_figures_of_the_last_complete_week(
    supervisor: CheckedClient, session: Session, people: Cast
) -> None:
    page = Page(supervisor.get(OVERVIEW))
    text = " ".join(page.text.split())
    assert "2 đơn vị thí điểm: 1 vượt mục tiêu, 1 giảm rõ so với trước, 0 chưa đủ dữ liệu." in text
    assert text.index("18,0 / 15") < text.index("12,0 / 15")
    assert "giảm rõ 24,0 → 12,0" in text
    assert "T46 (09/11)" in text


def test_scans_of_the_period_stand_beside_since_when_there_is_a_code(
    supervisor: CheckedClient, session: Session, people: Cast
) -> None:
    inside, before = LAST.monday, LAST.monday - timedelta(days=1)
    scan_actions.add_scans(session, {Opened(CODE, inside): 41, Opened(CODE, before): 500})
    session.commit()
    shown = " ".join(Page(supervisor.get(OVERVIEW)).text.split())
    assert "16/11/2026 41 –" in shown
    assert "500" not in shown


def test_an_earlier_period_is_asked_for_in_the_address(supervisor: CheckedClient, people: Cast) -> None:
    text = " ".join(Page(supervisor.get(f"{OVERVIEW}?kind=week&until={LAST.shift(-8)}")).text.split())
    assert "24,0 / 15" in text
    assert "giảm rõ 24" not in text
    month = " ".join(Page(supervisor.get(f"{OVERVIEW}?kind=report-month&until=2026-11")).text.split())
    assert "Tháng 11/2026" in month
    assert "giảm rõ" in month
    free = Page(supervisor.get(f"{OVERVIEW}?kind=range&from=2026-07-27&to=2026-08-09&show=over"))
    assert "23,0 / 15" in " ".join(free.text.split())


def test_what_the_address_cannot_mean_is_refused_with_a_sentence(supervisor: CheckedClient, people: Cast) -> None:
    for asked in (
        "kind=day",
        "kind=fortnight",
        "until=2026-W54",
        "until=99999-W01",
        "kind=range&from=2026-01-01",
        "kind=range&from=0001-01-01&to=9999-12-31",
        "show=best",
        "kind=month&until=%00",
    ):
        assert supervisor.get(f"{OVERVIEW}?{asked}").status_code == 422, asked


def test_a_search_finds_names_without_accents_and_says_when_there_is_none(
    supervisor: CheckedClient, people: Cast
) -> None:
    page = Page(supervisor.get(f"{OVERVIEW}?q=cai+rang"))
    assert "Phường Cái Răng" in page.text
    assert "Phường Ninh Kiều" not in page.text
    assert "Không có đơn vị nào như vậy" in Page(supervisor.get(f"{OVERVIEW}?q={'x' * 300}")).text
    assert "\0" not in supervisor.get(f"{OVERVIEW}?q=cai%00+rang").text


def test_nobody_sees_units_of_others_and_practice_is_no_pilot(
    client: CheckedClient, session: Session, people: Cast
) -> None:
    sign_in(client, people.neighbour_supervisor)
    assert "Phường Ninh Kiều" not in Page(client.get(OVERVIEW)).text
    people.neighbour.is_practice = True
    session.flush()
    assert "Chưa có đơn vị thí điểm nào" in Page(client.get(OVERVIEW)).text


def test_a_pilot_to_which_nobody_has_come_yet_is_shown_without_figures(
    client: CheckedClient, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    set_clock(MONDAY)
    people = cast.cast(session)
    sign_in(client, people.supervisor)
    text = " ".join(Page(client.get(OVERVIEW)).text.split())
    assert "1 chưa đủ dữ liệu" in text
    assert "– / 15" in text


def test_days_added_up_by_the_database_are_those_of_the_rows(session: Session, people: Cast) -> None:
    first, last = LAST.shift(-11).monday, LAST.sunday
    period = Period.of_week(LAST)
    ids = [people.unit.id, people.neighbour.id]
    found = day_sums(session, ids, first, last)
    for unit_id in ids:
        rows = between(session, [unit_id], [replace(period, kind=period.kind)])
        inside = [one for one in found[unit_id] if one.day >= LAST.monday]
        assert inside == daily_sums(rows)
    assert day_sums(session, ids, date(2020, 1, 1), date(2020, 2, 1)) == {}


def test_the_visits_of_all_units_are_read_at_once(
    supervisor: CheckedClient, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def noted(session: Session, unit_ids: Collection[int], *more: Any, **named: Any) -> VisitColumns:
        asked.append(set(unit_ids))
        return between(session, unit_ids, *more, **named)

    monkeypatch.setattr(reading, "between", noted)
    supervisor.get(OVERVIEW)
    assert asked == [{people.unit.id, people.neighbour.id}]
