from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.procedures import runs, sheets
from admin.procedures.row_actions import Outcome
from admin.procedures.runs import Report
from kiosk.ground.events import AuditEvent
from kiosk.office import queries as office
from kiosk.office.models import ServiceGroup, Unit
from kiosk.procedures import queries
from kiosk.procedures.models import Procedure
from tests import factories
from tests.factories import MONDAY
from tests.kiosk.procedures.office import TODAY

HEAD = "Mã thủ tục;Tên thủ tục;Thời hạn theo quy định;Nhóm dịch vụ;Thời hạn rút ngắn;Văn bản công bố;Hiệu lực từ ngày\n"
FILE = HEAD + (
    "M-1;Đăng ký khai sinh;2 ngày làm việc;A;1 ngày làm việc;12/QĐ;01/01/2026\n"
    "M-2;Đăng ký kết hôn;Trong ngày;Hộ tịch;;;\n"
)


@pytest.fixture
def births(app: Flask, session: Session, set_clock: Callable[[datetime], None]) -> ServiceGroup:
    """The group of a unit without procedures."""
    set_clock(MONDAY)
    return factories.group(session, factories.unit(session))


def bring_in(app: Flask, session: Session, group: ServiceGroup, text: str, **more: object) -> Report:
    view = office.unit_on(session, group.unit_id, TODAY)
    assert view is not None
    unit = runs.unit_of(session, view, may_keep=more.get("may_keep"), staff_id=None)  # type: ignore[arg-type]
    session.commit()
    rows = sheets.read(text.encode())
    with app.app_context():
        report = runs.rehearse(unit, rows) if more.get("dry") else runs.bring_in(unit, rows, name="a.csv")
    session.expire_all()
    return report


def outcomes(report: Report) -> list[str]:
    return [str(one.outcome) for one in report.told]


def reasons(report: Report) -> list[tuple[int, str, str]]:
    return [(one.row.line, one.refusal.reason, one.refusal.field) for one in report.told if one.refusal]


def test_a_rehearsal_tells_what_would_be_and_leaves_nothing(app: Flask, session: Session, births: ServiceGroup) -> None:
    assert outcomes(bring_in(app, session, births, FILE, dry=True)) == ["added", "added"]
    for table in (Procedure, AuditEvent):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_a_file_adds_receives_and_announces_and_a_second_time_does_nothing(
    app: Flask, session: Session, births: ServiceGroup
) -> None:
    assert bring_in(app, session, births, FILE).count(Outcome.ADDED) == 2
    first, second = queries.all_held(session, births.unit_id, TODAY)
    assert (first.version.limit_amount, first.at.group_id, second.at.group_id) == (2, births.id, births.id)
    assert first.announced is not None
    assert first.announced.document == "12/QĐ"
    assert second.version.limit_text == "Trong ngày"
    acts = session.scalar(select(func.count()).select_from(AuditEvent))
    assert outcomes(bring_in(app, session, births, FILE)) == ["same", "same"]
    assert session.scalar(select(func.count()).select_from(AuditEvent)) == acts


def test_what_is_different_is_changed_and_columns_that_are_not_there_stay(
    app: Flask, session: Session, births: ServiceGroup
) -> None:
    bring_in(app, session, births, FILE)
    assert outcomes(bring_in(app, session, births, "Mã thủ tục,Tên thủ tục\nM-1,Khai sinh\nM-2,\n")) == [
        "changed",
        "same",
    ]
    first = queries.all_held(session, births.unit_id, TODAY)[0]
    assert (first.version.name_vi, first.version.limit_amount) == ("Khai sinh", 2)


def test_a_row_that_cannot_be_leaves_nothing_and_all_others_stay(
    app: Flask, session: Session, births: ServiceGroup
) -> None:
    text = HEAD + (
        "M-1;Tốt;2 ngày;A;;;\n"
        "M-2;;2 ngày;A;;;\n"
        "M-3;Nhóm lạ;2 ngày;Z;;;\n"
        "M-4;Không ngắn hơn;2 ngày;A;3 ngày;12/QĐ;\n"
        "M-5;Ngày sai;2 ngày;A;;;31/02/2026\n"
        "m-1;Lại nữa;2 ngày;A;;;\n"
        ";Không mã;2 ngày;A;;;\n"
        "M-6;Thừa ô;2 ngày;A;;;;x\n"
    )
    report = bring_in(app, session, births, text)
    assert reasons(report) == [
        (3, "missing", "name_vi"),
        (4, "unknown", "group"),
        (5, "not_shorter", "announced"),
        (6, "malformed", "valid_from"),
        (7, "taken", "row"),
        (8, "missing", "code"),
        (9, "malformed", "row"),
    ]
    assert session.scalars(select(Procedure.code)).all() == ["M-1"]


def test_another_units_texts_are_not_changed_but_its_procedures_can_be_received(
    app: Flask, session: Session, births: ServiceGroup
) -> None:
    bring_in(app, session, births, FILE)
    other = factories.group(session, factories.unit(session, "Phường Cái Răng"), "K", "Hộ tịch")
    mine = frozenset({other.unit_id})
    text = HEAD + "M-1;Tên khác;;K;;;\nM-2;;;K;;;\n"
    report = bring_in(app, session, other, text, may_keep=mine)
    assert reasons(report) == [(2, "foreign", "code")]
    assert outcomes(report) == ["refused", "received"]


def test_an_organisation_keeps_texts_and_receives_nothing(app: Flask, session: Session, births: ServiceGroup) -> None:
    unit = session.get_one(Unit, births.unit_id)
    unit.kind = "organisation"
    assert outcomes(bring_in(app, session, births, FILE)) == ["added", "added"]
    assert queries.all_held(session, unit.id, TODAY) == []


def test_more_rows_than_fit_in_one_transaction_are_all_brought_in(
    app: Flask, session: Session, births: ServiceGroup
) -> None:
    text = "Mã thủ tục,Tên thủ tục\n" + "".join(f"M-{number},Việc {number}\n" for number in range(120))
    assert bring_in(app, session, births, text).count(Outcome.ADDED) == 120
    act = session.scalars(select(AuditEvent).where(AuditEvent.act == "procedure.import")).one()
    assert (act.subject, act.details["added"]) == ("a.csv", 120)
