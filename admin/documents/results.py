"""Section II of a report: what was measured, as tables, pictures and cautions in words. Pure.

Every number comes from figures that were computed elsewhere; docs/measures.md defines each.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from admin.documents.content import Block, Items, Paragraph, Table
from admin.documents.phrases import FEW, between, minutes, percent, shown, week
from admin.measures.cautions import Caution, Warned
from admin.measures.cautions import cautions as warnings_of
from admin.measures.enough import enough, told
from admin.measures.figures import Figures, WeekFigures
from kiosk.ground.calendar import Week
from survey.satisfaction import Score, SealedScore

NOT_SIPAS: Final = "Kết quả phản hồi tự nguyện tại chỗ, không thay thế Chỉ số SIPAS."
UNITS_OF_CHANCE: Final = (
    "Khoảng tin cậy tính theo ngày làm việc, không theo từng lượt, vì người đến cùng một buổi chờ chung một hàng; "
    "cần ít nhất 8 ngày có người đến."
)
INTERVAL: Final = "– khoảng tin cậy 95 %"
BEGUN: Final = "Bắt đầu phục vụ"
CALLED: Final = "Được gọi"
NO_MINUTES: Final = "Dưới 10 lượt nên không nêu số phút."
_CAUTIONS: Final = {
    Warned.REMOVED: "{n} lượt bị bỏ số ({share} số lượt đến), không có trong trung bình.",
    Warned.CALLED_EARLY: "{share} số lượt được gọi trong mục tiêu nhưng sau mục tiêu mới được phục vụ.",
    Warned.BRIEF: "{n} lượt được phục vụ chưa đến 30 giây ({share} số lượt được tính).",
    Warned.HELD: "{n} lượt bị tạm gác sau khi bắt đầu phục vụ ({share} số lượt được tính): họ còn phải đợi.",
    Warned.CLOSED: "{n} lượt còn chờ khi hết giờ ({share} số lượt đến), không có trong trung bình.",
    Warned.RETURNED: "{n} lượt được gọi rồi trả lại hàng đợi ({share} số lượt được gọi): họ còn chờ tiếp.",
    Warned.JUMP: "Số lượt chưa tính tăng hẳn: {share} số lượt đến, các tuần trước là {before}.",
}
"""Said beside the headline; the others stand there with the figures as they would be otherwise."""
Cells = list[str | None]
Line = tuple[str, Callable[[Figures], str | None]]
"""What a row of figures is called, and what stands in it."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Sealed scores by the last week of their batch: on phones, at the hall's tablet; never mixed.

    *unpooled* ballots answered another wording and are in no score.
    """

    phones: Mapping[Week, SealedScore]
    tablets: Mapping[Week, SealedScore]
    unpooled: int


def key_figures(caption: str, columns: Sequence[tuple[str, Figures]]) -> Table:
    """Return the table of a period's figures, one column for each of *columns* (heading, figures)."""
    shown_figures = [told(figures) for _heading, figures in columns]
    known = {name: [value(one) for one in shown_figures] for name, value in _LINES}
    rows = [(name, *cells) for name, cells in known.items() if _tells(name, known)]
    head = ("Chỉ tiêu", *(heading for heading, _figures in columns))
    return Table(caption, head, tuple(rows), widths=(5, *(2 for _column in columns)))


def _tells(name: str, known: Mapping[str, Sequence[str | None]]) -> bool:
    """Tell whether a row is worth its place: no interval where none is known, no row twice where calling is serving."""
    if name == INTERVAL:
        return any(cell not in (None, FEW) for cell in known[name])
    return not name.startswith(BEGUN) or known[name] != known[name.replace(BEGUN, CALLED)]


def _interval(one: Figures) -> str | None:
    if one.wait.mean_seconds is None:
        return None
    found = one.wait.interval
    return FEW if found is None else between(found.low_seconds / 60, found.high_seconds / 60)


_LINES: Final[tuple[Line, ...]] = (
    ("Lượt đến", lambda one: shown(one.counts.arrivals)),
    ("Được phục vụ", lambda one: shown(one.counts.served)),
    ("Số lượt tính thời gian chờ (n)", lambda one: shown(one.wait.n)),
    ("Chờ trung bình, phút", lambda one: minutes(one.wait.mean_seconds) or FEW),
    (INTERVAL, _interval),
    ("Trung vị (một nửa chờ không quá), phút", lambda one: minutes(one.wait.median_seconds)),
    ("P90 (9 trong 10 người chờ không quá), phút", lambda one: minutes(one.wait.p90_seconds)),
    ("Chờ lâu nhất, phút", lambda one: minutes(one.wait.longest_seconds)),
    ("Được gọi trong 15 phút", lambda one: percent(one.wait.within_15)),
    ("Được gọi trong 30 phút", lambda one: percent(one.wait.within_30)),
    ("Bắt đầu phục vụ trong 15 phút", lambda one: percent(one.until_start.within_15)),
    ("Bắt đầu phục vụ trong 30 phút", lambda one: percent(one.until_start.within_30)),
    ("Mức phục vụ (trừ người tự trả số sớm)", lambda one: percent(one.service_level)),
    ("Mức phục vụ trên mọi lượt đến", lambda one: percent(one.service_level_of_all)),
    ("Tự trả số", lambda one: shown(one.counts.left)),
    ("Gọi mà không đến", lambda one: shown(one.counts.no_show)),
    ("Bị bỏ số", lambda one: shown(one.counts.removed)),
    ("Hết giờ chưa được phục vụ", lambda one: shown(one.counts.closed)),
    ("Số liệu chưa chắc chắn", lambda one: shown(one.counts.doubtful)),
    ("Lượt chưa tính vào trung bình", lambda one: shown(one.uncounted.n)),
    ("Chờ trung bình kể cả lượt chưa tính, phút", lambda one: minutes(one.with_uncounted.seconds)),
)


def weeks_table(caption: str, weeks: Iterable[WeekFigures]) -> Table:
    """Return one row for each week with a visit, oldest first."""
    head = ("Tuần", "Lượt đến", "n", "Trung bình", "Trung vị", "P90", "Trong 15 phút", "Trong 30 phút")
    rows = [_week(told(one)) for one in weeks if one.counts.arrivals]
    return Table(caption, head, tuple(tuple(row) for row in rows), widths=(5, 3, 3, 4, 4, 3, 4, 4))


def _week(one: WeekFigures) -> Cells:
    wait = one.wait
    return [
        week(one.week),
        shown(one.counts.arrivals),
        shown(wait.n),
        minutes(wait.mean_seconds) or FEW,
        minutes(wait.median_seconds),
        minutes(wait.p90_seconds),
        percent(wait.within_15),
        percent(wait.within_30),
    ]


def cautions(figures: Figures, before: Sequence[Figures] = (), more: Sequence[str] = ()) -> list[Block]:
    """Return what has to be said about the headline: whom it leaves out, and who wrote arrivals down.

    Args:
        figures: Of the reported period.
        before: Those of the weeks before it, for a jump.
        more: What else has to be known, as sentences.
    """
    one = told(figures)
    said = []
    if not enough(figures.wait.n):
        said.append(f"Chỉ có {shown(figures.wait.n)} lượt được tính, {FEW} để nêu thời gian chờ.")
    elif figures.uncounted_matter:
        said.append(
            f"Trung bình không tính {shown(one.uncounted.n)} lượt (tự trả số, không đến, bị bỏ số, hết giờ, số liệu "
            f"chưa chắc chắn). {_with_uncounted(one)}"
        )
    if enough(figures.wait.n) and figures.logged_matter:
        said.append(_logged(one))
    if one.by_hand.n:
        said.append(f"{shown(one.by_hand.n)} lượt chép từ phiếu giấy, đúng đến phút.")
    if one.counts.doubtful:
        said.append(
            f"{shown(one.counts.doubtful)} lượt có giờ đến, giờ gọi chưa chắc chắn ({percent(one.doubtful_share)}): "
            "có trong số lượt, không có trong thời gian chờ."
        )
    said += [
        _CAUTIONS[one.kind].format(n=shown(one.n), share=percent(one.share), before=percent(one.before))
        for one in _further(figures, before)
    ]
    said += more
    return [Items(tuple(said))] if said else [Paragraph("Không có điều gì phải lưu ý về số liệu của kỳ này.")]


def _with_uncounted(one: Figures) -> str:
    mean = minutes(one.with_uncounted.seconds)
    return f"Kể cả những lượt ấy, trung bình là {mean} phút." if mean else NO_MINUTES


def _logged(one: Figures) -> str:
    n, mean = shown(one.logged_by_staff.n), minutes(one.logged_by_staff.seconds)
    others = minutes(one.without_logged.seconds)
    if one.without_logged.n == 0:
        return f"Cả {n} lượt đều do cán bộ ghi giờ đến."
    if mean is None or others is None:
        return f"{n} lượt do cán bộ ghi giờ đến. {NO_MINUTES}"
    return (
        f"{n} lượt do cán bộ ghi giờ đến, chờ trung bình {mean} phút; "
        f"không kể những lượt ấy, trung bình là {others} phút."
    )


def _further(figures: Figures, before: Sequence[Figures]) -> list[Caution]:
    return [one for one in warnings_of(figures, before) if one.kind in _CAUTIONS]


def satisfaction(found: Satisfaction, caption: str = "Mức độ hài lòng theo đợt niêm phong") -> list[Block]:
    """Return the sealed scores, the latest first, always with what they are not."""
    weeks = sorted({*found.phones, *found.tablets}, reverse=True)
    channels = (("điện thoại", found.phones), ("máy tính bảng", found.tablets))
    rows = [_score(name, of[last]) for last in weeks for name, of in channels if last in of]
    if not rows:
        return [Paragraph("Chưa đủ phiếu để công bố (cần ít nhất 10 phiếu trong một đợt niêm phong)."), _not_sipas()]
    head = ("Đợt niêm phong", "Nơi trả lời", "n", "1", "2", "3", "4", "5", "Hài lòng", "Tin cậy 95 %", "Trả lời")
    table = Table(
        caption,
        head,
        tuple(tuple(row) for row in rows),
        words=(1,),
        widths=(6, 5, 3, 2, 2, 2, 3, 3, 4, 6, 4),
    )
    key = (
        "1–5: số phiếu từ Rất không hài lòng đến Rất hài lòng. Hài lòng: tỷ lệ mức 4 và 5. Trả lời: số phiếu trên số "
        "lượt được phục vụ. Dưới 10 phiếu thì chỉ nêu số phiếu."
    )
    more = f" {shown(found.unpooled)} phiếu trả lời mẫu khác không nằm trong bảng." if found.unpooled else ""
    return [table, Paragraph(key + more, note=True), _not_sipas()]


def _not_sipas() -> Paragraph:
    return Paragraph(NOT_SIPAS, note=True)


def _score(channel: str, sealed: SealedScore) -> Cells:
    score, first, last = sealed.score, week(sealed.from_week), week(sealed.until_week)
    return [last if first == last else f"{first} – {last}", channel, shown(score.n), *_shares(score)]


def _shares(score: Score) -> Cells:
    if not score.shown:
        return [None] * 8
    low, high = score.low, score.high
    return [
        *(shown(count) for count in score.counts),
        percent(score.top2),
        None if low is None or high is None else between(low * 100, high * 100, " %"),
        percent(score.coverage),
    ]
