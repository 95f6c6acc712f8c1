"""A simulated office, honest or hiding its long waits in one of seven ways. Pure: the same seed is the same office.

``python -m tests.admin.measures.hiding`` prints how often the page says so.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from heapq import heapify, heapreplace
from random import Random
from typing import Final

from admin.measures.cautions import Caution, Warned, cautions
from admin.measures.figures import Figures, Targets
from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import of
from tests.admin.measures.offices import at

MONDAY: Final = at("2026-11-16 07:30")
SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND
HOURS: Final = 9 * 3600
"""From half past seven to half past four, when the last number is given."""
A_DAY: Final = 120
COUNTERS: Final = 3
SERVICE: Final = 600
TARGETS: Final = Targets(900, 1800)
PATIENCE: Final = 8 * 3600

Hide = Callable[[list[Visit]], list[Visit]]


def week(seed: int) -> list[Visit]:
    """Return a week of about 600 visits: first come, first served; a few leave, miss the call or are removed."""
    random = Random(seed)
    return [visit for day in range(5) for visit in _day(random, MONDAY + day * DAY)]


def _day(random: Random, opens: int) -> list[Visit]:
    free = [0.0] * COUNTERS
    heapify(free)
    busy = random.lognormvariate(0, 0.15)
    visits, now = [], 0.0
    while (now := now + random.expovariate(A_DAY * busy / HOURS)) < HOURS:
        called = max(now, free[0])
        patience = random.expovariate(1 / PATIENCE)
        if called - now > patience:
            visits.append(_visit(opens, now, None, now + patience, "left"))
            continue
        chance, way = random.random(), random.uniform(10, 70)
        length = 90 if chance < 0.012 else way + random.lognormvariate(0, 0.6) * SERVICE * 0.83
        heapreplace(free, called + length)
        state = "no_show" if chance < 0.01 else "removed" if chance < 0.012 else "done"
        one = _visit(opens, now, called, called + length, state, way)
        visits.append(one._replace(by_staff=random.random() < 0.1, doubtful=random.random() < 0.004))
    return visits


def _visit(opens: int, came: float, called: float | None, ended: float, state: str, way: float = 0) -> Visit:
    def instant(second: float | None) -> int | None:
        return None if second is None else opens + round(second) * SECOND

    started = called + way if called is not None and state == "done" else None
    arrived = opens + round(came) * SECOND
    return Visit(
        *(arrived, None, instant(called), instant(started), instant(ended), state),
        doubtful=False,
        last_called_us=instant(called),
    )


def removing(visits: list[Visit], share: float = 0.04) -> list[Visit]:
    """Take the longest waits off the list just before they would be called."""
    return _of_longest(visits, share, lambda one: _uncalled(one, "removed", one.first_called_us or 0))


def closing(visits: list[Visit], share: float = 0.04) -> list[Visit]:
    """Serve the longest waits without calling them, and let the night close their numbers at half past five."""
    return _of_longest(visits, share, lambda one: _uncalled(one, "closed", _evening(one)))


def correcting(visits: list[Visit], share: float = 0.04) -> list[Visit]:
    """Say afterwards that the longest waits were called after five minutes; what is said afterwards is marked so."""
    return _of_longest(
        visits, share, lambda one: one._replace(first_called_us=one.arrived_us + 300 * SECOND, doubtful=True)
    )


def calling_early(visits: list[Visit], after: int = 840) -> list[Visit]:
    """Call everybody who waits fourteen minutes, then call them again when a counter is really free."""
    return [
        one._replace(first_called_us=min(one.first_called_us, one.arrived_us + after * SECOND))
        if one.first_called_us is not None and one.state == "done"
        else one
        for one in visits
    ]


def clicking_through(visits: list[Visit], after: int = 20, served: int = 3) -> list[Visit]:
    """Call everybody at once and “serve” them for a moment, where calling is starting; serve them later, unseen."""
    return [_told(one, after, 0, after + served) if one.state == "done" else one for one in visits]


def putting_aside(visits: list[Visit], after: int = 30) -> list[Visit]:
    """Call everybody at once, begin, and put them aside until a counter is really free."""
    return [
        _told(one, after, 0, None)._replace(hold_seconds=max(0, (one.started_us - one.arrived_us) // SECOND - after))
        if one.state == "done" and one.started_us is not None
        else one
        for one in visits
    ]


def padding(visits: list[Visit]) -> list[Visit]:
    """Take a second number for everybody at the kiosk, and call and end it at once."""
    return [*visits, *(_told(one, 5, 0, 7) for one in visits if one.state == "done")]


def _told(one: Visit, called: int, way: int, ended: int | None) -> Visit:
    first = one.arrived_us + called * SECOND
    return one._replace(
        first_called_us=first,
        last_called_us=first,
        started_us=first + way * SECOND,
        ended_us=one.ended_us if ended is None else one.arrived_us + ended * SECOND,
    )


WAYS: Final[dict[Hide, frozenset[Warned]]] = {
    removing: frozenset({Warned.REMOVED}),
    closing: frozenset({Warned.CLOSED}),
    correcting: frozenset({Warned.DOUBTFUL}),
    calling_early: frozenset({Warned.CALLED_EARLY}),
    clicking_through: frozenset({Warned.BRIEF}),
    putting_aside: frozenset({Warned.HELD}),
    padding: frozenset({Warned.BRIEF}),
}


def said(seed: int, hide: Hide | None = None) -> tuple[Figures, tuple[Caution, ...]]:
    """Return a week and what the page says beside it, after four honest weeks: those of the seeds before."""
    shown = figures(hide(week(seed))) if hide else honest(seed)
    return shown, cautions(shown, [honest(seed - back) for back in range(1, 5)])


@cache
def honest(seed: int) -> Figures:
    """Return the figures of an honest week."""
    return figures(week(seed))


def figures(visits: Sequence[Visit]) -> Figures:
    """Return the figures of *visits*."""
    return of(VisitColumns.of(visits), TARGETS)


def _of_longest(visits: list[Visit], share: float, change: Callable[[Visit], Visit]) -> list[Visit]:
    waited = sorted(
        (one.first_called_us - one.arrived_us, place)
        for place, one in enumerate(visits)
        if one.first_called_us is not None and one.state == "done"
    )
    chosen = {place for _, place in waited[-round(share * len(visits)) :]}
    return [change(one) if place in chosen else one for place, one in enumerate(visits)]


def _uncalled(one: Visit, state: str, ended: int) -> Visit:
    return one._replace(first_called_us=None, last_called_us=None, started_us=None, ended_us=ended, state=state)


def _evening(one: Visit) -> int:
    return one.arrived_us - (one.arrived_us - MONDAY) % DAY + (HOURS + 3600) * SECOND


if __name__ == "__main__":
    for way in (None, *WAYS):
        found = [said(seed, way) for seed in range(100)]
        kinds = Counter(one.kind.value for _, warned in found for one in warned)
        mean = sum(one.wait.mean_seconds or 0 for one, _ in found) / 6000
        quiet = sum(not warned for _, warned in found)
        print(f"{way.__name__ if way else 'honest'}: {mean:.1f} min, nothing said {quiet} of 100, {dict(kinds)}")  # noqa: T201
