"""Ballots, comments and decisions in the reader's words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.measures.wording import week_name
from kiosk.ground.calendar import Week
from kiosk.queue.kinds import Respondent
from kiosk.queue.waiting import WaitBand
from kiosk.queue.wording import RESPONDENTS
from survey.ballots.models import Ballot, BallotBatch, BallotChannel
from survey.moderation.models import Act

CHANNELS: Final[Mapping[str, LazyString]] = {
    BallotChannel.VISIT: _l("phiếu sau lượt đến"),
    BallotChannel.KIOSK: _l("phiếu ở máy tính bảng"),
    BallotChannel.PAPER: _l("phiếu giấy"),
    BallotChannel.POSTER: _l("góp ý qua mã QR"),
}
ACTS: Final[Mapping[str, LazyString]] = {
    Act.ASIDE: _l("gạt phiếu"),
    Act.RESTORED: _l("khôi phục phiếu"),
    Act.PUBLISHED: _l("cho công khai lời góp ý"),
    Act.HIDDEN: _l("ẩn lời góp ý"),
    Act.MASKED: _l("che dữ liệu cá nhân trong lời góp ý"),
}
BANDS: Final[Mapping[str, LazyString]] = {
    WaitBand.UNDER_5: _l("chờ dưới 5 phút"),
    WaitBand.FROM_5_TO_15: _l("chờ 5–15 phút"),
    WaitBand.OVER_15_TO_30: _l("chờ 15–30 phút"),
    WaitBand.OVER_30_TO_60: _l("chờ 30–60 phút"),
    WaitBand.OVER_60: _l("chờ trên 60 phút"),
    WaitBand.NONE: _l("chưa được gọi"),
}


def weeks(batch: BallotBatch) -> str:
    """Return the weeks of a batch: ``T46 (09/11)``, or from one to another."""
    first, last = week_name(Week.parse(batch.from_week)), week_name(Week.parse(batch.until_week))
    return last if first == last else f"{first} – {last}"


def outcome(batch: BallotBatch) -> str:
    """Return whose ballots they are: of the served, of the others; empty where nobody had a ticket."""
    if batch.served is None:
        return ""
    return str(_("được phục vụ") if batch.served else _("không được phục vụ"))


def place(ballot: Ballot, counters: Mapping[int, str], groups: Mapping[int, str]) -> str:
    """Return what is kept of where a ballot was cast; the whole unit when nothing is."""
    parts = [
        counters.get(ballot.counter_id or 0),
        groups.get(ballot.group_id or 0),
        BANDS.get(ballot.wait_band or ""),
        RESPONDENTS[Respondent(ballot.respondent)] if ballot.respondent else None,
    ]
    return " · ".join(str(part) for part in parts if part) or str(_("cả đơn vị"))


def moment(instant: datetime) -> str:
    """Return an instant as it stands in a list: ``16/11/2026 09:05``."""
    return str(format_datetime(instant, "dd/MM/yyyy HH:mm"))
