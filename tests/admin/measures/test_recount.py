"""Every weekly figure against a recount that shares no code with the report: plain Python and time zones."""

from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from admin.measures.visits import Visit, VisitColumns
from admin.measures.waiting import Targets, WeekFigures, weekly
from kiosk.ground.calendar import Week, weeks_until
from kiosk.queue.tickets import State
from tests.admin.measures.offices import at

# Around the long year's end: 2026-W53 is followed by 2027-W01.
WEEKS = weeks_until(Week(2027, 2), 4)
FIRST, LAST = at("2026-12-18 00:00"), at("2027-01-20 00:00")
SECOND = 1_000_000
# Few values, so that ties and waits of exactly the target are common.
WAITS = st.sampled_from([0, 1, 59, 60, 61, 119, 120, 121, 3600]) | st.integers(0, 4 * 3600)


@st.composite
def _visits(draw: st.DrawFn) -> Visit:
    midnight = at(draw(st.sampled_from(["2026-12-21 00:00", "2026-12-28 00:00", "2027-01-04 00:00"])))
    arrived = draw(st.integers(FIRST, LAST) | st.integers(-2, 2).map(lambda us: midnight + us))
    called = draw(st.none() | WAITS.map(lambda wait: arrived + wait * SECOND + draw(st.integers(0, SECOND - 1))))
    since = arrived if called is None else called
    started = draw(st.none() | WAITS.map(lambda way: since + way * SECOND))
    ended = draw(st.none() | WAITS.map(lambda rest: max(since, started or 0) + rest * SECOND))
    opened = draw(st.none() | WAITS.map(lambda wait: arrived + wait * SECOND))
    return Visit(
        *(arrived, opened, called, started, ended, draw(st.sampled_from([*map(str, State)])), draw(st.booleans())),
        by_staff=draw(st.booleans()),
    )


@given(st.lists(_visits(), max_size=40), st.tuples(st.sampled_from([0, 60, 900]), st.sampled_from([120, 1800])))
def test_figures_equal_the_naive_recount(visits: list[Visit], targets: tuple[int, int]) -> None:
    counted = weekly(VisitColumns.of(visits), WEEKS, [Targets(*targets)] * len(WEEKS))

    for one in counted:
        mine = [visit for visit in visits if _week(visit.arrived_us) == (one.week.year, one.week.number)]
        _check_counts(one, mine)
        _check_waits(one, mine, *targets)
        _check_levels(one, mine, targets[0])
        _check_others(one, mine)


def _week(instant_us: int) -> tuple[int, int]:
    local = datetime.fromtimestamp(instant_us // SECOND, UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    year, number, _ = local.isocalendar()
    return year, number


def _served(visit: Visit) -> bool:
    if visit.first_called_us is None:
        return False
    return visit.state == "done" or (visit.state == "closed" and visit.started_us is not None)


def _wait(visit: Visit) -> int:
    assert visit.first_called_us is not None
    return (visit.first_called_us - visit.arrived_us) // SECOND


def _headline(visits: Sequence[Visit]) -> list[Visit]:
    return [visit for visit in visits if _served(visit) and not visit.doubtful]


def _share(hits: int, of: int) -> float | None:
    return hits / of if of else None


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def _check_counts(one: WeekFigures, visits: Sequence[Visit]) -> None:
    counts = one.counts
    assert counts.arrivals == len(visits)
    assert counts.called == sum(visit.first_called_us is not None for visit in visits)
    assert counts.served == sum(map(_served, visits))
    assert counts.left == sum(visit.state == "left" for visit in visits)
    assert counts.no_show == sum(visit.state == "no_show" for visit in visits)
    assert counts.removed == sum(visit.state == "removed" for visit in visits)
    assert counts.closed == sum(visit.state == "closed" and not _served(visit) for visit in visits)
    assert counts.doubtful == sum(visit.doubtful for visit in visits)
    ends = (counts.served, counts.left, counts.no_show, counts.removed, counts.closed, counts.unfinished)
    assert sum(ends) == counts.arrivals


def _check_waits(one: WeekFigures, visits: Sequence[Visit], target: int, older: int) -> None:
    waits = sorted(_wait(visit) for visit in _headline(visits))
    n = len(waits)
    assert one.wait.n == n
    assert one.wait.mean_seconds == _mean(waits)
    assert one.wait.median_seconds == (waits[ceil(n / 2) - 1] if n else None)
    assert one.wait.p90_seconds == (waits[ceil(n * 9 / 10) - 1] if n else None)
    assert one.wait.longest_seconds == (waits[-1] if n else None)
    assert one.wait.within_target == _share(sum(wait <= target for wait in waits), n)
    assert one.wait.within_older == _share(sum(wait <= older for wait in waits), n)


def _check_levels(one: WeekFigures, visits: Sequence[Visit], target: int) -> None:
    within = sum(_wait(visit) <= target for visit in _headline(visits))
    gone = sum(
        visit.state == "left"
        and not visit.doubtful
        and visit.ended_us is not None
        and (visit.ended_us - visit.arrived_us) // SECOND < target
        for visit in visits
    )
    assert one.service_level == _share(within, len(visits) - gone)
    assert one.service_level_of_all == _share(within, len(visits))


def _check_others(one: WeekFigures, visits: Sequence[Visit]) -> None:
    begun = [(v.started_us - v.arrived_us) // SECOND for v in _headline(visits) if v.started_us is not None]
    assert (one.until_start.n, one.until_start.mean_seconds) == (len(begun), _mean(begun))
    early = [
        (min(v.opened_us, v.first_called_us or 0) - v.arrived_us) // SECOND
        for v in _headline(visits)
        if v.opened_us is not None and v.opened_us > v.arrived_us
    ]
    assert (one.before_opening.n, one.before_opening.seconds) == (len(early), _mean(early))
    for by_staff, counted in ((True, one.logged_by_staff), (False, one.without_logged)):
        waits = [_wait(v) for v in _headline(visits) if v.by_staff is by_staff]
        assert (counted.n, counted.seconds) == (len(waits), _mean(waits))
    waited = [(v, v.ended_us if v.first_called_us is None else v.first_called_us) for v in visits]
    known = [(v, (until - v.arrived_us) // SECOND) for v, until in waited if until is not None]
    left_out = [seconds for v, seconds in known if v not in _headline(visits)]
    assert (one.uncounted.n, one.uncounted.seconds) == (len(left_out), _mean(left_out))
    assert one.with_uncounted.seconds == _mean([seconds for _, seconds in known])
