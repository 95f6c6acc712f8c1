"""The console's words for what is kept as codes, seconds and refusals."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.arrivals.given import Given
from admin.arrivals.words import card_refused
from admin.counter.actions import Advance, DoublePressError, OtherCounterError
from admin.counter.aside_actions import HeldElsewhereError, SameServiceError
from admin.counter.aside_queries import Note
from admin.counter.surroundings import Doing, Neighbour
from kiosk.queue.actions import DeskBusyError, KeyReusedError, OvertakenError
from kiosk.queue.cards.actions import CardRefused
from kiosk.queue.kinds import PauseReason
from kiosk.queue.models import Ticket
from kiosk.queue.order import Why
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
HOLD_REASONS: Final = MappingProxyType(
    {
        "papers": _l("Bổ sung giấy tờ"),
        "fee": _l("Nộp phí"),
        "copy": _l("Sao chụp, điền tờ khai"),
        "colleague": _l("Chờ bộ phận khác"),
    }
)
ENDINGS: Final = MappingProxyType(
    {
        State.DONE: _l("đã xong"),
        State.NO_SHOW: _l("không đến"),
        State.REMOVED: _l("đã bỏ số"),
        State.LEFT: _l("tự trả số"),
    }
)
WHY_FIRST: Final = MappingProxyType(
    {
        Why.FIRST_IN_LINE: _l("đứng đầu hàng"),
        Why.PRIORITY: _l("diện ưu tiên, được mời trước"),
        Why.TURN_OF_PRIORITY: _l("diện ưu tiên, đến lượt được mời trước"),
    }
)
COME_BACK_REFUSED: Final = MappingProxyType(
    {
        Refusal.ALREADY_CAME_BACK: _l("Số này đã được vào lại một lần. Xin lấy số mới cho người dân."),
        Refusal.NOT_OFFERED: _l("Đơn vị không cho số đã vắng vào lại. Xin lấy số mới cho người dân."),
        Refusal.TOO_LATE: _l("Đó là số của ngày khác. Xin lấy số mới cho người dân."),
    }
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says after a press; *kind* as the notice macro knows it, *given* is a number shown large."""

    kind: str
    text: str
    given: Given | None = None


REFUSALS: Final = (
    CardRefused,
    DeskBusyError,
    DoublePressError,
    HeldElsewhereError,
    KeyReusedError,
    MoveRefused,
    OtherCounterError,
    OvertakenError,
    SameServiceError,
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


def priority(name: str) -> str:
    """Return how somebody is marked who goes first, by the name of the class: ``Ưu tiên: từ 80 tuổi``."""
    return str(_("Ưu tiên: %(why)s", why=name[0].lower() + name[1:]) if name else _("Ưu tiên"))


def why_first(why: Why | None) -> str:
    """Say why the first in line is called next, before those below."""
    return str(WHY_FIRST[why]) if why else ""


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
        Move.HOLD: _("Đã tạm giữ %(number)s. Quầy trống, có thể gọi người khác.", number=ticket.label),
        Move.RESUME: _("Mời %(number)s trở lại quầy.", number=ticket.label),
        Move.RETURN: _("%(number)s trở lại hàng chờ, đúng chỗ cũ.", number=ticket.label),
        Move.COME_BACK: _("%(number)s được vào lại hàng chờ.", number=ticket.label),
    }
    return Notice("done", said[kind])


def transferred(ticket: Ticket, group: str) -> Notice:
    """Say where somebody was sent."""
    return Notice("done", _("Đã chuyển %(number)s sang %(group)s, giữ nguyên số.", number=ticket.label, group=group))


def logged(given: Given) -> Notice:
    """Say which number somebody without a phone got."""
    return Notice("done", given.said, given)


def hold_reason(code: str) -> str:
    """Return why somebody was put aside; empty where nothing was said."""
    return str(HOLD_REASONS.get(code, ""))


def sent(note: Note) -> str:
    """Say how somebody came back into the line, with what a colleague wrote: ``chuyển đến: thiếu bản sao``."""
    said = {
        Move.TRANSFER: _("chuyển đến"),
        Move.RETURN: _("đã gọi, trả về hàng"),
        Move.COME_BACK: _("đã vắng, vào lại"),
        Move.HOLD: _("đã tạm giữ"),
    }[note.kind]
    text = hold_reason(note.text) if note.kind is Move.HOLD else note.text
    return f"{said}: {text}" if text else str(said)


def neighbour(one: Neighbour) -> str:
    """Say what another counter does: ``trống 3 phút``, ``A012, 5 phút``, ``tạm dừng 10 phút: Họp``."""
    time = span(one.seconds)
    if one.doing is Doing.SERVING:
        return f"{one.number}, {time}"
    if one.doing is Doing.FREE:
        return str(_("trống %(time)s", time=time))
    reason = next((words for code, words in PAUSE_REASONS.items() if code == one.reason), one.reason)
    return str(_("tạm dừng %(time)s: %(reason)s", time=time, reason=reason))


def refusal(error: Exception) -> Notice:
    """Say in a plain sentence why a press did nothing; the page below is the present state."""
    match error:
        case MoveRefused():
            return Notice("warn", _move_refused(error))
        case DoublePressError():
            text = _("Vừa bấm cách đây chưa đầy một giây; lần bấm thứ hai không được tính.")
        case DeskBusyError():
            text = _("Ở quầy đang có người. Xin bấm “Xong” trước.")
        case HeldElsewhereError():
            text = _("Người này được tạm giữ ở quầy khác; chỉ quầy đó mời lại hoặc chuyển đi được.")
        case CardRefused():
            text = card_refused(error)
        case SameServiceError():
            text = _("Số này đang ở đúng việc ấy rồi.")
        case OtherCounterError():
            text = _("Số này kết thúc ở quầy khác; chỉ quầy đó hoàn tác được.")
        case KeyReusedError():
            text = _("Lần bấm này đã được ghi cho việc khác. Xin xem lại rồi bấm lại nếu cần.")
        case _:
            text = _("Số này vừa được nơi khác thay đổi. Đây là tình trạng hiện tại, xin xem lại.")
    return Notice("warn", text)


def _move_refused(error: MoveRefused) -> str:
    if error.move is Move.COME_BACK and error.refusal in COME_BACK_REFUSED:
        return str(COME_BACK_REFUSED[error.refusal])
    if error.refusal is Refusal.TOO_LATE:
        text: str = _("Đã quá 15 phút, không hoàn tác được nữa.")
    elif error.refusal is Refusal.TIME_RUNS_BACKWARDS:
        text = _(
            "Đồng hồ máy chủ đang lệch nên lần bấm này chưa được ghi. Xin thử lại; nếu vẫn vậy, xin báo quản trị viên."
        )
    else:
        text = _("Số này không còn ở trạng thái đó. Đây là tình trạng hiện tại, xin xem lại.")
    return text
