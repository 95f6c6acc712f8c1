"""Ballots are compared with the visits of the same units in the same weeks, and with no others."""

from collections.abc import Sequence

from admin.reports.coverage import Pooled, pooled
from admin.reports.visits import Visit, VisitColumns
from kiosk.ground.calendar import Week
from survey.ballots.queries import BatchCounts
from tests.admin.reports.offices import W46, W47, visit

HERE, THERE = 1, 2
W45 = Week(2026, 45)


def batch(unit_id: int, n: int, first: Week = W47, last: Week = W47, questionnaire_id: int = 1) -> BatchCounts:
    return BatchCounts(unit_id, first, last, (0, 0, 0, 0, n), questionnaire_id)


def at_unit(unit_id: int, n: int, week: Week, state: str = "done") -> list[Visit]:
    return [visit(f"{week.monday} 08:00", state=state)._replace(unit_id=unit_id)] * n


def seen(batches: Sequence[BatchCounts], *visits: Sequence[Visit], since: Week = W46) -> Pooled:
    return pooled(batches, VisitColumns.of([one for some in visits for one in some]), since=since)


def test_a_unit_that_waited_a_week_does_not_bring_in_the_other_units_visits_of_that_week() -> None:
    batches = [batch(HERE, 20, W46, W47), batch(THERE, 30)]

    here = [*at_unit(HERE, 15, W46), *at_unit(HERE, 25, W47)]
    there = [*at_unit(THERE, 99, W46), *at_unit(THERE, 60, W47)]
    both = seen(batches, here, there)

    assert both.sealed.score.n == 50
    assert both.sealed.score.served == 15 + 25 + 60
    assert (both.sealed.from_week, both.sealed.until_week) == (W46, W47)


def test_a_unit_without_a_batch_is_not_among_those_who_could_have_answered() -> None:
    alone = seen([batch(HERE, 20)], at_unit(HERE, 40, W47), at_unit(THERE, 40, W47))

    assert alone.sealed.score.coverage == 0.5


def test_those_who_were_not_served_are_not_counted() -> None:
    assert seen([batch(HERE, 20)], at_unit(HERE, 40, W47), at_unit(HERE, 9, W47, "left")).sealed.score.served == 40


def test_a_batch_that_began_before_the_visits_were_read_has_no_coverage() -> None:
    score = seen([batch(HERE, 20, W45, W47)], at_unit(HERE, 40, W47)).sealed.score

    assert (score.n, score.served, score.coverage) == (20, None, None)


def test_other_wordings_are_not_pooled_and_the_larger_heap_is_shown() -> None:
    batches = [batch(HERE, 20), batch(THERE, 30, questionnaire_id=2), batch(3, 5, questionnaire_id=2)]

    larger = seen(batches, at_unit(HERE, 40, W47), at_unit(THERE, 50, W47), at_unit(3, 10, W47))

    assert (larger.sealed.score.n, larger.sealed.score.served) == (35, 60)
    assert larger.left_out == 20


def test_nothing_is_left_out_where_everybody_answered_the_same_question() -> None:
    assert seen([batch(HERE, 20), batch(THERE, 30)]).left_out == 0
