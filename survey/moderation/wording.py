"""What stands beside every score about ballots that were set aside, in plain words."""

from typing import Final

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from survey.moderation.alarms import Watch
from survey.moderation.models import Act, Reason
from survey.moderation.standings import ALARM_SHARE, Standing

REASONS: Final[dict[Reason, LazyString]] = {
    Reason.SPAM: _l("phiếu rác"),
    Reason.PERSONAL: _l("có dữ liệu cá nhân"),
    Reason.TEST: _l("phiếu thử"),
}
NEW: Final = "new"
STATES: Final[dict[str, LazyString]] = {
    NEW: _l("Chưa xem"),
    Act.PUBLISHED: _l("Đã cho công khai"),
    Act.MASKED: _l("Đã che, cho công khai"),
    Act.HIDDEN: _l("Đã ẩn"),
}


def comment_state(act: Act | None, reason: Reason | None) -> str:
    """Return what was decided about a comment: ``Chưa xem``, ``Đã ẩn: phiếu rác``."""
    state = str(STATES[act or NEW])
    return f"{state}: {REASONS[reason]}" if reason and act is Act.HIDDEN else state


def why(standing: Standing) -> str:
    """Return how many were set aside for which reason: ``3 phiếu rác, 1 phiếu thử``; empty for none."""
    counted = [(reason, standing.decided.get(reason, 0)) for reason in Reason]
    return ", ".join(f"{_number(n)} {REASONS[reason]}" for reason, n in counted if n)


def beside_score(standing: Standing) -> list[str]:
    """Return the sentences that stand beside a score: what counts, what was set aside and why, what waits.

    Empty when nothing is sealed.
    """
    if not standing.sealed:
        return []
    said = [ngettext("Tính %(n)s phiếu.", "Tính %(n)s phiếu.", standing.kept, n=_number(standing.kept))]
    if not standing.aside and not standing.coming_back:
        return [*said, _("Không phiếu nào bị gạt ra.")]
    if standing.aside:
        said.append(_("Người kiểm duyệt ngoài đơn vị đã gạt %(count)s phiếu: %(why)s.", **_counted(standing)))
    if standing.waiting:
        said.append(
            ngettext(
                "%(n)s phiếu trong đó còn được tính, đến khi đủ 5 phiếu cùng chỗ mới rút ra cùng lúc.",
                "%(n)s phiếu trong đó còn được tính, đến khi đủ 5 phiếu cùng chỗ mới rút ra cùng lúc.",
                standing.waiting,
                n=_number(standing.waiting),
            )
        )
    if standing.coming_back:
        said.append(
            ngettext(
                "%(n)s phiếu được khôi phục sẽ được tính lại từ lần niêm phong tới.",
                "%(n)s phiếu được khôi phục sẽ được tính lại từ lần niêm phong tới.",
                standing.coming_back,
                n=_number(standing.coming_back),
            )
        )
    return [*said, _("Không phiếu nào bị xóa.")]


def alarm(watch: Watch) -> list[str]:
    """Return the warnings that more is set aside than usual, a sentence each, which says of what; empty for none."""
    most = round(ALARM_SHARE * 100)
    said = []
    if watch.lately.alarming:
        said.append(
            _(
                "Đã gạt %(count)s trên %(sealed)s phiếu của 13 tuần gần đây, quá %(most)s %%.",
                count=_number(watch.lately.aside),
                sealed=_number(watch.lately.sealed),
                most=most,
            )
        )
    if watch.decided_lately:
        said.append(
            _(
                "Trong 13 tuần gần đây có quyết định gạt %(count)s phiếu, kể cả phiếu của những tuần trước đó: quá "
                "%(most)s %% so với %(sealed)s phiếu của 13 tuần ấy.",
                count=_number(watch.decided),
                sealed=_number(watch.lately.sealed),
                most=most,
            )
        )
    return said + [
        _(
            "Đã gạt %(count)s trên %(sealed)s phiếu của đợt %(days)s, quá %(most)s %%.",
            count=_number(one.aside),
            sealed=_number(one.sealed),
            days=f"{one.from_week.monday:%d/%m}–{one.until_week.sunday:%d/%m/%Y}",
            most=most,
        )
        for one in watch.heavy
    ]


def _counted(standing: Standing) -> dict[str, str]:
    return {"count": _number(standing.aside), "why": why(standing)}


def _number(n: int) -> str:
    return str(format_decimal(n))
