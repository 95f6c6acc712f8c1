"""Why an act was refused, in the reader's language."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from kiosk.office.refusals import Reason, Refused

BY_REASON: dict[Reason, LazyString] = {
    "missing": _l("Xin nhập ô này."),
    "too_long": _l("Xin nhập ngắn hơn."),
    "malformed": _l("Nội dung này chưa đúng dạng."),
    "unknown": _l("Không tìm thấy mục này. Xin chọn lại."),
    "taken": _l("Mục này đã có."),
    "out_of_range": _l("Số này ngoài khoảng cho phép."),
    "backwards": _l("Giờ đóng phải sau giờ mở."),
    "overlap": _l("Hai buổi trùng giờ nhau."),
    "not_in_province": _l("Xã, phường này không thuộc tỉnh, thành phố đã chọn."),
    "loop": _l("Một đơn vị không thể trực thuộc chính nó hoặc đơn vị dưới nó."),
    "larger_kind": _l("Đơn vị lớn không thể trực thuộc đơn vị nhỏ hơn."),
    "not_there_yet": _l("Đơn vị cấp trên không hoạt động vào ngày này. Xin chọn đơn vị hoặc ngày khác."),
    "before_first": _l("Ngày này trước ngày đơn vị được lập."),
    "later_change": _l("Đã có một thay đổi vào ngày sau đó. Xin chọn ngày muộn hơn, hoặc bỏ thay đổi ấy trước."),
    "samples_mixed": _l("Dữ liệu mẫu và đơn vị thật không được trộn lẫn."),
    "practice": _l("Đơn vị tập dùng không có đơn vị trực thuộc. Xin chọn đơn vị khác."),
    "already_withdrawn": _l("Mã này đã được thu hồi."),
    "inactive": _l("Quầy này đang ngừng dùng."),
    "foreign": _l("Nội dung này do đơn vị khác giữ. Ông/Bà không có quyền sửa."),
    "frozen": _l("Bản này đã ban hành nên giữ nguyên. Muốn đổi, xin soạn bản mới."),
    "not_shorter": _l("Thời hạn công bố phải ngắn hơn thời hạn theo quy định, và cả hai phải là số ngày hoặc số giờ."),
}

BY_FIELD: dict[tuple[Reason, str], LazyString] = {
    ("malformed", "slug"): _l("Chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ ninh-kieu."),
    ("taken", "slug"): _l("Tên này đã có đơn vị khác dùng. Xin chọn tên khác."),
    ("malformed", "prefix"): _l("Dùng một đến ba chữ cái A–Z, không dấu."),
    ("taken", "prefix"): _l("Chữ này đã có nhóm, máy tính bảng hoặc thẻ số của đơn vị dùng, kể cả đang ngừng dùng."),
    ("taken", "label"): _l("Đơn vị đã có quầy mang số này, kể cả quầy đang ngừng dùng."),
    ("taken", "day"): _l("Ngày này đã có trong danh sách. Xin bỏ dòng cũ trước."),
    ("taken", "guidance"): _l("Đơn vị đã có nhóm hướng dẫn, có thể đang ngừng dùng."),
    ("missing", "pilot_since"): _l("Xin nhập ngày bắt đầu thí điểm trước."),
    ("backwards", "baseline_from"): _l("Ngày này phải trước ngày bắt đầu thí điểm."),
    ("backwards", "pilot_until"): _l("Ngày cuối phải từ ngày bắt đầu thí điểm trở đi."),
    ("malformed", "report_mail"): _l(
        "Có địa chỉ thư không đúng. Xin nhập như ten@cantho.gov.vn, cách nhau bằng dấu phẩy."
    ),
    ("malformed", "hotline"): _l("Chỉ dùng chữ số, dấu cách, dấu chấm, ngoặc, ví dụ 0292 3820 000."),
    ("malformed", "target"): _l("Xin nhập như 15 phút hoặc 90 giây."),
    ("malformed", "older_target"): _l("Xin nhập như 30 phút hoặc 90 giây."),
    ("out_of_range", "target"): _l("Mục tiêu phải dài hơn 0 và không quá 24 giờ."),
    ("out_of_range", "older_target"): _l("Mục tiêu cũ không được ngắn hơn mục tiêu mới, và không quá 24 giờ."),
    ("out_of_range", "before_opening_minutes"): _l("Xin nhập từ 0 đến 240 phút."),
    ("out_of_range", "come_back_after"): _l("Xin nhập từ 0 đến 20, hoặc để trống."),
    ("out_of_range", "daily_limit"): _l("Xin nhập từ 1 đến 9999, hoặc để trống."),
    ("out_of_range", "number_cards"): _l("Xin nhập từ 1 đến 999, hoặc để trống."),
    ("taken", "number_cards"): _l("Thẻ mang chữ T, mà đơn vị đang có nhóm dịch vụ chữ T. Xin đổi chữ nhóm ấy trước."),
    ("missing", "units"): _l("Xin chọn ít nhất một đơn vị."),
    ("missing", "province"): _l("Xin chọn tỉnh, thành phố trước."),
    ("unknown", "from_day"): _l("Không có thay đổi nào đang chờ đến ngày."),
    ("unknown", "unit"): _l("Không có đơn vị này."),
    ("unknown", "procedure"): _l("Không có thủ tục này ở đơn vị."),
    ("unknown", "group"): _l("Không có nhóm dịch vụ này ở đơn vị."),
    ("unknown", "device"): _l("Không có máy tính bảng này."),
    ("unknown", "code"): _l("Không tìm thấy mã này."),
    ("taken", "code"): _l("Mã này đã có. Xin chọn “Nhận thủ tục đã có”."),
    ("malformed", "code"): _l("Chỉ dùng chữ, số, dấu chấm và gạch nối, ví dụ 1.001193."),
    ("malformed", "online_url"): _l("Xin nhập địa chỉ đầy đủ, bắt đầu bằng https://"),
    ("malformed", "lookup_url"): _l("Xin nhập địa chỉ đầy đủ, bắt đầu bằng https://"),
    ("malformed", "fee_amount"): _l("Xin nhập số tiền bằng đồng, ví dụ 8.000."),
    ("malformed", "limit"): _l("Xin nhập như 5 ngày làm việc, 15 ngày hoặc 4 giờ."),
    ("unknown", "limit"): _l("Chưa có thời hạn nào được công bố."),
    ("not_there_yet", "from_day"): _l("Thủ tục không có hiệu lực vào ngày này."),
    ("malformed", "announced"): _l("Xin nhập như 5 ngày làm việc, 15 ngày hoặc 4 giờ."),
    ("malformed", "valid_from"): _l("Xin nhập một ngày, ví dụ 01/07/2026."),
    ("missing", "valid_from"): _l(
        "Thủ tục này sẽ thay đổi vào một ngày sau này. Xin ghi dòng này có hiệu lực từ ngày nào."
    ),
    ("malformed", "valid_until"): _l("Xin nhập một ngày, ví dụ 01/07/2026."),
    ("malformed", "announced_from"): _l("Xin nhập một ngày, ví dụ 01/07/2026."),
    ("malformed", "row"): _l("Dòng này có nhiều ô hơn dòng đầu. Xin đặt ô có dấu phẩy trong ngoặc kép."),
    ("taken", "row"): _l("Mã này đã có ở một dòng phía trên trong tệp."),
    ("foreign", "code"): _l("Nội dung do đơn vị khác giữ: để trống tên thủ tục nếu chỉ muốn nhận ở đơn vị mình."),
    ("not_there_yet", "announced_from"): _l("Thủ tục không có hiệu lực vào ngày này."),
    ("before_first", "valid_from"): _l("Ngày này trước ngày thủ tục bắt đầu có hiệu lực."),
    ("backwards", "until"): _l("Ngày hết hiệu lực phải sau ngày bắt đầu có hiệu lực."),
    ("taken", "shown_from"): _l("Có ngày đã đủ hai thông báo. Xin chọn ngày khác, hoặc gỡ một thông báo trước."),
    ("backwards", "shown_until"): _l("Ngày cuối phải từ ngày đầu trở đi."),
    ("unknown", "notice"): _l("Thông báo này đã được gỡ."),
    ("unknown", "name"): _l("Tên tệp không phải là từ nào trong danh sách, hoặc không có bản ghi ấy."),
    ("missing", "file"): _l("Tệp rỗng."),
    ("too_long", "file"): _l("Tệp lớn hơn 600 kB. Xin ghi ngắn hơn, hoặc lưu thành MP3."),
    ("malformed", "file"): _l("Đây không phải tệp âm thanh MP3, WAV, OGG hay M4A, hoặc tệp bị hỏng."),
    ("backwards", "from_day"): _l("Ngày này phải sau ngày bắt đầu của thời hạn đã công bố."),
}

OF_HOURS: dict[Reason, LazyString] = {
    "missing": _l("Xin nhập cả giờ mở và giờ đóng, hoặc để trống cả hai."),
    "out_of_range": _l("Mỗi ngày có nhiều nhất hai buổi."),
}


def sentence(refusal: Refused) -> str:
    """Return why, and what to do, in one or two short sentences."""
    found = BY_FIELD.get((refusal.reason, refusal.field))
    if refusal.field.startswith(("day_", "hours")):
        found = OF_HOURS.get(refusal.reason)
    return str(found or BY_REASON[refusal.reason])
