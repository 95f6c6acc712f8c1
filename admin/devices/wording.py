"""What lists and commands say of a tablet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from admin.devices.liveness import Pulse, liveness
from kiosk.office.models import Device

LEVELS: Final = {
    Pulse.ALIVE: "within",
    Pulse.MINUTES: "near",
    Pulse.LONG: "over",
    Pulse.NEVER: "info",
    Pulse.REVOKED: "over",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A tablet as its line in a list tells it: the colour of its badge, and the words.

    Attributes:
        unsent: What it holds that has not arrived here yet; empty when nothing.
        waits: A pairing code was given and may still be typed.
    """

    device: Device
    level: str
    words: str
    unsent: str
    waits: bool


def told(device: Device, *, now: datetime) -> Told:
    """Return how *device* is told at *now*."""
    found = liveness(device.last_seen_at, device.revoked_at, now=now)
    words = {
        Pulse.ALIVE: _("còn sống"),
        Pulse.NEVER: _("chưa ghép lần nào"),
        Pulse.REVOKED: _("đã ngừng dùng"),
    }.get(found.pulse) or _silent(device, found.minutes or 0, lately=found.pulse is Pulse.MINUTES)
    unsent = ngettext("%(num)s số chưa gửi về", "%(num)s số chưa gửi về", device.unsent) if device.unsent else ""
    waits = device.pairing_until is not None and device.pairing_until > now
    return Told(device, LEVELS[found.pulse], str(words), str(unsent), waits)


def _silent(device: Device, minutes: int, *, lately: bool) -> str:
    if lately:
        return str(ngettext("im lặng %(num)s phút", "im lặng %(num)s phút", minutes))
    return str(_("im lặng từ %(time)s", time=format_datetime(device.last_seen_at, "HH:mm dd/MM/yyyy")))


def spelled(code: str) -> str:
    """Return a pairing code as it is read aloud: “7K3M-9P2X”."""
    return f"{code[:4]}-{code[4:]}"
