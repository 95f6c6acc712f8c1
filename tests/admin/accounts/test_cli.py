"""The command line: the first administrator, and help when nobody can sign in."""

from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.ground.events import AuditEvent
from tests import cast, factories
from tests.cast import sign_in_on_page
from tests.client import CheckedClient


def run(command: FlaskCliRunner, session: Session, *words: str, fails: bool = False) -> str:
    session.commit()
    result = command.invoke(args=["staff", *words])
    session.expire_all()
    assert (result.exit_code != 0) == fails, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def add(command: FlaskCliRunner, session: Session, login: str, slug: str, *, fails: bool = False) -> str:
    words = ("add", login, "--name", "Mai Lê", "--role", "administrator", "--unit", slug)
    return run(command, session, *words, fails=fails)


def test_the_first_administrator_is_added_and_signs_in(
    command: FlaskCliRunner, client: CheckedClient, session: Session
) -> None:
    unit = factories.unit(session)
    login, fresh = add(command, session, "Mai.Le", unit.slug).strip().split(": ")
    assert login == "mai.le"
    person = session.scalars(select(Staff)).one()
    assert sign_in_on_page(client, person, password=fresh).path == "/admin/password"
    recorded = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(line.act, line.staff_id, line.unit_id) for line in recorded] == [
        ("staff.add", None, unit.id),
        ("role.grant", None, unit.id),
    ]


def test_what_cannot_be_added_is_told_in_one_line(command: FlaskCliRunner, session: Session) -> None:
    unit = factories.unit(session)
    add(command, session, "mai.le", unit.slug)
    assert "has the login" in add(command, session, "mai.le", unit.slug, fails=True)
    assert "no unit" in add(command, session, "lan", "nowhere", fails=True)
    assert "A login has" in add(command, session, "Lê Mai", unit.slug, fails=True)
    assert "At most 60" in add(command, session, "x" * 100, unit.slug, fails=True)
    assert len(session.scalars(select(Staff)).all()) == 1


def test_a_forgotten_password_and_a_lost_phone_are_replaced(
    command: FlaskCliRunner, client: CheckedClient, session: Session
) -> None:
    person = cast.staff(session, Role.CLERK, factories.unit(session), login="mai", totp_secret="JBSWY3DPEHPK3PXP")
    fresh = run(command, session, "password", "Mai", "--without-second-step").strip().split(": ")[1]
    assert sign_in_on_page(client, person, password=fresh).path == "/admin/password"
    assert "Nobody has" in run(command, session, "password", "lan", fails=True)


def test_somebody_is_disabled(command: FlaskCliRunner, client: CheckedClient, session: Session) -> None:
    person = cast.staff(session, Role.CLERK, factories.unit(session), login="mai")
    sign_in_on_page(client, person)
    run(command, session, "disable", "mai")
    assert client.get("/admin/").status_code == 303
    assert "Nobody has" in run(command, session, "disable", "lan", fails=True)


def test_everybody_is_listed_with_their_roles(command: FlaskCliRunner, session: Session) -> None:
    unit = factories.unit(session)
    cast.staff(session, Role.CLERK, unit, login="mai", name="Mai Lê")
    cast.staff(session, Role.SUPERVISOR, unit, login="lan", name="Lan Võ", active=False)
    assert run(command, session, "list").splitlines() == [
        f"lan  Lan Võ  supervisor@{unit.slug}  (disabled)",
        f"mai  Mai Lê  clerk@{unit.slug}",
    ]
