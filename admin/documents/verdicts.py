"""Whether the wait of a pilot unit changed beyond chance, in whole sentences. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from admin.documents.phrases import FEW, between, shown
from admin.measures.cautions import Caution
from admin.measures.effects import DaySum
from admin.pilot.change import Change, Trend, change
from admin.pilot.standing import hides
from kiosk.ground.calendar import Week

REGRESSION: Final = "Một phần thay đổi có thể tự đến: tuần rất đông thường được nối tiếp bằng tuần ít đông hơn."
ALONE: Final = (
    "Chưa đối chiếu với đơn vị khác trong cùng những ngày: mùa vụ hay việc chung cũng có thể làm nên khác biệt."
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is known of the days of the pilot.

    Attributes:
        changes: How many changes were written down.
        incidents: How many incidents.
        short: Weeks with holidays, before and after.
        doubts: What the figures of these days hide.
    """

    changes: int = 0
    incidents: int = 0
    short: Collection[Week] = ()
    doubts: Sequence[Caution] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said.

    Attributes:
        difference: After − before in minutes with its ends; ``None`` where it cannot be told.
        words: Whole sentences.
        shorter: Whether it may be said that people wait less.
    """

    difference: tuple[float, float, float] | None
    words: str
    shorter: bool = False


def verdict(before: Sequence[DaySum], after: Sequence[DaySum], beside: Beside | None = None) -> Verdict:
    """Return what the days before and after say of the mean wait, looked at once, at the end."""
    beside = beside or Beside()
    found = change(before, after)
    if found is None or found.low is None or found.high is None:
        return Verdict(None, f"{FEW} để so sánh (cần ít nhất 8 ngày và 4 tuần có người đến ở mỗi giai đoạn).")
    apart = (found.now_minutes - found.before_minutes, found.low, found.high)
    against = _against(found, before, after, beside)
    if against:
        ends = between(found.low, found.high)
        return Verdict(apart, f"không kết luận: {against} (khoảng tin cậy 95 % của chênh lệch: {ends} phút).")
    said = _words(found, apart[0])
    if found.once in (Trend.BETTER, Trend.WORSE):
        said = " ".join(part for part in (said, ALONE, _happened(beside)) if part)
    return Verdict(apart, said, found.once is Trend.BETTER)


def _against(found: Change, before: Sequence[DaySum], after: Sequence[DaySum], beside: Beside) -> str:
    """Return why an interval that leaves out 0 says nothing all the same; empty where nothing speaks against it."""
    if found.once is Trend.OTHERWISE:
        return "một giai đoạn phần lớn ghi tay, giai đoạn kia phần lớn lấy số, riêng cách ghi đã làm con số khác đi"
    if found.once is Trend.BETTER and hides(beside.doubts):
        return "con số trong thí điểm chưa kể hết người và thời gian chờ (xem phần cần thận trọng)"
    plain = [[one for one in days if Week.of(one.day) not in beside.short] for days in (before, after)]
    again = change(*plain)
    if found.once in (Trend.BETTER, Trend.WORSE) and (again is None or again.once is not found.once):
        return "bỏ những tuần có ngày nghỉ lễ thì không còn thấy thay đổi"
    return ""


def _happened(beside: Beside) -> str:
    counts = ((beside.changes, "thay đổi"), (beside.incidents, "sự cố"))
    told = " và ".join(f"{shown(n)} {what}" for n, what in counts if n)
    return f"Trong thời gian thí điểm đã ghi {told}, không tách riêng ở đây." if told else ""


def _words(found: Change, apart: float) -> str:
    ends = between(found.low, found.high)
    size = shown(round(abs(apart), 1))
    if found.once is Trend.BETTER:
        return f"chờ trung bình giảm {size} phút, ngoài mức ngẫu nhiên (khoảng tin cậy 95 %: {ends} phút). {REGRESSION}"
    if found.once is Trend.WORSE:
        return f"chờ trung bình tăng {size} phút, ngoài mức ngẫu nhiên (khoảng tin cậy 95 %: {ends} phút)."
    return f"chưa đủ căn cứ nói thời gian chờ đã thay đổi (khoảng tin cậy 95 % của chênh lệch: {ends} phút, chứa số 0)."
