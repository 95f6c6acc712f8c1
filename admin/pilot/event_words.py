"""Words about interventions and incidents."""

from datetime import date
from typing import Final

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.pilot.models import EventKind, PilotEvent
from admin.pilot.queries import Mark
from kiosk.ground.calendar import local_day

KINDS: Final = {EventKind.INTERVENTION: _l("Thay đổi"), EventKind.INCIDENT: _l("Sự cố")}


def kind(event: PilotEvent) -> str:
    """Return what it is called: “Thay đổi”, “Sự cố”."""
    return str(KINDS[EventKind(event.kind)])


def day_name(day: date) -> str:
    """Return a day as it is written: 09/03/2026."""
    return f"{day:%d/%m/%Y}"


def days(first: date, last: date | None) -> str:
    """Return when it was: “09/03/2026”, “09/03/2026 – 11/03/2026”."""
    return day_name(first) if last is None or last == first else f"{day_name(first)} – {day_name(last)}"


def days_of(event: PilotEvent) -> str:
    """Return the days of an event; an intervention without an end still holds."""
    if event.kind == EventKind.INTERVENTION and event.last_day is None:
        return str(_("từ %(day)s", day=day_name(event.first_day)))
    return days(event.first_day, event.last_day)


def signed(event: PilotEvent) -> str:
    """Return who wrote it down, and when."""
    return str(_("%(name)s, %(day)s", name=event.staff_name, day=day_name(local_day(event.recorded_at))))


def saved_before(event: PilotEvent) -> str:
    """Return what to say when a form that was saved comes back with other contents."""
    said = {"days": days_of(event), "what": event.what}
    return str(
        _(
            "Lần bấm trước đã ghi: %(days)s, “%(what)s”. Nếu đây là việc khác, xin bấm Ghi lần nữa. Nếu muốn sửa dòng "
            "trước, xin rút lại dòng ấy rồi ghi dòng này.",
            **said,
        )
    )


def withdrawn(event: PilotEvent) -> str:
    """Return who took it back, when and why; empty where it stands."""
    if event.withdrawn_at is None:
        return ""
    said = {"name": event.withdrawn_by, "day": day_name(local_day(event.withdrawn_at))}
    return str(_("%(name)s rút lại %(day)s: %(reason)s", reason=event.withdrawn_reason, **said))


def withdrawn_before(event: PilotEvent) -> str:
    """Return what to say to whoever takes back what was taken back before."""
    said = {"name": event.withdrawn_by, "at": format_datetime(event.withdrawn_at, "HH:mm dd/MM/yyyy")}
    return str(_("Dòng này đã được %(name)s rút lại lúc %(at)s. Lý do ghi khi ấy vẫn giữ nguyên.", **said))


def marked(mark: Mark) -> str:
    """Return one line about something that stands: its days, what kind, what it was."""
    said = {"days": days(mark.day, mark.last_day), "what": mark.what}
    if mark.kind == EventKind.INCIDENT:
        return str(_("%(days)s, sự cố: %(what)s", **said))
    return str(_("%(days)s, thay đổi: %(what)s", **said))
