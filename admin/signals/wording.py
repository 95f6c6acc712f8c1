"""Signals in the reader's words: a question to ask, what innocent reasons there are, what a monitor can do next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from admin.measures.wording import percent
from admin.signals.found import Found
from admin.signals.kinds import Level, Signal

BADGES: Final = {Level.TOO_FEW: "info", Level.QUIET: "within", Level.ASK: "near"}
"""How each level is drawn; never red: a sign is no verdict."""


@dataclass(frozen=True, slots=True)
class Told:
    """One signal as it is shown.

    Attributes:
        found: What it says.
        name: Its name.
        level: In words, with *badge*, the drawing that goes with it.
        sentence: What was counted; that there is too little where there is.
        innocent: Why it may be so and nobody did wrong.
        next_step: What a monitor can do.
        observed, base: The two shares as they are written; ``None`` is “no data”.
    """

    found: Found
    name: str
    level: str
    badge: str
    sentence: str
    innocent: str
    next_step: str
    observed: str | None
    base: str | None


def told(found: Found) -> Told:
    """Return *found* in words of the request's language."""
    observed, base = percent(found.observed), percent(found.base)
    few_said = found.level is Level.TOO_FEW or observed is None
    few = _("Chưa đủ số liệu: %(n)s lượt hoặc phiếu, hoặc quá ít tuần trước để so sánh.", n=found.n)
    return Told(
        found=found,
        name=name(found.signal),
        level=level_word(found.level),
        badge=BADGES[found.level],
        sentence=str(few) if few_said else SENTENCES[found.signal](observed or "–", base or "–"),
        innocent=INNOCENT[found.signal](),
        next_step=NEXT[found.signal](),
        observed=observed,
        base=base,
    )


def level_word(level: Level) -> str:
    """Return what a level is called."""
    words = {
        Level.TOO_FEW: _("chưa đủ số liệu"),
        Level.QUIET: _("như các tuần trước"),
        Level.ASK: _("cần hỏi"),
    }
    return str(words[level])


def name(signal: Signal) -> str:
    """Return what a signal is called."""
    words = {
        Signal.VANISHED: _("Lượt chờ lâu không vào trung bình"),
        Signal.BACKDATED: _("Giờ đến, giờ gọi ghi lại sau"),
        Signal.CALLED_EARLY: _("Gọi sớm, phục vụ muộn"),
        Signal.UNDER_REPORTED: _("Máy đo ngắn hơn người dân nói"),
        Signal.COVERAGE: _("Người chờ lâu ít gửi phiếu"),
        Signal.BURST: _("Phiếu đến dồn một lúc"),
        Signal.FAST: _("Trả lời trong chưa đến 5 giây"),
        Signal.OFFICE: _("Phiếu từ mạng của cơ quan"),
        Signal.ALL_FIVE: _("Phiếu toàn điểm 5"),
    }
    return str(words[signal])


def summary(found: Sequence[Found]) -> str:
    """Return the one sentence about all signals of a unit in one week."""
    counts = {level: sum(one.level == level for one in found) for level in Level}
    if counts[Level.ASK]:
        said = _("Có %(n)s dấu hiệu cần hỏi.", n=counts[Level.ASK])
    elif counts[Level.QUIET]:
        said = _("Không có dấu hiệu cần hỏi.")
    else:
        return str(_("Chưa đủ số liệu để nói điều gì."))
    few = _("%(n)s dấu hiệu chưa đủ số liệu.", n=counts[Level.TOO_FEW])
    return f"{said} {few}" if counts[Level.TOO_FEW] else str(said)


SENTENCES: Final[dict[Signal, Callable[[str, str], str]]] = {
    Signal.VANISHED: lambda seen, was: _(
        "Trong các lượt chờ trên 15 phút, %(seen)s bị bỏ số, chưa được gọi khi hết giờ, hoặc có giờ ghi lại; "
        "trước đây %(was)s.",
        seen=seen,
        was=was,
    ),
    Signal.BACKDATED: lambda seen, was: _(
        "%(seen)s lượt có giờ đến hoặc giờ gọi không ghi đúng lúc; trước đây %(was)s.", seen=seen, was=was
    ),
    Signal.CALLED_EARLY: lambda seen, was: _(
        "%(seen)s lượt được gọi hơn 5 phút rồi mới bắt đầu làm; trước đây %(was)s.", seen=seen, was=was
    ),
    Signal.UNDER_REPORTED: lambda seen, was: _(
        "%(seen)s phiếu nói đã chờ trên 15 phút; máy đo được %(was)s lượt như vậy.", seen=seen, was=was
    ),
    Signal.COVERAGE: lambda seen, was: _(
        "Người chờ trên 15 phút: %(seen)s lượt có phiếu; người chờ ngắn hơn: %(was)s.", seen=seen, was=was
    ),
    Signal.BURST: lambda seen, was: _(
        "%(seen)s phiếu đến dồn trong 10 phút, nhiều hơn số lượt vừa xong việc; trước đây %(was)s.", seen=seen, was=was
    ),
    Signal.FAST: lambda seen, was: _(
        "%(seen)s phiếu gửi đi chưa đến 5 giây sau khi mở; trước đây %(was)s.", seen=seen, was=was
    ),
    Signal.OFFICE: lambda seen, was: _(
        "%(seen)s phiếu gửi từ mạng mà cán bộ đang dùng; trước đây %(was)s.", seen=seen, was=was
    ),
    Signal.ALL_FIVE: lambda seen, was: _("%(seen)s phiếu chấm 5 ở mọi câu; trước đây %(was)s.", seen=seen, was=was),
}
INNOCENT: Final[dict[Signal, Callable[[], str]]] = {
    Signal.VANISHED: lambda: _("Người dân bỏ về không báo; cuối ngày đông chưa làm hết; lấy nhầm số rồi xin bỏ."),
    Signal.BACKDATED: lambda: _("Mất điện, mất mạng; ki-ốt phát số khi mất mạng; ngày đông, cán bộ ghi sau."),
    Signal.CALLED_EARLY: lambda: _("Người dân đi chậm hoặc ra ngoài rồi quay lại; cán bộ quên bấm lúc bắt đầu."),
    Signal.UNDER_REPORTED: lambda: _("Người dân nhớ không đúng, hoặc tính cả lúc đứng đợi trước khi lấy số."),
    Signal.COVERAGE: lambda: _("Người chờ lâu vội về, mệt, hoặc không muốn trả lời."),
    Signal.BURST: lambda: _("Một đoàn đông cùng về; mất mạng rồi có lại, nhiều máy gửi cùng lúc."),
    Signal.FAST: lambda: _("Người đã quen phiếu, chỉ chấm một câu bắt buộc."),
    Signal.OFFICE: lambda: _("Người dân dùng wifi của sảnh; sảnh mới có wifi; nhà mạng dùng chung địa chỉ."),
    Signal.ALL_FIVE: lambda: _("Phục vụ tốt lên thật: thêm quầy, bớt chờ; phiếu hỏi đã đổi."),
}
NEXT: Final[dict[Signal, Callable[[], str]]] = {
    Signal.VANISHED: lambda: _("Xem lý do bỏ số trong báo cáo tuần; bấm giờ tại sảnh vào giờ đông rồi so với máy."),
    Signal.BACKDATED: lambda: _("Hỏi đơn vị ngày nào, vì sao; so với các sự cố đơn vị đã ghi."),
    Signal.CALLED_EARLY: lambda: _("Ra sảnh xem: sau khi gọi số, bao lâu thì người dân được tiếp."),
    Signal.UNDER_REPORTED: lambda: _("Bấm giờ tại sảnh: ghi lúc vào, lúc được gọi, rồi so với máy."),
    Signal.COVERAGE: lambda: _("Hỏi vài người vừa chờ lâu: có được mời trả lời phiếu không."),
    Signal.BURST: lambda: _("Hỏi đơn vị hôm đó có đoàn đông hay mất mạng không."),
    Signal.FAST: lambda: _("Ra sảnh xem có ai cầm điện thoại bấm hộ người dân không."),
    Signal.OFFICE: lambda: _("Hỏi sảnh có wifi từ bao giờ; xem có ai bấm phiếu hộ không."),
    Signal.ALL_FIVE: lambda: _("Xem thời gian chờ có giảm thật không; hỏi vài người vừa xong việc."),
}
