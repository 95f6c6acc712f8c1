"""The forms of procedures. A field's name is that of the refusal it shows."""

from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from admin.setup.forms import Choice, DayField, NamesForm, SetupForm, key, required
from kiosk.procedures.entries import Texts


class TextsForm(NamesForm):
    """What stands on the page of a procedure, and from which day it holds."""

    field = StringField(_l("Lĩnh vực"), [Optional()])
    synonyms = TextAreaField(
        _l("Từ ngữ hằng ngày"),
        [Optional()],
        description=_l("Người dân hay gọi việc này là gì? Mỗi dòng một cách gọi, ví dụ: bán đất."),
        render_kw={"rows": 3},
    )
    bring = TextAreaField(
        _l("Giấy tờ cần mang"), [Optional()], description=_l("Mỗi dòng một giấy tờ."), render_kw={"rows": 6}
    )
    fee = StringField(_l("Phí, lệ phí"), [Optional()], description=_l("Bằng lời, ví dụ: miễn phí nếu nộp trực tuyến."))
    fee_amount = StringField(_l("Số tiền (đồng)"), [Optional()], description=_l("Nếu là một số tiền cố định."))
    limit = StringField(
        _l("Thời hạn theo quy định"),
        [Optional()],
        description=_l("Ví dụ: 5 ngày làm việc, 15 ngày, 4 giờ làm việc; hoặc bằng lời."),
    )
    place = TextAreaField(_l("Nơi nộp, cách nộp"), [Optional()], render_kw={"rows": 2})
    online_url = StringField(
        _l("Nộp trực tuyến"), [Optional()], description=_l("Địa chỉ bắt đầu bằng https://"), render_kw={"type": "url"}
    )
    post = TextAreaField(_l("Qua bưu điện"), [Optional()], render_kw={"rows": 2})
    lookup_url = StringField(
        _l("Tra cứu hồ sơ"), [Optional()], description=_l("Địa chỉ bắt đầu bằng https://"), render_kw={"type": "url"}
    )
    basis = TextAreaField(_l("Căn cứ pháp lý"), [Optional()], render_kw={"rows": 3})
    valid_from = DayField(_l("Áp dụng từ ngày"), [required()])

    def texts(self) -> Texts:
        """Return what was typed."""
        return Texts(**{column.name: self[column.name].data or "" for column in fields(Texts)})


class GroupForm(SetupForm):
    """Under which service group of the unit a procedure is received."""

    group = Choice(_l("Nhóm dịch vụ"), coerce=key, description=_l("“Lấy số cho việc này” sẽ chọn sẵn nhóm này."))

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group.choices = list(groups)

    @property
    def group_id(self) -> int | None:
        """The chosen group; ``None`` for no group."""
        return self.group.data or None


class NewForm(TextsForm, GroupForm):
    """A procedure that nobody knows yet."""

    code = StringField(
        _l("Mã thủ tục"),
        [required()],
        description=_l("Mã trên Cơ sở dữ liệu quốc gia về thủ tục hành chính, ví dụ 1.001193."),
        render_kw={"autocomplete": "off"},
    )


class ReceiveForm(GroupForm):
    """A procedure that another unit keeps already."""

    code = StringField(_l("Mã thủ tục"), [required()], render_kw={"autocomplete": "off"})


class PlaceForm(GroupForm):
    """Where a procedure is received, or that it is no more."""

    active = Choice(_l("Đơn vị này"), coerce=key)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.active.choices = [(1, str(_l("đang nhận thủ tục này"))), (0, str(_l("ngừng nhận")))]


class LimitForm(SetupForm):
    """A shorter limit, announced by a document."""

    limit = StringField(
        _l("Thời hạn rút ngắn"), [required()], description=_l("Ví dụ: 3 ngày làm việc, 4 giờ làm việc.")
    )
    document = StringField(_l("Văn bản công bố"), [required()], description=_l("Số và ngày của văn bản."))
    from_day = DayField(_l("Áp dụng từ ngày"), [required()])


class FromDayForm(SetupForm):
    """A day from which something is no more."""

    from_day = DayField(_l("Thôi áp dụng từ ngày"), [required()])


class EndForm(SetupForm):
    """The day from which a procedure no longer holds; empty takes an end back."""

    until = DayField(
        _l("Hết hiệu lực từ ngày"), [Optional()], description=_l("Để trống nếu thủ tục chưa biết ngày hết hiệu lực.")
    )


class UploadForm(SetupForm):
    """A file to look at."""

    file = FileField(
        _l("Tệp CSV"), description=_l("CSV UTF-8, nhiều nhất 10 MB."), render_kw={"accept": ".csv,text/csv"}
    )


class BringInForm(SetupForm):
    """That the file that was looked at is really brought in."""

    key = HiddenField()
