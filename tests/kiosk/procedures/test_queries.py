from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.procedures import actions, queries, unit_actions
from kiosk.procedures.entries import Texts
from tests.factories import MONDAY
from tests.kiosk.procedures.office import SINCE, TODAY, Office, add

NEXT_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize("day", [SINCE - timedelta(days=1), TODAY, NEXT_YEAR])
def test_a_list_says_of_each_procedure_what_its_page_says_that_day(session: Session, office: Office, day: date) -> None:
    actions.change_from(session, office.birth.id, NEXT_YEAR, Texts("Khai sinh mới"), now=MONDAY, staff_id=None)
    add(session, office.unit, "MẪU-003", Texts("Việc sẽ có", field="Hộ tịch"), since=NEXT_YEAR)
    unit_actions.stop(session, office.unit.id, office.sale.id, now=MONDAY, staff_id=None)
    session.flush()
    whole = queries.all_held(session, office.unit.id, day)
    assert [
        (row.id, row.code, row.active, row.name_vi, row.field) for row in queries.listed(session, office.unit.id, day)
    ] == [
        (held.procedure.id, held.procedure.code, held.at.active, held.version.name_vi, held.version.field)
        for held in whole
    ]


def test_only_the_procedures_of_a_page_are_read_whole(session: Session, office: Office) -> None:
    rows = queries.all_held(session, office.unit.id, TODAY, [office.sale.id])
    assert [row.procedure.code for row in rows] == ["MẪU-002"]
    assert rows[0].announced is not None
    assert queries.all_held(session, office.unit.id, TODAY, []) == []
