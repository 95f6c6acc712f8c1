from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from kiosk.office import places, unit_actions
from tests.factories import MONDAY, unit
from tests.kiosk.office import record


def test_a_place_keeps_its_leading_zeros(session: Session) -> None:
    row = unit(session)

    unit_actions.set_place(session, row.id, province_code="01", ward_code="00004", now=MONDAY, staff_id=7)
    session.expire_all()

    assert (row.province_code, row.ward_code) == ("01", "00004")
    assert record.last(session).details["ward_code"] == {"old": None, "new": "00004"}


def test_a_commune_is_chosen_within_its_province(session: Session) -> None:
    row = unit(session)
    ward = places.wards("92")[0].code

    def put(province: str | None, code: str | None) -> tuple[str, str]:
        return record.refused(
            lambda: unit_actions.set_place(
                session, row.id, province_code=province, ward_code=code, now=MONDAY, staff_id=7
            )
        )

    assert put("01", ward) == ("not_in_province", "ward")
    assert put("92", "99999") == ("unknown", "ward")
    assert put("99", None) == ("unknown", "province")
    assert put(None, ward) == ("missing", "province")


def test_contact_is_recorded_with_old_and_new_values_only_when_it_differs(session: Session) -> None:
    row = unit(session)

    for _ in range(2):
        unit_actions.set_contact(session, row.id, hotline="1022", address="Số 1", now=MONDAY, staff_id=7)

    assert record.acts(session) == ["unit.contact"]
    assert record.last(session).details["hotline"] == {"old": "0292 3820 000", "new": "1022"}


def test_operation_is_checked_and_kept(session: Session) -> None:
    row = unit(session)

    def operate(mode: str, minutes: int, most: int | None = None) -> None:
        unit_actions.set_operation(
            session,
            row.id,
            mode=mode,
            start_with_call=True,
            close_at_night=False,
            before_opening_minutes=minutes,
            daily_limit=most,
            now=MONDAY,
            staff_id=7,
        )

    operate("survey_only", 0, 200)

    assert (row.mode, row.start_with_call, row.close_at_night) == ("survey_only", True, False)
    assert (row.before_opening_minutes, row.daily_limit) == (0, 200)
    assert record.refused(lambda: operate("half", 0)) == ("unknown", "mode")
    assert record.refused(lambda: operate("full", 241)) == ("out_of_range", "before_opening_minutes")
    assert record.refused(lambda: operate("full", 0, 0)) == ("out_of_range", "daily_limit")
    assert record.refused(lambda: operate("full", 0, 10_000)) == ("out_of_range", "daily_limit")


def test_who_goes_next_is_checked_and_kept(session: Session) -> None:
    row = unit(session)

    def order(policy: str, after: int | None) -> None:
        unit_actions.set_order(session, row.id, policy=policy, come_back_after=after, now=MONDAY, staff_id=7)

    order("strict", None)

    assert (row.priority_policy, row.come_back_after) == ("strict", None)
    assert record.acts(session) == ["unit.order"]
    assert record.refused(lambda: order("best", 3)) == ("unknown", "priority_policy")
    assert record.refused(lambda: order("arrival", 21)) == ("out_of_range", "come_back_after")
    assert record.refused(lambda: order("arrival", -1)) == ("out_of_range", "come_back_after")


def test_a_pilot_has_its_first_day_and_may_end(session: Session) -> None:
    row = unit(session, pilot=False, pilot_since=None)

    unit_actions.set_pilot(session, row.id, since=date(2026, 6, 1), now=MONDAY, staff_id=7)
    assert (row.pilot, row.pilot_since) == (True, date(2026, 6, 1))
    unit_actions.set_pilot(session, row.id, since=None, now=MONDAY, staff_id=7)
    assert (row.pilot, row.pilot_since) == (False, None)


def test_the_weeks_before_a_pilot_lie_before_it_and_its_end_after_its_begin(session: Session) -> None:
    row = unit(session, pilot=False, pilot_since=None)

    def pilot(since: date | None, before: date | None, until: date | None) -> None:
        unit_actions.set_pilot(session, row.id, since=since, baseline_from=before, until=until, now=MONDAY, staff_id=7)

    first, day = date(2026, 3, 2), date(2026, 6, 1)
    pilot(day, first, day)
    assert (row.baseline_from, row.pilot_since, row.pilot_until) == (first, day, day)
    assert record.refused(lambda: pilot(day, day, None)) == ("backwards", "baseline_from")
    assert record.refused(lambda: pilot(day, None, first)) == ("backwards", "pilot_until")
    assert record.refused(lambda: pilot(None, first, None)) == ("missing", "pilot_since")
    pilot(None, None, None)
    assert (row.baseline_from, row.pilot_since, row.pilot_until) == (None, None, None)


def test_reports_go_to_addresses_that_can_be_written_to(session: Session) -> None:
    row = unit(session)

    def send_to(text: str | None) -> str | None:
        unit_actions.set_report_mail(session, row.id, addresses=text, now=MONDAY, staff_id=7)
        return row.report_mail

    assert (
        send_to(" a@cantho.gov.vn,b@cantho.gov.vn;a@cantho.gov.vn\nc@x.vn ")
        == "a@cantho.gov.vn, b@cantho.gov.vn, c@x.vn"
    )
    assert send_to("  ") is None
    for wrong in ("a", "a@", "a@b.vn, Bà B <b@b.vn>", "a@b.vn\x00", "a@b.vn bcc:x"):
        assert record.refused(partial(send_to, wrong)) == ("malformed", "report_mail")
    assert record.refused(lambda: send_to(",".join(f"somebody.{n}@cantho.gov.vn" for n in range(40)))) == (
        "too_long",
        "report_mail",
    )


def test_a_unit_that_does_not_exist_is_refused(session: Session) -> None:
    assert record.refused(
        lambda: unit_actions.set_contact(session, 10**9, hotline=None, address=None, now=MONDAY, staff_id=7)
    ) == ("unknown", "unit")
