"""What pages and commands say of keys of machines."""

from flask_babel import format_datetime
from flask_babel import gettext as _

from admin.setup.wording import SCOPES
from kiosk.office.kinds import Scope
from kiosk.office.models import ApiKey


def scopes_of(key: ApiKey) -> str:
    """Return what *key* is good for, as a sentence part."""
    return " · ".join(str(SCOPES[scope]) for scope in Scope if scope in key.scopes.split())


def last_use(key: ApiKey) -> str:
    """Return when *key* was used last."""
    if key.last_used_at is None:
        return str(_("chưa dùng lần nào"))
    return str(_("dùng lần cuối %(time)s", time=format_datetime(key.last_used_at, "HH:mm dd/MM/yyyy")))
