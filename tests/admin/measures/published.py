"""Our figures under the names of the plain recount, and the check that both say the same."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from admin.measures import reading
from admin.measures.figures import Figures, Targets, Waits
from admin.measures.periods import Period
from admin.measures.waiting import by_period
from kiosk.ground.calendar import Week
from tests.admin.measures import plain_recount
from tests.admin.measures.plain_recount import Numbers

TARGETS = Targets(60, 120)
"""Waits of the log are seconds to minutes."""
SHOWN = [field for field in Waits.__dataclass_fields__ if field != "interval"]


def every_figure_of_the_log_is_that_of_a_recount(session: Session, unit_id: int, log: Path, *, rejected: int) -> None:
    """Check week by week, and the whole month with its interval; rows that run backwards are in nothing."""
    rows, backwards = plain_recount.rows_in_order(log)
    assert backwards == rejected
    weeks = sorted({plain_recount.week(row) for row in rows})
    periods = [*(Period.of_week(Week.parse(week)) for week in weeks), Period.parse("month/1999-08")]
    found = reading.read(session, unit_id, periods, today=periods[-1].last, detailed=True)
    figures = by_period(found.columns, periods, [TARGETS] * len(periods), found.below, deep=True)
    slices = [*([row for row in rows if plain_recount.week(row) == week] for week in weeks), rows]
    for own, ours in zip(slices, figures, strict=True):
        assert published(ours) == pytest.approx(plain_recount.recount(own, *TARGETS), rel=1e-12)
    _the_interval_is_that_of_days(figures[-1], plain_recount.interval(rows, 0.975))


def published(figures: Figures) -> Numbers:
    """Return what stands on pages and in sheets, by the names of the recount."""
    counts, curve = figures.counts, figures.kaplan_meier
    assert curve is not None
    assert curve.n == counts.arrivals
    assert counts.doubtful == counts.removed == counts.closed == counts.unfinished == counts.no_show == 0
    spreads = {name: getattr(figures, name) for name in ("wait", "until_start", "way", "service", "stay")}
    return {
        "arrivals": counts.arrivals,
        "called": counts.called,
        "served": counts.served,
        "left": counts.left,
        **{f"{name}.{part}": getattr(spread, part) for name, spread in spreads.items() for part in SHOWN},
        "service_level": figures.service_level,
        "service_level_of_all": figures.service_level_of_all,
        "uncounted": figures.uncounted.n,
        "uncounted_mean": figures.uncounted.seconds,
        "with_uncounted_mean": figures.with_uncounted.seconds,
        "curve.median": curve.median_seconds,
        "curve.p90": curve.p90_seconds,
    }


def _the_interval_is_that_of_days(figures: Figures, drawn_plainly: tuple[float, float]) -> None:
    """Days drawn by another program: ends agree within a tenth of the width. 14 days: 95 % is read at 97.5 %."""
    assert figures.wait.interval is not None
    low, high = drawn_plainly
    assert figures.wait.interval == pytest.approx(drawn_plainly, abs=(high - low) / 10)
