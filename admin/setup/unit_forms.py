"""The forms of one unit: what it is from a day on, where it is, how it works."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Optional

from admin.setup.forms import Choice, Choices, DayField, NamesForm, NumberField, OneOf, SetupForm, key, required
from admin.setup.wording import KINDS, MODES, POLICIES
from kiosk.office import entries
from kiosk.office.actions import Standing

Units = list[tuple[int, str]]
"""Choices of a unit: key and name; key 0 is none."""


class StandingForm(NamesForm):
    """What a unit is from one day on."""

    parent = Choice(_l("Đơn vị cấp trên"), coerce=key)
    target = StringField(_l("Mục tiêu chờ trung bình"), [required()], description=_l("Ví dụ 15 phút, hoặc 90 giây."))
    older_target = StringField(
        _l("Mục tiêu cũ, dài hơn"), [required()], description=_l("Vẽ thêm trên biểu đồ để so sánh, ví dụ 30 phút.")
    )
    from_day = DayField(
        _l("Có hiệu lực từ ngày"), [required()], description=_l("Trước ngày này mọi báo cáo giữ tên và cấp trên cũ.")
    )

    def __init__(self, *args: Any, parents: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent.choices = list(parents)

    def standing(self) -> Standing:
        """Return what was typed.

        Raises:
            Refused: a target is no stretch of time.
        """
        return Standing(
            self.names(),
            self.parent.data or None,
            entries.seconds(self.target.data, "target"),
            entries.seconds(self.older_target.data, "older_target"),
        )


class NewUnitForm(StandingForm):
    """A unit that is not there yet."""

    from_day = DayField(_l("Hoạt động từ ngày"), [required()])
    kind = Choice(_l("Loại đơn vị"))
    slug = StringField(
        _l("Tên trên địa chỉ web"),
        [required()],
        description=_l("Chữ thường không dấu, chữ số và gạch nối, ví dụ ninh-kieu. Không đổi được về sau."),
        render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind, str(name)) for kind, name in KINDS.items()]


class MergeForm(SetupForm):
    """Units that become part of another from a day on."""

    units = Choices(_l("Đơn vị nhập vào"), coerce=key)
    from_day = DayField(_l("Từ ngày"), [required()])

    def __init__(self, *args: Any, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units.choices = list(units)


class PlaceForm(SetupForm):
    """A province, and a commune of it."""

    province = Choice(_l("Tỉnh, thành phố"))
    ward = Choice(_l("Xã, phường, đặc khu"))

    def __init__(self, *args: Any, provinces: list[tuple[str, str]], wards: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.province.choices = list(provinces)
        self.ward.choices = list(wards)


class ContactForm(SetupForm):
    """How people reach the unit."""

    hotline = StringField(
        _l("Đường dây nóng"),
        [Optional()],
        description=_l("In trên áp phích và mọi trang của người dân."),
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    address = StringField(_l("Địa chỉ"), [Optional()], description=_l("Số nhà, đường; tên xã, phường đã có ở trên."))
    denunciations = StringField(
        _l("Nơi nhận tố cáo"),
        [Optional()],
        description=_l(
            "Hiện dưới các câu hỏi về đòi thêm giấy tờ, tiền, quà. Ghi tên cơ quan, địa chỉ, điện thoại tiếp công dân. "
            "Để trống thì dùng của đơn vị cấp trên; khiếu nại, tố cáo không gửi qua phiếu này."
        ),
    )


class OperationForm(SetupForm):
    """How the unit works."""

    mode = Choice(_l("Cách làm việc"))
    start_with_call = BooleanField(_l("Gọi số là bắt đầu phục vụ ngay (một nút)"))
    close_at_night = BooleanField(_l("Ban đêm tự đóng các số còn mở"))
    before_opening_minutes = NumberField(
        _l("Cho lấy số trước giờ mở cửa, phút"), [required()], description=_l("Từ 0 đến 240.")
    )
    daily_limit = NumberField(
        _l("Số lượt phát qua điện thoại mỗi ngày, nhiều nhất"),
        [Optional()],
        description=_l("Tính cả số cán bộ phát. Để trống nếu không giới hạn."),
    )
    priority_policy = OneOf(
        _l("Thứ tự mời người thuộc diện ưu tiên"),
        description=_l("Đổi lúc đang có người chờ thì áp dụng ngay cho lượt gọi tới."),
    )
    come_back_after = NumberField(
        _l("Người vắng khi được gọi vào hàng lại sau mấy người đang chờ"),
        [Optional()],
        description=_l("Từ 0 đến 20; mỗi người được một lần. Để trống nếu không cho vào hàng lại."),
    )
    presence_code = BooleanField(
        _l("Chỉ phát số qua điện thoại cho người đã đến sảnh (mã hiện diện)"),
        description=_l(
            "Người dân quét mã đổi mỗi phút trên màn hình sảnh hoặc ki-ốt. Chặn việc chụp áp phích để lấy số từ nhà; "
            "không chặn được người ở sảnh gửi mã cho người khác trong ba phút. Đổi lại: quét áp phích thôi thì chưa "
            "lấy được số; màn hình phải mở bằng địa chỉ có khóa. Ai không quét được thì nhập bốn ký tự, hay nhờ cán bộ."
        ),
    )
    pilot_since = DayField(_l("Thí điểm từ ngày"), [Optional()], description=_l("Để trống nếu đơn vị không thí điểm."))
    pilot_until = DayField(_l("Thí điểm đến hết ngày"), [Optional()], description=_l("Để trống nếu chưa biết."))
    baseline_from = DayField(
        _l("So với trước thí điểm, tính từ ngày"),
        [Optional()],
        description=_l("Các tuần từ ngày này đến trước ngày thí điểm là mốc so sánh. Nên có ít nhất 12 tuần."),
    )
    satisfaction_target_from = DayField(
        _l("Bị giao chỉ tiêu hài lòng từ ngày"),
        [Optional()],
        description=_l(
            "Ngày văn bản giao chỉ tiêu có hiệu lực. Người giám sát xem tỷ lệ mức 5 trước và sau ngày này. "
            "Để trống nếu chưa bị giao."
        ),
    )
    report_mail = StringField(
        _l("Gửi báo cáo tuần tới"),
        [Optional()],
        description=_l("Địa chỉ thư điện tử, cách nhau bằng dấu phẩy."),
        render_kw={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mode.choices = [(mode, str(name)) for mode, name in MODES.items()]
        self.priority_policy.choices = [(policy, str(name)) for policy, name in POLICIES.items()]
