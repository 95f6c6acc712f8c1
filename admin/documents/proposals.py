"""Sections III and IV as a draft: what the figures point at. The supervisor writes over it. Pure.

A draft is plain text, as it stands in the page's fields: paragraphs, and lists with “- ”.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from admin.documents.phrases import WEEKDAYS, minutes, percent, shown
from admin.measures.cautions import cautions
from admin.measures.enough import enough
from admin.measures.figures import Figures
from admin.measures.rush_finding import Hour, RushFinding
from admin.pilot.standing import hides
from kiosk.queue.kinds import LeaveReason

REASONS = {
    LeaveReason.TOO_LONG: "chờ quá lâu",
    LeaveReason.PAPERS_MISSING: "thiếu giấy tờ",
    LeaveReason.WRONG_PLACE: "nhầm nơi",
    LeaveReason.COMING_BACK: "sẽ quay lại",
    LeaveReason.OTHER: "lý do khác",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the draft is made from.

    Attributes:
        incidents: How many were recorded in the period.
        counters: How many the unit has; ``None`` where that says nothing, as of several units together.
        units: How many are added up; of several nothing is praised, for one may hide another.
        helped: What may be said of each change after which people clearly waited less.
    """

    figures: Figures
    rush: RushFinding | None
    incidents: int
    counters: int | None = None
    helped: tuple[str, ...] = ()
    units: int = 1


def problems(found: Findings) -> str:
    """Return the draft of III: what stands in the way, and why as far as the figures tell."""
    lines = [*_against_target(found.figures), *_busiest(found.rush), *_gone(found.figures), *_hidden(found.figures)]
    if found.incidents:
        lines.append(f"Trong kỳ có {shown(found.incidents)} sự cố được ghi (mục I).")
    return _list("Từ số liệu trong kỳ:", lines) if lines else "Số liệu trong kỳ chưa cho thấy tồn tại nào."


def proposals(found: Findings) -> str:
    """Return the draft of IV."""
    lines = [f"Xem xét nhân rộng: {said}" for said in found.helped]
    lines += _at_the_busiest(found)
    if found.figures.counts.left and found.figures.reasons and found.figures.reasons.get(LeaveReason.PAPERS_MISSING):
        lines.append("Hướng dẫn giấy tờ cần mang ngay tại cửa và trên trang tra cứu thủ tục.")
    if found.figures.logged_matter or found.figures.uncounted_matter:
        lines.append("Nhắc cán bộ để người dân tự lấy số khi đến và ghi lý do khi bỏ số, để số liệu đầy đủ hơn.")
    alone = found.units == 1 and enough(found.figures.wait.n)
    if alone and not _over(found.figures) and not hides(cautions(found.figures)):
        lines.append(f"{_mean(found.figures)}: duy trì cách làm hiện nay.")
    lines.append("Tiếp tục thu thập số liệu, làm cơ sở xem xét nhân rộng.")
    return _list("Đề nghị:", lines)


def _at_the_busiest(found: Findings) -> list[str]:
    """Return what may be done in the hour with the most waiting; another counter only where one stands closed."""
    if found.rush is None or not (_over(found.figures) or _long(found.rush.worst, found.figures)):
        return []
    hour, worst = _hour(found.rush), found.rush.worst
    mean = f"chờ trung bình {minutes(worst.mean_seconds)} phút"
    if worst.counters is None or found.counters is None or found.counters < 2:  # one counter is one person's presence
        return [f"Xem xét bố trí thêm người hoặc đặt hẹn vào {hour}: giờ ấy {mean}."]
    if round(worst.counters) < found.counters:
        opened = f"trung bình mở {shown(worst.counters)} trong {shown(found.counters)} quầy"
        return [f"Xem xét mở thêm quầy vào {hour}: giờ ấy {mean}, {opened}."]
    full = f"đã mở đủ {shown(found.counters)} quầy mà vẫn {mean}"
    return [f"Khuyến khích người dân đến giờ khác hoặc đặt hẹn: {hour} {full}."]


def _long(hour: Hour, figures: Figures) -> bool:
    return (hour.mean_seconds or 0) > figures.targets.target_seconds


def _against_target(figures: Figures) -> list[str]:
    """Return nothing where the target is met and nothing is hidden: that does not stand in the way."""
    wait = figures.wait
    if not enough(wait.n) or wait.mean_seconds is None:
        return [f"Chỉ có {shown(wait.n)} lượt được tính, chưa đủ để đánh giá thời gian chờ."]
    if _over(figures):
        return [f"{_mean(figures)}; {percent(wait.within_15)} người được gọi trong 15 phút."]
    return [f"{_mean(figures)}, nhưng chưa kể hết thời gian chờ (mục II.2)."] if hides(cautions(figures)) else []


def _mean(figures: Figures) -> str:
    over, target = "vượt" if _over(figures) else "trong", figures.targets.target_seconds
    return f"Chờ trung bình {minutes(figures.wait.mean_seconds)} phút, {over} mục tiêu {shown(target / 60)} phút"


def _over(figures: Figures) -> bool:
    """The printed number decides, as on every page."""
    mean = figures.wait.mean_seconds
    return mean is not None and enough(figures.wait.n) and round(mean / 60, 1) > figures.targets.target_seconds / 60


def _busiest(rush: RushFinding | None) -> list[str]:
    if rush is None:
        return []
    return [f"Giờ phải chờ nhiều nhất: {_hour(rush)}, chiếm {percent(rush.worst_share)} tổng thời gian chờ trong kỳ."]


def _hour(rush: RushFinding) -> str:
    start = rush.worst.half_hour
    return f"{WEEKDAYS[rush.worst.weekday]} {_clock(start)}–{_clock(start + 2)}"


def _clock(half_hour: int) -> str:
    return f"{half_hour // 2 % 24:02d}:{half_hour % 2 * 30:02d}"


def _gone(figures: Figures) -> list[str]:
    counts = figures.counts
    if not counts.left:
        return []
    given = figures.reasons or {}
    known = sorted((-given[reason], reason) for reason in REASONS if given.get(reason))
    parts = [f"{REASONS[reason]} {shown(-count)}" for count, reason in known]
    silent = counts.left - sum(given[reason] for _count, reason in known)
    told = ", ".join([*parts, f"không nêu lý do {shown(silent)}"] if parts and silent > 0 else parts)
    return [f"{shown(counts.left)} người tự trả số" + (f" ({told})." if told else ".")]


def _hidden(figures: Figures) -> list[str]:
    said = []
    if figures.uncounted_matter:
        said.append(f"Trung bình chưa kể {shown(figures.uncounted.n)} lượt không được phục vụ hoặc chưa chắc chắn.")
    if figures.logged_matter:
        said.append(f"{shown(figures.logged_by_staff.n)} lượt do cán bộ ghi giờ đến.")
    return said


def _list(first: str, lines: Sequence[str]) -> str:
    return "\n".join([first, *(f"- {line}" for line in lines)])
