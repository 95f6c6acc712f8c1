"""What is not a sound request is told so as problem+json, and never ends in a fault."""

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from kiosk.queue.api import representations
from kiosk.queue.api.problem_kinds import ALL
from tests.client import CheckedClient
from tests.kiosk.queue.api.machine import BASE, Machine, problem_of


def send(machine: Machine, body: bytes, kind: str = "application/json", path: str = "/tickets") -> TestResponse:
    headers = {"Authorization": f"Bearer {machine.secret}", "Idempotency-Key": "k"}
    return machine.client.post(BASE + path, data=body, content_type=kind, headers=headers)


NO_JSON = (
    b"{",
    b"\xff",
    b'{"group": NaN}',
    b'{"group": "A", "group": "G"}',
    b"[" * 30_000,
    b'{"group": ' + b"9" * 5000 + b"}",
    '{"group": "A"}'.encode("utf-16"),
)
OTHER_FORMS = (
    (b"[]", ""),
    (b"null", ""),
    (b"{}", "group"),
    (b'{"group": 1}', "group"),
    (b'{"group": "a"}', "group"),
    (b'{"group": "A\\u0000"}', "group"),
    (b'{"group": "\\ud800"}', "group"),
    (b'{"group": "A", "priority": "\\ud800"}', "priority"),
    (b'{"group": "A", "\\ud800": 1}', "\ud800"),
    (b'{"group": "A", "arrived_at": "yesterday"}', "arrived_at"),
    (b'{"group": "A", "arrived_at": "2026-11-16"}', "arrived_at"),
    (b'{"group": "A", "arrived_at": "2026-11-16T09:00:00"}', "arrived_at"),
    (b'{"group": "A", "arrived_at": "2026-02-30T09:00:00Z"}', "arrived_at"),
    (b'{"group": "A", "respondent": null}', "respondent"),
)


def test_what_is_no_json_is_a_bad_request(machine: Machine) -> None:
    for body in NO_JSON:
        assert problem_of(send(machine, body), 400) == "bad-request"


def test_what_has_another_form_is_told_field_by_field(machine: Machine) -> None:
    for body, field in OTHER_FORMS:
        answer = send(machine, body)
        assert problem_of(answer, 422) == "invalid", body
        assert answer.json is not None
        assert [fault["field"] for fault in answer.json["errors"]] == [field]


def test_what_is_asked_in_another_form_is_told(machine: Machine) -> None:
    for query in ["state=asleep", "limit=0", "limit=201", "limit=x", "cursor=-1", "x=1", "limit=1&limit=2"]:
        assert problem_of(machine.get(f"/tickets?{query}"), 422) == "invalid"


def test_what_is_not_there_is_not_found(machine: Machine) -> None:
    paths = [
        *("/tickets/0", "/tickets/99", f"/tickets/{2**63}", f"/tickets/{10**30}", "/tickets/x", "/tickets/-1"),
        *("/nowhere", "/tickets/", "/problems/none", "/%00", "/tickets/%00"),
    ]
    for path in paths:
        assert problem_of(machine.get(path), 404) == "not-found"


def test_a_counter_that_is_not_there_is_not_found(machine: Machine) -> None:
    for label in ["9", "x" * 13, "%E2%80%8E", "%F0%9F%98%80", "%FF", "3%00", "%ED%A0%80", "a%2Fb"]:
        assert problem_of(machine.post(f"/counters/{label}/open"), 404) == "not-found"


def test_another_kind_of_body_is_refused(machine: Machine) -> None:
    assert problem_of(send(machine, b"group=A", "application/x-www-form-urlencoded"), 415) == "unsupported-media-type"
    assert send(machine, b'{"group": "A"}', "application/json; charset=utf-8").status_code == 201


def test_a_move_that_takes_no_words_accepts_none(machine: Machine) -> None:
    assert problem_of(send(machine, b'{"a": 1}', path="/counters/3/close"), 422) == "invalid"
    assert send(machine, b"{}", path="/counters/3/close").status_code == 200


def test_other_methods_are_named(machine: Machine) -> None:
    answer = machine.client.put(f"{BASE}/tickets", headers={"Authorization": f"Bearer {machine.secret}"})
    assert problem_of(answer, 405) == "method-not-allowed"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_body_without_a_length_and_one_too_long_are_refused(machine: Machine) -> None:
    headers = {"Authorization": f"Bearer {machine.secret}", "Idempotency-Key": "k", "Transfer-Encoding": "chunked"}
    answer = machine.client.post(f"{BASE}/tickets", headers=headers, environ_overrides={"CONTENT_LENGTH": ""})
    assert problem_of(answer, 411) == "length-required"
    assert problem_of(send(machine, b" " * 70_000), 413) == "too-large"


def test_a_host_that_is_not_ours_is_a_bad_request(machine: Machine) -> None:
    answer = machine.client.get(f"{BASE}/unit", base_url="https://elsewhere.example")
    assert problem_of(answer, 400) == "bad-request"


def test_a_page_of_another_site_gets_nowhere(machine: Machine) -> None:
    answer = machine.post("/tickets", {"group": "A"}, Sec_Fetch_Site="cross-site")
    assert problem_of(answer, 403) == "forbidden"


def test_a_database_that_is_away_and_a_fault_are_told(
    machine: Machine, client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(error: Exception) -> None:
        def unit(*_args: object, **_named: object) -> None:
            raise error

        monkeypatch.setattr(representations, "unit", unit)

    fail(OperationalError("SELECT", {}, Exception("gone")))
    away = machine.get("/unit")
    assert problem_of(away, 503) == "unavailable"
    assert int(away.headers["Retry-After"]) > 0
    client.expects_fault = True
    fail(RuntimeError("a secret"))
    fault = machine.get("/unit")
    assert problem_of(fault, 500) == "fault"
    assert "a secret" not in fault.text


def test_every_type_of_problem_says_what_it_is(client: CheckedClient) -> None:
    for name, kind in ALL.items():
        said = client.get(f"{BASE}/problems/{name}").json
        assert said == {
            "type": f"{BASE}/problems/{name}",
            "title": kind.title,
            "status": kind.status,
            "advice": kind.advice,
        }
