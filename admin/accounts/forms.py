"""The forms of accounts. Rules that need the database stand in actions; here is what a form can know."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, PasswordField, SelectField, StringField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, EqualTo, InputRequired, Regexp, ValidationError

from admin.accounts import passwords
from admin.accounts.outsiders import OUTSIDERS
from admin.accounts.passwords import MAX_CHARS, MIN_CHARS, Weakness
from admin.accounts.roles import Role
from kiosk.ground import text

LOGIN = re.compile(r"[a-z0-9._-]{3,60}\Z")
LOGIN_CHARS = 60
NAME_CHARS = 120

ROLE_NAMES = {
    Role.GREETER: _l("Người đón tiếp"),
    Role.CLERK: _l("Cán bộ tiếp nhận"),
    Role.HEAD: _l("Trưởng bộ phận"),
    Role.LEADER: _l("Lãnh đạo"),
    Role.SUPERVISOR: _l("Người theo dõi"),
    Role.ADMINISTRATOR: _l("Quản trị viên"),
    Role.MONITOR: _l("Người giám sát độc lập"),
    Role.MODERATOR: _l("Người kiểm duyệt"),
    Role.TYPIST: _l("Người nhập phiếu giấy"),
}
ROLE_CHOICES = {
    Role.GREETER: _l("Người đón tiếp: ghi người đến, in phiếu, phát thẻ số"),
    Role.CLERK: _l("Cán bộ tiếp nhận: gọi số tại quầy"),
    Role.HEAD: _l("Trưởng bộ phận: xem báo cáo, số liệu từng quầy, ghi sự cố"),
    Role.LEADER: _l("Lãnh đạo: xem báo cáo và trang tóm tắt"),
    Role.SUPERVISOR: _l("Người theo dõi: xem báo cáo và góp ý, ghi thay đổi, viết báo cáo"),
    Role.ADMINISTRATOR: _l("Quản trị viên: thiết lập, nhân sự, xem báo cáo"),
    Role.MONITOR: _l(
        "Người giám sát độc lập (Mặt trận, Cựu chiến binh): xem số liệu và dấu hiệu cần hỏi, bấm giờ tại sảnh"
    ),
    Role.MODERATOR: _l("Người kiểm duyệt, ngoài đơn vị: gạt phiếu rác, duyệt lời góp ý"),
    Role.TYPIST: _l("Người nhập phiếu giấy, ngoài đơn vị"),
}


def one_line(max_chars: int) -> Callable[[Any], str]:
    """Return a filter that cleans what was typed; a text that is too long becomes an error of the field."""

    def clean(typed: Any) -> str:  # noqa: ANN401 - whatever WTForms holds
        try:
            return text.clean(str(typed or ""), max_chars=max_chars)
        except text.TextTooLongError as error:
            raise ValueError(_("Xin nhập ngắn hơn: nhiều nhất %(count)s ký tự.", count=max_chars)) from error

    return clean


def _required() -> DataRequired:
    return DataRequired(_l("Xin nhập ô này."))


def _secret() -> InputRequired:
    return InputRequired(_l("Xin nhập ô này."))


class ChoiceField(SelectField):
    """One of a list; anything else gets the same sentence."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        with suppress(ValueError):
            super().process_formdata(valuelist)

    def pre_validate(self, form: BaseForm) -> None:
        try:
            super().pre_validate(form)
        except ValidationError as error:
            raise ValidationError(_("Xin chọn một mục trong danh sách.")) from error


class SignInForm(Form):
    """Who one is."""

    login = StringField(
        _l("Tên đăng nhập"),
        [_required()],
        filters=[one_line(LOGIN_CHARS), str.lower],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(_l("Mật khẩu"), [_secret()], render_kw={"autocomplete": "current-password"})
    next = HiddenField()


class CodeForm(Form):
    """Six digits from the phone."""

    code = StringField(
        _l("Mã 6 số trên điện thoại"),
        [_required(), Regexp(r"^\d{3} ?\d{3}$", message=_l("Mã gồm 6 chữ số."))],
        filters=[one_line(20)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
    next = HiddenField()


class NewPasswordForm(Form):
    """One's own new password."""

    current = PasswordField(_l("Mật khẩu hiện tại"), [_secret()], render_kw={"autocomplete": "current-password"})
    fresh = PasswordField(
        _l("Mật khẩu mới"),
        [_secret()],
        description=_l("Ít nhất %(count)s ký tự, ví dụ vài từ ghép lại. Không dùng tên đăng nhập.", count=MIN_CHARS),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"),
        [_secret(), EqualTo("fresh", _l("Hai lần nhập mật khẩu mới không giống nhau."))],
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, *args: Any, login: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = login

    def validate_fresh(self, field: PasswordField) -> None:
        """Refuse weak passwords, and the old one again."""
        typed = field.data or ""
        found = passwords.weakness(typed, login=self.owner)
        if found is not None:
            raise ValidationError(_weak(found))
        if typed == self.current.data:
            raise ValidationError(_("Mật khẩu mới phải khác mật khẩu hiện tại."))


class GrantForm(Form):
    """A role over a unit and what is below it."""

    role = ChoiceField(_l("Vai trò"))
    unit_id = ChoiceField(_l("Đơn vị (gồm cả đơn vị trực thuộc)"), coerce=int)

    def __init__(self, *args: Any, units: list[tuple[int, str]], appoints: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {role: said for role, said in ROLE_CHOICES.items() if appoints or role not in OUTSIDERS}
        self.role.choices = [(str(role), said) for role, said in known.items()]
        self.unit_id.choices = list(units)


class StaffForm(GrantForm):
    """Somebody new, with a first role."""

    login = StringField(
        _l("Tên đăng nhập"),
        [
            _required(),
            Regexp(LOGIN, message=_l("Từ 3 ký tự; chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối.")),
        ],
        filters=[one_line(LOGIN_CHARS), str.lower],
        description=_l("Chữ không dấu, chữ số, dấu chấm, gạch nối; ví dụ an.nguyen."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    name = StringField(
        _l("Họ và tên"), [_required()], filters=[one_line(NAME_CHARS)], render_kw={"autocomplete": "off"}
    )


def _weak(found: Weakness) -> str:
    said: dict[Weakness, str] = {
        Weakness.SHORT: _("Mật khẩu cần ít nhất %(count)s ký tự.", count=MIN_CHARS),
        Weakness.LONG: _("Mật khẩu có nhiều nhất %(count)s ký tự.", count=MAX_CHARS),
        Weakness.LOGIN: _("Mật khẩu không được là tên đăng nhập."),
        Weakness.COMMON: _("Mật khẩu này quá dễ đoán. Xin chọn mật khẩu khác."),
    }
    return said[found]
