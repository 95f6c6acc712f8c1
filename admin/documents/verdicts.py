"""Whether the wait of a pilot unit changed beyond chance, in whole sentences. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from admin.documents.phrases import FEW, between, shown
from admin.measures.figures import Figures
from admin.measures.periods import Period, PeriodKind, containing
from admin.pilot.change import Change, DayWaits, Trend, change

REGRESSION: Final = "Một phần thay đổi có thể tự đến: tuần rất đông thường được nối tiếp bằng tuần ít đông hơn."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said: after − before in minutes with its ends, ``None`` where it cannot be told, and the words."""

    difference: tuple[float, float, float] | None
    words: str


def days_of(period: Period) -> list[Period]:
    """Return the days of *period*."""
    return [containing(PeriodKind.DAY, period.first + timedelta(days=place)) for place in range(period.days)]


def verdict(before: Sequence[Figures], after: Sequence[Figures]) -> Verdict:
    """Return what the figures of single days before and after say of the mean wait."""
    found = change([_day(one) for one in before], [_day(one) for one in after])
    if found is None or found.low is None or found.high is None:
        return Verdict(None, f"{FEW} để so sánh (cần ít nhất 8 ngày có người đến ở mỗi giai đoạn).")
    apart = found.now_minutes - found.before_minutes
    return Verdict((apart, found.low, found.high), _words(found, apart))


def _day(figures: Figures) -> DayWaits:
    return DayWaits(figures.wait.n, round((figures.wait.mean_seconds or 0) * figures.wait.n))


def _words(found: Change, apart: float) -> str:
    ends = between(found.low, found.high)
    size = shown(round(abs(apart), 1))
    if found.trend is Trend.BETTER:
        return f"chờ trung bình giảm {size} phút, ngoài mức ngẫu nhiên (khoảng tin cậy 95 %: {ends} phút). {REGRESSION}"
    if found.trend is Trend.WORSE:
        return f"chờ trung bình tăng {size} phút, ngoài mức ngẫu nhiên (khoảng tin cậy 95 %: {ends} phút)."
    return f"chưa đủ căn cứ nói thời gian chờ đã thay đổi (khoảng tin cậy 95 % của chênh lệch: {ends} phút, chứa số 0)."
