"""Satisfaction in the reader's words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from admin.measures.wording import percent, shown, week_name
from kiosk.ground.calendar import Week, local_day
from kiosk.ground.i18n import locale
from kiosk.queue.kinds import Respondent
from kiosk.queue.waiting import WaitBand
from kiosk.queue.wording import RESPONDENTS
from survey.ballots.models import BallotChannel
from survey.opinions.comparing import difference
from survey.opinions.counted import OVER_30, By
from survey.opinions.figures import Coverage, Part, QuestionFigures, Rating, Strand
from survey.opinions.reading import Opinions
from survey.questionnaires.models import Factor
from survey.questionnaires.names import FACTORS

CHANNELS: Final = {
    BallotChannel.VISIT: _l("trên điện thoại, sau lượt đến"),
    BallotChannel.KIOSK: _l("ở máy tính bảng tại sảnh"),
    BallotChannel.PAPER: _l("trên phiếu giấy"),
    BallotChannel.POSTER: _l("qua mã góp ý treo tại chỗ"),
}
BANDS: Final[Mapping[str, LazyString]] = {
    WaitBand.UNDER_5: _l("Chờ dưới 5 phút"),
    WaitBand.FROM_5_TO_15: _l("Chờ từ 5 đến 15 phút"),
    WaitBand.OVER_15_TO_30: _l("Chờ trên 15 đến 30 phút"),
    WaitBand.OVER_30_TO_60: _l("Chờ trên 30 đến 60 phút"),
    WaitBand.OVER_60: _l("Chờ trên 60 phút"),
    OVER_30: _l("Chờ trên 30 phút"),
    WaitBand.NONE: _l("Không được gọi"),
}
LEVELS: Final = (
    _l("Rất không hài lòng"),
    _l("Không hài lòng"),
    _l("Bình thường"),
    _l("Hài lòng"),
    _l("Rất hài lòng"),
)
PARTS: Final = {
    By.GROUP: _l("Theo nhóm việc"),
    By.RESPONDENT: _l("Theo người trả lời"),
    By.WAIT_BAND: _l("Theo thời gian chờ đo được"),
    By.COUNTER: _l("Theo quầy"),
}


def strand_name(strand: Strand) -> str:
    """Return which ballots: how they were cast, by whom, on which form."""
    outcome = {True: _("người được phục vụ"), False: _("người chưa được phục vụ"), None: _("mọi người")}
    return str(
        _(
            "%(who)s, %(channel)s – %(form)s",
            who=outcome[strand.served],
            channel=CHANNELS[BallotChannel(strand.channel)],
            form=form_name(strand),
        )
    )


def form_name(strand: Strand) -> str:
    """Return the questionnaire and which version of it."""
    if strand.form.version == 1:
        return strand.form.name
    return str(_("%(form)s, bản %(version)s", form=strand.form.name, version=strand.form.version))


def factor_name(factor: str) -> str:
    """Return what a factor is called."""
    return str(FACTORS[Factor(factor)])


def part_name(by: By, part: Part, opinions: Opinions) -> str:
    """Return what a part is called."""
    if part.key is None:
        return str(_("Không rõ"))
    if by is By.WAIT_BAND:
        return str(BANDS[str(part.key)])
    if by is By.RESPONDENT:
        return str(RESPONDENTS[Respondent(str(part.key))])
    return opinions.names[by].get(part.key, f"#{part.key}")


def headline(strand: Strand | None) -> str:
    """Return the finding as one sentence."""
    if strand is None:
        return str(_("Chưa có đợt phiếu nào được niêm phong trong kỳ này."))
    found = strand.overall
    if found is None:
        return str(_("Mẫu phiếu này không hỏi mức độ hài lòng chung."))
    if not found.shown:
        return str(
            _(
                "Mới có %(n)s phiếu trả lời câu hỏi chung; cần một đợt có ít nhất 10 phiếu như thế để nêu tỷ lệ.",
                n=shown(found.n),
            )
        )
    return str(
        _(
            "%(share)s số người trả lời hài lòng hoặc rất hài lòng (%(n)s phiếu); có thể từ %(low)s đến %(high)s.",
            share=percent(found.top2),
            n=shown(found.n),
            low=percent(found.low),
            high=percent(found.high),
        )
    )


def compared(strand: Strand | None, before: Strand | None) -> str:
    """Return how the share stands to that of the period before: a difference only where it is more than chance."""
    now, then = (None if one is None else one.overall for one in (strand, before))
    if now is None or then is None or not (now.shown and then.shown):
        return ""
    apart = difference(now, then)
    if apart is None:
        return str(_("Kỳ trước %(share)s: chưa khác rõ rệt.", share=percent(then.top2)))
    side = _("Cao hơn") if apart.of > 0 else _("Thấp hơn")
    return str(
        _(
            "%(side)s kỳ trước (%(share)s) khoảng %(low)s–%(high)s điểm phần trăm.",
            side=side,
            share=percent(then.top2),
            low=_points(min(abs(apart.low), abs(apart.high))),
            high=_points(max(abs(apart.low), abs(apart.high))),
        )
    )


def untold(questions: Iterable[QuestionFigures]) -> list[str]:
    """Return, for each of *questions* that is told, how many answers are not, because their batches have too few."""
    return [
        str(
            _(
                "“%(question)s”: còn %(n)s phiếu trả lời không nêu, vì đợt của chúng có quá ít phiếu trả lời câu này.",
                question=one.asked.wording,
                n=shown(one.untold),
            )
        )
        for one in questions
        if one.shown and one.untold
    ]


def interval(found: Rating) -> str | None:
    """Return the Wilson interval in percent: “75,7–88,6 %”."""
    if found.low is None or found.high is None:
        return None
    return f"{shown(round(100 * found.low, 1))}–{percent(found.high)}"


def weeks(strand: Strand) -> str:
    """Return which weeks the sealed ballots really cover."""
    first, last = strand.from_week, strand.until_week
    if first == last:
        return str(_("Phiếu của tuần %(week)s.", week=week_name(first)))
    return str(
        _(
            "Phiếu của các đợt niêm phong từ %(first)s đến %(last)s.",
            first=week_name(first),
            last=week_name(last),
        )
    )


def coverage(found: Coverage) -> list[str]:
    """Return the way from served visits to ballots that count, and what the silent ones could change."""
    said = [_("%(n)s lượt được phục vụ", n=shown(found.served))]
    if found.offered is not None:
        said.append(_("%(n)s lượt có đường dẫn khảo sát", n=shown(found.offered)))
    answered = _("%(n)s phiếu trả lời", n=shown(found.answered))
    said.append(f"{answered} ({percent(found.share)})" if found.share is not None else answered)
    said.append(_("%(n)s phiếu được tính", n=shown(found.kept)))
    sentences = [f"{' → '.join(map(str, said))}."]
    if found.lowest is not None and found.highest is not None:
        sentences.append(
            _(
                "Nếu không ai trong số người không trả lời hài lòng thì tỷ lệ là %(lowest)s; nếu tất cả đều hài lòng "
                "thì là %(highest)s.",
                lowest=percent(found.lowest),
                highest=percent(found.highest),
            )
        )
    if found.share is None and found.answered:
        sentences.append(_("Số phiếu nhiều hơn số lượt trong các tuần này, nên không nêu tỷ lệ trả lời."))
    return sentences


def differences(by: By, parts: tuple[Part, ...], opinions: Opinions) -> list[str]:
    """Return a sentence for each known part that differs by more than chance, else that none does; and who is in none.

    Empty where fewer than two known parts are told.
    """
    told = [part for part in parts if part.rating.shown and part.key is not None]
    if len(told) < 2:
        return []
    found = [
        _(
            "%(part)s: tỷ lệ hài lòng %(side)s các phần đã biết khác %(points)s điểm phần trăm "
            "(khoảng %(low)s–%(high)s).",
            part=part_name(by, part, opinions),
            side=_("cao hơn") if part.difference.of > 0 else _("thấp hơn"),
            points=_points(part.difference.of),
            low=_points(min(abs(part.difference.low), abs(part.difference.high))),
            high=_points(max(abs(part.difference.low), abs(part.difference.high))),
        )
        for part in told
        if part.difference
    ]
    said = [str(one) for one in found] or [
        str(_("Các khoảng tin cậy chồng lên nhau: chưa phần nào khác phần nào rõ rệt."))
    ]
    return [*said, *_unknown(parts)]


def _unknown(parts: tuple[Part, ...]) -> list[str]:
    unknown = sum(part.rating.n for part in parts if part.key is None)
    every = sum(part.rating.n for part in parts)
    if not unknown:
        return []
    return [
        str(
            _(
                "%(n)s trên %(every)s phiếu “Không rõ”, không được so sánh.",
                n=shown(unknown),
                every=shown(every),
            )
        )
    ]


def not_ranked() -> str:
    """Return the words that keep a table from being read as a ranking."""
    return str(_("Xếp theo thứ tự của đơn vị, không xếp hạng theo kết quả."))


def week_span(first: str, last: str) -> str:
    """Return the weeks of a text: “T43 (19/10) – T46 (09/11)”."""
    names = [week_name(Week.parse(week)) for week in (first, last)]
    return names[0] if first == last else " – ".join(names)


def day(at: datetime) -> str:
    """Return the local day of an instant."""
    return f"{local_day(at):%d/%m/%Y}"


def decimal_comma() -> bool:
    """Tell whether 12.5 is written 12,5 here."""
    return locale() != "en"


def _points(share: float) -> str:
    return shown(round(abs(share) * 100, 1))
