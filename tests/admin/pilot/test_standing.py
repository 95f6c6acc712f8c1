"""How a unit stands, as numbers: what is rounded, what stands out, what is to be doubted, who comes first."""

from datetime import timedelta

from admin.measures.cautions import Warned
from admin.measures.finding import Level
from admin.measures.visits import VisitColumns
from admin.pilot.change import Trend
from admin.pilot.standing import longest_hour, nine_in_ten, standing
from tests.admin.measures.offices import W47, busy, figures, visit, waiting
from tests.admin.pilot.leaders import ALIKE, LONGER, page, unit


def test_nine_in_ten_is_a_wait_in_whole_minutes_that_is_never_too_short() -> None:
    visits = [visit(wait=60 * minute) for minute in range(1, 10)]
    assert nine_in_ten(figures([*visits[:8], visit(wait=541), visit(wait=600)])) == 10
    assert nine_in_ten(figures(visits)) is None


def test_units_that_need_attention_come_first() -> None:
    told = page(
        unit("trong", wait=600),
        unit("ít", n=3),
        unit("hơi quá", wait=1200),
        unit("quá xa", wait=2400),
        unit("xa hơn nữa", wait=3000),
    )
    assert [one.name for one in told.units] == ["xa hơn nữa", "quá xa", "hơi quá", "ít", "trong"]
    assert [one.name for one in told.within] == ["trong"]
    assert len(told.judged) == 4
    assert told.units[3].level is Level.TOO_FEW


def test_units_are_counted_by_where_they_go() -> None:
    told = page(unit("a"), unit("b", change=LONGER), unit("c", change=ALIKE), unit("d", change=None))
    assert {trend: len(told.going(trend)) for trend in Trend if told.going(trend)} == {
        Trend.BETTER: 1,
        Trend.WORSE: 1,
        Trend.UNCLEAR: 1,
        Trend.UNKNOWN: 1,
    }


def test_the_hour_that_cost_most_is_named_when_it_stands_out() -> None:
    mornings = [visit(f"{W47.monday} 08:{minute:02}", wait=3000) for minute in range(30, 50)]
    calm = [visit(f"{W47.monday + timedelta(days=day)} 14:10", wait=300) for day in range(5) for _ in range(20)]
    hour = longest_hour(VisitColumns.of([*mornings, *calm]))
    assert hour is not None
    assert (hour.weekday, hour.mean_seconds) == (0, 3000)
    assert longest_hour(VisitColumns.of(calm)) is None
    assert longest_hour(VisitColumns.of([])) is None


def test_what_hides_waits_is_a_doubt_and_an_honest_week_has_none() -> None:
    left = figures([*(visit() for _ in range(20)), *(waiting(4000) for _ in range(8))])
    found = standing(1, "Ninh Kiều", left, VisitColumns.of(()), None)
    assert Warned.LEFT_OUT in {doubt.kind for doubt in found.doubts}
    assert standing(1, "Ninh Kiều", busy(W47, 50, 840), VisitColumns.of(()), None).doubts == ()
    jumped = figures([*(visit() for _ in range(96)), *(waiting(400) for _ in range(4))])
    found = standing(1, "Ninh Kiều", jumped, VisitColumns.of(()), None, before=[busy(W47, 50, 840)] * 4)
    assert [doubt.kind for doubt in found.doubts] == [Warned.JUMP]
