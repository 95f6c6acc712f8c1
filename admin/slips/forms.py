"""What a clerk types for somebody who needs paper."""

from datetime import date

from flask_babel import gettext as _
from wtforms import Form, StringField, ValidationError

from admin.accounts.forms import one_line
from kiosk.queue.claim_codes import MOST_TYPED, TypedNumber, read_number


class LostForm(Form):
    """The number of somebody who lost the slip and does not know the code; its day, once that was asked."""

    number = StringField(filters=[one_line(MOST_TYPED)])
    day = StringField(filters=[one_line(MOST_TYPED)])

    @property
    def typed(self) -> TypedNumber | None:
        """The number; ``None`` while the form is not valid."""
        return read_number(self.number.data or "")

    @property
    def named_day(self) -> date | None:
        """The day; ``None`` when none was named."""
        try:
            return date.fromisoformat(self.day.data or "")
        except ValueError:
            return None

    def validate_number(self, field: StringField) -> None:
        """Refuse what is no number of a ticket."""
        if read_number(field.data or "") is None:
            raise ValidationError(_("Xin nhập số thứ tự, ví dụ A012."))
