"""Who is let in: each operation with no key, a wrong one, a revoked one, another unit's, and one without the scope."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.ground import limits
from kiosk.ground.web import logs
from kiosk.office import api_key_actions
from kiosk.office.kinds import Scope
from kiosk.office.models import ApiKey
from kiosk.queue.api import actions
from kiosk.queue.api.operations import TABLE, Operation
from kiosk.queue.api.requests import TURNSTILE
from kiosk.queue.api.turnstile import Turnstile
from tests import factories
from tests.client import CheckedClient
from tests.factories import MONDAY
from tests.kiosk.queue.api.machine import Machine, key_of, problem_of
from tests.kiosk.queue.office import Office

SECRET = "ln_0123456789abcdefghjkmnpqrs"


def body_of(operation: Operation) -> dict[str, object] | None:
    """The least that an operation needs to hear."""
    return {name: field.example for name, field in operation.body.items() if field.required} or None


def ask(machine: Machine, operation: Operation, ticket: int = 1) -> TestResponse:
    path = operation.path.format(id=ticket, label="3")
    return machine.post(path, body_of(operation)) if operation.writes else machine.get(path)


def test_a_stranger_is_refused_everywhere(client: CheckedClient, office: Office, session: Session) -> None:
    key, revoked = key_of(session, office.unit)
    api_key_actions.revoke_key(session, key.id, now=MONDAY, staff_id=None)
    for operation in TABLE:
        bare = client.open("/api/v1" + operation.path.format(id=1, label="3"), method=operation.method)
        assert problem_of(bare, 401) == "key-missing"
        assert bare.headers["WWW-Authenticate"] == 'Bearer realm="/api/v1"'
        for secret in (SECRET, revoked, "ln_\x7f", "x" * 3000):
            refused = ask(Machine(client, secret), operation)
            assert problem_of(refused, 401) == "key-unknown", operation.name
            assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]


def test_a_key_is_good_for_its_scopes_only(client: CheckedClient, office: Office, session: Session) -> None:
    lacking = {scope: key_of(session, office.unit, set(Scope) - {scope})[1] for scope in Scope}
    for operation in TABLE:
        refused = ask(Machine(client, lacking[operation.scope]), operation)
        assert problem_of(refused, 403) == "scope-missing", operation.name
        assert f'scope="{operation.scope}"' in refused.headers["WWW-Authenticate"]
        assert refused.json is not None
        assert refused.json["scope"] == operation.scope


def test_another_unit_has_nothing_here(client: CheckedClient, office: Office, session: Session) -> None:
    ticket = factories.ticket(session, office.birth)
    neighbour = Machine(client, key_of(session, factories.unit(session, "Phường Cái Răng"))[1])
    for operation in TABLE:
        answer = ask(neighbour, operation, ticket.id)
        if operation.names:
            assert problem_of(answer, 404) == "not-found", operation.name
        elif operation.writes:
            assert problem_of(answer, 409) == "group-not-offered"
        else:
            assert office.unit.slug not in answer.text
            assert '"tickets":[]' in answer.text or '"counters":[]' in answer.text


def test_what_is_no_key_is_not_looked_up(client: CheckedClient, office: Office) -> None:
    for header in ("", "Bearer", "Bearer ", "Basic bG46", "Bearer  ", "Digest x", "Bearerln_x"):
        assert problem_of(client.get("/api/v1/unit", headers={"Authorization": header}), 401) == "key-missing"


def test_the_scheme_may_be_written_in_any_case(machine: Machine, client: CheckedClient) -> None:
    assert client.get("/api/v1/unit", headers={"Authorization": f"bearer {machine.secret}"}).status_code == 200


def test_the_last_use_is_written_once_a_minute(
    machine: Machine, session: Session, set_clock: Callable[[datetime], None]
) -> None:
    uses = []
    for seconds in (0, 59, 60):
        set_clock(MONDAY + timedelta(seconds=seconds))
        machine.get("/unit")
        uses.append(session.query(ApiKey.last_used_at).scalar())
    assert uses == [MONDAY, MONDAY, MONDAY + timedelta(seconds=60)]


def test_a_machine_that_asks_too_often_is_told_when_to_come_again(
    machine: Machine, app: Flask, set_clock: Callable[[datetime], None]
) -> None:
    app.extensions[TURNSTILE] = Turnstile(most=2)
    assert [machine.get("/unit").status_code for _ in range(2)] == [200, 200]
    set_clock(MONDAY + timedelta(seconds=45))
    refused = machine.get("/unit")
    assert problem_of(refused, 429) == "too-many-requests"
    assert refused.headers["Retry-After"] == "15"
    set_clock(MONDAY + timedelta(seconds=60))
    assert machine.get("/unit").status_code == 200


def test_a_machine_that_changes_too_much_is_told_so_on_every_node(
    machine: Machine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_WRITES", 2)
    for _ in range(2):
        machine.done("/tickets", {"group": "A"})
    refused = machine.post("/tickets", {"group": "A"})
    assert problem_of(refused, 429) == "too-many-requests"
    assert refused.headers["Retry-After"] == "60"
    assert session.query(limits.Bucket).one().used == 2


def test_no_cookie_is_set_and_nothing_is_kept(machine: Machine) -> None:
    for answer in (machine.get("/unit"), machine.post("/tickets", {"group": "A"}), machine.get("/nowhere")):
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_no_secret_reaches_the_log(
    office: Office, session: Session, app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("DEBUG")
    secret = key_of(session, office.unit)[1]
    machine = Machine(CheckedClient(app, session=session), secret)
    issued = machine.done("/tickets", {"group": "A"}, once="a-key-of-my-own")
    machine.post("/tickets/1/finish", {"x": secret})
    said = "".join(capsys.readouterr())
    assert '"route": "/api/v1/tickets"' in said
    assert secret not in said
    assert "a-key-of-my-own" not in said
    assert issued["url"].rpartition("/")[2] not in said
