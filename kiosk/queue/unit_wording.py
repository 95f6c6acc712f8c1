"""The last weeks of a unit in everybody's words."""

from datetime import date

from flask_babel import format_date, format_decimal
from flask_babel import gettext as _

from kiosk.queue.unit_weeks import ChartWords, LastWeek, Standing, UnitWeeks


def sentences(weeks: UnitWeeks) -> tuple[str, ...]:
    """Return what the weeks say: the last one that may be told, then all of them together."""
    if weeks.n is None:
        return (_("8 tuần qua chưa đủ dữ liệu: cần ít nhất 10 lượt được phục vụ."),)
    together = _(
        "Cả 8 tuần (%(since)s – %(until)s) có %(n)s lượt được tính: một nửa được gọi trong %(half)s phút, "
        "9 trong 10 người được gọi trong %(most)s phút.",
        since=short_day(weeks.since),
        until=short_day(weeks.until),
        n=shown(weeks.n),
        half=shown(weeks.median_minutes),
        most=shown(weeks.p90_minutes),
    )
    return (last_week(weeks.last), together) if weeks.last else (together,)


def cautions(weeks: UnitWeeks) -> tuple[str, ...]:
    """Return what has to be said beside the mean of the last week that is told; often nothing."""
    last, said = weeks.last, []
    if last and last.leaves_out:
        said.append(_left_out(last.with_uncounted_minutes))
    if last and last.logged:
        said.append(_logged(last.without_logged_minutes))
    return tuple(said)


def _left_out(mean: float | None) -> str:
    if mean is None:
        few = _("Số trung bình của tuần không tính người tự trả số, không đến, bị bỏ số, hết giờ.")
        return str(few)
    said = _(
        "Số trung bình của tuần không tính người tự trả số, không đến, bị bỏ số, hết giờ. "
        "Tính cả những lượt ấy, trung bình là %(mean)s phút.",
        mean=shown(mean),
    )
    return str(said)


def _logged(mean: float | None) -> str:
    if mean is None:
        return str(_("Một phần lượt đến do cán bộ ghi hộ."))
    said = _(
        "Một phần lượt đến do cán bộ ghi hộ. Không kể những lượt ấy, trung bình là %(mean)s phút.", mean=shown(mean)
    )
    return str(said)


def chart_words() -> ChartWords:
    """Return the words on the chart, in every language of citizens."""
    return ChartWords(
        waits=_("Thời gian chờ (phút)"),
        mean=_("Trung bình"),
        median=_("Một nửa ≤"),
        p90=_("9/10 người ≤"),
        target=_("Mục tiêu"),
        older_target=_("Mục tiêu cũ"),
        visits=_("Số lượt mỗi tuần (ghi ngày thứ Hai)"),
        sample=_("DỮ LIỆU MẪU"),
    )


def shown(value: float | None) -> str:
    """Return a number as the reader writes it, with at most one decimal; “–” for no data."""
    return "–" if value is None else str(format_decimal(value, "#,##0.#"))


def short_day(day: date) -> str:
    """Return a day without its year: ``16/11``."""
    return str(format_date(day, _("d/M")))


def last_week(last: LastWeek) -> str:
    """Return what the last week says: its mean, and how that stands to the targets."""
    words = {
        Standing.WITHIN: _("trong mục tiêu %(target)s phút", target=shown(last.target_minutes)),
        Standing.NEAR: _(
            "quá mục tiêu %(target)s phút, trong mục tiêu cũ %(older)s phút",
            target=shown(last.target_minutes),
            older=shown(last.older_target_minutes),
        ),
        Standing.OVER: _("quá mục tiêu %(target)s phút", target=shown(last.target_minutes)),
    }
    return str(
        _(
            "Tuần %(since)s – %(until)s: chờ trung bình %(mean)s phút, %(standing)s.",
            since=short_day(last.monday),
            until=short_day(last.sunday),
            mean=shown(last.mean_minutes),
            standing=words[last.standing],
        )
    )
