"""How waits are spread, over minutes and over kinds of work, and what people said: each finding as one sentence."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _

from admin.measures.distribution import LONG_MINUTES, Distribution
from admin.measures.group_series import GroupSeries
from admin.measures.reported import Reported
from admin.measures.wording import minutes, percent, shown
from survey.ballots.models import BallotChannel

OVER_15: Final = 2
"""The first of the five bands that lies over 15 minutes."""


def spread_sentence(spread: Distribution) -> str:
    """Return within how many minutes nine of ten were called, and how many waited more than an hour."""
    if spread.p90_minutes is None:
        return str(_("Chưa đủ dữ liệu (%(n)s lượt được tính, cần ít nhất 10).", n=shown(spread.n)))
    if spread.p90_minutes == 0:
        called = _("9 trong 10 người được gọi ngay")
    else:
        called = _("9 trong 10 người được gọi trong %(minutes)s phút", minutes=shown(spread.p90_minutes))
    if not spread.over_long:
        return str(_("%(called)s; không ai chờ quá %(long)s phút.", called=called, long=LONG_MINUTES))
    return str(
        _(
            "%(called)s; %(share)s chờ quá %(long)s phút (%(n)s người).",
            called=called,
            share=percent(spread.over_long_share),
            long=LONG_MINUTES,
            n=shown(spread.over_long),
        )
    )


def group_sentence(groups: Sequence[GroupSeries]) -> str:
    """Return which kind of work cost people most time, and how much of all that is."""
    whole = sum(group.waited_seconds for group in groups)
    if not groups or groups[0].name is None or groups[0].mean_seconds is None:
        return str(_("Chưa đủ dữ liệu để so các việc."))
    if not whole:
        return str(_("Không ai phải chờ: mọi người đều được gọi ngay."))
    first = groups[0]
    return str(
        _(
            "Người dân chờ nhiều nhất ở việc “%(name)s”: %(share)s tổng thời gian chờ, trung bình %(mean)s phút.",
            name=first.name,
            share=percent(first.waited_seconds / whole),
            mean=minutes(first.mean_seconds),
        )
    )


def reported_sentence(lines: Sequence[Reported]) -> str:
    """Return the share that said, and the share that was measured, to have waited over 15 minutes."""
    said = lines[0].said_shares if lines else None
    if said is None:
        return str(_("Chưa đủ phiếu để so với số đo."))
    over = percent(sum(said[OVER_15:]))
    measured = lines[0].measured_shares
    if measured is None:
        return str(_("%(said)s người trả lời nói đã chờ quá 15 phút; số đo chưa đủ dữ liệu.", said=over))
    return str(
        _(
            "%(said)s người trả lời nói đã chờ quá 15 phút; đo được là %(measured)s số lượt.",
            said=over,
            measured=percent(sum(measured[OVER_15:])),
        )
    )


def answered_where(line: Reported) -> str:
    """Return where the ballots of *line* were cast."""
    if line.channel == BallotChannel.KIOSK:
        return str(_("Phiếu ở máy tính bảng của sảnh"))
    return str(_("Phiếu trên điện thoại"))
