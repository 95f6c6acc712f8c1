"""The week by half hours in the reader's words: the hour that costs most, and the hour with too few counters."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.finding import FEW
from admin.measures.rush import Rush
from admin.measures.rush_finding import Hour, RushFinding
from admin.measures.wording import minutes, percent, shown

WEEKDAYS: Final = (
    _l("thứ Hai"),
    _l("thứ Ba"),
    _l("thứ Tư"),
    _l("thứ Năm"),
    _l("thứ Sáu"),
    _l("thứ Bảy"),
    _l("Chủ nhật"),
)
SHORT: Final = (_l("T2"), _l("T3"), _l("T4"), _l("T5"), _l("T6"), _l("T7"), _l("CN"))
WHOLE_FROM: Final = 10


def half_hours(first: int, count: int) -> str:
    """Return *count* half hours from *first* on, by the clock: “8:00–9:00”."""
    return f"{clock(first)}–{clock(first + count)}"


def clock(half_hour: int) -> str:
    """Return when a half hour begins: “8:30”."""
    return f"{half_hour // 2}:{half_hour % 2 * 30:02}"


def people(number: float) -> str:
    """Return how many came on a day: whole from ten on, otherwise with one decimal."""
    return shown(round(number) if number >= WHOLE_FROM else round(number, 1))


def sentence(rush: Rush, found: RushFinding | None, days: str = "") -> str:
    """Return the finding as one sentence, with the *days* it is of in front, or why there is none."""
    said = _nothing(rush) if found is None else _worst(found)
    return f"{days}: {said}" if days else said


def _worst(found: RushFinding) -> str:
    hour = found.worst
    words = {"when": _when(hour), "came": _came(hour), "mean": minutes(hour.mean_seconds) or "–"}
    if hour.counters is None:
        return str(_("Tổng thời gian chờ nhiều nhất vào %(when)s: %(came)s, trung bình chờ %(mean)s phút.", **words))
    return str(
        _(
            "Tổng thời gian chờ nhiều nhất vào %(when)s: %(came)s, %(counters)s quầy mở, trung bình chờ %(mean)s phút.",
            counters=shown(round(hour.counters, 1)),
            **words,
        )
    )


def more(found: RushFinding) -> str:
    """Return what stands beside the finding: how much of all waiting it is, and where counters are short."""
    share = str(_("Giờ ấy chiếm %(share)s tổng thời gian chờ của cả kỳ.", share=percent(found.worst_share)))
    crowded = found.crowded
    if crowded is None or crowded.counters is None or crowded.arrivals_a_counter is None:
        return share
    each = people(crowded.arrivals_a_counter)
    if (crowded.weekday, crowded.half_hour) == (found.worst.weekday, found.worst.half_hour):
        same = _("Đó cũng là giờ đông nhất so với số quầy mở: %(each)s người đến cho mỗi quầy.", each=each)
        return f"{share} {same}"
    other = _(
        "Đông nhất so với số quầy mở là %(when)s: %(came)s, %(counters)s quầy mở, %(each)s người cho mỗi quầy.",
        when=_when(crowded),
        came=_came(crowded),
        counters=shown(round(crowded.counters, 1)),
        each=each,
    )
    return f"{share} {other}"


def _when(hour: Hour) -> str:
    return f"{WEEKDAYS[hour.weekday]} {half_hours(hour.half_hour, 2)}"


def _came(hour: Hour) -> str:
    """Return how many came: on an ordinary day of several, or on the one day there was."""
    number = people(hour.arrivals_a_day)
    each_day = _("mỗi ngày %(n)s người đến", n=number)
    return str(each_day if hour.days > 1 else _("%(n)s người đến", n=number))


def _nothing(rush: Rush) -> str:
    counted = sum(cell.waits for cell in rush.cells.values())
    if not rush.cells:
        return str(_("Chưa có lượt đến nào trong thời gian này."))
    if counted >= FEW and not rush.waited_seconds:
        return str(_("Không ai phải chờ: mọi người đều được gọi ngay."))
    return str(_("Chưa đủ dữ liệu: chưa có giờ nào trong tuần đủ 10 lượt được tính."))
