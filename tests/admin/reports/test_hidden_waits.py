"""Whoever hides waits on paper is said aloud on the pages of figures; an honest week gets no word."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.queue.models import Ticket
from tests import cast
from tests.admin.reports.test_pages import WAITS, serve
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.page import Page

SAID = (
    "2 lượt bị bỏ số (14,3 % số lượt đến)",
    "số lượt được gọi trong mục tiêu nhưng sau mục tiêu mới được phục vụ",
    "1 lượt có giờ ghi lại sau hoặc chưa chắc chắn (7,1 %)",
    "1 lượt còn chờ khi hết giờ (7,1 % số lượt đến)",
)


@pytest.fixture
def people(session: Session, client: CheckedClient, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where fourteen people were served on one Monday of week 47, and its supervisor signed in."""
    set_clock(MONDAY + timedelta(days=7))
    people = cast.cast(session)
    serve(session, people.unit, (*WAITS, 12, 12))
    sign_in(client, people.supervisor)
    return people


@pytest.mark.parametrize("page", ["weekly", "period"])
def test_an_honest_week_gets_no_word(client: CheckedClient, people: Cast, page: str) -> None:
    honest = Page(client.get(f"/admin/reports/{people.unit.id}/{page}")).text

    assert not any(one in honest for one in SAID)


@pytest.mark.parametrize("page", ["weekly", "period"])
def test_each_way_of_hiding_waits_is_said(client: CheckedClient, session: Session, people: Cast, page: str) -> None:
    uncalled = {"first_called_at": None, "called_quality": None, "started_at": None, "started_quality": None}
    late = {"started_at": MONDAY + timedelta(hours=1), "ended_at": MONDAY + timedelta(hours=2)}
    for numbers, hidden in (
        ((1, 2), {"state": "removed", **uncalled}),
        ((3,), {"state": "closed", **uncalled}),
        ((4,), {"called_quality": "back_dated"}),
        ((5, 6, 7, 8), late),
    ):
        session.execute(update(Ticket).where(Ticket.number.in_(numbers)).values(**hidden))

    said = Page(client.get(f"/admin/reports/{people.unit.id}/{page}")).text

    assert [one for one in SAID if one not in said] == []
