"""What is typed when something is written down, or taken back."""

from datetime import date, timedelta
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Form, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from admin.accounts.forms import one_line
from admin.pilot.models import EventKind
from kiosk.ground.text import clean, mask_personal
from kiosk.office import entries

WHAT_CHARS: Final = 300
REASON_CHARS: Final = 200
AHEAD: Final = timedelta(days=31)
"""A change may be announced for the coming weeks; an incident only when it has come."""


class DayField(DateField):
    """A day between 2000 and 2100; what was typed stays in the field, without what no page can show."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist:
            return
        typed = str(valuelist[0])
        self.data = entries.day(typed)
        self.raw_data = [clean(typed[:20], max_chars=40)]
        if self.data is None and typed.strip():
            raise ValueError(_("Xin nhập một ngày, ví dụ 09/03/2026."))


class EventForm(Form):
    """A change or an incident."""

    first_day = DayField(_l("Từ ngày"), [InputRequired(_l("Xin nhập ô này."))])
    last_day = DayField(_l("Đến hết ngày"), [Optional()])
    what = TextAreaField(
        _l("Nội dung"),
        [DataRequired(_l("Xin nhập ô này."))],
        filters=[one_line(WHAT_CHARS), mask_personal],
        render_kw={"rows": 3, "maxlength": str(WHAT_CHARS)},
    )

    def __init__(self, *args: Any, kind: EventKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = today + AHEAD if kind == EventKind.INTERVENTION else today
        if kind == EventKind.INTERVENTION:
            self.what.description = _("Một việc đã đổi, càng cụ thể càng tốt. Ví dụ: mở thêm quầy 4 sáng thứ Hai.")
            self.last_day.description = _("Để trống nếu vẫn đang làm như vậy.")
        else:
            self.what.description = _("Ví dụ: mất điện từ 8 giờ đến 10 giờ. Không ghi tên người.")
            self.last_day.description = _("Để trống nếu chỉ trong một ngày.")

    def validate_first_day(self, field: DayField) -> None:
        """Refuse a day too far ahead."""
        self._not_after_latest(field)

    def validate_last_day(self, field: DayField) -> None:
        """Refuse an end before the beginning."""
        self._not_after_latest(field)
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_("Ngày cuối sớm hơn ngày đầu."))

    def _not_after_latest(self, field: DayField) -> None:
        if field.data and field.data > self.latest:
            last = f"{self.latest:%d/%m/%Y}"
            raise ValidationError(_("Ngày này xa quá. Muộn nhất là %(day)s.", day=last))


class WithdrawForm(Form):
    """Why it should not stand."""

    reason = TextAreaField(
        _l("Lý do"),
        [DataRequired(_l("Xin ghi lý do."))],
        filters=[one_line(REASON_CHARS), mask_personal],
        render_kw={"rows": 2, "maxlength": str(REASON_CHARS)},
    )
