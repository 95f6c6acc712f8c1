"""The monitors' pages in plain words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.wording import shown, week_name
from admin.monitoring.standing import Headline, Intact
from kiosk.ground.calendar import ZONE, Week
from kiosk.ground.i18n import locale
from survey.audit import words as audit_words
from survey.audit.report import Problem
from survey.ballots.models import BallotBatch
from survey.moderation.models import Act, Reason, Subject
from survey.moderation.queries import Made
from survey.moderation.wording import REASONS

Cell = str | None
BADGES: Final = {
    Intact.YES: ("within", _l("Nguyên vẹn")),
    Intact.NO: ("over", _l("Có chỗ không khớp")),
    Intact.UNSIGNED: ("near", _l("Chưa nói được")),
    Intact.UNCHECKED: ("near", _l("Chưa kiểm tra hết")),
}
ACTS: Final = {
    (Subject.BALLOT, Act.ASIDE): _l("Gạt phiếu ra"),
    (Subject.BALLOT, Act.RESTORED): _l("Khôi phục phiếu"),
    (Subject.COMMENT, Act.PUBLISHED): _l("Cho công khai lời góp ý"),
    (Subject.COMMENT, Act.HIDDEN): _l("Ẩn lời góp ý"),
    (Subject.COMMENT, Act.MASKED): _l("Che dữ liệu cá nhân trong lời góp ý"),
}


def count(number: int) -> str:
    """Return a count as the reader writes it: 1.520 or 1,520."""
    return shown(number)


def moment(at: datetime) -> str:
    """Return the time on the wall and the day."""
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def sentence(head: Headline) -> str:
    """Return what a monitor should know first, in one sentence."""
    week, log = week_name(head.week), of_log(head.intact, head.checked_at)
    if head.says_nothing and not head.alarms:
        return str(_("%(week)s chưa đủ số liệu để nói có dấu hiệu gì không; %(log)s.", week=week, log=log))
    if not head.asks and not head.alarms:
        return str(_("%(week)s không có dấu hiệu nào cần hỏi; %(log)s.", week=week, log=log))
    told = []
    if head.asks:
        told.append(_("%(asks)s dấu hiệu cần hỏi ở %(offices)s đơn vị", asks=head.asks, offices=head.offices))
    if head.alarms:
        told.append(_("%(count)s đơn vị có quá 2 %% phiếu bị gạt ra", count=head.alarms))
    return str(_("%(week)s có %(told)s; %(log)s.", week=week, told=", ".join(told), log=log))


def of_log(intact: Intact, checked_at: datetime | None) -> str:
    """Return whether the log is intact, as the end of a sentence."""
    at = moment(checked_at) if checked_at else ""
    said = {
        Intact.YES: _("sổ phiếu nguyên vẹn lúc %(at)s", at=at),
        Intact.NO: _("sổ phiếu có chỗ không khớp, cần hỏi ngay"),
        Intact.UNSIGNED: _("sổ phiếu chưa có dấu kiểm nào nên chưa nói được là nguyên vẹn"),
        Intact.UNCHECKED: _("dấu kiểm cuối của sổ phiếu đúng, chưa kiểm tra hết lần nào"),
    }
    return str(said[intact])


def problem(one: Problem) -> str:
    """Return what a check found wrong, in the reader's language."""
    return audit_words.told(one, "en" if locale() == "en" else "vi")


def decisions(made: Iterable[Made]) -> list[list[Cell]]:
    """Return a line for each line of the log: when, what, how many, why, of which batch, at which position."""
    return [
        [
            moment(one.row.at),
            str(ACTS[Subject(one.row.subject), Act(one.row.act)]),
            count(one.subjects),
            str(REASONS[Reason(one.row.reason)]) if one.row.reason else None,
            _weeks(one.batch) if one.batch else None,
            None if one.row.position is None else count(one.row.position),
        ]
        for one in made
    ]


def hidden(counts: Mapping[tuple[Act | None, Reason | None], int]) -> str:
    """Return how many comments are hidden, and why; never what they say."""
    by_reason = [(reason, counts.get((Act.HIDDEN, reason), 0)) for reason in Reason]
    if not any(number for _reason, number in by_reason):
        return str(_("Không lời góp ý nào bị ẩn."))
    why = ", ".join(f"{count(number)} {REASONS[reason]}" for reason, number in by_reason if number)
    total = count(sum(number for _reason, number in by_reason))
    return str(_("Đang ẩn %(count)s lời góp ý: %(why)s. Lời đã ẩn vẫn được lưu.", count=total, why=why))


def _weeks(batch: BallotBatch) -> str:
    first, last = week_name(Week.parse(batch.from_week)), week_name(Week.parse(batch.until_week))
    return last if first == last else f"{first} – {last}"
