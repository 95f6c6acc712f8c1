"""Everything about one period in the reader's words."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from admin.measures.enough import enough, told
from admin.measures.figures import Figures
from admin.measures.finding import Level, level, mean_minutes
from admin.measures.period_wording import period_name
from admin.measures.reported import Reported
from admin.measures.wording import Cell, minutes, percent, shown, verdict, week_name
from admin.reports import figure_tables
from admin.reports.exploring import Examined
from admin.reports.figure_tables import Head, Line, Table
from kiosk.queue.tickets import Quality
from kiosk.queue.wording import LEAVE_REASONS
from survey.ballots.models import BallotChannel

MARKS: Final = {
    Quality.BACK_DATED: _l("ghi lại sau"),
    Quality.DEVICE: _l("theo giờ của máy"),
    Quality.SYSTEM: _l("hệ thống ghi"),
}


def tables(found: Examined) -> list[Table]:
    """Return the tables of the page, those that always stand there."""
    figures = found.figures
    lines = [Line((period_name(found.period),), figures)]
    heads = [Head(str(_("Kỳ")))]
    always = [
        figure_tables.counts(heads, lines),
        figure_tables.stretches(figures),
        figure_tables.levels(heads, lines),
        figure_tables.left_out(figures),
    ]
    more = [reasons(figures.reasons)] if figures.reasons else []
    return [*always, *more, *(reported(line) for line in found.reported if line.shown)]


def standing(figures: Figures) -> Level:
    """Return how the printed mean stands to the targets."""
    target, older = figures.targets
    return level(mean_minutes(figures), target / 60, older / 60)


def sentence(found: Examined) -> str:
    """Return what the period says in one or two sentences."""
    figures = found.figures
    mean, named = mean_minutes(figures), period_name(found.period)
    if mean is None:
        few = _("%(week)s: chưa đủ dữ liệu (%(n)s lượt được phục vụ, cần ít nhất 10).", week=named, n=figures.wait.n)
        return str(few)
    target, older = figures.targets
    words = verdict(standing(figures), target / 60, older / 60)
    said = _("%(week)s trung bình chờ %(mean)s phút, %(level)s", week=named, mean=shown(mean), level=words)
    interval = figures.wait.interval
    if interval is None:
        return f"{said}."
    sure = _("Khoảng tin cậy 95 %% của trung bình: %(between)s phút.", between=figure_tables.between(interval))
    return f"{said}. {sure}"


def reasons(found: Mapping[str, int]) -> Table:
    """Return why people left, at least one; shares from ten on."""
    whole = sum(found.values())
    rows: list[list[Cell]] = [
        [str(words), shown(found.get(reason, 0)), percent(found.get(reason, 0) / whole) if enough(whole) else None]
        for reason, words in [*LEAVE_REASONS.items(), ("", _("Không nói lý do"))]
    ]
    heads = [Head(str(_("Lý do"))), Head(str(_("Số lượt")), "left"), Head(str(_("Tỷ lệ")))]
    return Table(str(_("Vì sao người dân tự trả số")), heads, rows)


def reported(line: Reported) -> Table:
    """Return what was said in one channel beside what was measured."""
    named = [_("Dưới 5 phút"), _("Từ 5 đến 15 phút"), _("Trên 15 đến 30 phút"), _("Trên 30 đến 60 phút")]
    said, measured = line.said_shares or [None] * 5, line.measured_shares or [None] * 5
    rows: list[list[Cell]] = [
        [str(name), shown(ballots), percent(share), shown(visits), percent(other)]
        for name, ballots, share, visits, other in zip(
            [*named, _("Trên 60 phút")], line.said, said, line.measured, measured, strict=True
        )
    ]
    rows.append([str(_("Không nhớ")), shown(line.forgotten), None, None, None])
    weeks = week_name(line.from_week)
    if line.until_week != line.from_week:
        weeks = f"{weeks} – {week_name(line.until_week)}"
    where = _("máy tính bảng") if line.channel == BallotChannel.KIOSK else _("điện thoại")
    caption = _("Người dân nói đã chờ bao lâu và số đo · phiếu trên %(where)s · %(weeks)s", where=where, weeks=weeks)
    heads = [
        Head(str(_("Thời gian chờ"))),
        Head(str(_("Số phiếu")), "reported"),
        Head(str(_("Người dân nói")), "reported"),
        Head(str(_("Số lượt")), "n"),
        Head(str(_("Số đo")), "n"),
    ]
    return Table(str(caption), heads, rows)


def beside(figures: Figures) -> list[tuple[str, str]]:
    """Return what stands beside the tables: the name of a definition, “” where it needs none, and a sentence."""
    figures = told(figures)
    found: list[tuple[str, str]] = []
    if figures.kaplan_meier is not None:
        found.append(("kaplan_meier", _survival(figures)))
    if figures.doubtful_share is not None:
        found.append(("doubtful", _doubtful(figures)))
    if figures.quotes is not None and figures.quotes.n:
        found.append(("quotes", _quotes(figures)))
    if figures.returned:
        text = _("%(n)s lượt được gọi rồi trả lại hàng chờ: họ còn chờ tiếp.", n=shown(figures.returned))
        found.append(("", str(text)))
    return found


def _doubtful(figures: Figures) -> str:
    said = _("Số liệu chưa chắc chắn: %(share)s số lượt đến", share=percent(figures.doubtful_share))
    known = figures.marks or {}
    marks = [f"{words}: {shown(known[mark])}" for mark, words in MARKS.items() if known.get(mark)]
    return f"{said} ({', '.join(marks)})." if marks else f"{said}."


def _survival(figures: Figures) -> str:
    curve = figures.kaplan_meier
    if curve is None or curve.median_seconds is None:
        return str(_("Nếu không bỏ ai ra (Kaplan–Meier): chưa đủ dữ liệu."))
    median, p90 = minutes(curve.median_seconds), minutes(curve.p90_seconds) or "–"
    text = _("Nếu không bỏ ai ra (Kaplan–Meier): trung vị %(median)s phút, P90 %(p90)s phút.", median=median, p90=p90)
    return str(text)


def _quotes(figures: Figures) -> str:
    quotes = figures.quotes
    if quotes is None or quotes.inside is None:
        return str(_("Ước tính đã báo khi lấy số: chưa đủ dữ liệu."))
    said = _(
        "Ước tính đã báo khi lấy số: đúng %(inside)s, chờ lâu hơn %(over)s, chờ ngắn hơn %(under)s (%(n)s lượt).",
        inside=percent(quotes.inside),
        over=percent(quotes.over),
        under=percent(quotes.under),
        n=shown(quotes.n),
    )
    if quotes.mean_outside_seconds is None:
        return str(said)
    off = _("Lượt ngoài khoảng lệch trung bình %(minutes)s phút.", minutes=minutes(quotes.mean_outside_seconds))
    return f"{said} {off}"
