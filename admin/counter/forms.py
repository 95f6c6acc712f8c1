"""What the console's forms bring. The one-time key and CSRF are checked before."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional

from admin.accounts.forms import one_line
from admin.counter.words import HOLD_REASONS, PAUSE_REASONS, REMOVE_REASONS
from kiosk.ground import keys, text

NOTE_CHARS: Final = 120


class OpenForm(Form):
    """Which service groups somebody will call from; *relieves* is the session that the page showed."""

    groups = SelectMultipleField(coerce=int, validators=[InputRequired()])
    relieves = IntegerField(validators=[Optional(), NumberRange(1, keys.LARGEST)])

    def __init__(self, formdata: MultiDict[str, str], group_ids: Iterable[int]) -> None:
        """Accept only *group_ids*, those of the counter's own unit."""
        super().__init__(formdata)
        self.groups.choices = [(group_id, str(group_id)) for group_id in group_ids]


class TicketForm(Form):
    """The ticket that stood on the page; none when the desk was free."""

    ticket_id = IntegerField(validators=[Optional(), NumberRange(1, keys.LARGEST)])


class PauseForm(Form):
    """Why the counter stands still."""

    reason = StringField(validators=[AnyOf(list(PAUSE_REASONS))])


class NoteForm(Form):
    """A line for colleagues, without numbers that point at a person."""

    note = StringField(_l("Ghi thêm"), [Optional()], filters=[one_line(NOTE_CHARS)])

    @property
    def masked(self) -> str | None:
        """The line, once the form is valid; ``None`` when nothing was written."""
        return text.mask_personal(self.note.data or "") or None


class HoldForm(Form):
    """Why somebody is put aside; it may stay unsaid."""

    reason = StringField(validators=[Optional(), AnyOf(list(HOLD_REASONS))])


class TransferForm(NoteForm):
    """Which service somebody is sent to."""

    group_id = IntegerField(validators=[InputRequired(), NumberRange(1, keys.LARGEST)])


class RemoveForm(NoteForm):
    """Why a number is taken out of the queue."""

    reason = StringField(validators=[AnyOf(list(REMOVE_REASONS), message=_l("Xin chọn lý do bỏ số."))])

    @property
    def said(self) -> str:
        """The code of the reason and what was added to it, once the form is valid."""
        return f"{self.reason.data}: {self.masked}" if self.masked else str(self.reason.data)
