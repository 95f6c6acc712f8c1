"""What is said of a new key."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from admin.setup.forms import Choices, SetupForm, required
from admin.setup.wording import SCOPES


class KeyForm(SetupForm):
    """A new key: whose it is, and what it is good for."""

    name = StringField(
        _l("Tên máy"), [required()], description=_l("Để biết là máy nào, ví dụ: Máy lấy số của hãng X ở cửa.")
    )
    scopes = Choices(_l("Máy được làm gì"), [required()])

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.scopes.choices = [(str(scope), words) for scope, words in SCOPES.items()]
