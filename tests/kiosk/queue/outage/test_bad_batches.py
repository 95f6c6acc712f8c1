"""What a tablet, or somebody who pretends to be one, sends that is no batch of numbers."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import new_token
from kiosk.queue.tickets import State
from tests.client import CheckedClient
from tests.kiosk.queue.office import Office, counted, only_ticket
from tests.kiosk.queue.outage.scene import number, send
from tests.kiosk.queue.tablet.conftest import device, start, tablet

__all__ = ["device", "start", "tablet"]


def test_another_sites_page_cannot_send_a_batch(tablet: CheckedClient, office: Office, session: Session) -> None:
    headers = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    batch = {"unsent": 1, "tickets": [number(office.birth, 1)]}
    assert tablet.post(f"/kiosk/{office.unit.slug}/sync", json=batch, headers=headers).status_code == 403
    assert counted(session) == (0, 0)


GOOD: dict[str, Any] = {"fresh": False, "unsent": 1}


@pytest.mark.parametrize(
    "changed",
    [
        {"token": "short"},
        {"token": new_token().upper()},
        {"token": "\ud800" * 26},
        {"token": None},
        {"group": "1"},
        {"group": 2**80},
        {"number": 0},
        {"number": True},
        {"number": 1.5},
        {"prefix": "K\0"},
        {"day": "2026-13-01"},
        {"day": "9" * 10},
        {"day": "20261109"},
        {"day": "2026-W45-1"},
        {"device": 0},
        {"device": "1"},
        {"at": -1},
        {"jump": 10**30},
        {"contact": None},
        {"contact": {"server": 10**20, "device": 0, "trip": 0}},
        {"form": "x" * 10_000},
        {"priority": ["normal"]},
    ],
)
def test_what_is_no_batch_is_refused_without_a_fault(
    tablet: CheckedClient, office: Office, session: Session, changed: dict[str, Any]
) -> None:
    assert send(tablet, office.unit.slug, number(office.birth, 1) | changed).status_code == 400
    assert counted(session) == (0, 0)


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"{", b"\xff\xfe", b'{"tickets": 1}', b'{"unsent": -1}', b"[" * 40_000, b"9" * 5_000]
)
def test_a_body_that_is_no_batch_is_refused(tablet: CheckedClient, office: Office, body: bytes) -> None:
    answer = tablet.post(f"/kiosk/{office.unit.slug}/sync", data=body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("form", ["made up", "x.y.z"])
def test_a_form_that_is_not_ours_and_a_class_that_is_unknown_do_not_lose_the_number(
    tablet: CheckedClient, office: Office, session: Session, form: str
) -> None:
    send(tablet, office.unit.slug, number(office.birth, 1, form=form, priority="king", respondent="crowd"))
    ticket = only_ticket(session)
    assert (ticket.priority_class, ticket.respondent, ticket.state) == ("normal", None, State.WAITING)
