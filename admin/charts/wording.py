"""The words on the charts, in the reader's language."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.charts.texts import ChartTexts
from admin.measures import wording
from admin.measures.finding import finding
from admin.measures.waiting import WeekFigures
from kiosk.ground.i18n import DEFAULT, locale
from kiosk.queue import unit_wording
from kiosk.queue.unit_weeks import LastWeek


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


def public_texts(last: LastWeek | None) -> ChartTexts:
    """Return the words on a unit's public chart, in any language of citizens; weeks are named by their Monday.

    Weeks with fewer than ten visits are empty there, and ballots are not shown: those words stay out.
    """
    words = unit_wording.chart_words()
    return ChartTexts(
        title=unit_wording.last_week(last) if last else words.waits,
        few="",
        satisfied="",
        satisfied_both="",
        no_data="–",
        no_scores="",
        week="%(monday)s",
        decimal_comma=locale() == DEFAULT,
        **words._asdict(),
    )
