"""The weekly page and its chart are handed out as they were made, and are what the rows say."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from inspect import unwrap

import pytest
from flask import make_response
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.roles import Role
from admin.measures import reading
from admin.measures.models import KeptDrawing
from admin.pilot import control_views
from kiosk.office.models import ServiceGroup
from kiosk.queue import actions
from kiosk.queue.tickets import Move
from tests import cast, factories
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY

PATHS = ("weekly.svg", "weekly.svg?narrow=1&v=1", "weekly", "weekly?until=2026-W46")


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """A unit where one person was served on Monday."""
    set_clock(MONDAY + timedelta(days=1))
    people = cast.cast(session)
    group = factories.group(session, people.unit)
    counter = factories.counter(session, people.unit, "1", group)
    ticket = factories.ticket(session, group)
    for kind in (Move.CALL, Move.START, Move.FINISH):
        actions.move(session, ticket, kind, factories.clerk(counter), at=MONDAY + timedelta(minutes=9))
    return people


def see(client: CheckedClient, people: Cast) -> list[bytes]:
    """What is shown, but for the token of the form to sign out, which tells the second."""
    seen = (client.get(f"/admin/reports/{people.unit.id}/{path}").data for path in PATHS)
    return [re.sub(rb'(name="csrf_token"[^>]* value=")[^"]+', rb"\1", page) for page in seen]


def keys(session: Session) -> list[str]:
    return list(session.scalars(select(KeptDrawing.key).order_by(KeptDrawing.key)))


def test_the_second_reader_has_no_figure_computed(
    client: CheckedClient, other_client: CheckedClient, session: Session, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(other_client, cast.staff(session, Role.SUPERVISOR, people.top, login="above"))
    sign_in(client, people.supervisor)
    first = see(client, people)

    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("visits were read")

    monkeypatch.setattr(reading, "visits", refuse)

    assert see(client, people) == first
    assert see(other_client, people)[:2] == first[:2]


def test_nothing_of_who_reads_is_kept(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    see(client, people)

    for body in session.scalars(select(KeptDrawing.body)):
        assert people.supervisor.name.encode() not in body
        assert b"csrf" not in body
        assert b"/comments" not in body


def test_everything_that_was_kept_is_what_the_rows_say(
    client: CheckedClient, session: Session, people: Cast, command: FlaskCliRunner
) -> None:
    sign_in(client, people.supervisor)
    see(client, people)
    client.get(f"/admin/reports/{people.unit.id}/weekly?lang=en")  # and English from now on

    checked = command.invoke(args=["figures", "check"])

    unit_id = people.unit.id
    assert checked.output == "5 renderings are what the rows say.\n"
    assert keys(session) == [
        f"reports.chart/{unit_id}/vi/",
        f"reports.chart/{unit_id}/vi/narrow=",
        f"reports.weekly/{unit_id}/en/lang=en",
        f"reports.weekly/{unit_id}/vi/",
        f"reports.weekly/{unit_id}/vi/until=2026-W46",
    ]
    assert command.invoke(args=["figures", "rebuild"]).output == "5 renderings made again.\n"


def test_a_move_makes_another_page_and_another_mark(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    address = f"/admin/reports/{people.unit.id}/weekly.svg"
    first = client.get(address)
    seen = {"If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=seen).status_code == 304

    factories.ticket(session, session.scalars(select(ServiceGroup)).one())

    assert client.get(address, headers=seen).status_code == 200


def test_an_absurd_address_is_refused_and_keeps_nothing(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)

    for until in ("%00", "x" * 500, "9999-W99"):
        for page in ("weekly", "weekly.svg"):
            assert client.get(f"/admin/reports/{people.unit.id}/{page}?until={until}").status_code == 422

    assert keys(session) == []


def test_what_one_reader_has_already_leaves_nobody_an_empty_chart(
    client: CheckedClient, other_client: CheckedClient, session: Session, people: Cast
) -> None:
    path = f"/admin/pilot/{people.unit.id}/control.svg"
    with client.application.test_request_context(path, headers={"Accept-Language": "vi"}):
        inner = make_response(unwrap(control_views.chart)(people.unit.id)).headers["ETag"]
    sign_in(client, people.supervisor)
    sign_in(other_client, cast.staff(session, Role.SUPERVISOR, people.top, login="above"))

    assert client.get(path, headers={"If-None-Match": inner}).data
    assert other_client.get(path).data.startswith(b"<?xml")


def test_playing_with_addresses_makes_no_further_rows(client: CheckedClient, session: Session, people: Cast) -> None:
    sign_in(client, people.supervisor)
    for words in ("", "?lang=zz", "?lang=zz1", "?narrow=1", "?narrow=2", "?v=3"):
        client.get(f"/admin/reports/{people.unit.id}/weekly.svg{words}")
    assert len(keys(session)) == 2
