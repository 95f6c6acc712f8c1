"""A ticket's page that asks for itself: 304 while nothing has changed, and a new mark for everything it says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.queue import actions, desk_actions
from kiosk.queue.kinds import PauseReason
from kiosk.queue.tickets import Move
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.office import MINUTE, Office, on_monday, work
from tests.page import Page

Clock = Callable[[datetime], None]
POLL = {"X-Poll": "1"}


def mark_on(page: Page) -> str:
    """The mark that the page itself carries for its script."""
    return str(page.find("main")[0].get("data-tag"))


def ask(client: CheckedClient, page: Page, mark: str) -> TestResponse:
    return client.get(page.path, headers=POLL | {"If-None-Match": f'W/"{mark}"'})


def fresh(client: CheckedClient, page: Page, mark: str) -> str:
    """The new mark of a page that has changed."""
    answer = ask(client, page, mark)
    assert answer.headers["ETag"] == f'W/"{mark_on(Page(answer))}"'
    return mark_on(Page(answer))


@contextmanager
def statements(connection: Connection) -> Iterator[list[str]]:
    """Note every statement the block sends."""
    sent: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda _c, _u, statement, *_: sent.append(statement))
    yield sent


def test_nothing_new_is_304_and_the_phone_may_keep_its_copy(plain: CheckedClient, office: Office) -> None:
    page = office.take(plain)
    answer = ask(plain, page, mark_on(page))
    assert (answer.status_code, answer.data) == (304, b"")
    assert page.response.headers["Cache-Control"] == answer.headers["Cache-Control"] == "private, no-cache"


def test_nothing_new_is_found_out_with_two_statements(
    plain: CheckedClient, office: Office, connection: Connection
) -> None:
    page = office.take(plain)
    with statements(connection) as sent:
        assert ask(plain, page, mark_on(page)).status_code == 304
    assert len([one for one in sent if one.startswith("SELECT")]) == 2


def test_every_move_changes_the_mark(plain: CheckedClient, office: Office, session: Session) -> None:
    factories.ticket(session, office.birth)
    page = office.take(plain)
    marks = [mark_on(page)]
    moves = (Move.CALL, Move.RECALL, Move.START, Move.HOLD, Move.RESUME, Move.FINISH, Move.UNDO)
    for minute, move in enumerate(moves, start=1):
        work(session, office, move, at=MONDAY + minute * MINUTE)
        marks.append(fresh(plain, page, marks[-1]))
    assert all(before != after for before, after in pairwise(marks)), marks


def test_people_in_front_and_counters_change_the_mark_and_people_behind_do_not(
    plain: CheckedClient, office: Office, session: Session
) -> None:
    first = factories.ticket(session, office.birth)
    page = office.take(plain)
    factories.ticket(session, office.birth)
    factories.ticket(session, office.guidance)
    mark = mark_on(page)
    assert ask(plain, page, mark).status_code == 304
    other = factories.counter(session, office.unit, "4", office.birth)
    factories.desk(session, other, office.birth)
    opened = fresh(plain, page, mark)
    desk_actions.pause_desk(session, other.id, PauseReason.MEETING, now=MONDAY)
    paused = fresh(plain, page, opened)
    actions.move(session, first, Move.CALL, factories.clerk(office.counter), at=MONDAY)
    assert len({mark, opened, paused, fresh(plain, page, paused)}) == 4


def test_the_page_changes_by_itself_when_the_wait_gets_long_and_when_the_office_shuts(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    page = office.take(plain)
    set_clock(MONDAY + 15 * MINUTE)
    late = plain.get(page.path, headers=POLL | {"If-None-Match": f'W/"{mark_on(page)}"'})
    set_clock(MONDAY + 16 * MINUTE)
    mark = fresh(plain, page, mark_on(Page(late)))
    set_clock(on_monday(11, 29))
    assert ask(plain, page, mark).status_code == 304
    set_clock(on_monday(11, 30))
    assert "nghỉ trưa" in Page(ask(plain, page, mark)).text


def test_another_language_is_another_page(plain: CheckedClient, office: Office) -> None:
    page = office.take(plain)
    answer = plain.get(f"{page.path}?lang=en", headers=POLL | {"If-None-Match": f'W/"{mark_on(page)}"'})
    assert Page(answer).language == "en"


def test_a_phone_without_script_that_updates_its_page_sees_the_present_minute(
    plain: CheckedClient, office: Office, set_clock: Clock
) -> None:
    page = office.take(plain)
    seen = {"If-None-Match": page.response.headers["ETag"]}
    assert plain.get(page.path, headers=seen).status_code == 304
    set_clock(MONDAY + MINUTE)
    assert "xem lúc 09:01" in Page(plain.get(page.path, headers=seen)).text


@pytest.mark.parametrize("tag", ["*", "W/", '"x', '"-"', '"' + "-" * 9000 + '"', '"0123456789abcdef-zz"'])
def test_a_mark_that_makes_no_sense_gets_the_page(plain: CheckedClient, office: Office, tag: str) -> None:
    page = office.take(plain)
    assert Page(plain.get(page.path, headers=POLL | {"If-None-Match": tag})).heading == page.heading


def test_an_address_that_leads_nowhere_is_404_for_scripts_too(plain: CheckedClient, office: Office) -> None:
    assert plain.get("/t/0123456789abcdefghjkmnpqrs", headers=POLL).status_code == 404
