"""Pages of figures are handed out as they were made, to whoever may see them by now, and say what the rows say."""

import pickle
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from admin.accounts.models import RoleGrant
from admin.accounts.roles import Role
from admin.charts import answers, aside
from admin.measures import kept, reading
from admin.measures.memory import Memory
from admin.measures.models import KeptDrawing
from tests import cast, factories
from tests.admin.pilot.offices import LAST, event, served
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.factories import MONDAY

UNIT_PAGES = (
    "/admin/reports/{unit}/weekly",
    "/admin/reports/{unit}/figures?by=channel",
    "/admin/reports/{unit}/period?until=2026-W46",
    "/admin/reports/{unit}/rush",
    "/admin/reports/{unit}/waits",
    "/admin/pilot/{unit}/control",
    "/admin/pilot/{unit}/effect",
    "/admin/pilot/{unit}/leader",
)
MANY_PAGES = ("/admin/pilot/units", "/admin/pilot/leader", "/admin/pilot/leader?week=2026-W45")
CHARTS = (
    "/admin/reports/{unit}/weekly.svg",
    "/admin/reports/{unit}/rush.svg",
    "/admin/reports/{unit}/spread.svg",
    "/admin/reports/{unit}/groups.svg",
    "/admin/pilot/{unit}/control.svg?narrow=1",
    "/admin/pilot/{unit}/effect.svg",
    "/admin/pilot/{unit}/leader.svg",
    "/admin/pilot/{unit}/leader.png",
    "/admin/pilot/units.svg",
    "/admin/pilot/leader.svg",
    "/admin/pilot/leader.png",
)


@pytest.fixture
def people(session: Session, set_clock: Callable[[datetime], None]) -> Cast:
    """Two pilot units with twelve weeks behind them; at one of them a counter more was opened."""
    set_clock(MONDAY)
    found = cast.cast(session)
    found.top.pilot, found.top.pilot_since = False, None
    for unit, minutes in ((found.unit, [24.0, 22.0] * 4 + [12.0] * 4), (found.neighbour, [17.0, 18.0] * 6)):
        unit.pilot, unit.pilot_since = True, LAST.shift(-3).monday
        served(session, factories.group(session, unit), minutes)
    event(session, found.unit, found.clerk.id, LAST.shift(-3).monday)
    return found


@pytest.fixture
def above(client: CheckedClient, session: Session, people: Cast) -> CheckedClient:
    """The browser of somebody who reads the figures of both."""
    sign_in(client, cast.staff(session, Role.SUPERVISOR, people.top, login="above"))
    return client


def addresses(people: Cast, *kinds: tuple[str, ...]) -> list[str]:
    return [one.format(unit=people.unit.id) for kind in kinds for one in kind]


def shown_by(client: CheckedClient, address: str) -> bytes:
    """What is shown at an address: of a page what stands between its head and its foot, which carry form tokens."""
    body: bytes = client.get(address).data
    return body.partition(b"<main")[2].partition(b"</main>")[0] or body


def test_all_that_was_kept_is_what_the_rows_say_and_nothing_of_who_reads(
    above: CheckedClient, session: Session, people: Cast, command: FlaskCliRunner
) -> None:
    shown = addresses(people, UNIT_PAGES, MANY_PAGES, CHARTS)
    for address in shown:
        assert above.get(address).status_code == 200, address

    checked = command.invoke(args=["figures", "check"])

    bodies = session.scalars(select(KeptDrawing.body)).all()
    assert len(bodies) == len(shown)
    assert not any(b"csrf" in body or b"/sign-out" in body for body in bodies)
    assert checked.output == f"{len(shown)} renderings are what the rows say.\n"


def test_a_second_look_reads_no_visit_and_gives_the_same_bytes(
    above: CheckedClient, people: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = addresses(people, UNIT_PAGES, MANY_PAGES, CHARTS[-3:])
    first = [shown_by(above, address) for address in shown]
    with app.app_context():
        kept.memory().forget()

    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("visits were read")

    for name in ("visits", "between", "read"):
        monkeypatch.setattr(reading, name, refuse)

    assert [shown_by(above, address) for address in shown] == first


def test_a_role_that_is_taken_away_closes_kept_pages_and_charts_at_once(
    above: CheckedClient, session: Session, people: Cast
) -> None:
    pages, charts = addresses(people, UNIT_PAGES, MANY_PAGES), addresses(people, CHARTS)
    for address in pages:
        assert above.get(address).status_code == 200
    seen = {address: {"If-None-Match": above.get(address).headers["ETag"]} for address in charts}
    assert {above.get(address, headers=seen[address]).status_code for address in charts} == {304}

    session.execute(delete(RoleGrant).where(RoleGrant.unit_id == people.top.id))
    session.flush()

    assert {above.get(address).status_code for address in pages} == {403}
    refused = [above.get(address, headers=seen[address]) for address in charts]
    assert {answer.status_code for answer in refused} == {403}
    assert not any("ETag" in answer.headers for answer in refused)


def test_two_supervisors_are_shown_their_own_units_however_the_page_is_kept(
    above: CheckedClient, other_client: CheckedClient, people: Cast
) -> None:
    both = above.get("/admin/pilot/units").text
    sign_in(other_client, people.neighbour_supervisor)
    one = other_client.get("/admin/pilot/units").text
    drawn = [client.get("/admin/pilot/units.svg").headers["ETag"] for client in (above, other_client)]

    assert ("Ninh Kiều" in both, "Cái Răng" in both) == (True, True)
    assert ("Ninh Kiều" in one, "Cái Răng" in one) == (False, True)
    assert drawn[0] != drawn[1]
    assert other_client.get("/admin/pilot/units.svg", headers={"If-None-Match": drawn[0]}).status_code == 200


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)  # what is drawn beside has been read by then
def test_every_chart_can_be_drawn_beside_the_web_process(
    above: CheckedClient, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    class Beside:
        def draw(self, values: bytes) -> bytes:
            draw, args, named = pickle.loads(values)  # noqa: S301 - our own
            asked.append(draw.__name__)
            return draw(*args, **named)  # type: ignore[no-any-return]

    monkeypatch.setattr(answers, "KEPT", Memory(10_000_000))
    monkeypatch.setattr(aside, "child", Beside)
    monkeypatch.setattr(aside, "_BESIDE", [True])
    shown = [*addresses(people, CHARTS), f"/u/{people.unit.slug}/wait.svg"]
    for address in shown:
        assert above.get(address).status_code == 200, address

    assert len(asked) == len(shown)
