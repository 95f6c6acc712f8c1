from datetime import date

import pytest
from sqlalchemy.orm import Session

from admin.procedures import exports, row_actions
from admin.procedures.row_actions import Outcome, Unit
from admin.procedures.sheets import Row
from kiosk.office.refusals import Refused
from kiosk.procedures import actions, queries, unit_actions
from kiosk.procedures.entries import Texts
from kiosk.procedures.models import ProcedureVersion
from tests.factories import MONDAY
from tests.kiosk.procedures.office import BIRTH, TODAY, Office, open_office, promise

NEXT_YEAR = date(2027, 1, 1)
NEW_NAME = "Đăng ký khai sinh và cấp số định danh"


@pytest.fixture
def office(session: Session) -> Office:
    """An office that receives a procedure with another name and fee from next year on."""
    found = open_office(session)
    later = Texts(name_vi=NEW_NAME, fee_amount="0")
    actions.change_from(session, found.birth.id, NEXT_YEAR, later, now=MONDAY, staff_id=None)
    return found


def bring_in(session: Session, office: Office, **cells: str) -> Outcome:
    groups = {"a": office.births.id, "b": office.land.id}
    unit = Unit(office.unit.id, groups, receives=True, may_keep=None, staff_id=None)
    return row_actions.bring_in(session, unit, Row(2, {"code": "MẪU-001"} | cells), now=MONDAY)


def refusal(session: Session, office: Office, **cells: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        bring_in(session, office, **cells)
    return caught.value.reason, caught.value.field


def versions(session: Session, office: Office) -> list[ProcedureVersion]:
    return queries.versions_of(session, office.birth.id)


def test_a_row_without_a_day_does_not_touch_what_holds_only_later(session: Session, office: Office) -> None:
    assert refusal(session, office, name_vi=BIRTH.name_vi, fee_amount="9.000") == ("missing", "valid_from")
    assert [(row.name_vi, row.fee_amount) for row in versions(session, office)] == [
        (BIRTH.name_vi, 8000),
        (NEW_NAME, 0),
    ]


def test_a_row_without_a_day_that_says_what_holds_today_changes_nothing(session: Session, office: Office) -> None:
    assert bring_in(session, office, name_vi=BIRTH.name_vi, fee_amount="8.000") is Outcome.SAME


def test_a_row_with_the_day_of_a_later_change_corrects_that_change(session: Session, office: Office) -> None:
    assert bring_in(session, office, name_vi=NEW_NAME, fee_amount="1.000", valid_from="01/01/2027") is Outcome.CHANGED
    assert [row.fee_amount for row in versions(session, office)] == [8000, 1000]


def test_a_row_that_changes_what_a_later_change_follows_is_refused(session: Session, office: Office) -> None:
    typed = {"name_vi": BIRTH.name_vi, "fee_amount": "9.000", "valid_from": "01/01/2026"}
    assert refusal(session, office, **typed) == ("later_change", "valid_from")


def test_a_row_whose_end_is_open_still_says_what_another_version_has_followed_since(
    session: Session, office: Office
) -> None:
    typed = {"name_vi": BIRTH.name_vi, "valid_from": "01/01/2026", "valid_until": ""}
    assert bring_in(session, office, **typed) is Outcome.SAME


@pytest.mark.parametrize("day", [TODAY, NEXT_YEAR])
def test_a_list_taken_away_and_sent_back_changes_nothing_with_changes_to_come(
    session: Session, office: Office, day: date
) -> None:
    promise(session, office.unit, office.sale, 7, since=NEXT_YEAR)
    for cells in exports.rows_of(session, office.unit.id, day):
        assert bring_in(session, office, **{column: text or "" for column, text in cells.items()}) is Outcome.SAME


def test_a_list_sent_back_does_not_take_up_again_what_ends_later(session: Session, office: Office) -> None:
    unit_actions.take_back(session, office.unit.id, office.sale.id, NEXT_YEAR, now=MONDAY, staff_id=None)
    for cells in exports.rows_of(session, office.unit.id, TODAY):
        assert bring_in(session, office, **{column: text or "" for column, text in cells.items()}) is Outcome.SAME
    at = queries.at_unit(session, office.unit.id, office.sale.id)
    assert at is not None
    assert [limit.valid_until for limit in queries.limits_of(session, at.id)] == [NEXT_YEAR]


def test_a_procedure_that_has_ended_holds_again_from_the_day_of_a_row(session: Session, office: Office) -> None:
    actions.end_on(session, office.birth.id, date(2028, 1, 1), now=MONDAY, staff_id=None)
    assert bring_in(session, office, name_vi=NEW_NAME, valid_from="01/06/2028") is Outcome.CHANGED
    assert [row.valid_until for row in versions(session, office)] == [NEXT_YEAR, date(2028, 1, 1), None]
