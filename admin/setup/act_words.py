"""The record of changes, told in the reader's language."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.accounts.forms import ROLE_NAMES
from admin.setup import wording
from kiosk.ground.events import AuditEvent
from kiosk.office import places

DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
ACTS: Final = {
    "unit.add": _l("Thêm đơn vị"),
    "unit.change": _l("Đổi tên, cấp trên hoặc mục tiêu"),
    "unit.merge": _l("Sáp nhập"),
    "unit.cancel": _l("Bỏ thay đổi đang chờ"),
    "unit.place": _l("Đổi nơi đặt"),
    "unit.contact": _l("Đổi liên hệ"),
    "unit.operation": _l("Đổi cách làm việc"),
    "unit.presence": _l("Đổi mã hiện diện"),
    "unit.pilot": _l("Đổi thí điểm"),
    "unit.report_mail": _l("Đổi nơi nhận báo cáo tuần"),
    "unit.denunciations": _l("Đổi nơi nhận tố cáo"),
    "unit.satisfaction_target": _l("Đổi ngày bị giao chỉ tiêu hài lòng"),
    "questionnaire.draft": _l("Soạn phiếu khảo sát"),
    "questionnaire.discard": _l("Bỏ bản nháp phiếu khảo sát"),
    "questionnaire.publish": _l("Ban hành phiếu khảo sát"),
    "questionnaire.withdraw": _l("Rút phiếu khảo sát chưa có hiệu lực"),
    "questionnaire.end": _l("Đặt ngày cuối của phiếu khảo sát"),
    "unit.order": _l("Đổi thứ tự gọi"),
    "unit.practice": _l("Tạo đơn vị tập dùng"),
    "hours.set": _l("Đổi giờ làm việc"),
    "exception.add": _l("Đặt giờ riêng cho ngày"),
    "exception.remove": _l("Bỏ giờ riêng của ngày"),
    "holiday.add": _l("Thêm ngày nghỉ, ngày làm bù"),
    "holiday.remove": _l("Bỏ ngày nghỉ, ngày làm bù"),
    "priority.add": _l("Thêm diện ưu tiên"),
    "priority.change": _l("Sửa diện ưu tiên"),
    "priority.move": _l("Đổi thứ tự diện ưu tiên"),
    "counter.add": _l("Thêm quầy"),
    "counter.change": _l("Đổi quầy"),
    "group.add": _l("Thêm nhóm dịch vụ"),
    "group.change": _l("Đổi nhóm dịch vụ"),
    "group.move": _l("Đổi thứ tự nhóm"),
    "procedure.add": _l("Thêm thủ tục"),
    "procedure.change": _l("Sửa thủ tục"),
    "procedure.end": _l("Đặt ngày hết hiệu lực"),
    "procedure.receive": _l("Nhận thủ tục"),
    "procedure.place": _l("Đổi nhóm, ngừng nhận thủ tục"),
    "procedure.announce": _l("Công bố thời hạn rút ngắn"),
    "procedure.take_back": _l("Thôi rút ngắn thời hạn"),
    "procedure.import": _l("Nhập thủ tục từ tệp"),
    "code.issue": _l("Cấp mã"),
    "notice.add": _l("Thêm thông báo ở sảnh"),
    "notice.change": _l("Sửa thông báo ở sảnh"),
    "notice.remove": _l("Gỡ thông báo ở sảnh"),
    "voice.keep": _l("Nhận bản ghi âm"),
    "voice.take_back": _l("Bỏ bản ghi âm"),
    "unit.cards": _l("Đổi số thẻ ép nhựa"),
    "pilot.record": _l("Ghi thay đổi hoặc sự cố"),
    "pilot.withdraw": _l("Rút lại thay đổi hoặc sự cố"),
    "remedy.write": _l("Ghi giải pháp khắc phục"),
    "letterhead.set": _l("Đổi thể thức văn bản"),
    "paper.print": _l("In phiếu khảo sát giấy"),
    "paper.withdraw": _l("Hủy phiếu khảo sát giấy đã in"),
    "tally.enter": _l("Nhập phiếu ghi tay"),
    "tally.take_back": _l("Thu hồi phiếu ghi tay"),
    "slip.copy": _l("In lại phiếu không có mã"),
    "code.withdraw": _l("Thu hồi mã"),
    "device.add": _l("Thêm máy tính bảng"),
    "device.change": _l("Sửa máy tính bảng"),
    "device.offer": _l("Cấp mã ghép máy tính bảng"),
    "device.pair": _l("Ghép máy tính bảng"),
    "device.revoke": _l("Ngừng dùng máy tính bảng"),
    "api_key.add": _l("Cấp khóa cho máy"),
    "api_key.revoke": _l("Thu hồi khóa của máy"),
    "staff.add": _l("Thêm người"),
    "staff.enable": _l("Mở khóa tài khoản"),
    "staff.disable": _l("Khóa tài khoản"),
    "staff.password": _l("Đổi mật khẩu"),
    "staff.two_steps_on": _l("Bật xác thực hai bước"),
    "staff.two_steps_off": _l("Tắt xác thực hai bước"),
    "spot_check.finish": _l("Người giám sát bấm giờ tại sảnh"),
    "role.grant": _l("Giao vai trò"),
    "role.revoke": _l("Bỏ vai trò"),
}
COLUMNS: Final = {
    "slug": _l("Tên trên địa chỉ web"),
    "kind": _l("Loại"),
    "valid_from": _l("Từ ngày"),
    "name": _l("Họ và tên"),
    "role": _l("Vai trò"),
    "name_vi": _l("Tên"),
    "name_en": _l("Tên tiếng Anh"),
    "name_km": _l("Tên tiếng Khmer"),
    "name_zh": _l("Tên tiếng Trung"),
    "parent_id": _l("Cấp trên"),
    "target_seconds": _l("Mục tiêu"),
    "older_target_seconds": _l("Mục tiêu cũ"),
    "province_code": _l("Tỉnh, thành phố"),
    "ward_code": _l("Xã, phường, đặc khu"),
    "hotline": _l("Đường dây nóng"),
    "address": _l("Địa chỉ"),
    "mode": _l("Cách làm việc"),
    "start_with_call": _l("Gọi là bắt đầu"),
    "close_at_night": _l("Đóng số ban đêm"),
    "before_opening_minutes": _l("Lấy số trước giờ mở, phút"),
    "daily_limit": _l("Số phát mỗi ngày"),
    "priority_policy": _l("Người thuộc diện ưu tiên"),
    "come_back_after": _l("Vào hàng lại sau mấy người"),
    "presence_code": _l("Chỉ phát số cho người ở sảnh"),
    "number_cards": _l("Số thẻ"),
    "pilot": _l("Thí điểm"),
    "pilot_since": _l("Thí điểm từ"),
    "pilot_until": _l("Thí điểm đến hết"),
    "baseline_from": _l("So với các tuần từ"),
    "report_mail": _l("Gửi báo cáo tuần tới"),
    "denunciations": _l("Nơi nhận tố cáo"),
    "satisfaction_target_from": _l("Bị giao chỉ tiêu hài lòng từ"),
    "superior_body": _l("Cơ quan chủ quản"),
    "issuing_body": _l("Cơ quan ban hành"),
    "symbol": _l("Ký hiệu"),
    "signer_title": _l("Quyền hạn, chức vụ người ký"),
    "recipients": _l("Nơi nhận"),
    "hours": _l("Giờ"),
    "note": _l("Lý do"),
    "document": _l("Văn bản"),
    "is_working": _l("Làm việc"),
    "label": _l("Số quầy"),
    "groups": _l("Nhóm dịch vụ"),
    "active": _l("Đang dùng"),
    "scopes": _l("Máy được làm gì"),
    "prefix": _l("Chữ"),
    "prints": _l("Có máy in"),
    "unsent": _l("Số chưa gửi về"),
    "picture": _l("Hình"),
    "order": _l("Thứ tự"),
    "counter": _l("Quầy"),
    "withdrawn_at": _l("Thu hồi lúc"),
    "valid_until": _l("Đến trước ngày"),
    "field": _l("Lĩnh vực"),
    "synonyms": _l("Từ ngữ hằng ngày"),
    "bring": _l("Giấy tờ cần mang"),
    "fee": _l("Phí, lệ phí"),
    "fee_amount": _l("Số tiền (đồng)"),
    "limit_amount": _l("Thời hạn"),
    "limit_unit": _l("Thời hạn tính bằng"),
    "limit_text": _l("Thời hạn bằng lời"),
    "amount": _l("Thời hạn rút ngắn"),
    "unit": _l("Thời hạn tính bằng"),
    "place": _l("Nơi nộp, cách nộp"),
    "online_url": _l("Nộp trực tuyến"),
    "post": _l("Qua bưu điện"),
    "lookup_url": _l("Tra cứu hồ sơ"),
    "basis": _l("Căn cứ pháp lý"),
    "group": _l("Nhóm dịch vụ"),
    "added": _l("Thêm mới"),
    "received": _l("Nhận thêm"),
    "changed": _l("Thay đổi"),
    "same": _l("Giữ nguyên"),
    "refused": _l("Không nhận được"),
    "text_vi": _l("Thông báo"),
    "text_en": _l("Thông báo tiếng Anh"),
    "text_km": _l("Thông báo tiếng Khmer"),
    "text_zh": _l("Thông báo tiếng Trung"),
    "shown_from": _l("Từ ngày"),
    "shown_until": _l("Đến hết ngày"),
    "bytes": _l("Số byte"),
    "lines": _l("Số dòng"),
    **{f"day_{weekday}": name for weekday, name in enumerate(wording.WEEKDAYS)},
}


def act_name(event: AuditEvent) -> str:
    """Return what was done, and to what."""
    done = str(ACTS.get(event.act, event.act))
    return f"{done}: {DATE.sub(_local, event.subject)}" if event.subject else done


def changes(event: AuditEvent, units: Mapping[int, str]) -> list[str]:
    """Return one line for each value: “Tên: cũ → mới”; what was not there before or is gone stands as “–”."""
    lines = []
    for column, change in event.details.items():
        name = COLUMNS.get(column, column)
        if isinstance(change, dict) and {"old", "new"} == change.keys():
            lines.append(f"{name}: {_said(column, change['old'], units)} → {_said(column, change['new'], units)}")
        else:
            lines.append(f"{name}: {_said(column, change, units)}")
    return lines


def _said(column: str, value: Any, units: Mapping[int, str]) -> str:  # noqa: ANN401 - whatever JSON holds
    if value is None or value == []:
        return "–"
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list):
        return ", ".join(READ.get(column, str)(one) for one in value)
    if column == "parent_id":
        return units.get(value, str(value))
    return READ.get(column, str)(value)


def _local(found: re.Match[str]) -> str:
    try:
        return _day(found[0])
    except ValueError:
        return found[0]


def _day(value: str) -> str:
    return f"{date.fromisoformat(value):%d/%m/%Y}"


def _instant(value: str) -> str:
    return str(format_datetime(datetime.fromisoformat(value), "HH:mm dd/MM/yyyy"))


LIMIT_UNITS: Final = {"hours": _l("giờ làm việc"), "working_days": _l("ngày làm việc"), "days": _l("ngày")}
READ: Final[Mapping[str, Callable[[Any], str]]] = {
    "role": lambda value: str(ROLE_NAMES.get(value, value)),
    "kind": lambda value: str(wording.KINDS.get(value, value)),
    "mode": lambda value: str(wording.MODES.get(value, value)),
    "priority_policy": lambda value: str(wording.POLICIES.get(value, value)),
    "picture": lambda value: str(wording.PICTURES.get(value, value)),
    "target_seconds": wording.stretch,
    "older_target_seconds": wording.stretch,
    "province_code": lambda value: places.province_name(value) or value,
    "ward_code": lambda value: places.ward_name(value) or value,
    "valid_from": _day,
    "valid_until": _day,
    "limit_unit": lambda value: str(LIMIT_UNITS.get(value, value)),
    "unit": lambda value: str(LIMIT_UNITS.get(value, value)),
    "pilot_since": _day,
    "pilot_until": _day,
    "baseline_from": _day,
    "satisfaction_target_from": _day,
    "shown_from": _day,
    "shown_until": _day,
    "withdrawn_at": _instant,
    "scopes": lambda value: str(wording.SCOPES.get(value, value)),
}
