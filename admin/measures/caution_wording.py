"""What has to be said beside the headline, in the reader's words: with figures, and without for who leads."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.cautions import Caution, Warned
from admin.measures.wording import minutes, percent, shown

WORDS: Final = {
    Warned.LONGER: _l("Kể cả %(n)s lượt chưa tính thì thời gian chờ trung bình dài hơn hẳn"),
    Warned.LEFT_OUT: _l("Trung bình chưa kể %(n)s lượt (%(share)s số lượt đến)"),
    Warned.REMOVED: _l("%(n)s lượt bị bỏ số (%(share)s số lượt đến), không vào trung bình"),
    Warned.CALLED_EARLY: _l(
        "Được gọi sớm hơn lúc thực sự được phục vụ: số được gọi trong mục tiêu nhiều hơn số bắt đầu trong mục tiêu "
        "%(share)s"
    ),
    Warned.DOUBTFUL: _l("%(n)s lượt có giờ ghi lại sau hoặc chưa chắc chắn (%(share)s), không vào trung bình"),
    Warned.LOGGED: _l("%(n)s lượt do cán bộ ghi giờ đến (%(share)s số lượt được tính)"),
    Warned.CLOSED: _l("%(n)s lượt còn chờ khi hết giờ (%(share)s số lượt đến), không vào trung bình"),
    Warned.RETURNED: _l("%(n)s lượt được gọi rồi trả lại hàng đợi (%(share)s số lượt được gọi): họ còn chờ tiếp"),
    Warned.JUMP: _l("Số lượt chưa tính tăng hẳn: %(share)s số lượt đến, các kỳ trước là %(before)s"),
}
PLAIN: Final = {
    Warned.LONGER: _l("Nhiều người chờ lâu hơn chưa được tính vào con số này."),
    Warned.LEFT_OUT: _l("Cứ 100 người đến thì %(people)s người chưa được tính vào con số này."),
    Warned.REMOVED: _l("Cứ 100 người đến thì %(people)s người bị bỏ số, không được tính."),
    Warned.CALLED_EARLY: _l("Nhiều người được gọi rồi vẫn phải đợi tiếp mới được phục vụ."),
    Warned.DOUBTFUL: _l("Một phần giờ giấc được ghi lại sau, nên con số này chưa thật chắc chắn."),
    Warned.LOGGED: _l("Nhiều giờ đến là do cán bộ ghi, không phải người dân tự lấy số."),
    Warned.CLOSED: _l("Có người chờ đến hết giờ mà chưa được phục vụ."),
    Warned.RETURNED: _l("Có người được gọi rồi lại phải chờ tiếp."),
    Warned.JUMP: _l("Số người chưa được tính tăng hẳn so với trước."),
}


def sentences(found: Sequence[Caution]) -> list[str]:
    """Return one sentence each, with the figures, in their order."""
    return [_sentence(one) for one in found]


def plain_sentences(found: Sequence[Caution]) -> list[str]:
    """Return one sentence each for the leader's page, without terms and nearly without figures, in their order."""
    return [str(PLAIN[one.kind]) % {"people": shown(max(1, round(one.share * 100)))} for one in found]


def _sentence(caution: Caution) -> str:
    sizes = {
        "n": shown(caution.n),
        "share": percent(caution.share) or "–",
        "before": percent(caution.before) or "–",
    }
    said, waited = str(WORDS[caution.kind]) % sizes, minutes(caution.seconds)
    if waited is None:
        return f"{said}."
    if caution.kind is Warned.CALLED_EARLY:
        return str(
            _("%(said)s; từ lần gọi đầu đến lúc bắt đầu trung bình %(minutes)s phút.", said=said, minutes=waited)
        )
    return str(_("%(said)s; họ đã chờ trung bình %(minutes)s phút.", said=said, minutes=waited))
