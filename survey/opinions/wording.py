"""Satisfaction in everybody's words: people out of ten or a hundred, never more exact than it is."""

from math import ceil, floor
from typing import Final

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from kiosk.ground.calendar import Week
from survey.ballots.models import BallotChannel
from survey.moderation import wording as moderation
from survey.opinions.figures import Coverage, Done, Rating, Strand

TEN: Final = 10
HUNDRED: Final = 100
WIDE: Final = 0.1
"""An interval narrower than one in ten is told out of a hundred."""
NEARLY: Final = 1e-9
CHANNELS: Final = {
    BallotChannel.VISIT: _l("trên điện thoại"),
    BallotChannel.KIOSK: _l("ở máy tính bảng tại sảnh"),
    BallotChannel.PAPER: _l("trên phiếu giấy"),
    BallotChannel.POSTER: _l("qua mã góp ý treo tại chỗ"),
}
LEVELS: Final = (
    _l("Rất không hài lòng"),
    _l("Không hài lòng"),
    _l("Bình thường"),
    _l("Hài lòng"),
    _l("Rất hài lòng"),
)


def out_of(found: Rating) -> str:
    """Return the share of satisfied in people out of ten, or a hundred where it is that sure; the interval outwards.

    Raises:
        ValueError: The rating may not be told.
    """
    if found.top2 is None or found.low is None or found.high is None:
        raise ValueError("nothing of fewer than ten is told")
    of = TEN if found.high - found.low > WIDE else HUNDRED
    return str(
        _(
            "Cứ %(of)s người trả lời thì khoảng %(n)s người hài lòng; có thể từ %(low)s đến %(high)s.",
            of=of,
            n=floor(found.top2 * of + 0.5),
            low=floor(found.low * of + NEARLY),
            high=ceil(found.high * of - NEARLY),
        )
    )


def which(strand: Strand) -> str:
    """Return which ballots: how they were cast and by whom."""
    channel = CHANNELS[BallotChannel(strand.channel)]
    if strand.served is None:
        return str(_("Phiếu %(channel)s", channel=channel))
    if strand.served:
        return str(_("Phiếu %(channel)s, của người được phục vụ", channel=channel))
    return str(_("Phiếu %(channel)s, của người chưa được phục vụ", channel=channel))


def not_yet(strand: Strand) -> str:
    """Return, of ballots of which nothing may be told, how many there are and how many are set aside: one sentence."""
    n = number(strand.overall.n) if strand.overall else "0"
    standing = strand.standing
    aside = {"count": number(standing.aside), "why": moderation.why(standing)}
    if standing.aside and not standing.kept:
        return str(
            _("Không phiếu nào được tính: người kiểm duyệt ngoài đơn vị đã gạt %(count)s phiếu (%(why)s).", **aside)
        )
    if standing.aside:
        return str(
            _(
                "%(n)s phiếu, chưa đợt nào đủ 10 để nêu; người kiểm duyệt ngoài đơn vị đã gạt %(count)s phiếu "
                "(%(why)s).",
                n=n,
                **aside,
            )
        )
    return str(_("%(n)s phiếu, chưa đợt nào đủ 10 để nêu.", n=n))


def coverage(found: Coverage) -> list[str]:
    """Return how many of the served answered, and what the silent ones could change."""
    served = _("Trong các tuần này có %(n)s lượt được phục vụ.", n=number(found.served))
    answered = ngettext(
        "%(n)s người trả lời trên điện thoại hoặc máy tính bảng.",
        "%(n)s người trả lời trên điện thoại hoặc máy tính bảng.",
        found.answered,
        n=number(found.answered),
    )
    said = [str(served), str(answered)]
    if found.lowest is not None and found.highest is not None:
        silent = _(
            "Người không trả lời có thể nghĩ khác: tính cả họ thì từ %(low)s đến %(high)s trong 100 người hài lòng.",
            low=floor(found.lowest * HUNDRED + NEARLY),
            high=ceil(found.highest * HUNDRED - NEARLY),
        )
        said.append(str(silent))
    return said


def untold(n: int) -> str:
    """Return how many answers are not told, because their batches have too few; empty for none."""
    if not n:
        return ""
    return str(
        ngettext(
            "Còn %(n)s phiếu trả lời không nêu, vì đợt của chúng có quá ít phiếu trả lời câu này.",
            "Còn %(n)s phiếu trả lời không nêu, vì đợt của chúng có quá ít phiếu trả lời câu này.",
            n,
            n=number(n),
        )
    )


def weeks(strand: Strand) -> str:
    """Return which days the ballots really are of: Monday of the first week to Sunday of the last."""
    return str(_("Phiếu trả lời từ %(first)s đến %(last)s.", **_days(strand.from_week, strand.until_week)))


def written(done: Done) -> str:
    """Return when the unit wrote what it does, and about ballots of which days."""
    days = _days(done.from_week, done.until_week)
    return str(_("Đơn vị viết ngày %(day)s, về phiếu từ %(first)s đến %(last)s.", day=f"{done.on:%d/%m/%Y}", **days))


def number(value: int) -> str:
    """Return a count as the reader writes numbers."""
    return str(format_decimal(value))


def _days(first: Week, last: Week) -> dict[str, str]:
    return {"first": f"{first.monday:%d/%m/%Y}", "last": f"{last.sunday:%d/%m/%Y}"}
