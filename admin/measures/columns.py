"""The figures of one part of the visits as columns of a sheet, with what each means; names stay for ever. Pure.

Every file takes them from here: the weekly sheet, the workbook with its dictionary, open data.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from admin.measures.figures import Figures, Waits

Number = int | float | None


class Column(NamedTuple):
    """One column.

    Attributes:
        name: Small English letters; units stand in it: ``_seconds``, ``_share`` (0–1), else a number of visits.
        title: In Vietnamese.
        meaning: One sentence in Vietnamese; the formula stands in docs/measures.md.
        value: What of the figures it holds; ``None`` is an empty cell.
    """

    name: str
    title: str
    meaning: str
    value: Callable[[Figures], Number]


def whole(seconds: float | None) -> int | None:
    """Return whole seconds: a spreadsheet in Vietnamese takes the point of 745.345 for thousands."""
    return None if seconds is None else round(seconds)


def _durations(name: str, title: str, of: Callable[[Figures], Waits | None]) -> tuple[Column, ...]:
    def take(value: Callable[[Waits], Number]) -> Callable[[Figures], Number]:
        return lambda figures: None if (found := of(figures)) is None else value(found)

    return (
        Column(f"{name}_visits", f"{title}: số lượt", "Số lượt biết được khoảng này.", take(lambda waits: waits.n)),
        Column(
            f"mean_{name}_seconds",
            f"{title}: trung bình",
            "Giây, tính trên các lượt đó.",
            take(lambda waits: whole(waits.mean_seconds)),
        ),
        Column(
            f"median_{name}_seconds",
            f"{title}: trung vị",
            "Một nửa số lượt không quá chừng này giây.",
            take(lambda waits: whole(waits.median_seconds)),
        ),
    )


_ENDS: Final = (
    Column(
        "target_seconds",
        "Mục tiêu",
        "Thời gian chờ trung bình không quá, theo mục tiêu đang áp dụng.",
        lambda one: one.targets.target_seconds,
    ),
    Column("older_target_seconds", "Mục tiêu cũ", "Mục tiêu trước đó.", lambda one: one.targets.older_target_seconds),
    Column("arrivals", "Lượt đến", "Số đã lấy trong kỳ.", lambda one: one.counts.arrivals),
    Column("called", "Được gọi", "Lượt có ít nhất một lần gọi.", lambda one: one.counts.called),
    Column(
        "served", "Được phục vụ", "Được gọi và xong việc, hoặc đang làm thì hết giờ.", lambda one: one.counts.served
    ),
    Column("left", "Tự trả số", "Người dân tự thôi chờ.", lambda one: one.counts.left),
    Column("no_show", "Gọi mà không đến", "Được gọi nhưng không đến quầy.", lambda one: one.counts.no_show),
    Column("removed", "Bị bỏ số", "Cán bộ bỏ số, có ghi lý do.", lambda one: one.counts.removed),
    Column("closed", "Hết giờ chưa được phục vụ", "Còn chờ khi đóng cửa.", lambda one: one.counts.closed),
    Column(
        "unfinished",
        "Chưa kết thúc",
        "Chưa kết thúc, hoặc xong mà không có lần gọi nào.",
        lambda one: one.counts.unfinished,
    ),
    Column(
        "doubtful",
        "Số liệu chưa chắc chắn",
        "Giờ đến hoặc giờ gọi được ghi lại sau; không vào trung bình.",
        lambda one: one.counts.doubtful,
    ),
    Column(
        "returned",
        "Được gọi rồi trả lại hàng đợi",
        "Lần gọi đã chấm dứt thời gian chờ, nhưng người đó chờ tiếp.",
        lambda one: one.returned,
    ),
)
_WAITS: Final = (
    Column("waits", "n", "Lượt được phục vụ, số liệu chắc chắn: cơ sở của mọi thời gian chờ.", lambda one: one.wait.n),
    Column(
        "mean_wait_seconds",
        "Chờ trung bình",
        "Từ lúc lấy số đến lần gọi đầu tiên.",
        lambda one: whole(one.wait.mean_seconds),
    ),
    Column("median_wait_seconds", "Trung vị", "Một nửa chờ không quá.", lambda one: whole(one.wait.median_seconds)),
    Column("p90_wait_seconds", "P90", "9 trong 10 người chờ không quá.", lambda one: whole(one.wait.p90_seconds)),
    Column("longest_wait_seconds", "Chờ lâu nhất", "Lượt chờ lâu nhất.", lambda one: whole(one.wait.longest_seconds)),
    Column(
        "called_within_target_share", "Được gọi trong mục tiêu", "Tỷ lệ 0–1 của n.", lambda one: one.wait.within_target
    ),
    Column(
        "called_within_older_target_share",
        "Được gọi trong mục tiêu cũ",
        "Tỷ lệ 0–1 của n.",
        lambda one: one.wait.within_older,
    ),
    Column("started", "Biết lúc bắt đầu", "Lượt trong n biết lúc bắt đầu phục vụ.", lambda one: one.until_start.n),
    Column(
        "mean_until_start_seconds",
        "Đến lúc bắt đầu: trung bình",
        "Từ lúc lấy số đến lúc bắt đầu phục vụ.",
        lambda one: whole(one.until_start.mean_seconds),
    ),
    Column(
        "started_within_target_share",
        "Bắt đầu trong mục tiêu",
        "Tỷ lệ 0–1 của lượt biết lúc bắt đầu.",
        lambda one: one.until_start.within_target,
    ),
    Column(
        "started_within_older_target_share",
        "Bắt đầu trong mục tiêu cũ",
        "Như trên.",
        lambda one: one.until_start.within_older,
    ),
    Column(
        "service_level_share",
        "Mức phục vụ",
        "Phục vụ trong mục tiêu ÷ lượt đến, trừ người tự về trước đó.",
        lambda one: one.service_level,
    ),
    Column(
        "service_level_of_all_share",
        "Mức phục vụ, trên mọi lượt",
        "Phục vụ trong mục tiêu ÷ mọi lượt đến.",
        lambda one: one.service_level_of_all,
    ),
)
_BESIDE: Final = (
    Column(
        "before_opening",
        "Đến trước giờ mở cửa",
        "Lượt trong n lấy số trước giờ mở cửa.",
        lambda one: one.before_opening.n,
    ),
    Column(
        "mean_before_opening_seconds",
        "Chờ trước giờ mở cửa",
        "Trung bình của các lượt đó; nằm trong thời gian chờ.",
        lambda one: whole(one.before_opening.seconds),
    ),
    Column("uncounted", "Chưa tính", "Lượt không nằm trong n mà biết đã chờ bao lâu.", lambda one: one.uncounted.n),
    Column(
        "mean_uncounted_wait_seconds",
        "Chưa tính: đã chờ",
        "Trung bình của các lượt đó.",
        lambda one: whole(one.uncounted.seconds),
    ),
    Column(
        "mean_wait_with_uncounted_seconds",
        "Chờ trung bình kể cả chưa tính",
        "Trung bình của cả hai.",
        lambda one: whole(one.with_uncounted.seconds),
    ),
    Column(
        "logged_by_staff", "Do cán bộ ghi", "Lượt trong n do cán bộ ghi giờ đến.", lambda one: one.logged_by_staff.n
    ),
    Column(
        "mean_logged_by_staff_seconds",
        "Do cán bộ ghi: chờ trung bình",
        "Trung bình của các lượt đó.",
        lambda one: whole(one.logged_by_staff.seconds),
    ),
    Column(
        "mean_without_logged_by_staff_seconds",
        "Chờ trung bình, không kể do cán bộ ghi",
        "Trung bình của phần còn lại.",
        lambda one: whole(one.without_logged.seconds),
    ),
    Column("tallied_by_hand", "Ghi tay", "Lượt trong n từ phiếu ghi tay.", lambda one: one.by_hand.n),
    Column(
        "mean_tallied_by_hand_seconds",
        "Ghi tay: chờ trung bình",
        "Trung bình của các lượt đó.",
        lambda one: whole(one.by_hand.seconds),
    ),
)

LATER: Final = (
    Column(
        "mean_wait_low_seconds",
        "Chờ trung bình, cận dưới 95 %",
        "Khoảng tin cậy theo ngày; trống khi dưới 8 ngày.",
        lambda one: whole(one.wait.interval.low_seconds) if one.wait.interval else None,
    ),
    Column(
        "mean_wait_high_seconds",
        "Chờ trung bình, cận trên 95 %",
        "Như trên.",
        lambda one: whole(one.wait.interval.high_seconds) if one.wait.interval else None,
    ),
    Column("called_within_15_share", "Được gọi trong 15 phút", "Tỷ lệ 0–1 của n.", lambda one: one.wait.within_15),
    Column("called_within_30_share", "Được gọi trong 30 phút", "Tỷ lệ 0–1 của n.", lambda one: one.wait.within_30),
    Column("started_within_15_share", "Bắt đầu trong 15 phút", "Như trên.", lambda one: one.until_start.within_15),
    Column("started_within_30_share", "Bắt đầu trong 30 phút", "Như trên.", lambda one: one.until_start.within_30),
)
"""What came later: it stands last in files whose columns others count on."""
COLUMNS: Final = (*_ENDS, *_WAITS, *_BESIDE)
"""What every reading knows."""
DETAILED: Final = (
    *_durations("way", "Đi đến quầy", lambda one: one.way),
    *_durations("service", "Thời gian phục vụ", lambda one: one.service),
    *_durations("stay", "Tổng thời gian", lambda one: one.stay),
)
"""What only a detailed reading knows."""
