"""What went wrong, told to a machine: application/problem+json (RFC 9457) below /api/."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, jsonify
from werkzeug.exceptions import HTTPException

MIMETYPE: Final = "application/problem+json"
ADDRESS: Final = "/api/v1/problems/"
BELOW: Final = "/api/"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One thing that can go wrong. *advice* says what the caller can do about it."""

    status: int
    title: str
    advice: str


GENERAL: Final[Mapping[str, ProblemKind]] = {
    "bad-request": ProblemKind(400, "The request cannot be read.", "Look at the detail, correct it and send it again."),
    "forbidden": ProblemKind(403, "This may not be done.", "Requests that a page of another site started are refused."),
    "not-found": ProblemKind(
        404, "There is no such thing.", "Look at the address: things of other units are not here."
    ),
    "method-not-allowed": ProblemKind(405, "This address does not know that method.", "The Allow header names them."),
    "length-required": ProblemKind(411, "The body has no length.", "Send Content-Length."),
    "too-large": ProblemKind(413, "The body is too large.", "Send less."),
    "unsupported-media-type": ProblemKind(415, "The body is not JSON.", "Send Content-Type: application/json."),
    "fault": ProblemKind(
        500,
        "The server failed; it has been noted.",
        "Send it again with the same Idempotency-Key. Tell us if it stays.",
    ),
    "unavailable": ProblemKind(
        503,
        "The database is away for a moment.",
        "Wait as long as Retry-After says, then send it with the same Idempotency-Key: nothing is lost or doubled.",
    ),
}
BY_STATUS: Final = {kind.status: name for name, kind in GENERAL.items()}


class Problem(HTTPException):
    """A refusal of one kind, with what only this case can tell.

    Attributes:
        name: The last part of its type.
        more: Further members, such as ``errors``.
        named: Headers of the answer.
    """

    def __init__(
        self,
        name: str,
        kind: ProblemKind,
        detail: str = "",
        *,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Make the refusal; without *detail* it says what its kind advises."""
        super().__init__(detail or kind.advice)
        self.code = kind.status
        self.name_of_kind = name
        self.kind = kind
        self.more = dict(more or {})
        self.named = dict(headers or {})


def draw(problem: Problem) -> Response:
    """Return the answer that tells *problem*."""
    return _answer(problem.name_of_kind, problem.kind, problem.description or "", problem.more, problem.named)


def draw_status(status: int) -> Response:
    """Return the answer for a plain HTTP status; one that has no kind of its own is a bad request or a fault."""
    name = BY_STATUS.get(status, "bad-request" if status < 500 else "fault")
    return _answer(name, GENERAL[name], GENERAL[name].advice, {}, {}, status)


def _answer(
    name: str,
    kind: ProblemKind,
    detail: str,
    more: Mapping[str, object],
    headers: Mapping[str, str],
    status: int | None = None,
) -> Response:
    said: dict[str, Any] = {
        "type": f"{ADDRESS}{name}",
        "title": kind.title,
        "status": status or kind.status,
        "detail": detail,
    }
    response = jsonify(said | dict(more))
    response.status_code = status or kind.status
    response.content_type = MIMETYPE
    response.headers.extend(headers)
    return response
