"""The words on the maps of the week, the histogram, the small multiples and the reported waits."""

from collections.abc import Sequence

from flask_babel import gettext as _

from admin.charts.group_texts import GroupTexts
from admin.charts.map_texts import MapTexts, Show
from admin.charts.reported_texts import PanelTexts, ReportedTexts
from admin.charts.spread_texts import SpreadTexts
from admin.measures import rush_wording, spread_wording
from admin.measures.distribution import Distribution
from admin.measures.figures import Targets
from admin.measures.group_series import GroupSeries
from admin.measures.reported import Reported
from admin.measures.rush import Rush
from admin.measures.rush_finding import RushFinding
from admin.measures.wording import shown
from kiosk.ground.i18n import locale


def map_texts(rush: Rush, found: RushFinding | None, days: str = "") -> MapTexts:
    """Return the words on the maps of *rush*, which is of these *days*."""
    return MapTexts(
        title=rush_wording.sentence(rush, found, days),
        headings=map_headings(),
        weekdays=tuple(str(name) for name in rush_wording.SHORT),
        few=_("gạch chéo: dưới 10 lượt, chưa đủ dữ liệu"),
        worst=_("khung đậm: giờ chờ nhiều nhất"),
        no_data=_("Chưa có dữ liệu"),
        not_recorded=_("Chưa ghi giờ mở quầy"),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=_comma(),
    )


def map_headings() -> dict[Show, str]:
    """Return what each map shows."""
    return {
        Show.ARRIVALS: _("Người đến mỗi ngày"),
        Show.WAITS: _("Chờ trung bình (phút)"),
        Show.COUNTERS: _("Số quầy mở"),
    }


def spread_texts(spread: Distribution) -> SpreadTexts:
    """Return the words on the histogram of *spread*."""
    return SpreadTexts(
        title=spread_wording.spread_sentence(spread),
        heading=_("Số lượt theo số phút chờ · n = %(n)s", n=shown(spread.n)),
        target=_("mục tiêu"),
        older_target=_("mục tiêu cũ"),
        median=_("một nửa ≤"),
        p90=_("9/10 ≤"),
        longer=_("trên %(minutes)s", minutes=shown(spread.end_minutes)),
        no_data=_("Chưa đủ dữ liệu"),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=_comma(),
    )


def group_texts(groups: Sequence[GroupSeries], targets: Targets) -> GroupTexts:
    """Return the words on the small multiples of *groups*."""
    return GroupTexts(
        title=spread_wording.group_sentence(groups),
        heading=_(
            "Phút chờ từng kỳ (kỳ dưới 10 lượt để trống): ● trung bình, — một nửa ≤, – – mục tiêu %(target)s",
            target=shown(round(targets.target_seconds / 60, 1)),
        ),
        stands_on=_("trung bình %(mean)s phút · n = %(n)s"),
        others=others(groups),
        no_data=_("Chưa có dữ liệu"),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=_comma(),
    )


def others(groups: Sequence[GroupSeries]) -> str:
    """Return the name of all kinds of work that are not told apart."""
    number = next((group.groups for group in groups if group.name is None), 0)
    return str(_("Các việc khác (%(number)s)", number=number))


def reported_texts(lines: Sequence[Reported]) -> ReportedTexts:
    """Return the words on the chart of *lines*."""
    return ReportedTexts(
        title=spread_wording.reported_sentence(lines),
        panels=tuple(_panel(line) for line in lines),
        bands=(_("dưới 5 phút"), _("5–15"), _("15–30"), _("30–60"), _("trên 60")),
        no_data=_("Chưa đủ phiếu để công bố"),
        sample=_("DỮ LIỆU MẪU"),
        decimal_comma=_comma(),
    )


def _panel(line: Reported) -> PanelTexts:
    where = spread_wording.answered_where(line)
    return PanelTexts(
        _("%(where)s; không nhớ: %(n)s", where=where, n=shown(line.forgotten)) if line.forgotten else where,
        _("đo được, n = %(n)s lượt", n=shown(sum(line.measured))),
        _("người dân nói, n = %(n)s phiếu", n=shown(line.n)),
    )


def _comma() -> bool:
    return locale() != "en"
