"""The OpenAPI 3.1 document: written by the very table that routes and validates."""

from typing import Any, Final

from kiosk.ground.web.problems import BELOW, MIMETYPE
from kiosk.office.kinds import Scope
from kiosk.queue.api.answers import SCHEMAS, example_of
from kiosk.queue.api.operations import BASE, TABLE, Operation
from kiosk.queue.api.problem_kinds import ALL
from kiosk.queue.api.shapes import schema_of

Json = dict[str, Any]
LARGEST_ID: Final = 2**63 - 1
ALWAYS: Final = ("key-missing", "key-unknown", "scope-missing", "too-many-requests", "fault", "unavailable")
OF_A_BODY: Final = ("bad-request", "length-required", "too-large", "unsupported-media-type")
JSON: Final = "application/json"
DESCRIPTION: Final = """For queue machines that an office already owns: check people in, call them, check them out.

A key belongs to one unit. Every POST needs an `Idempotency-Key`: the same key again gives the same result and does
nothing twice. Errors are `application/problem+json`; tell them apart by `type`."""
PARAMETERS: Final[Json] = {
    "id": {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The ticket's id.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
        "examples": {"one": {"value": 1}},
    },
    "label": {
        "name": "label",
        "in": "path",
        "required": True,
        "description": "What stands on the counter's sign.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 12},
        "examples": {"one": {"value": "3"}},
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "New for each act, the same when it is sent again.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
        "examples": {"one": {"value": "kiosk-1:2026-11-16:0007"}},
    },
}
HEADERS: Final[Json] = {
    "ETag": {"description": "Send it as If-None-Match next time.", "schema": {"type": "string"}},
    "Idempotency-Replayed": {
        "description": "The request had been carried out before: nothing was done now.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}},
    "WWW-Authenticate": {"description": "Bearer, and why.", "schema": {"type": "string"}},
    "Allow": {"description": "The methods of this address.", "schema": {"type": "string"}},
}
OF_STATUS: Final = {401: "WWW-Authenticate", 403: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}


def document() -> Json:
    """Return the whole document, JSON-ready."""
    paths: Json = {}
    for operation in TABLE:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lắng Nghe", "version": "1", "description": DESCRIPTION},
        "servers": [{"url": BASE}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "headers": HEADERS,
            "parameters": PARAMETERS,
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": f"A key of one unit, `ln_…`. Scopes: {', '.join(Scope)}.",
                }
            },
        },
    }


def _operation(operation: Operation) -> Json:
    said: Json = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": " ".join(filter(None, (operation.details, f"Scope: `{operation.scope}`."))),
        "security": [{"key": []}],
        "parameters": [*_parameters(operation)],
        "responses": _answers(operation),
    }
    if operation.body:
        example = {name: field.example for name, field in operation.body.items()}
        content = {JSON: {"schema": schema_of(operation.body), "examples": {"one": {"value": example}}}}
        said["requestBody"] = {"required": operation.needs_body, "content": content}
    return said


def _parameters(operation: Operation) -> list[Json]:
    named = [*operation.names, *(["IdempotencyKey"] if operation.writes else [])]
    asked = [
        {
            "name": name,
            "in": "query",
            "required": field.required,
            "description": field.meaning,
            "schema": field.kind.schema(),
            "examples": {"one": {"value": field.example}},
        }
        for name, field in operation.query.items()
    ]
    return [*({"$ref": f"#/components/parameters/{name}"} for name in named), *asked]


def _answers(operation: Operation) -> Json:
    schema = {"$ref": f"#/components/schemas/{operation.answer}"}
    content = {JSON: {"schema": schema, "examples": {"one": {"value": example_of(schema)}}}}
    answers: Json = {}
    if operation.writes:
        if operation.status != 200:
            answers[str(operation.status)] = {"description": "Done.", "content": content}
        headers = {"Idempotency-Replayed": {"$ref": "#/components/headers/Idempotency-Replayed"}}
        answers["200"] = {"description": "Done, now or before.", "headers": headers, "content": content}
    else:
        etag = {"ETag": {"$ref": "#/components/headers/ETag"}}
        answers["200"] = {"description": "As it is now.", "headers": etag, "content": content}
        answers["304"] = {"description": "As it was when If-None-Match was given.", "headers": etag}
    for status, names in sorted(_problems(operation).items()):
        answers[str(status)] = _problem(status, names)
    return answers


def _problems(operation: Operation) -> dict[int, list[str]]:
    """Return the names of what can go wrong, by status."""
    names = [*ALWAYS, *operation.problems]
    if operation.names:
        names.append("not-found")
    if operation.writes:
        names += ["idempotency-key-missing", "key-reused", "invalid", *OF_A_BODY]
    elif operation.query:
        names.append("invalid")
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(ALL[name].status, []).append(name)
    return found


def _problem(status: int, names: list[str]) -> Json:
    examples = {
        name: {
            "value": {
                "type": f"{BELOW}v1/problems/{name}",
                "title": ALL[name].title,
                "status": status,
                "detail": ALL[name].advice,
            }
        }
        for name in names
    }
    answer: Json = {
        "description": " Or: ".join(ALL[name].title for name in names),
        "content": {MIMETYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}},
    }
    if status in OF_STATUS:
        name = OF_STATUS[status]
        answer["headers"] = {name: {**HEADERS[name], "required": True}}
    return answer
