"""What has to be said beside the headline, in the words of those who work with figures."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.cautions import Caution, Warned
from admin.measures.enough import enough, told
from admin.measures.figures import Figures, MeanWait
from admin.measures.wording import minutes, percent, shown

WORDS: Final = {
    Warned.LONGER: _l("Kể cả %(n)s lượt chưa tính thì thời gian chờ trung bình dài hơn hẳn"),
    Warned.LEFT_OUT: _l("Trung bình chưa kể %(n)s lượt (%(share)s số lượt đến)"),
    Warned.REMOVED: _l("%(n)s lượt bị bỏ số (%(share)s số lượt đến), không vào trung bình"),
    Warned.CALLED_EARLY: _l("%(share)s số lượt được gọi trong mục tiêu nhưng sau mục tiêu mới được phục vụ"),
    Warned.BRIEF: _l("%(n)s lượt được phục vụ chưa đến 30 giây (%(share)s số lượt được tính)"),
    Warned.HELD: _l("%(n)s lượt bị tạm gác sau khi bắt đầu (%(share)s số lượt được tính): họ còn phải đợi"),
    Warned.DOUBTFUL: _l("%(n)s lượt có giờ ghi lại sau hoặc chưa chắc chắn (%(share)s), không vào trung bình"),
    Warned.LOGGED: _l("%(n)s lượt do cán bộ ghi giờ đến (%(share)s số lượt được tính)"),
    Warned.CLOSED: _l("%(n)s lượt còn chờ khi hết giờ (%(share)s số lượt đến), không vào trung bình"),
    Warned.RETURNED: _l("%(n)s lượt được gọi rồi trả lại hàng đợi (%(share)s số lượt được gọi): họ còn chờ tiếp"),
    Warned.JUMP: _l("Số lượt chưa tính tăng hẳn: %(share)s số lượt đến, các kỳ trước là %(before)s"),
}
NOTICED: Final = frozenset({Warned.LONGER, Warned.LEFT_OUT, Warned.LOGGED})
"""Pages of figures say these with the headline as it would be otherwise."""

MOST: Final = 0.5
"""Above this share of the counted visits a remark is a warning."""


def with_headline(figures: Figures) -> list[tuple[str, str]]:
    """Return what has to stand with the headline of *figures*, each as the kind of its notice and its sentence.

    Nothing under ten arrivals, and no minutes from which those of fewer than ten visits could be reckoned.
    """
    one, said = told(figures), []
    if figures.uncounted_matter:
        said.append(("warn", _uncounted(one)))
    if figures.by_hand.n and enough(figures.counts.arrivals):
        said.append(("info", _by_hand(one.by_hand)))
    if figures.logged_matter:
        said.append(("warn" if _decides(figures) else "info", _logged(one)))
    return said


def sentences(found: Sequence[Caution]) -> list[str]:
    """Return one sentence each, with the figures, in their order."""
    return [_sentence(one) for one in found]


def further(found: Sequence[Caution]) -> list[str]:
    """Return the sentences of those that a page of figures does not say otherwise."""
    return sentences([one for one in found if one.kind not in NOTICED])


def _uncounted(one: Figures) -> str:
    n, mean = shown(one.uncounted.n), minutes(one.with_uncounted.seconds)
    if mean is None:
        left_out = _(
            "Trung bình trên không tính %(n)s lượt (tự trả số, không đến, bị bỏ số, hết giờ, chưa chắc chắn).", n=n
        )
        return f"{left_out} {_few()}"
    return str(
        _(
            "Trung bình trên không tính %(n)s lượt (tự trả số, không đến, bị bỏ số, hết giờ, chưa chắc chắn)."
            " Kể cả những lượt ấy, trung bình là %(mean)s phút.",
            n=n,
            mean=mean,
        )
    )


def _by_hand(of: MeanWait) -> str:
    n, mean = shown(of.n), minutes(of.seconds)
    if mean is None:
        return str(_("Ghi tay: %(n)s lượt, chép từ phiếu giấy nên đúng đến phút.", n=n))
    return str(
        _("Ghi tay: %(n)s lượt, chờ trung bình %(mean)s phút, chép từ phiếu giấy nên đúng đến phút.", n=n, mean=mean)
    )


def _logged(one: Figures) -> str:
    n, mean = shown(one.logged_by_staff.n), minutes(one.logged_by_staff.seconds)
    others, every = minutes(one.without_logged.seconds), shown(one.wait.n)
    if one.without_logged.n == 0:
        return str(_("Cả %(n)s lượt đều do cán bộ ghi.", n=n))
    if mean is None or others is None:
        written = _("Trong %(all)s lượt được tính, %(n)s do cán bộ ghi.", all=every, n=n)
        return f"{written} {_few()}"
    return str(
        _(
            "Trong %(all)s lượt được tính, %(n)s do cán bộ ghi, chờ trung bình %(mean)s phút; không kể những lượt ấy là"
            " %(others)s phút.",
            all=every,
            n=n,
            mean=mean,
            others=others,
        )
    )


def _decides(figures: Figures) -> bool:
    """Tell whether most visits were logged by the staff, or the verdict is another one without them."""
    without, target = figures.without_logged, figures.targets.target_seconds
    if figures.logged_by_staff.n > MOST * figures.wait.n or not enough(without.n):
        return True
    return ((without.seconds or 0) > target) is not ((figures.wait.mean_seconds or 0) > target)


def _few() -> str:
    return str(_("Dưới 10 lượt nên không nêu số phút."))


def _sentence(caution: Caution) -> str:
    sizes = {
        "n": shown(caution.n),
        "share": percent(caution.share) or "–",
        "before": percent(caution.before) or "–",
    }
    said, waited = str(WORDS[caution.kind]) % sizes, minutes(caution.seconds)
    if waited is None:
        return f"{said}."
    known = {"said": said, "minutes": waited}
    match caution.kind:
        case Warned.CALLED_EARLY:
            return str(_("%(said)s; từ lần gọi đầu đến lúc bắt đầu trung bình %(minutes)s phút.", **known))
        case Warned.BRIEF:
            return str(_("%(said)s; không kể những lượt ấy thì chờ trung bình %(minutes)s phút.", **known))
        case Warned.HELD:
            return str(_("%(said)s, trung bình %(minutes)s phút.", **known))
    return str(_("%(said)s; họ đã chờ trung bình %(minutes)s phút.", **known))
