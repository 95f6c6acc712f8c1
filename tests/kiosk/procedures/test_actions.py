from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground.events import AuditEvent
from kiosk.office.refusals import Refused
from kiosk.procedures import actions, catalogue, queries, unit_actions
from kiosk.procedures.catalogue import Catalogues
from kiosk.procedures.entries import Texts
from kiosk.procedures.time_limits import Limit, LimitUnit
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.procedures.office import BIRTH, SINCE, TODAY, Office, add, promise

NEW_YEAR = date(2027, 1, 1)


def last_act(session: Session) -> AuditEvent:
    return session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()


def change(session: Session, office: Office, day: date, **texts: str) -> bool:
    new = replace(BIRTH, **texts)
    return actions.change_from(session, office.birth.id, day, new, now=MONDAY, staff_id=7)


def end(session: Session, office: Office, day: date | None) -> bool:
    return actions.end_on(session, office.birth.id, day, now=MONDAY, staff_id=7)


def refusal(reason: str, field: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda error: (error.reason, error.field) == (reason, field))


def test_a_change_of_law_begins_on_its_day_and_keeps_the_past(session: Session, office: Office) -> None:
    assert change(session, office, NEW_YEAR, fee_amount="10.000")
    before = queries.held(session, office.unit.id, office.birth.id, date(2026, 12, 31))
    after = queries.held(session, office.unit.id, office.birth.id, NEW_YEAR)
    assert before is not None
    assert after is not None
    assert (before.version.fee_amount, after.version.fee_amount) == (8000, 10_000)
    assert (before.holds, after.holds) == (True, True)
    assert before.version.valid_until == NEW_YEAR
    act = last_act(session)
    assert (act.act, act.subject, act.staff_id) == ("procedure.change", "MẪU-001 – Đăng ký khai sinh", 7)
    assert act.details["fee_amount"] == {"old": 8000, "new": 10_000}


def test_a_slip_of_the_pen_is_corrected_in_place(session: Session, office: Office) -> None:
    assert change(session, office, SINCE, place="Quầy 3")
    assert [version.place for version in queries.versions_of(session, office.birth.id)] == ["Quầy 3"]


def test_the_same_texts_change_nothing(session: Session, office: Office) -> None:
    typed = actions.texts_of(queries.versions_of(session, office.birth.id)[-1])
    assert not actions.change_from(session, office.birth.id, NEW_YEAR, typed, now=MONDAY, staff_id=None)
    assert len(queries.versions_of(session, office.birth.id)) == 1


def test_nothing_is_changed_before_it_began_or_before_a_later_change(session: Session, office: Office) -> None:
    with refusal("before_first", "valid_from"):
        change(session, office, date(2025, 1, 1), place="x")
    change(session, office, NEW_YEAR, place="x")
    with refusal("later_change", "valid_from"):
        change(session, office, TODAY, place="y")


def test_an_end_can_be_set_and_taken_back_and_a_procedure_can_come_again(session: Session, office: Office) -> None:
    assert end(session, office, TODAY)
    assert not end(session, office, TODAY)
    held = queries.held(session, office.unit.id, office.birth.id, TODAY)
    assert held is not None
    assert not held.holds
    assert end(session, office, None)
    assert end(session, office, TODAY)
    assert change(session, office, NEW_YEAR)
    assert [version.valid_until for version in queries.versions_of(session, office.birth.id)] == [TODAY, None]
    with refusal("backwards", "until"):
        end(session, office, NEW_YEAR)


def test_a_code_is_one_procedures_only(session: Session, office: Office) -> None:
    with refusal("taken", "code"):
        add(session, office.unit, "mẫu-001", Texts("Khác"))


def test_a_unit_receives_only_into_its_own_groups(session: Session, office: Office) -> None:
    other = factories.group(session, factories.unit(session), "A", "Của nơi khác")
    with refusal("unknown", "group"):
        unit_actions.receive(session, office.unit.id, office.birth.id, other.id, now=MONDAY, staff_id=None)


def test_samples_and_real_units_are_never_mixed(session: Session, office: Office) -> None:
    sample = factories.unit(session, is_demo=True)
    with refusal("samples_mixed", "procedure"):
        unit_actions.receive(session, sample.id, office.birth.id, None, now=MONDAY, staff_id=None)


def test_a_procedure_that_stopped_can_be_received_again(session: Session, office: Office) -> None:
    assert unit_actions.stop(session, office.unit.id, office.birth.id, now=MONDAY, staff_id=7)
    assert not unit_actions.stop(session, office.unit.id, office.birth.id, now=MONDAY, staff_id=7)
    assert unit_actions.receive(session, office.unit.id, office.birth.id, office.land.id, now=MONDAY, staff_id=7)
    assert last_act(session).details == {
        "active": {"old": False, "new": True},
        "group": {"old": "A – Khai sinh, kết hôn", "new": "B – Đất đai, nhà ở"},
    }
    assert last_act(session).staff_id == 7


def test_a_promise_has_to_be_shorter_than_the_law(session: Session, office: Office) -> None:
    for days in (10, 11):
        with refusal("not_shorter", "limit"):
            promise(session, office.unit, office.sale, days, since=TODAY)
    wordy = add(session, office.unit, "M-3", Texts("Việc khác", limit="Trong ngày"))
    with refusal("not_shorter", "limit"):
        promise(session, office.unit, wordy, 1)


def test_a_promise_needs_a_document(session: Session, office: Office) -> None:
    with refusal("missing", "document"):
        unit_actions.announce(
            session,
            office.unit.id,
            office.sale.id,
            Limit(1, LimitUnit.HOURS),
            from_day=TODAY,
            document=" ",
            now=MONDAY,
            staff_id=None,
        )


def test_promises_follow_one_another_and_can_be_taken_back(session: Session, office: Office) -> None:
    assert not promise(session, office.unit, office.sale, 8, since=TODAY)
    assert promise(session, office.unit, office.sale, 7, since=NEW_YEAR)
    with refusal("later_change", "from_day"):
        promise(session, office.unit, office.sale, 6, since=TODAY)
    march = date(2027, 3, 1)
    assert unit_actions.take_back(session, office.unit.id, office.sale.id, march, now=MONDAY, staff_id=None)
    found = [
        held.announced.amount if held.announced else None
        for day in (TODAY, NEW_YEAR, march)
        if (held := queries.held(session, office.unit.id, office.sale.id, day))
    ]
    assert found == [8, 7, None]


def test_shares_count_what_the_letter_asks_for(session: Session, office: Office) -> None:
    empty = factories.unit(session)
    units = (empty.id, office.unit.id)
    assert queries.shares_of(session, units, TODAY)[empty.id].shortened_share is None
    shares = queries.shares_of(session, units, TODAY)[office.unit.id]
    assert (shares.total, shares.shortened, shares.reachable) == (2, 1, 2)
    end(session, office, TODAY)
    assert queries.shares_of(session, units, TODAY)[office.unit.id].reachable == 1
    unit_actions.stop(session, office.unit.id, office.sale.id, now=MONDAY, staff_id=None)
    assert queries.shares_of(session, units, TODAY)[office.unit.id].total == 1


def test_a_catalogue_is_kept_until_something_changes(session: Session, office: Office) -> None:
    kept = Catalogues()
    first = kept.of_unit(session, office.unit.id, TODAY)
    assert kept.of_unit(session, office.unit.id, TODAY) is first
    change(session, office, SINCE, name_vi="Khai sinh")
    second = kept.of_unit(session, office.unit.id, TODAY)
    assert [card.name_vi for card in second.cards] == ["Đăng ký biến động đất đai", "Khai sinh"]
    assert kept.of_unit(session, office.unit.id, NEW_YEAR).day == NEW_YEAR


def test_catalogues_of_many_units_do_not_fill_the_memory(session: Session, office: Office) -> None:
    kept = Catalogues(most_cards=2)
    first = kept.of_unit(session, office.unit.id, TODAY)
    other = factories.unit(session)
    unit_actions.receive(session, other.id, office.birth.id, None, now=MONDAY, staff_id=None)
    kept.of_unit(session, other.id, TODAY)
    assert kept.of_unit(session, office.unit.id, TODAY) is not first


def test_a_unit_that_never_had_a_procedure_has_an_empty_catalogue(session: Session, nine: datetime) -> None:
    empty = Catalogues().of_unit(session, factories.unit(session).id, TODAY)
    assert empty.cards == ()
    assert empty.search("khai sinh")[0] == []
    assert catalogue.MOST_CARDS > 5000
