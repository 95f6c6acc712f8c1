"""What a write about accounts does when something else happened just before."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts import actions
from admin.accounts.models import RoleGrant, Staff, StaffSession
from admin.accounts.roles import Role
from kiosk.ground.events import AuditEvent
from tests import cast, factories

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
LASTS = timedelta(hours=12)


@pytest.fixture
def person(session: Session) -> Staff:
    return cast.staff(session, Role.CLERK, factories.unit(session))


def open_session(session: Session, person: Staff, *, proven: str) -> str | None:
    return actions.open_session(session, person.id, password_hash=proven, lasts=LASTS, now=NOW)


def test_nobody_is_let_in_whose_password_changed_after_it_was_proven(session: Session, person: Staff) -> None:
    proven = person.password_hash
    actions.set_password(session, person.id, "another hash", must_change=False, by=None, now=NOW)
    assert open_session(session, person, proven=proven) is None
    assert open_session(session, person, proven="another hash")


def test_nobody_is_let_in_who_was_disabled_after_the_password_was_proven(session: Session, person: Staff) -> None:
    actions.set_active(session, person.id, active=False, by=None, now=NOW)
    assert open_session(session, person, proven=person.password_hash) is None
    assert session.scalars(select(StaffSession)).all() == []


def test_tokens_are_long_and_never_the_same(session: Session, person: Staff) -> None:
    tokens = {open_session(session, person, proven=person.password_hash) or "" for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43  # 256 bits in base 64


def test_of_two_forms_with_one_code_only_the_first_counts(session: Session, person: Staff) -> None:
    spent = [actions.spend_step(session, person.id, step) for step in (100, 100, 99, 101)]
    assert spent == [True, False, False, True]


def test_a_renewed_hash_never_undoes_a_changed_password(session: Session, person: Staff) -> None:
    old = person.password_hash
    actions.set_password(session, person.id, "another hash", must_change=False, by=None, now=NOW)
    actions.renew_hash(session, person.id, old=old, new="renewed")
    session.expire_all()
    assert person.password_hash == "another hash"


def test_a_login_belongs_to_one_person(session: Session, person: Staff) -> None:
    unit_id = session.scalars(select(RoleGrant.unit_id)).one()
    with pytest.raises(actions.LoginTaken):
        actions.add_staff(
            session, person.login, name="Mai", password_hash="x", role=Role.CLERK, unit_id=unit_id, by=None, now=NOW
        )
    assert session.scalars(select(AuditEvent)).all() == []


def test_what_is_so_already_is_done_without_a_trace(session: Session, person: Staff) -> None:
    unit_id = session.scalars(select(RoleGrant.unit_id)).one()
    actions.grant_role(session, person.id, Role.CLERK, unit_id, by=None, now=NOW)
    actions.set_active(session, person.id, active=True, by=None, now=NOW)
    actions.revoke_role(session, 999_999, by=None, now=NOW)
    assert session.scalars(select(AuditEvent)).all() == []


def test_a_record_of_a_password_holds_no_password(session: Session, person: Staff) -> None:
    actions.set_password(session, person.id, "another hash", must_change=True, by=7, now=NOW)
    line = session.scalars(select(AuditEvent)).one()
    assert (line.act, line.subject, line.staff_id, line.details) == ("staff.password", person.login, 7, {})
