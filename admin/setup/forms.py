"""What the forms of setting up share: their fields, and showing a refusal at the field it is about."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Form, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from admin.setup.sentences import sentence
from kiosk.office import entries
from kiosk.office.refusals import Refused

MOST_DIGITS = 18  # of a key: more digits are nobody's


def required() -> InputRequired:
    """Return the rule that something has to be filled in, with its sentence."""
    return InputRequired(_l("Xin nhập ô này."))


class SetupForm(Form):
    """A form whose act may be refused. Before it is sent it shows what is stored."""

    class Meta(DefaultMeta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ANN401
            """Take an address that was only opened for one that brings nothing: no box was unticked there."""
            return super().wrap_formdata(form, formdata or None)

    def refuse(self, refusal: Refused) -> None:
        """Show *refusal* at its field, or on top when it is about no field of this form."""
        field = self._fields.get(refusal.field)
        if field is None:
            self.form_errors.append(sentence(refusal))
        else:
            field.errors = [*field.errors, sentence(refusal)]


class DayField(DateField):
    """A day between 2000 and 2100."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = entries.day(str(valuelist[0]))
            if self.data is None:
                raise ValueError(_("Xin nhập một ngày, ví dụ 01/07/2026."))


class ClockField(TimeField):
    """A time on the wall, or nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Xin nhập giờ như 07:30.")) from error


class NumberField(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Xin nhập một số.")) from error


class Choice(SelectField):
    """One of a list."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401
        _from_the_list(super().pre_validate, form)


class Choices(SelectMultipleField):
    """Any of a list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401
        _from_the_list(super().pre_validate, form)


class OneOf(RadioField):
    """One of a few, as circles."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401
        _from_the_list(super().pre_validate, form)


class NamesForm(SetupForm):
    """A name in four languages."""

    name_vi = StringField(_l("Tên"), [required()], render_kw={"lang": "vi"})
    name_en = StringField(_l("Tên tiếng Anh"), [Optional()], render_kw={"lang": "en"})
    name_km = StringField(_l("Tên tiếng Khmer"), [Optional()], render_kw={"lang": "km"})
    name_zh = StringField(_l("Tên tiếng Trung"), [Optional()], render_kw={"lang": "zh"})

    def names(self) -> entries.Names:
        """Return what was typed."""
        return entries.Names(self.name_vi.data or "", self.name_en.data, self.name_km.data, self.name_zh.data)


def _from_the_list(check: Callable[[Any], None], form: Any) -> None:  # noqa: ANN401
    try:
        check(form)
    except ValidationError as error:
        raise ValidationError(_("Xin chọn trong danh sách.")) from error


def key(text: object) -> int:
    """Read the key of a row, 0 for none; -1, which is nobody's, for anything else."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS else -1
