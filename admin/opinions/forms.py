"""What is typed about bad ratings."""

from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, TextAreaField
from wtforms.validators import DataRequired

from kiosk.ground import text
from kiosk.ground.text import mask_personal

TEXT_CHARS: Final = 2000


def lines(typed: Any) -> str:  # noqa: ANN401 - whatever WTForms holds
    """Clean what was typed, its lines kept; a text that is too long becomes an error of the field."""
    try:
        return text.clean(str(typed or ""), max_chars=TEXT_CHARS, multiline=True)
    except text.TextTooLongError as error:
        raise ValueError(_("Xin nhập ngắn hơn: nhiều nhất %(count)s ký tự.", count=TEXT_CHARS)) from error


class RemedyForm(Form):
    """What the office does about ratings of 1 to 3."""

    text = TextAreaField(
        _l("Giải pháp khắc phục"),
        [DataRequired(_l("Xin nhập ô này."))],
        filters=[lines, mask_personal],
        description=_l("Việc đã làm hoặc sẽ làm, ai làm, đến bao giờ. Không ghi tên người dân. Ai cũng đọc được."),
        render_kw={"rows": 6, "maxlength": str(TEXT_CHARS)},
    )
