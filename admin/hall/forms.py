"""The form of a notice."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Optional

from admin.setup.forms import DayField, SetupForm, required
from kiosk.office.models import NOTICE_CHARS
from kiosk.office.notice_actions import Telling

LONG = {"maxlength": str(NOTICE_CHARS)}


class NoticeForm(SetupForm):
    """What the screen tells, and on which days."""

    text_vi = StringField(
        _l("Thông báo"),
        [required()],
        description=_l(
            "Một câu ngắn, nhiều nhất 160 chữ cái. Ví dụ: Chiều thứ Sáu quầy 2 tạm nghỉ, xin mời đến quầy 3."
        ),
        render_kw=LONG | {"lang": "vi"},
    )
    text_en = StringField(_l("Bằng tiếng Anh"), [Optional()], render_kw=LONG | {"lang": "en"})
    text_km = StringField(_l("Bằng tiếng Khmer"), [Optional()], render_kw=LONG | {"lang": "km"})
    text_zh = StringField(_l("Bằng tiếng Trung"), [Optional()], render_kw=LONG | {"lang": "zh"})
    shown_from = DayField(_l("Hiện từ ngày"), [required()])
    shown_until = DayField(
        _l("Đến hết ngày"), [Optional()], description=_l("Để trống: hiện cho đến khi Ông/Bà gỡ xuống.")
    )

    def told(self, today: date) -> Telling:
        """Return what was typed."""
        since = self.shown_from.data or today
        texts = (self.text_vi.data, self.text_en.data, self.text_km.data, self.text_zh.data)
        return Telling(*texts, since, self.shown_until.data)
