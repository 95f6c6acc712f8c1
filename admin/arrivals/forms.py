"""What a form may bring about somebody without a phone. The one-time key and CSRF are checked before."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, IntegerField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from admin.accounts.forms import ChoiceField
from admin.accounts.scopes import LARGEST_KEY
from admin.arrivals.late import FutureError, Late, LateReason, Wanted, came_at
from admin.arrivals.words import LATE_REASONS
from kiosk.ground.i18n import locale
from kiosk.office.models import PriorityClass
from kiosk.queue.kinds import NORMAL


class WalkInForm(Form):
    """What somebody without a phone came for; whether they go first; when they came, if that was earlier today."""

    group_id = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_KEY)])
    priority = ChoiceField(_l("Ưu tiên"), [Optional()])
    came = TimeField(_l("Đến lúc"), [Optional()], description=_l("Để trống nếu vừa đến. Chỉ ghi được giờ của hôm nay."))
    why_late = ChoiceField(_l("Vì sao ghi muộn"), [Optional()])
    card = BooleanField(_l("Phát thẻ số ép nhựa"))

    def __init__(
        self,
        formdata: MultiDict[str, str] | None = None,
        *,
        classes: Iterable[PriorityClass],
        now: datetime,
    ) -> None:
        """Offer the *classes* in use and the reasons in the reader's language; *now* is of today."""
        super().__init__(formdata)
        self.now = now
        self.late: Late | None = None
        self.priority.choices = [("", _("Không")), *((one.code, one.name(locale())) for one in classes)]
        self.why_late.choices = [
            ("", _("Chọn lý do")),
            *((str(code), str(said)) for code, said in LATE_REASONS.items()),
        ]

    @property
    def wanted(self) -> Wanted:
        """What was asked for, once the form is valid."""
        return Wanted(self.group_id.data or 0, self.late, self.priority.data or NORMAL, bool(self.card.data))

    def validate_why_late(self, field: Any) -> None:  # noqa: ANN401 - whatever WTForms holds
        """Read when somebody came; a reason is needed with a time, and only then."""
        if self.came.data is None:
            return
        if not field.data:
            raise ValidationError(_("Xin chọn vì sao ghi muộn."))
        try:
            self.late = Late(came_at(self.came.data, now=self.now), LateReason(field.data))
        except FutureError as error:
            raise ValidationError(_("Giờ ấy chưa tới. Xin ghi giờ người dân đã đến.")) from error
