"""Many rows at once are the same rows as one by one."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from kiosk.ground import bulk
from kiosk.ground.db import Database
from kiosk.ground.jobs import Job, Lease
from kiosk.office.models import Counter
from tests import factories

AT = datetime(2026, 11, 16, 2, 0, 0, 123456, tzinfo=UTC)


def test_values_come_back_as_they_were_given(session: Session) -> None:
    name = 'Quầy\t"1"\\N\n'
    bulk.add_rows(session, Lease, [{"name": name, "holder": "a", "until": AT, "done_at": None}])
    row = session.scalars(select(Lease)).one()
    assert (row.name, row.until, row.done_at) == (name, AT, None)


def test_columns_left_out_get_their_default(session: Session) -> None:
    known = {"kind": "export", "payload": {"units": [1], "word": "é"}, "created_at": AT}
    bulk.add_rows(session, Job, [known | {"key": key} for key in ("a", "b")])
    rows = session.scalars(select(Job).order_by(Job.id)).all()
    assert [(row.key, row.state, row.progress, row.payload) for row in rows] == [
        (key, "queued", 0, {"units": [1], "word": "é"}) for key in ("a", "b")
    ]


def test_no_rows_are_no_work(session: Session) -> None:
    bulk.add_rows(session, Job, [])
    assert session.scalars(select(Job)).all() == []


def test_a_refused_row_names_its_constraint_and_takes_all_with_it(live_database: Database) -> None:
    unit = live_database.write(factories.unit)
    rows = [{"unit_id": unit.id, "label": label, "name_vi": "Quầy"} for label in ("1", "2", "1")]
    with pytest.raises(IntegrityError, match=r"uq_counter_unit_id_label|counter\.unit_id, counter\.label"):
        live_database.write(lambda s: bulk.add_rows(s, Counter, rows))
    with live_database.read() as session:
        assert session.scalars(select(Counter)).all() == []


def test_an_earlier_row_of_the_same_transaction_can_be_referred_to(session: Session) -> None:
    unit = factories.unit(session)
    counter = Counter(unit_id=unit.id, label="9", name_vi="Quầy")
    session.add(counter)
    bulk.add_rows(session, Counter, [{"unit_id": unit.id, "label": "8", "name_vi": "Quầy"}])
    assert counter.id is not None


def test_a_row_without_a_needed_value_is_refused(live_database: Database) -> None:
    with pytest.raises(DBAPIError):
        live_database.write(lambda s: bulk.add_rows(s, Counter, [{"label": "1", "name_vi": "Quầy"}]))
