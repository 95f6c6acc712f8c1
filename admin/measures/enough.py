"""When there is enough to say a number: the one rule for every page, chart, file and document.

Under ten visits nothing but their number is shown: a mean of three says more about the three than about the office, and
may point at a person. An interval needs eight days with visits, because days, not visits, are what it resamples.
"""

from dataclasses import replace
from typing import Final, TypeVar

from admin.measures.figures import Figures, KaplanMeier, LeftOut, MeanWait, Quotes, Waits

FEW: Final = 10
"""Visits; “chưa đủ dữ liệu” below."""
FEW_DAYS: Final = 8
"""Local days with visits; no interval below."""

AnyFigures = TypeVar("AnyFigures", bound=Figures)


def enough(n: int) -> bool:
    """Tell whether *n* visits are enough to say how long they waited."""
    return n >= FEW


def waits(all_of_them: Waits) -> Waits:
    """Return *all_of_them* with nothing but n when there are fewer than ten."""
    return all_of_them if enough(all_of_them.n) else Waits(all_of_them.n)


def mean(wait: MeanWait) -> MeanWait:
    """Return *wait* with nothing but n when there are fewer than ten."""
    return wait if enough(wait.n) else MeanWait(wait.n, None)


def told(figures: AnyFigures) -> AnyFigures:
    """Return *figures* as they may be shown: what rests on fewer than ten visits is ``None``, its n and counts stay."""
    few = not enough(figures.counts.arrivals)
    return replace(
        figures,
        wait=waits(figures.wait),
        until_start=waits(figures.until_start),
        service_level=None if few else figures.service_level,
        service_level_of_all=None if few else figures.service_level_of_all,
        before_opening=mean(figures.before_opening),
        uncounted=mean(figures.uncounted),
        with_uncounted=mean(figures.with_uncounted),
        logged_by_staff=mean(figures.logged_by_staff),
        without_logged=mean(figures.without_logged),
        by_hand=mean(figures.by_hand),
        brief=mean(figures.brief),
        without_brief=mean(figures.without_brief),
        held=mean(figures.held),
        left_out=LeftOut._make(mean(one) for one in figures.left_out),
        way=None if figures.way is None else waits(figures.way),
        service=None if figures.service is None else waits(figures.service),
        stay=None if figures.stay is None else waits(figures.stay),
        kaplan_meier=None if figures.kaplan_meier is None else _survival(figures.kaplan_meier),
        quotes=None if figures.quotes is None else _quotes(figures.quotes),
    )


def _survival(curve: KaplanMeier) -> KaplanMeier:
    return curve if enough(curve.n) else KaplanMeier(curve.n, curve.called)


def _quotes(quotes: Quotes) -> Quotes:
    return quotes if enough(quotes.n) else Quotes(quotes.n)
