"""What a form may bring about somebody without a phone. The one-time key and CSRF are checked before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, IntegerField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from admin.accounts.forms import ChoiceField
from admin.arrivals.late import FutureError, Late, LateReason, Wanted, came_at
from admin.arrivals.words import LATE_REASONS
from kiosk.ground import keys
from kiosk.office.number_card_actions import MOST_CARDS
from kiosk.queue.cards.picking import NEXT, CardWish
from kiosk.queue.kinds import NORMAL


class WalkInForm(Form):
    """What somebody without a phone came for; whether they go first; when they came, if that was earlier today."""

    group_id = IntegerField(validators=[InputRequired(), NumberRange(1, keys.LARGEST)])
    priority = ChoiceField(_l("Ưu tiên"), [Optional()])
    came = TimeField(_l("Đến lúc"), [Optional()], description=_l("Để trống nếu vừa đến. Chỉ ghi được giờ của hôm nay."))
    why_late = ChoiceField(_l("Vì sao ghi muộn"), [Optional()], description=_l("Cần chọn khi có ghi giờ đến."))
    card = BooleanField(_l("Phát thẻ số tiếp theo còn trống"))
    card_number = IntegerField(
        _l("Hoặc thẻ mang số"),
        [Optional(), NumberRange(1, MOST_CARDS, _l("Xin nhập số trên thẻ, ví dụ 37."))],
        render_kw={"inputmode": "numeric"},
    )

    def __init__(
        self,
        formdata: MultiDict[str, str] | None = None,
        *,
        classes: Mapping[str, str],
        now: datetime,
    ) -> None:
        """Offer the *classes*, code to name, that may go first in the unit, and reasons; *now* is of today."""
        super().__init__(formdata)
        self.now = now
        self.late: Late | None = None
        if self.card_number.process_errors:
            self.card_number.process_errors = [_("Xin nhập số trên thẻ, ví dụ 37.")]
        if self.came.process_errors:
            self.came.process_errors = [_("Xin ghi giờ như 08:15.")]
        self.priority.choices = [("", _("Không")), *classes.items()]
        self.why_late.flags.optional = False  # with a time it is needed
        self.why_late.choices = [
            ("", _("Chọn lý do")),
            *((str(code), str(said)) for code, said in LATE_REASONS.items()),
        ]

    @property
    def wanted(self) -> Wanted:
        """What was asked for, once the form is valid."""
        return Wanted(self.group_id.data or 0, self.late, self.priority.data or NORMAL, self._card)

    @property
    def _card(self) -> CardWish | None:
        return self.card_number.data or (NEXT if self.card.data else None)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - as WTForms has it
        """Check every field; a reason is needed with a time, and only then."""
        sound = super().validate(extra_validators)
        if self.came.data is None or self.why_late.data in list(LateReason) or self.why_late.errors:
            return sound
        self.why_late.errors = [_("Xin chọn vì sao ghi muộn.")]
        return False

    def validate_came(self, field: TimeField) -> None:
        """Read when somebody came."""
        if field.data is None:
            return
        try:
            came = came_at(field.data, now=self.now)
        except FutureError as error:
            raise ValidationError(_("Giờ ấy chưa tới. Xin ghi giờ người dân đã đến.")) from error
        if self.why_late.data in list(LateReason):
            self.late = Late(came, LateReason(self.why_late.data))

    @property
    def trouble(self) -> str:
        """Why nothing was given, by the names of the fields: ``Chưa lấy số. Vì sao ghi muộn: Xin chọn …``."""
        wrong = [f"{field.label.text}: {' '.join(map(str, field.errors))}" for field in self if field.errors]
        return " ".join([_("Chưa lấy số."), *wrong])
