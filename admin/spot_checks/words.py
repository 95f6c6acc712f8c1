"""Spot checks in the reader's words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.wording import minutes, tenths
from admin.spot_checks.comparing import ENOUGH, Compared, Sighting
from admin.spot_checks.models import SpotCheck
from admin.spot_checks.taps import LATE_SECONDS, Seen, Tap
from kiosk.ground.calendar import ZONE

Cell = str | None
NO_NUMBER: Final = _l("Xin nhập số như trên phiếu, ví dụ A012. Chưa ghi gì.")
TAPS: Final = {
    Tap.ARRIVED: _l("có người đến"),
    Tap.CALLED: _l("được gọi"),
    Tap.LEFT: _l("đã về"),
}


def wall(at: datetime) -> str:
    """Return the time on the wall, with seconds."""
    return f"{at.astimezone(ZONE):%H:%M:%S}"


def day(at: datetime) -> str:
    """Return the day and the time on the wall."""
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def span(check: SpotCheck) -> str:
    """Return from when to when a finished check went."""
    ended = check.ended_at.astimezone(ZONE) if check.ended_at else None
    begun = check.started_at.astimezone(ZONE)
    return f"{begun:%H:%M}–{ended:%H:%M} {begun:%d/%m/%Y}" if ended else f"{begun:%H:%M %d/%m/%Y}"


def ticket(one: Seen) -> Cell:
    """Return what is known of somebody's number."""
    return str(_("không có số")) if one.no_ticket else one.number


def end(one: Seen) -> str:
    """Return how it ended for somebody."""
    if one.called_at is not None:
        return str(_("được gọi %(at)s", at=wall(one.called_at)))
    return str(_("về %(at)s", at=wall(one.left_at))) if one.left_at is not None else str(_("còn chờ"))


def head(*, beside_log: bool) -> list[str]:
    """Return the head of the list of people."""
    plain = [_("Người"), _("Đến"), _("Kết quả"), _("Chờ, phút")]
    logged = [_("Số"), _("Nhật ký: đến"), _("Nhật ký: gọi"), _("Nhật ký: chờ, phút")]
    return [str(word) for word in (*plain, *(logged if beside_log else ()))]


def row(one: Sighting, *, beside_log: bool) -> list[Cell]:
    """Return one person as a row; with the number and the log only for monitors."""
    seen, logged = one.seen, one.logged
    late = (seen.late_seconds or 0) > LATE_SECONDS
    waited = str(_("máy báo trễ")) if late and seen.called_at else minutes(seen.wait_seconds)
    plain: list[Cell] = [str(seen.seq), wall(seen.arrived_at), end(seen), waited]
    if not beside_log:
        return plain
    if logged is None:
        missing = str(_("không thấy trong nhật ký")) if seen.number else None
        return [*plain, ticket(seen), missing, None, None]
    called = wall(logged.first_called_at) if logged.first_called_at else None
    return [*plain, ticket(seen), wall(logged.arrived_at), called, minutes(logged.wait_seconds)]


def sentence(found: Compared | None) -> str:
    """Return what monitors saw, in a sentence or two; empty where there was no check."""
    if found is None:
        return ""
    if not found.enough or found.observed_mean is None:
        few = _(
            "Người giám sát đã bấm giờ %(n)s người tại sảnh, chưa đủ %(enough)s người để tính trung bình.",
            n=found.n,
            enough=ENOUGH,
        )
        return str(few)
    said = _(
        "Người giám sát bấm giờ %(n)s người tại sảnh: trung bình chờ %(mean)s phút, một nửa không quá %(median)s phút.",
        n=found.n,
        mean=tenths(found.observed_mean / 60),
        median=minutes(found.observed_median),
    )
    return " ".join([str(said), *_beside(found)])


def _beside(found: Compared) -> Sequence[str]:
    told = []
    if found.same is not None and found.same.n >= ENOUGH:
        same = _(
            "Đọc được số của %(n)s người: nhật ký ghi trung bình %(logged)s phút, bấm giờ được %(observed)s phút.",
            n=found.same.n,
            logged=tenths(found.same.logged_mean / 60),
            observed=tenths(found.same.observed_mean / 60),
        )
        told.append(str(same))
    if found.logged_mean is not None and found.logged_n >= ENOUGH:
        others = _(
            "Cùng các giờ ấy, nhật ký ghi %(n)s lượt khác, trung bình %(mean)s phút.",
            n=found.logged_n,
            mean=tenths(found.logged_mean / 60),
        )
        told.append(str(others))
    if found.without_ticket:
        told.append(str(_("%(n)s người đến không có số.", n=found.without_ticket)))
    return told


def table(found: Compared) -> list[list[Cell]]:
    """Return all that was compared, line by line; for monitors."""
    same = found.same
    lines: list[tuple[str, Cell]] = [
        (str(_("Số lần bấm giờ")), str(found.checks)),
        (str(_("Số người thấy đến")), str(found.people)),
        (str(_("Bấm được cả lúc đến và lúc gọi")), str(found.n)),
        (str(_("Thấy chờ trung bình, phút")), minutes(found.observed_mean)),
        (str(_("Thấy chờ trung vị, phút")), minutes(found.observed_median)),
        (str(_("Không có số")), str(found.without_ticket)),
        (str(_("Chưa được gọi đã về, hoặc còn chờ lúc kết thúc")), str(found.not_called)),
        (str(_("Máy báo trễ nên không tính giờ")), str(found.late)),
        (str(_("Số đọc được mà không thấy trong nhật ký")), str(found.unknown_number)),
        (str(_("Được gọi trước người đến sớm hơn")), str(found.overtaken)),
        (str(_("Cùng người, có cả hai số liệu")), str(same.n) if same else None),
        (str(_("Cùng người: nhật ký ghi chờ trung bình, phút")), minutes(same.logged_mean) if same else None),
        (str(_("Cùng người: thấy chờ trung bình, phút")), minutes(same.observed_mean) if same else None),
        (str(_("Thấy − nhật ký: trung vị, phút")), minutes(same.median_difference) if same else None),
        (str(_("Thấy − nhật ký: lệch nhất, phút")), minutes(same.largest_difference) if same else None),
        (str(_("Nhật ký ghi đến muộn hơn: trung vị, phút")), minutes(same.median_arrival_late) if same else None),
        (str(_("Nhật ký ghi đến muộn hơn: nhiều nhất, phút")), minutes(same.largest_arrival_late) if same else None),
        (str(_("Lượt khác cùng giờ trong nhật ký")), str(found.logged_n)),
        (str(_("Lượt khác cùng giờ: chờ trung bình, phút")), minutes(found.logged_mean)),
    ]
    return [list(line) for line in lines]
