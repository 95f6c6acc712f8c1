"""The forms of counters, groups and codes."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from admin.setup.forms import Choice, Choices, NamesForm, OneOf, SetupForm, key, required
from admin.setup.wording import PICTURES
from kiosk.office.group_actions import GroupWords


class CounterForm(NamesForm):
    """A counter and the groups it serves."""

    label = StringField(_l("Số quầy"), [required()], description=_l("Như trên biển quầy: 3, 3A."))
    groups = Choices(_l("Nhóm dịch vụ quầy này nhận"), coerce=key)

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups.choices = list(groups)


class GroupForm(NamesForm):
    """A service group."""

    prefix = StringField(
        _l("Chữ trước số thứ tự"),
        [required()],
        description=_l("Một đến ba chữ cái A–Z; số sẽ là A001, A002…"),
        render_kw={"autocapitalize": "characters", "autocomplete": "off"},
    )
    picture = OneOf(_l("Hình"), default="khac")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picture.choices = [(name, str(said)) for name, said in PICTURES.items()]

    def words(self) -> GroupWords:
        """Return what was typed."""
        return GroupWords(self.prefix.data or "", self.names(), self.picture.data or "")


class CodeForm(SetupForm):
    """Where a new code will hang."""

    counter = Choice(_l("Mã mới để ở"), coerce=key)

    def __init__(self, *args: Any, counters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counter.choices = list(counters)
