"""Visits one by one as rows of a file, by the same rules as the figures: whoever adds them up finds the report. Pure.

No counter, no person of the staff, no number of a ticket, nothing of a ballot. Where only one counter of a unit served,
how long a service took is how long one clerk took: neither it nor the stay, from which it could be reckoned, is told.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

import numpy as np

from admin.measures.visits import CHANNELS, CODES, RESPONDENTS, Instants, Mask, VisitColumns
from kiosk.ground.calendar import ZONE, Week
from kiosk.ground.cells import Value

SECOND: Final = 1_000_000
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
STATES: Final = {code: name for name, code in CODES.items()}
CHANNEL_NAMES: Final = {code: name for name, code in CHANNELS.items()}
RESPONDENT_NAMES: Final = {code: name for name, code in RESPONDENTS.items()}


class Names(NamedTuple):
    """What stands for the keys of units and service groups; who is missing there is left empty."""

    units: Mapping[int, str]
    groups: Mapping[int, str]


class RowColumn(NamedTuple):
    """One column of the rows: a name that stays, a title and a meaning in Vietnamese."""

    name: str
    title: str
    meaning: str


COLUMNS: Final = (
    RowColumn(
        "unit",
        "Đơn vị",
        "Nơi lấy số; đơn vị trực thuộc tính theo thứ Hai của tuần. Dòng cả kỳ ở trang Số liệu tính theo ngày đầu kỳ,"
        " nên có thể khác khi sáp nhập giữa kỳ.",
    ),
    RowColumn("day", "Ngày", "Ngày lấy số."),
    RowColumn("week", "Tuần", "Tuần ISO 8601, ví dụ 2026-W47."),
    RowColumn("arrived_at", "Lúc đến", "Lúc lấy số, giờ Việt Nam."),
    RowColumn("service_group", "Lĩnh vực", "Việc sau cùng của lượt này."),
    RowColumn("class", "Diện ưu tiên", "Theo lời khai khi lấy số; normal: không ưu tiên."),
    RowColumn("channel", "Cách lấy số", "phone, kiosk, clerk, tally (ghi tay), api, import."),
    RowColumn("respondent", "Cho ai", "person: người dân, business: doanh nghiệp; trống: không hỏi."),
    RowColumn("state", "Kết thúc", "done, left, no_show, removed, closed, hoặc còn mở."),
    RowColumn("counted", "Được tính", "1: nằm trong n của mọi thời gian chờ."),
    RowColumn("doubtful", "Chưa chắc chắn", "1: giờ đến hoặc giờ gọi được ghi lại sau, hoặc chạy ngược."),
    RowColumn("wait_seconds", "Chờ", "Từ lúc lấy số đến lần gọi đầu; chưa gọi thì đến lúc kết thúc."),
    RowColumn("until_start_seconds", "Đến lúc bắt đầu", "Từ lúc lấy số đến lúc bắt đầu phục vụ."),
    RowColumn(
        "service_seconds",
        "Phục vụ",
        "Từ lúc bắt đầu đến lúc kết thúc, trừ lúc tạm dừng; trống nếu ngày ấy đơn vị chỉ có một quầy phục vụ.",
    ),
    RowColumn("stay_seconds", "Tổng thời gian", "Từ lúc lấy số đến lúc kết thúc; trống như cột trên."),
    RowColumn("quoted_low_seconds", "Đã báo: từ", "Khoảng chờ đã báo khi lấy số; trống: không báo."),
    RowColumn("quoted_high_seconds", "Đã báo: đến", "Như trên."),
)


def rows(visits: VisitColumns, names: Names) -> Iterator[tuple[Value, ...]]:
    """Yield one row a visit in the order of arrival, its cells those of `COLUMNS`; “no data” is ``None``.

    Args:
        visits: With details; those of one day.
        names: Of their units and service groups.

    Raises:
        ValueError: Only the headline of the visits was read.
    """
    ordered = visits.take(np.argsort(visits.arrived_us, kind="stable"))
    details = ordered.detailed
    cells: tuple[Iterator[Value], ...] = (
        (names.units.get(key, "") for key in ordered.unit_id.tolist()),
        *_when(ordered),
        (names.groups.get(key, "") for key in details.group_id.tolist()),
        (details.classes[place] for place in details.priority_class.tolist()),
        _named(CHANNEL_NAMES, details.channel.tolist()),
        _named(RESPONDENT_NAMES, details.respondent.tolist()),
        _named(STATES, ordered.state.tolist()),
        *_seconds(ordered),
    )
    return zip(*cells, strict=True)


def _when(visits: VisitColumns) -> Iterator[Iterator[Value]]:
    arrived = [(EPOCH + timedelta(microseconds=us)).astimezone(ZONE) for us in visits.arrived_us.tolist()]
    yield (at.date().isoformat() for at in arrived)
    yield (str(Week.of(at.date())) for at in arrived)
    yield (at.replace(microsecond=0).isoformat() for at in arrived)


def _named(names: Mapping[int, str | None], codes: list[int]) -> Iterator[Value]:
    return (names.get(code) for code in codes)


def _seconds(visits: VisitColumns) -> Iterator[Iterator[Value]]:
    details, called = visits.detailed, visits.first_called_us >= 0
    waited = _apart(visits.arrived_us, np.where(called, visits.first_called_us, visits.ended_us))
    doubtful = visits.doubtful | (called & (visits.first_called_us < visits.arrived_us))
    yield iter((visits.served() & ~doubtful).astype(np.int8).tolist())
    yield iter(doubtful.astype(np.int8).tolist())
    yield _known(waited)
    yield _known(_apart(visits.arrived_us, visits.started_us))
    service = _apart(visits.started_us, visits.ended_us)
    several = _several_counters(visits)
    yield _known(np.where(several & (service >= 0), service - visits.hold_seconds, -1))
    yield _known(np.where(several, _apart(visits.arrived_us, visits.ended_us), -1))
    yield _known(details.estimate_low_seconds)
    yield _known(details.estimate_high_seconds)


def _several_counters(visits: VisitColumns) -> Mask:
    """Return, for each visit, whether two counters or more of its unit called anybody."""
    counters = np.stack([visits.unit_id, visits.detailed.counter_id])[:, visits.detailed.counter_id >= 0]
    units, many = np.unique(np.unique(counters, axis=1)[0], return_counts=True)
    return visits.of_units(units[many > 1].tolist())


def _apart(first: Instants, then: Instants) -> Instants:
    """Return the whole seconds between two instants; -1 where one did not happen or they run backwards."""
    return np.where((first >= 0) & (then >= first), (then - first) // SECOND, -1)


def _known(seconds: Instants) -> Iterator[Value]:
    return (None if value < 0 else value for value in seconds.tolist())
