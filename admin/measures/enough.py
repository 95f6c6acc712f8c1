"""When there is enough to say a number: the one rule for every page, chart, file and document.

Under ten visits nothing but their number is shown: a mean of three says more about the three than about the office, and
may point at a person. An interval needs eight days with visits, because days, not visits, are what it resamples.
"""

from dataclasses import replace
from typing import Final, TypeVar

from admin.measures import figures as of_visits
from admin.measures.figures import Figures, KaplanMeier, LeftOut, MeanWait, Quotes, Waits

FEW: Final = of_visits.FEW
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


def parts(one: MeanWait, other: MeanWait) -> tuple[MeanWait, MeanWait]:
    """Return two parts of the headline, whose mean is told: neither, where either is of one to nine visits."""
    if any(0 < part.n < FEW for part in (one, other)):
        return MeanWait(one.n, None), MeanWait(other.n, None)
    return one, other


def beside(whole: MeanWait, *of: MeanWait) -> MeanWait:
    """Return the mean of the *whole*, unless it gives away a part *of* it that is one to nine visits."""
    return mean(whole) if all(part.n == 0 or enough(part.n) for part in of) else MeanWait(whole.n, None)


def told(figures: AnyFigures) -> AnyFigures:
    """Return *figures* as they may be shown: what rests on fewer than ten visits is ``None``, its n and counts stay."""
    few = not enough(figures.counts.arrivals)
    counted = MeanWait(figures.wait.n, figures.wait.mean_seconds)
    logged, without_logged = parts(figures.logged_by_staff, figures.without_logged)
    by_hand, _others = parts(figures.by_hand, MeanWait(counted.n - figures.by_hand.n, None))
    brief, without_brief = parts(figures.brief, figures.without_brief)
    return replace(
        figures,
        wait=waits(figures.wait),
        until_start=waits(figures.until_start),
        service_level=None if few else figures.service_level,
        service_level_of_all=None if few else figures.service_level_of_all,
        before_opening=mean(figures.before_opening),
        uncounted=mean(figures.uncounted),
        with_uncounted=beside(figures.with_uncounted, counted, figures.uncounted),
        logged_by_staff=logged,
        without_logged=without_logged,
        by_hand=by_hand,
        brief=brief,
        without_brief=without_brief,
        held=mean(figures.held),
        left_out=_kinds(figures.left_out),
        way=None if figures.way is None else waits(figures.way),
        service=None if figures.service is None else waits(figures.service),
        stay=None if figures.stay is None else waits(figures.stay),
        kaplan_meier=None if figures.kaplan_meier is None else _survival(figures.kaplan_meier),
        quotes=None if figures.quotes is None else _quotes(figures.quotes),
    )


def _kinds(left_out: LeftOut) -> LeftOut:
    """Return the kinds that may be told: with that of all, the others leave no kind of one to nine visits."""
    shown = [place for place, one in enumerate(left_out) if enough(one.n)]
    hidden = sum(one.n for one in left_out if not enough(one.n))
    for place in sorted(shown, key=lambda place: left_out[place].n):
        if hidden == 0 or enough(hidden):
            break
        hidden += left_out[place].n
        shown.remove(place)
    return LeftOut._make(one if place in shown else MeanWait(one.n, None) for place, one in enumerate(left_out))


def _survival(curve: KaplanMeier) -> KaplanMeier:
    return curve if enough(curve.n) else KaplanMeier(curve.n, curve.called)


def _quotes(quotes: Quotes) -> Quotes:
    return quotes if enough(quotes.n) else Quotes(quotes.n)
