"""``flask api-key``."""

from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from kiosk.office import api_key_queries
from tests import factories


def test_keys_are_made_listed_and_revoked(command: FlaskCliRunner, session: Session) -> None:
    unit = factories.unit(session, slug="ninh-kieu")
    session.commit()
    secret = command.invoke(args=["api-key", "add", "ninh-kieu", "--name", "Máy A", "--scope", "tickets:read"]).output
    secret = secret.strip()
    key = api_key_queries.by_secret(session, secret)
    assert key is not None
    assert (key.unit_id, key.scopes) == (unit.id, "tickets:read")

    listed = command.invoke(args=["api-key", "list", "ninh-kieu"]).output
    assert listed == f"…{secret[-4:]}  Máy A  chưa dùng lần nào  tickets:read\n"

    assert command.invoke(args=["api-key", "revoke", "ninh-kieu", secret[-4:]]).output == "Revoked: Máy A\n"
    session.expire_all()
    assert api_key_queries.by_secret(session, secret) is None
    assert "[revoked]" in command.invoke(args=["api-key", "list", "ninh-kieu"]).output
    again = command.invoke(args=["api-key", "revoke", "ninh-kieu", secret[-4:]])
    assert (again.exit_code, "0 keys in use" in again.output) == (1, True)


def test_a_key_without_words_is_good_for_everything(command: FlaskCliRunner, session: Session) -> None:
    factories.unit(session, slug="ninh-kieu")
    session.commit()
    secret = command.invoke(args=["api-key", "add", "ninh-kieu"]).output.strip()
    key = api_key_queries.by_secret(session, secret)
    assert key is not None
    assert key.scopes == "tickets:read tickets:issue tickets:call tickets:end counters:open"
    unknown = command.invoke(args=["api-key", "add", "ninh-kieu", "--scope", "everything"])
    assert unknown.exit_code == 2
