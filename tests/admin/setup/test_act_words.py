"""The record of changes speaks the reader's language, whoever wrote the line."""

from flask import Flask

from admin.accounts.roles import Role
from admin.setup import act_words
from kiosk.ground.events import AuditEvent
from tests.factories import MONDAY


def told(app: Flask, **details: object) -> list[str]:
    event = AuditEvent(at=MONDAY, act="role.grant", subject="an.nguyen", details=details)
    with app.test_request_context("/"):
        return act_words.changes(event, {})


def test_a_new_person_is_told_by_name_and_role(app: Flask) -> None:
    lines = told(app, name="Nguyễn Văn An", role=Role.CLERK)
    assert lines == ["Họ và tên: Nguyễn Văn An", "Vai trò: Cán bộ tiếp nhận"]


def test_a_change_is_told_from_old_to_new_and_nothing_as_a_dash(app: Flask) -> None:
    assert told(app, hotline={"old": None, "new": "0292 3820 000"}) == ["Đường dây nóng: – → 0292 3820 000"]


def test_what_nobody_has_named_is_told_as_it_was_written(app: Flask) -> None:
    assert told(app, colour="red") == ["colour: red"]


def test_codes_and_dates_are_told_in_words(app: Flask) -> None:
    assert told(app, lines=3, scopes=["tickets:read"]) == ["Số dòng: 3", "Máy được làm gì: Xem số và hàng chờ"]
    event = AuditEvent(at=MONDAY, act="tally.enter", subject="2026-11-22 – 1", details={})
    with app.test_request_context("/"):
        assert act_words.act_name(event) == "Nhập phiếu ghi tay: 22/11/2026 – 1"


def test_what_only_looks_like_a_date_stays_as_it_is(app: Flask) -> None:
    event = AuditEvent(at=MONDAY, act="tally.enter", subject="2026-99-99", details={})
    with app.test_request_context("/"):
        assert act_words.act_name(event) == "Nhập phiếu ghi tay: 2026-99-99"
