"""The choices of the figures' form, and what the parts of a breakdown are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.period_wording import KINDS, period_name
from admin.measures.periods import Period, PeriodKind
from admin.measures.slices import Key
from admin.reports.filters import UNKNOWN, By, Filters, offered
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale
from kiosk.office.models import PriorityClass, ServiceGroup
from kiosk.queue.kinds import NORMAL, Channel, Respondent
from kiosk.queue.wording import RESPONDENTS

BACKS: Final = (4, 8, 12, 26, 52)
CHANNELS: Final = {
    Channel.PHONE: _l("Điện thoại"),
    Channel.KIOSK: _l("Máy tính bảng ở sảnh"),
    Channel.CLERK: _l("Cán bộ ghi hộ"),
    Channel.TALLY: _l("Ghi tay"),
    Channel.API: _l("Máy lấy số của đơn vị"),
    Channel.IMPORT: _l("Chuyển từ hệ thống cũ"),
}
BREAKDOWNS: Final = {
    By.GROUP: _l("Nhóm việc"),
    By.CLASS: _l("Diện ưu tiên"),
    By.CHANNEL: _l("Cách lấy số"),
    By.RESPONDENT: _l("Cá nhân, doanh nghiệp"),
}
REFUSALS: Final = {
    "kind": _l("Không có loại kỳ này."),
    "until": _l("Không đọc được kỳ cuối. Kỳ viết như 2026-W47, 2026-11 hoặc 2026-11-16."),
    "range": _l("Cần ngày đầu và ngày cuối, ngày cuối không trước ngày đầu, dài nhất năm năm."),
    "days": _l("Số liệu từng ngày chỉ có trong tám tuần đầu của thí điểm."),
    "back": _l("Số kỳ phải từ 1 đến 60."),
    "by": _l("Không chia được theo cách này."),
    "group": _l("Không có nhóm việc này."),
    "class": _l("Không có diện này."),
    "channel": _l("Không có cách lấy số này."),
    "respondent": _l("Không đọc được “cá nhân, doanh nghiệp”."),
}
"""What stands on the page where a part of the address says nothing, by the name of that part."""

Choice = tuple[str, str]
"""Value and words."""


@dataclass(frozen=True, slots=True)
class Names:
    """How groups and classes are called, in the order in which they are shown."""

    groups: Mapping[int, str]
    classes: Mapping[str, str]

    @classmethod
    def of(cls, groups: Sequence[ServiceGroup], classes: Sequence[PriorityClass], units: Mapping[int, str]) -> "Names":
        """Take the names in the reader's language; with the unit's where groups are of several *units*."""
        several = len({group.unit_id for group in groups}) > 1
        found = {}
        for group in groups:
            own = group.name(locale())
            found[group.id] = f"{own} – {units.get(group.unit_id, '')}" if several else own
        normal = {NORMAL: str(_("Không thuộc diện nào"))}
        return cls(found, {row.code: row.name(locale()) for row in classes} | normal)

    def part(self, by: By, key: Key) -> str:
        """Return how a part of a breakdown is called; a class or group that is gone keeps its code."""
        if by is By.GROUP:
            return self.groups.get(key, f"#{key}") if isinstance(key, int) else str(_("Không rõ"))
        if by is By.CLASS:
            return self.classes.get(str(key), str(key) or str(_("Không rõ")))
        if by is By.CHANNEL:
            return str(CHANNELS.get(Channel(str(key)), key))
        return str(_("Không hỏi")) if key is None else str(RESPONDENTS[Respondent(str(key))])


@dataclass(frozen=True, slots=True)
class Field:
    """One select of the form."""

    name: str
    label: str
    choices: Sequence[Choice]
    chosen: str


def fields(filters: Filters, names: Names, days: tuple[date, date] | None) -> dict[str, Field]:
    """Return the selects that stand beside the periods by the part of the address, each with what was chosen."""
    kinds = [(str(kind), str(words)) for kind, words in KINDS.items() if days or kind is not PeriodKind.DAY]
    every = ("", str(_("Tất cả")))
    respondents = [*((str(key), str(words)) for key, words in RESPONDENTS.items()), (UNKNOWN, str(_("Không hỏi")))]
    backs = [(str(number), str(number)) for number in sorted({*BACKS, filters.back})]
    parts = [("", str(_("Không chia"))), *((str(by), str(words)) for by, words in BREAKDOWNS.items())]
    found = [
        Field("kind", str(_("Loại kỳ")), kinds, str(filters.kind)),
        Field("back", str(_("Số kỳ")), backs, str(filters.back)),
        Field("by", str(_("Chia theo")), parts, filters.by or ""),
        Field("group", str(_("Nhóm việc")), [every, *_choices(names.groups)], str(filters.group or "")),
        Field("class", str(_("Diện ưu tiên")), [every, *_choices(names.classes)], filters.priority or ""),
        Field("channel", str(_("Cách lấy số")), [every, *_choices(CHANNELS)], filters.channel or ""),
        Field("respondent", str(_("Người đến")), [every, *respondents], filters.respondent or ""),
    ]
    return {field.name: field for field in found}


def ends(filters: Filters, last: Period, first_visit: date, latest_visit: date) -> Field:
    """Return the select of the last period, the latest in front."""
    periods = offered(filters.kind, first_visit, latest_visit, last)
    return Field("until", str(_("Đến kỳ")), [(one.code, period_name(one)) for one in periods], last.code)


def weeks(label: str, chosen: Week | None, span: tuple[date, date] | None) -> Field:
    """Return the select of the weeks since the first visit, and of *chosen*; the latest in front."""
    last = None if chosen is None else Period.of_week(chosen)
    found = offered(PeriodKind.WEEK, *span, last) if span else [last] if last else []
    return Field("until", label, [(one.code, period_name(one)) for one in found], last.code if last else "")


def _choices(words: Mapping[int, str] | Mapping[str, str] | Mapping[Channel, object]) -> list[Choice]:
    return [(str(value), str(name)) for value, name in words.items()]
