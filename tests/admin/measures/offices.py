"""Small offices to report on: visits by local wall clock, and figures made of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from admin.charts.texts import ChartTexts
from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import Targets, WeekFigures, weekly
from kiosk.ground.calendar import ZONE, Week
from survey.satisfaction import SealedScore, score

W46: Final = Week(2026, 46)
W47: Final = Week(2026, 47)
TARGETS: Final = Targets(900, 1800)
TEXTS: Final = ChartTexts(
    title="Tuần này trung bình chờ 12 phút, trong mục tiêu 15; tuần trước 14.",
    waits="Thời gian chờ (phút)",
    mean="Trung bình",
    median="Một nửa ≤",
    p90="9/10 người ≤",
    target="Mục tiêu",
    older_target="Mục tiêu cũ",
    few="vòng rỗng: dưới 10 lượt",
    visits="Số lượt được phục vụ mỗi tuần",
    satisfied="Hài lòng (tỷ lệ %, khoảng tin cậy 95 %)",
    satisfied_both="Hài lòng, % · ■ điện thoại □ máy tính bảng",
    no_data="Chưa có dữ liệu",
    no_scores="Chưa đủ phiếu để công bố",
    sample="DỮ LIỆU MẪU",
)


def at(wall: str) -> int:
    """Return the microseconds of a local wall clock time such as ``2026-11-16 08:00``."""
    return round(datetime.fromisoformat(wall).replace(tzinfo=ZONE).timestamp()) * 1_000_000


def visit(
    arrived: str = "2026-11-16 08:00",
    *,
    wait: int | None = 600,
    way: int | None = 30,
    stay: int | None = 1200,
    opened: str | None = None,
    state: str = "done",
    doubtful: bool = False,
    by_staff: bool = False,
    by_hand: bool = False,
    hold: int = 0,
) -> Visit:
    """Return a visit; *wait*, *way* and *stay* are seconds to call, from call to start, and from arrival to end.

    *hold* of the service are put aside.
    """
    begin = at(arrived)
    called = None if wait is None else begin + wait * 1_000_000
    started = None if called is None or way is None else called + way * 1_000_000
    ended = None if stay is None else begin + stay * 1_000_000
    return Visit(
        begin,
        at(opened) if opened else None,
        called,
        started,
        ended,
        state,
        doubtful,
        by_staff=by_staff,
        by_hand=by_hand,
        hold_seconds=hold,
    )


def waiting(seconds: int) -> Visit:
    """Return a visit that ended without a call after *seconds*: the citizen left."""
    return visit(wait=None, stay=seconds, state="left")


def figures(visits: Sequence[Visit], week: Week = W47, targets: Targets = TARGETS) -> WeekFigures:
    """Return the figures of one week of *visits*."""
    (one,) = weekly(VisitColumns.of(visits), [week], [targets])
    return one


def busy(week: Week, n: int, wait: int, targets: Targets = TARGETS) -> WeekFigures:
    """Return the figures of a week with *n* visits that all waited *wait* seconds."""
    monday = week.monday
    days = [monday + timedelta(days=number % 5) for number in range(n)]
    return figures([visit(f"{day} 08:00", wait=wait) for day in days], week, targets)


def sealed(week: Week, counts: Sequence[int], served: int | None = None, *, since: Week | None = None) -> SealedScore:
    """Return the score of ballots that were sealed at the end of *week*."""
    return SealedScore(since or week, week, score(counts, served))
