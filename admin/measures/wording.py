"""The weekly report in the reader's words: the sentence, and how numbers are written."""

from flask_babel import gettext as _

from admin.measures.finding import Finding, Level
from admin.measures.numbers import number
from kiosk.ground.calendar import Week
from kiosk.ground.i18n import locale

Cell = str | None


def shown(value: float) -> str:
    """Return a number as the reader writes it: 12,5 or 12.5."""
    return number(value, decimal_comma=locale() != "en")


def tenths(value: float) -> str:
    """Return a number with its decimal, also where that is 0: 16,0 beside 11,6."""
    return number(value, decimal_comma=locale() != "en", fixed=True)


def minutes(seconds: float | None) -> Cell:
    """Return seconds as minutes with one decimal; ``None`` stays “no data”."""
    return None if seconds is None else shown(round(seconds / 60, 1))


def percent(share: float | None) -> Cell:
    """Return a share 0–1 as a percentage; ``None`` stays “no data”."""
    return None if share is None else f"{shown(round(share * 100, 1))} %"


def week_pattern() -> str:
    """Return how a week is named: “T47 (16/11)”, “W47 (16/11)”."""
    pattern: str = _("T%(number)s (%(monday)s)")
    return pattern


def week_name(week: Week) -> str:
    """Return the short name of *week*."""
    return week.named(week_pattern())


def sentence(found: Finding) -> str:
    """Return the finding as one sentence."""
    if found.mean_minutes is None:
        few = _(
            "%(week)s: chưa đủ dữ liệu (%(n)s lượt được phục vụ, cần ít nhất 10).",
            week=week_name(found.week),
            n=found.n,
        )
        return str(few)
    said = _(
        "%(week)s trung bình chờ %(mean)s phút, %(level)s",
        week=week_name(found.week),
        mean=shown(found.mean_minutes),
        level=verdict(found.level, found.target_minutes, found.older_target_minutes),
    )
    if found.previous_mean_minutes is None:
        return f"{said}."
    return str(_("%(said)s; tuần trước %(previous)s.", said=said, previous=shown(found.previous_mean_minutes)))


def verdict(level: Level, target_minutes: float, older_target_minutes: float) -> str:
    """Return how a mean stands to the two targets, in words."""
    target, older = shown(target_minutes), shown(older_target_minutes)
    words = {
        Level.WITHIN: _("trong mục tiêu %(target)s phút", target=target),
        Level.NEAR: _("vượt mục tiêu %(target)s, trong mục tiêu cũ %(older)s phút", target=target, older=older),
        Level.OVER: _("vượt mục tiêu %(target)s và mục tiêu cũ %(older)s phút", target=target, older=older),
        Level.TOO_FEW: _("chưa đủ dữ liệu"),
    }
    return str(words[level])
