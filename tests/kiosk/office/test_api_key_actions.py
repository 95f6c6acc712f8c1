"""Keys of machines: told once, kept as digests, taken away for good."""

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.web.addresses import CROCKFORD
from kiosk.office import api_key_actions, api_key_queries
from kiosk.office.kinds import Scope
from kiosk.office.refusals import Refused
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.office.record import acts


def test_a_key_is_a_secret_of_130_bits_of_which_a_digest_is_kept(session: Session) -> None:
    unit = factories.unit(session)
    key, secret = api_key_actions.add_key(
        session, unit.id, " Máy ở cửa ", ["tickets:issue", "tickets:read"], now=MONDAY, staff_id=None
    )
    assert secret.startswith("ln_")
    assert len(secret) == 3 + 26
    assert set(secret[3:]) <= set(CROCKFORD.lower())
    assert (key.name, key.hint, key.scopes) == ("Máy ở cửa", secret[-4:], "tickets:read tickets:issue")
    assert secret not in key.key_hash
    assert api_key_queries.by_secret(session, secret) is key
    assert api_key_queries.by_secret(session, secret[:-1]) is None


def test_a_revoked_key_lets_nobody_in_any_more(session: Session) -> None:
    unit = factories.unit(session)
    key, secret = api_key_actions.add_key(session, unit.id, "Máy", tuple(Scope), now=MONDAY, staff_id=None)
    for _ in range(2):
        api_key_actions.revoke_key(session, key.id, now=MONDAY, staff_id=None)
    assert api_key_queries.by_secret(session, secret) is None
    assert acts(session) == ["api_key.add", "api_key.revoke"]


@pytest.mark.parametrize(
    ("name", "scopes", "field", "reason"),
    [
        ("", ["tickets:read"], "name", "missing"),
        ("x" * 81, ["tickets:read"], "name", "too_long"),
        ("Máy", [], "scopes", "missing"),
        ("Máy", ["everything"], "scopes", "unknown"),
    ],
)
def test_a_key_without_a_name_or_a_use_is_refused(
    session: Session, name: str, scopes: list[str], field: str, reason: str
) -> None:
    unit = factories.unit(session)
    with pytest.raises(Refused) as caught:
        api_key_actions.add_key(session, unit.id, name, scopes, now=MONDAY, staff_id=None)
    assert (caught.value.field, caught.value.reason) == (field, reason)
