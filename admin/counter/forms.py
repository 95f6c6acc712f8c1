"""What the console's forms bring. The one-time key and CSRF are checked before."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, DataRequired, InputRequired, NumberRange, Optional

from admin.accounts.forms import ChoiceField, one_line
from admin.accounts.scopes import LARGEST_KEY
from admin.counter.words import PAUSE_REASONS, REMOVE_REASONS

NUMBER_CHARS: Final = 8
NOTE_CHARS: Final = 120


class OpenForm(Form):
    """Which service groups somebody will call from; *relieves* is the session that the page showed."""

    groups = SelectMultipleField(coerce=int, validators=[InputRequired()])
    relieves = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_KEY)])

    def __init__(self, formdata: MultiDict[str, str], group_ids: Iterable[int]) -> None:
        """Accept only *group_ids*, those of the counter's own unit."""
        super().__init__(formdata)
        self.groups.choices = [(group_id, str(group_id)) for group_id in group_ids]


class TicketForm(Form):
    """The ticket that stood on the page; none when the desk was free."""

    ticket_id = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_KEY)])


class WalkInForm(Form):
    """What somebody without a phone came for."""

    group_id = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_KEY)])


class PauseForm(Form):
    """Why the counter stands still."""

    reason = StringField(validators=[AnyOf(list(PAUSE_REASONS))])


class RemoveForm(Form):
    """Which number to take out of the queue, and why."""

    number = StringField(
        _l("Số"),
        [DataRequired(_l("Xin nhập số trên danh sách, ví dụ A012."))],
        filters=[one_line(NUMBER_CHARS), str.upper],
        render_kw={"list": "numbers", "autocomplete": "off", "size": "8"},
    )
    reason = ChoiceField(_l("Lý do"))
    note = StringField(_l("Ghi thêm"), [Optional()], filters=[one_line(NOTE_CHARS)])

    def __init__(self, formdata: MultiDict[str, str] | None = None) -> None:
        """Offer the reasons in the reader's language."""
        super().__init__(formdata)
        self.reason.choices = [(code, str(said)) for code, said in REMOVE_REASONS.items()]
