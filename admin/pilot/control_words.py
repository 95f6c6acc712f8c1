"""What stands below the control chart, in words for somebody who has never seen one."""

from typing import Final

from flask_babel import gettext as _

from admin.charts.events import Event
from admin.measures import wording
from admin.measures.spc import BASELINE_WEEKS, ControlChart, Phase
from admin.pilot.models import EventKind
from admin.pilot.queries import Mark

ONE_IN_MANY_WEEKS: Final = 7
"""In 26 weeks without any change one unit in so many has a finding, with limits from 24 weeks: bench.false_alarms."""
ONE_IN_FEW_WEEKS: Final = 4
"""The same for the fourteen weeks after twelve."""
ONE_IN_DEPENDENT: Final = 2
"""The same where a long week is followed by a long one."""
MANY_WEEKS: Final = 18


def cautions(chart: ControlChart) -> list[str]:
    """Return what to know before believing a finding; nothing where there are no limits yet."""
    phase = chart.phases[-1] if chart.phases else None
    if phase is None or phase.limits is None:
        return [_meaning()]
    return [_meaning(), _chance(phase), *_left_out(chart)]


def phases(chart: ControlChart) -> list[str]:
    """Return one sentence for each stretch between changes: where its limits come from."""
    return [_phase(phase) for phase in chart.phases]


def events(marks: tuple[Mark, ...]) -> list[Event]:
    """Return what the chart marks."""
    return [Event(mark.day, mark.what, is_incident=mark.kind == EventKind.INCIDENT) for mark in marks]


def _meaning() -> str:
    return str(
        _(
            "Mức thường và hai giới hạn do chính các tuần của đơn vị vạch ra, không phải mục tiêu. Khác thường là một "
            "tuần nằm ngoài giới hạn, hoặc bảy tuần liền ở một phía của mức thường. Những dấu hiệu “theo dõi” rất hay "
            "do tình cờ, chưa đủ để nói điều gì."
        )
    )


def _chance(phase: Phase) -> str:
    many = phase.limits is not None and phase.limits.weeks >= MANY_WEEKS and not phase.carried
    said = {"one_in": ONE_IN_MANY_WEEKS if many else ONE_IN_FEW_WEEKS, "worst": ONE_IN_DEPENDENT}
    return str(
        _(
            "Khác thường chưa phải là nguyên nhân, và vẫn có thể do tình cờ: dù không có gì thay đổi, trong nửa năm cứ "
            "khoảng %(one_in)s đơn vị thì 1 đơn vị có dấu hiệu như vậy, có khi 1 trong %(worst)s nếu tuần đông thường "
            "kéo theo tuần đông. Xin hỏi xem tuần ấy đã xảy ra việc gì trước khi khen hay chê.",
            **said,
        )
    )


def _left_out(chart: ControlChart) -> list[str]:
    count = sum(point.value is not None and not point.judged for point in chart.points)
    if not count:
        return []
    return [
        str(
            _(
                "%(n)s tuần vẫn được vẽ nhưng không xét: tuần có ngày nghỉ, chưa trọn theo giờ làm việc đặt hôm nay, "
                "hoặc có thay đổi ở giữa tuần.",
                n=count,
            )
        )
    ]


def _phase(phase: Phase) -> str:
    since = wording.week_name(phase.first)
    if phase.limits is None:
        few = _(
            "Từ %(week)s: chưa đủ dữ liệu, cần %(least)s tuần trọn, có %(n)s.",
            week=since,
            least=BASELINE_WEEKS,
            n=phase.weeks,
        )
        return str(few)
    if phase.carried:
        kept = _(
            "Từ %(week)s: mới có %(n)s tuần trọn, cần %(least)s; tạm dùng giới hạn của trước thay đổi.",
            week=since,
            least=BASELINE_WEEKS,
            n=phase.weeks,
        )
        return str(kept)
    own = _(
        "Từ %(week)s: mức thường %(centre)s phút, từ %(low)s đến %(high)s, tính từ %(n)s tuần trọn.",
        week=since,
        centre=wording.minutes(phase.limits.centre),
        low=wording.minutes(phase.limits.low),
        high=wording.minutes(phase.limits.high),
        n=phase.limits.weeks,
    )
    return str(own)
