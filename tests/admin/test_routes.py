"""Every address of admin/: who guards it, and that strangers and neighbours are refused at each one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from admin.accounts import guard, queries
from admin.accounts.guard import Guard
from admin.accounts.roles import Role
from tests import cast, factories
from tests.admin.spot_checks.looks import spot_check
from tests.cast import Cast, sign_in
from tests.client import CheckedClient
from tests.kiosk.queue.api.machine import key_of
from tests.page import Page
from tests.survey.paper import slips
from tests.survey.questionnaires.drafts import draft

PUBLIC = {"accounts.sign_in", "accounts.check_password", "accounts.second_step", "accounts.check_code"}
EVERY_PERSON = {
    "accounts.home",
    "accounts.sign_out",
    "accounts.sign_out_everywhere",
    "help.show",
    "own.password",
    "own.second_step",
    "own.offered_code",
    "own.turn_on",
    "own.turn_off",
}

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""The guard asks the roles and the tree; each page has its own tests on both databases."""


NO_OBJECTS = {"week", "filename", "day", "kind", "language", "name", "period", "section"}
"""Names in addresses that are of no unit."""


@dataclass(frozen=True, slots=True)
class Route:
    """One address of admin/ with one method."""

    endpoint: str
    method: str
    arguments: frozenset[str]
    guard: Guard | None


def routes(app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        blueprint = app.blueprints.get(rule.endpoint.rpartition(".")[0])
        ours = blueprint is not None and blueprint.import_name.split(".")[0] == "admin"
        if ours or rule.rule.startswith("/admin"):
            found = guard.of_view(app.view_functions[rule.endpoint])
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield Route(rule.endpoint, method, frozenset(rule.arguments), found)


def objects(session: Session, people: Cast) -> dict[str, Any]:
    """One object of the unit for every name that an address may use."""
    group = factories.group(session, people.unit)
    counter = factories.counter(session, people.unit, "1", group)
    return {
        "unit_id": people.unit.id,
        "slug": people.unit.slug,
        "group_id": group.id,
        "counter_id": counter.id,
        "code": factories.code(session, people.unit, "7K3M9P2X", counter).code,
        "ticket_id": factories.ticket(session, group).id,
        "api_key_id": key_of(session, people.unit)[0].id,
        "device_id": factories.device(session, people.unit)[0].id,
        "class_code": "aged_80",
        "questionnaire_id": draft(session, people.unit.id).id,
        "question_id": 1,  # of the form in the address, or nobody's
        "sheet_id": 1,  # nobody's
        "batch_id": 1,  # the same
        "comment_id": "0" * 32,  # the same
        "run_id": 1,  # the same
        "slip_code": slips.printed(session, people.unit, 1).codes[0],
        "event_id": 1,  # the same
        "procedure_id": 1,  # of the unit in the address, or nobody's
        "notice_id": 1,  # the same
        "session_id": factories.desk(session, counter, group, staff_id=people.clerk.id).id,
        "staff_id": people.clerk.id,
        "check_id": spot_check(session, people.unit, people.supervisor).id,
        "grant_id": queries.grants_of(session, people.clerk.id)[0].id,
    }


def send(client: CheckedClient, route: Route, named: dict[str, Any], csrf: str) -> int:
    unknown = route.arguments - set(named) - NO_OBJECTS
    assert not unknown, f"{route.endpoint}: say in objects() which {sorted(unknown)} belong to the unit"
    values = {name: named.get(name, "2026-W46") for name in route.arguments}
    with client.application.test_request_context():
        path = client.application.url_for(route.endpoint, **values)
    data = {"csrf_token": csrf} if route.method == "POST" else None
    return client.open(path, method=route.method, data=data).status_code


def csrf_of(client: CheckedClient, path: str) -> str:
    return Page(client.get(path)).form(action_contains="sign-").defaults["csrf_token"]


def test_every_address_is_guarded_or_known_to_be_public(app: Flask) -> None:
    found = list(routes(app))
    assert {route.endpoint for route in found if route.guard is None} == set()
    assert {route.endpoint for route in found if route.guard and route.guard.kind == "public"} == PUBLIC
    assert {route.endpoint for route in found if route.guard and route.guard.kind == "signed_in"} == EVERY_PERSON


def test_an_address_that_names_an_object_is_guarded_by_its_unit(app: Flask) -> None:
    names_one = [route for route in routes(app) if route.arguments]
    assert names_one
    assert not [route for route in names_one if route.guard is None or route.guard.of is None]


def test_every_address_refuses_a_stranger(app: Flask, client: CheckedClient, session: Session) -> None:
    named = objects(session, cast.cast(session))
    csrf = csrf_of(client, "/admin/sign-in")
    for route in routes(app):
        if route.endpoint not in PUBLIC:
            assert send(client, route, named, csrf) == 303, route
    assert client.get("/admin/").location.startswith("/admin/sign-in")


@pytest.mark.parametrize("role", Role)
def test_every_address_of_a_unit_refuses_the_neighbour(
    app: Flask, client: CheckedClient, session: Session, role: Role
) -> None:
    people = cast.cast(session)
    named = objects(session, people)
    sign_in(client, cast.staff(session, role, people.neighbour, login="stranger-here"))
    csrf = csrf_of(client, "/admin/")
    for route in routes(app):
        if route.guard and route.guard.of is not None:
            assert send(client, route, named, csrf) == 403, route


def test_every_form_needs_its_token(app: Flask, client: CheckedClient, session: Session) -> None:
    people = cast.cast(session)
    named = objects(session, people)
    sign_in(client, people.administrator)
    for route in routes(app):
        if route.method == "POST":
            assert send(client, route, named, csrf="") == 400, route
