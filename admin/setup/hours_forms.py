"""The forms of opening hours. Two sessions a day stand side by side: ``day_0_1_opens`` is Monday's first opening."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, StringField
from wtforms.validators import Optional

from admin.setup.forms import ClockField, DayField, OneOf, SetupForm, required
from admin.setup.sentences import sentence
from admin.setup.wording import WEEKDAYS
from kiosk.office.hours_actions import Span
from kiosk.office.refusals import Refused

SESSIONS: Final = (1, 2)
WORKDAYS: Final = range(1, 5)
EDGES: Final = {1: (_l("Buổi sáng, từ"), _l("Buổi sáng, đến")), 2: (_l("Buổi chiều, từ"), _l("Buổi chiều, đến"))}


class SpansForm(SetupForm):
    """A form with the sessions of one or more days."""

    def spans(self, day: str) -> list[Span]:
        """Return what was typed for *day* (``day_0``, ``hours``)."""
        return [tuple(field.data for field in pair) for pair in self.pairs(day)]

    def pairs(self, day: str) -> Iterator[tuple[Field, Field]]:
        """Yield the two fields of each session of *day*."""
        for session in SESSIONS:
            yield self._fields[f"{day}_{session}_opens"], self._fields[f"{day}_{session}_closes"]

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal about a day at its first field, with the day's name where there are several."""
        first = self._fields.get(f"{refusal.field}_1_opens")
        if first is None:
            super().refuse(refusal)
        else:
            first.errors = [*first.errors, f"{self.day_name(refusal.field)}{sentence(refusal)}"]

    def day_name(self, _day: str) -> str:
        """Return what to say before a sentence about a day."""
        return ""


def add_spans(form: type[SpansForm], day: str) -> None:
    """Give *form* the fields of one day."""
    for session in SESSIONS:
        for edge, label in zip(("opens", "closes"), EDGES[session], strict=True):
            setattr(form, f"{day}_{session}_{edge}", ClockField(label, [Optional()]))


class WeekForm(SpansForm):
    """The usual week."""

    same_week = BooleanField(_l("Thứ Ba đến thứ Sáu làm việc như thứ Hai"))

    def day_name(self, day: str) -> str:
        return f"{WEEKDAYS[int(day.removeprefix('day_'))]}: "

    def week(self) -> dict[int, list[Span]]:
        """Return what was typed; Monday's hours for the workdays after it when that was ticked."""
        found = {weekday: self.spans(f"day_{weekday}") for weekday in range(7)}
        if self.same_week.data:
            found.update(dict.fromkeys(WORKDAYS, found[0]))
        return found


class ExceptionForm(SpansForm):
    """A day of one unit that differs."""

    day = DayField(_l("Ngày"), [required()])
    note = StringField(_l("Lý do"), [Optional()], description=_l("Người dân đọc được, ví dụ: họp toàn cơ quan."))


class HolidayForm(SetupForm):
    """A day that an order makes free or worked."""

    day = DayField(_l("Ngày"), [required()])
    work = OneOf(_l("Ngày này"))
    note = StringField(_l("Lý do"), [required()], description=_l("Ví dụ: hoán đổi ngày làm việc dịp Tết Dương lịch."))
    document = StringField(_l("Văn bản"), [Optional()], description=_l("Số, ký hiệu văn bản, nếu có."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.work.choices = [("off", _("Được nghỉ")), ("worked", _("Làm bù, làm việc"))]


for _weekday in range(7):
    add_spans(WeekForm, f"day_{_weekday}")
add_spans(ExceptionForm, "hours")


def typed_week(week: Mapping[int, Sequence[tuple[time, time]]]) -> dict[str, time]:
    """Return stored hours by field."""
    return {
        f"day_{weekday}_{session}_{edge}": moment
        for weekday, spans in week.items()
        for session, span in zip(SESSIONS, spans, strict=False)
        for edge, moment in zip(("opens", "closes"), span, strict=True)
    }
