"""The words on the charts, in the reader's language."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.charts.texts import ChartTexts
from admin.measures import wording
from admin.measures.finding import finding
from admin.measures.waiting import WeekFigures
from kiosk.ground.i18n import locale


def chart_texts(figures: Sequence[WeekFigures]) -> ChartTexts:
    """Return the words on the chart of *figures*."""
    return ChartTexts(
        title=wording.sentence(finding(figures)) if figures else _("Chưa có dữ liệu"),
        waits=_("Thời gian chờ (phút)"),
        mean=_("Trung bình"),
        median=_("Một nửa ≤"),
        p90=_("90 % người ≤"),
        target=_("Mục tiêu"),
        older_target=_("Mục tiêu cũ"),
        few=_("vòng rỗng: dưới 10 lượt"),
        visits=_("Số lượt được tính mỗi tuần"),
        satisfied=_("Hài lòng (tỷ lệ %, khoảng tin cậy 95 %)"),
        satisfied_both=_("Hài lòng, % · ■ điện thoại □ máy tính bảng"),
        no_data=_("Chưa có dữ liệu"),
        no_scores=_("Chưa đủ phiếu để công bố"),
        sample=_("DỮ LIỆU MẪU"),
        incident=_("× sự cố"),
        week=wording.week_pattern(),
        decimal_comma=locale() != "en",
    )
