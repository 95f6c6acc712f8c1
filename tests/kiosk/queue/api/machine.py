"""A queue machine with a key: what it sends, and what it gets."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.office import api_key_actions
from kiosk.office.kinds import Scope
from kiosk.office.models import ApiKey, Unit
from tests.factories import MONDAY

BASE = "/api/v1"
_numbers = count(1)


def key_of(session: Session, unit: Unit, scopes: Iterable[str] = tuple(Scope)) -> tuple[ApiKey, str]:
    """Give the unit a key."""
    key, secret = api_key_actions.add_key(session, unit.id, "Máy ở cửa", tuple(scopes), now=MONDAY, staff_id=None)
    return key, secret


class Machine:
    """Speaks to the API with one key; *post* makes up a new Idempotency-Key unless it is given one."""

    def __init__(self, client: FlaskClient, secret: str) -> None:
        self.client = client
        self.secret = secret

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(BASE + path, headers=self._headers(headers))

    def post(self, path: str, body: object = None, *, once: str | None = None, **headers: str) -> TestResponse:
        said = {"Idempotency-Key": once or f"act-{next(_numbers)}"} | headers
        more: dict[str, Any] = {} if body is None else {"json": body}
        return self.client.post(BASE + path, headers=self._headers(said), **more)

    def done(self, path: str, body: object = None, **more: str) -> dict[str, Any]:
        """Post what has to succeed, and return what came back."""
        response = self.post(path, body, **more)
        assert response.status_code in {200, 201}, response.text
        found: dict[str, Any] = response.json  # type: ignore[assignment]
        return found

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} | {
            name.replace("_", "-"): said for name, said in more.items()
        }


def problem_of(response: TestResponse, status: int) -> str:
    """Return the name of the problem that an answer tells, which has to be a sound one."""
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    said = response.json
    assert said is not None
    assert said["status"] == status
    assert said["title"]
    assert said["detail"]
    return str(said["type"]).removeprefix(f"{BASE}/problems/")
