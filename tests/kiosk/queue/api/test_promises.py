"""The API keeps what its own document promises, whatever it is sent."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.office import api_key_actions
from kiosk.office.kinds import Scope
from kiosk.queue import desk_actions
from kiosk.queue.api.openapi import PARAMETERS
from kiosk.queue.api.requests import TURNSTILE
from kiosk.queue.api.stations import MACHINE_ID
from kiosk.queue.api.turnstile import Turnstile
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.queue.api.probing import probe

EXAMPLES = 1
SEED = 20261116
OFTEN = 10**6


def office(session: Session) -> str:
    """A unit with what the document's examples speak of: group A, counter 3 and ticket 1042."""
    unit = factories.unit(session)
    group = factories.group(session, unit, "A")
    counter = factories.counter(session, unit, PARAMETERS["label"]["examples"]["one"]["value"], group)
    desk_actions.open_desk(session, counter, [group.id], staff_id=MACHINE_ID, now=MONDAY)
    factories.ticket(session, group)
    return api_key_actions.add_key(session, unit.id, "Máy", tuple(Scope), now=MONDAY, staff_id=None)[1]


@pytest.mark.parametrize("kind", ["postgresql"])  # each page has its own tests on both
def test_schemathesis_finds_nothing(live_app: Flask, live_database: Database) -> None:
    secret = live_database.write(office)
    live_app.extensions[TURNSTILE] = Turnstile(most=OFTEN)

    found = probe(live_app, secret, examples=EXAMPLES, seed=SEED)

    assert not found.failures
    assert found.cases[200] > 10
    assert sum(found.cases.values()) > 300
