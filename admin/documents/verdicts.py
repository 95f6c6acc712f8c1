"""Whether the wait of a pilot unit changed beyond chance, in whole sentences. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from admin.documents.phrases import FEW, between, shown
from admin.measures.effects import DaySum
from admin.pilot.change import Change, Trend, change

REGRESSION: Final = "Một phần thay đổi có thể tự đến: tuần rất đông thường được nối tiếp bằng tuần ít đông hơn."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said: after − before in minutes with its ends, ``None`` where it cannot be told, and the words."""

    difference: tuple[float, float, float] | None
    words: str


def verdict(before: Sequence[DaySum], after: Sequence[DaySum]) -> Verdict:
    """Return what the days before and after say of the mean wait."""
    found = change(before, after)
    if found is None or found.low is None or found.high is None:
        return Verdict(None, f"{FEW} để so sánh (cần ít nhất 8 ngày và 4 tuần có người đến ở mỗi giai đoạn).")
    apart = found.now_minutes - found.before_minutes
    return Verdict((apart, found.low, found.high), _words(found, apart))


def _words(found: Change, apart: float) -> str:
    ends = between(found.low, found.high)
    size = shown(round(abs(apart), 1))
    if found.once is Trend.BETTER:
        return f"chờ trung bình giảm {size} phút, ngoài mức ngẫu nhiên (khoảng tin cậy 95 %: {ends} phút). {REGRESSION}"
    if found.once is Trend.WORSE:
        return f"chờ trung bình tăng {size} phút, ngoài mức ngẫu nhiên (khoảng tin cậy 95 %: {ends} phút)."
    return f"chưa đủ căn cứ nói thời gian chờ đã thay đổi (khoảng tin cậy 95 % của chênh lệch: {ends} phút, chứa số 0)."
