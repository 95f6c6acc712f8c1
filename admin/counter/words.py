"""The console's words for what is kept as codes, seconds and refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.counter.actions import Advance, DoublePressError, NotInQueueError, OtherCounterError
from kiosk.queue.actions import DeskBusyError, KeyReusedError, OvertakenError
from kiosk.queue.kinds import PauseReason, Priority
from kiosk.queue.models import Ticket
from kiosk.queue.tickets import Move, MoveRefused, Refusal, State

REMOVE_REASONS: Final = MappingProxyType(
    {
        "asked": _l("Người dân xin thôi"),
        "twice": _l("Lấy trùng số"),
        "wrong_place": _l("Nhầm nơi"),
        "trial": _l("Số bấm thử"),
        "other": _l("Lý do khác"),
    }
)
PAUSE_REASONS: Final = MappingProxyType(
    {
        PauseReason.BREAK: _l("Nghỉ giữa giờ"),
        PauseReason.MEETING: _l("Họp"),
        PauseReason.SYSTEM_DOWN: _l("Hệ thống gặp sự cố"),
        PauseReason.HELPING: _l("Hỗ trợ nơi khác"),
        PauseReason.OTHER: _l("Lý do khác"),
    }
)
PRIORITIES: Final[Mapping[str, LazyString]] = MappingProxyType(
    {
        Priority.DISABLED: _l("khuyết tật nặng"),
        Priority.AGED_80: _l("từ 80 tuổi"),
        Priority.AGED_60: _l("từ 60 tuổi"),
        Priority.CHILD: _l("có thai, con nhỏ"),
        Priority.MERIT: _l("người có công"),
    }
)
"""What people said of themselves; other classes, from logs of other systems, are only called a priority."""
ENDINGS: Final = MappingProxyType(
    {
        State.DONE: _l("đã xong"),
        State.NO_SHOW: _l("không đến"),
        State.REMOVED: _l("đã bỏ số"),
        State.LEFT: _l("tự trả số"),
    }
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says after a press; *kind* as the notice macro knows it, *number* is shown large."""

    kind: str
    text: str
    number: str = ""


REFUSALS: Final = (
    DeskBusyError,
    DoublePressError,
    KeyReusedError,
    MoveRefused,
    NotInQueueError,
    OtherCounterError,
    OvertakenError,
)
"""What an act may refuse after the page was drawn; :func:`refusal` has a sentence for each."""


def span(seconds: float) -> str:
    """Return a length of time in whole minutes: ``dưới 1 phút``, ``12 phút``, ``1 giờ 5 phút``."""
    minutes = int(seconds // 60)
    if minutes < 1:
        text: str = _("dưới 1 phút")
    elif minutes < 60:
        text = _("%(minutes)s phút", minutes=minutes)
    else:
        text = _("%(hours)s giờ %(minutes)s phút", hours=minutes // 60, minutes=minutes % 60)
    return text


def priority(kind: str) -> str:
    """Return how somebody is marked who goes first: ``Ưu tiên: từ 80 tuổi``."""
    said = PRIORITIES.get(kind)
    return str(_("Ưu tiên: %(why)s", why=said) if said else _("Ưu tiên"))


def wall_time(instant: datetime) -> str:
    """Return the time on the office's wall, such as ``07:30``."""
    return str(format_datetime(instant, "HH:mm"))


def advanced(step: Advance, *, now: datetime) -> Notice:
    """Say whom a press of the main button finished with and called."""
    done = _("Đã xong %(number)s.", number=step.finished.label) if step.finished else ""
    if step.called is None:
        nobody = _("Lúc %(time)s không có ai chờ.", time=wall_time(now))
        return Notice("info", f"{done} {nobody}".strip())
    called = _("Đang gọi %(number)s.", number=step.called.label)
    return Notice("done", f"{done} {called}".strip())


def moved(kind: Move, ticket: Ticket) -> Notice:
    """Say what one move did to a ticket."""
    said = {
        Move.CALL: _("Đang gọi %(number)s.", number=ticket.label),
        Move.RECALL: _("Đã gọi lại %(number)s.", number=ticket.label),
        Move.START: _("Bắt đầu phục vụ %(number)s.", number=ticket.label),
        Move.FINISH: _("Đã xong %(number)s.", number=ticket.label),
        Move.NO_SHOW: _("Đã ghi %(number)s không đến.", number=ticket.label),
        Move.REMOVE: _("Đã bỏ số %(number)s.", number=ticket.label),
        Move.UNDO: _("Đã hoàn tác, %(number)s trở lại như trước.", number=ticket.label),
    }
    return Notice("done", said[kind])


def logged(ticket: Ticket, group: str) -> Notice:
    """Say which number somebody without a phone got."""
    text = _("Số của người dân, %(group)s. Phía trước còn %(ahead)s người.", group=group, ahead=ticket.ahead or 0)
    return Notice("done", text, number=ticket.label)


def refusal(error: Exception) -> Notice:
    """Say in a plain sentence why a press did nothing; the page below is the present state."""
    match error:
        case MoveRefused():
            return Notice("warn", _move_refused(error))
        case DoublePressError():
            text = _("Vừa bấm cách đây chưa đầy một giây; lần bấm thứ hai không được tính.")
        case DeskBusyError():
            text = _("Ở quầy đang có người. Xin bấm “Xong” trước.")
        case NotInQueueError():
            text = _("Không có ai đang chờ mang số này.")
        case OtherCounterError():
            text = _("Số này kết thúc ở quầy khác; chỉ quầy đó hoàn tác được.")
        case KeyReusedError():
            text = _("Lần bấm này đã được ghi cho việc khác. Xin xem lại rồi bấm lại nếu cần.")
        case _:
            text = _("Số này vừa được nơi khác thay đổi. Đây là tình trạng hiện tại, xin xem lại.")
    return Notice("warn", text)


def _move_refused(error: MoveRefused) -> str:
    if error.refusal is Refusal.TOO_LATE:
        text: str = _("Đã quá 15 phút, không hoàn tác được nữa.")
    elif error.refusal is Refusal.TIME_RUNS_BACKWARDS:
        text = _(
            "Đồng hồ máy chủ đang lệch nên lần bấm này chưa được ghi. Xin thử lại; nếu vẫn vậy, xin báo quản trị viên."
        )
    else:
        text = _("Số này không còn ở trạng thái đó. Đây là tình trạng hiện tại, xin xem lại.")
    return text
