"""Section I of a report: what was set up since when, what was changed, what went wrong. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from admin.documents.content import Block, Heading, Items, Paragraph, Table
from admin.documents.phrases import day, percent, shown

BASIS: Final = (
    "Thực hiện mô hình thí điểm “Khảo sát thời gian chờ đợi của người dân, doanh nghiệp khi liên hệ giải quyết thủ tục "
    "hành chính tại Bộ phận Một cửa các cấp” để có cơ sở đánh giá thực trạng và đề xuất giải pháp giảm thời gian chờ."
)


@dataclass(frozen=True, slots=True)
class Deployment:
    """What stands at one unit and those below it on the last day of the report.

    Attributes:
        pilot_since, baseline_from: ``None`` where nobody has said.
        target_seconds, older_target_seconds: Of the mean wait.
        counters, groups, tablets: In use.
        codes: Printed codes in use; *scans* how often they were opened in the period, ``None`` when not known.
        procedures, reachable: Procedures received, and those with a page behind a code; *reachable_share* 0–1.
    """

    name: str
    pilot_since: date | None
    baseline_from: date | None
    target_seconds: int
    older_target_seconds: int
    counters: int
    groups: int
    tablets: int
    codes: int
    scans: int | None
    procedures: int
    reachable: int
    reachable_share: float | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An intervention or an incident, as it is told: *unit* is empty where the report is about one unit."""

    first: date
    last: date | None
    what: str
    by: str
    unit: str = ""

    def told(self) -> str:
        """Return it as one line."""
        when = day(self.first) if self.last in (None, self.first) else f"{day(self.first)} – {day(self.last)}"
        where = f"{self.unit}: " if self.unit else ""
        return f"{when}: {where}{self.what} (người ghi: {self.by})"


def scope(units: Sequence[Deployment]) -> list[Block]:
    """Return what was deployed where."""
    if len(units) != 1:
        return [Paragraph(BASIS), _table(units)]
    one = units[0]
    target, older = shown(one.target_seconds / 60), shown(one.older_target_seconds / 60)
    since = f"từ ngày {day(one.pilot_since)}" if one.pilot_since else "chưa ghi ngày bắt đầu"
    items = [
        f"Thí điểm {since}"
        + (f"; giai đoạn so sánh trước thí điểm từ ngày {day(one.baseline_from)}." if one.baseline_from else "."),
        f"Mục tiêu: chờ trung bình không quá {target} phút; mục tiêu cũ {older} phút (Quyết định số 468/QĐ-TTg).",
        f"{shown(one.counters)} quầy, {shown(one.groups)} nhóm việc, {shown(one.tablets)} máy tính bảng lấy số.",
        f"{shown(one.codes)} mã QR đang dùng" + (f", được mở {shown(one.scans)} lần trong kỳ." if one.scans else "."),
    ]
    if one.procedures:
        items.append(
            f"{shown(one.reachable)}/{shown(one.procedures)} thủ tục hành chính tra được bằng mã QR "
            f"({percent(one.reachable_share)})."
        )
    return [Paragraph(BASIS), Items(tuple(items))]


def _table(units: Sequence[Deployment]) -> Table:
    head = ("Đơn vị", "Thí điểm từ", "Quầy", "Nhóm việc", "Mã QR", "Lần mở mã", "Thủ tục tra được")
    rows = tuple(
        (
            one.name,
            day(one.pilot_since) if one.pilot_since else None,
            shown(one.counters),
            shown(one.groups),
            shown(one.codes),
            None if one.scans is None else shown(one.scans),
            f"{shown(one.reachable)}/{shown(one.procedures)}" if one.procedures else None,
        )
        for one in units
    )
    return Table("Nội dung đã triển khai", head, rows, widths=(6, 4, 2, 3, 2, 3, 4))


def happenings(interventions: Sequence[Happening], incidents: Sequence[Happening]) -> list[Block]:
    """Return what was changed and what went wrong; nothing is left out of the figures because of either."""
    return [
        Heading(3, "a) Can thiệp trong kỳ"),
        _list(interventions, "Không có can thiệp nào được ghi."),
        Heading(3, "b) Sự cố trong kỳ"),
        _list(incidents, "Không có sự cố nào được ghi."),
        Paragraph("Không số liệu nào bị loại vì các sự việc trên.", note=True),
    ]


def _list(found: Sequence[Happening], none: str) -> Block:
    return Items(tuple(one.told() for one in found)) if found else Paragraph(none)
