"""The document describes the API whole: every address, every answer, with examples that hold."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from flask import Flask

from kiosk.ground.web.problems import ADDRESS
from kiosk.queue.api.openapi import document
from kiosk.queue.api.operations import BASE, TABLE
from kiosk.queue.api.problem_kinds import ALL
from kiosk.queue.api.shapes import read
from tests.client import CheckedClient
from tests.conftest import environ
from tests.kiosk.queue.api.machine import Machine
from wsgi import create_app

BESIDE = {"/openapi.json", "/problems/<name>"}


def bodies(said: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield the schema and each example of every body in the document."""
    for path in said["paths"].values():
        for operation in path.values():
            answers = [*operation["responses"].values(), operation.get("requestBody", {})]
            for content in (answer.get("content", {}) for answer in answers):
                for kind in content.values():
                    for example in kind.get("examples", {}).values():
                        yield kind["schema"], example["value"]


def test_every_address_is_described_and_every_described_one_answers() -> None:
    app: Flask = create_app(environ("sqlite:///nowhere.db"))
    rules = {
        (rule.rule.removeprefix(BASE).replace("<int:ticket_id>", "{id}").replace("<label>", "{label}"), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(BASE)
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    described = {(path, method.upper()) for path, one in document()["paths"].items() for method in one}
    assert {rule for rule in rules if rule[0] not in BESIDE} == described


def test_examples_are_what_they_are_examples_of() -> None:
    said = document()
    found = list(bodies(said))
    assert len(found) > 100
    for schema, example in found:
        whole = {**schema, "components": said["components"]}
        jsonschema_rs.validate(whole, example)


def test_what_an_example_asks_for_is_read() -> None:
    for operation in TABLE:
        example = {name: field.example for name, field in operation.body.items()}
        assert set(read(operation.body, example)) == set(operation.body)


def test_every_kind_of_problem_is_described_somewhere() -> None:
    described = {example["type"].removeprefix(ADDRESS) for _schema, example in bodies(document()) if "type" in example}
    assert described == set(ALL) - {"forbidden", "method-not-allowed"}  # no operation promises those


def test_answers_have_the_declared_form(machine: Machine) -> None:
    said = document()
    machine.done("/counters/3/open")
    ticket = machine.done("/tickets", {"group": "A"})["id"]
    asked = {
        "Unit": machine.get("/unit").json,
        "TicketList": machine.get("/tickets").json,
        "Ticket": machine.get(f"/tickets/{ticket}").json,
        "IssuedTicket": machine.done("/tickets", {"group": "A", "respondent": "business"}),
        "Counter": machine.done("/counters/3/pause", {"reason": "break"}),
        "Problem": machine.post("/tickets", {"group": 1}).json,
    }
    for name, answer in asked.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": said["components"]}
        jsonschema_rs.validate(schema, answer)


def test_the_document_is_for_everybody_and_kept_while_it_is_the_same(client: CheckedClient) -> None:
    said = client.get("/api/v1/openapi.json")
    assert said.json == document()
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": said.headers["ETag"]})
    assert again.status_code == 304
