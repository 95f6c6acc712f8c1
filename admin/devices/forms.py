"""What is typed about a tablet."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from admin.setup.forms import SetupForm, required


class DeviceForm(SetupForm):
    """A tablet as it may be changed any time."""

    name = StringField(_l("Tên máy"), [required()], description=_l("Để biết là máy nào, ví dụ: Máy cạnh cửa chính."))
    prints = BooleanField(_l("Máy có máy in phiếu"))


class NewDeviceForm(DeviceForm):
    """A new tablet, with letters that stay its own for ever."""

    prefix = StringField(
        _l("Chữ trước số khi mất mạng"),
        [required()],
        description=_l(
            "Máy mất mạng vẫn phát số riêng của nó, ví dụ K001. Chữ này không đổi được nữa và không trùng nhóm nào."
        ),
        render_kw={"autocapitalize": "characters", "autocomplete": "off"},
    )
