"""Ballots are compared with the visits of the same units in the same weeks, and with no others."""

from collections.abc import Sequence

from admin.measures.coverage import Pooled, pooled
from admin.measures.visits import Visit, VisitColumns
from kiosk.ground.calendar import Week
from survey.ballots.models import BallotChannel
from survey.ballots.queries import BatchCounts
from tests.admin.measures.offices import W46, W47, visit

HERE, THERE = 1, 2
VISIT, KIOSK = BallotChannel.VISIT, BallotChannel.KIOSK
W45 = Week(2026, 45)


def batch(
    unit_id: int,
    n: int,
    first: Week = W47,
    last: Week = W47,
    questionnaire_id: int = 1,
    channel: BallotChannel = VISIT,
    angry: int = 0,
) -> BatchCounts:
    return BatchCounts(unit_id, first, last, (angry, 0, 0, 0, n), questionnaire_id, channel)


def at_unit(unit_id: int, n: int, week: Week, state: str = "done") -> list[Visit]:
    return [visit(f"{week.monday} 08:00", state=state)._replace(unit_id=unit_id)] * n


def seen(
    batches: Sequence[BatchCounts],
    *visits: Sequence[Visit],
    since: Week = W46,
    others: Sequence[BatchCounts] = (),
) -> Pooled:
    return pooled(batches, VisitColumns.of([one for some in visits for one in some]), since=since, others=others)


def test_a_unit_that_waited_a_week_does_not_bring_in_the_other_units_visits_of_that_week() -> None:
    batches = [batch(HERE, 20, W46, W47), batch(THERE, 30)]

    here = [*at_unit(HERE, 15, W46), *at_unit(HERE, 25, W47)]
    there = [*at_unit(THERE, 99, W46), *at_unit(THERE, 60, W47)]
    both = seen(batches, here, there)

    assert both.scores[VISIT].score.n == 50
    assert both.scores[VISIT].score.served == 15 + 25 + 60
    assert (both.scores[VISIT].from_week, both.scores[VISIT].until_week) == (W46, W47)


def test_a_unit_without_a_batch_is_not_among_those_who_could_have_answered() -> None:
    alone = seen([batch(HERE, 20)], at_unit(HERE, 40, W47), at_unit(THERE, 40, W47))

    assert alone.scores[VISIT].score.coverage == 0.5


def test_those_who_were_not_served_are_not_counted() -> None:
    assert (
        seen([batch(HERE, 20)], at_unit(HERE, 40, W47), at_unit(HERE, 9, W47, "left")).scores[VISIT].score.served == 40
    )


def test_a_batch_that_began_before_the_visits_were_read_has_no_coverage() -> None:
    score = seen([batch(HERE, 20, W45, W47)], at_unit(HERE, 40, W47)).scores[VISIT].score

    assert (score.n, score.served, score.coverage) == (20, None, None)


def test_other_wordings_are_not_pooled_and_the_larger_heap_is_shown() -> None:
    batches = [batch(HERE, 20), batch(THERE, 30, questionnaire_id=2), batch(3, 5, questionnaire_id=2)]

    larger = seen(batches, at_unit(HERE, 40, W47), at_unit(THERE, 50, W47), at_unit(3, 10, W47))

    assert (larger.scores[VISIT].score.n, larger.scores[VISIT].score.served) == (30, 60)
    assert larger.left_out == 25


def test_fewer_than_ten_of_a_unit_are_not_the_rest_of_its_organisation() -> None:
    visits = [*at_unit(HERE, 40, W47), *at_unit(THERE, 40, W47)]
    whole = seen([batch(HERE, 20), batch(THERE, 0, angry=7)], visits)
    found = whole.scores[VISIT].score
    assert (found.counts, found.coverage, whole.left_out) == ((0, 0, 0, 0, 20), 27 / 80, 7)
    assert (found.lowest, found.highest) == (None, None)
    few = seen([batch(HERE, 7), batch(THERE, 6)]).scores[VISIT].score
    assert (few.n, few.shown) == (7, False)


def test_bounds_give_away_no_channel_of_fewer_than_ten() -> None:
    both = seen([batch(HERE, 20), batch(HERE, 7, channel=KIOSK)], at_unit(HERE, 60, W47)).scores
    assert (both[VISIT].score.lowest, both[KIOSK].score.n, both[KIOSK].score.shown) == (None, 7, False)
    assert both[VISIT].score.coverage == 27 / 60


def test_nothing_is_left_out_where_everybody_answered_the_same_question() -> None:
    assert seen([batch(HERE, 20), batch(THERE, 30)]).left_out == 0


def test_channels_have_a_score_each_and_the_coverage_and_bounds_of_both() -> None:
    both = seen([batch(HERE, 20), batch(HERE, 6, channel=KIOSK, angry=4)], at_unit(HERE, 60, W47)).scores
    phone, tablet = both[VISIT].score, both[KIOSK].score

    assert (phone.counts, phone.top2) == ((0, 0, 0, 0, 20), 1.0)
    assert (tablet.counts, tablet.top2) == ((4, 0, 0, 0, 6), 0.6)
    for score in (phone, tablet):
        assert score.coverage == 30 / 60
        assert (score.lowest, score.highest) == (26 / 60, (26 + 30) / 60)


def test_ballots_at_the_tablet_alone_are_a_score_too() -> None:
    scores = seen([batch(HERE, 10, channel=KIOSK)], at_unit(HERE, 40, W47)).scores

    assert list(scores) == [KIOSK]
    assert scores[KIOSK].score.coverage == 0.25


def test_those_who_answered_on_a_phone_while_the_tablets_ballots_waited_were_not_silent() -> None:
    tablet, earlier = batch(HERE, 10, W46, W47, channel=KIOSK), batch(HERE, 15, W46, W46)
    elsewhere = [earlier, batch(THERE, 50, W46, W46), batch(HERE, 50, W45, W45), batch(HERE, 50, W46, W46, 2)]

    scores = seen([tablet, batch(HERE, 20)], at_unit(HERE, 40, W46), at_unit(HERE, 50, W47), others=elsewhere).scores

    assert (scores[VISIT].score.n, scores[KIOSK].score.n) == (20, 10)
    assert scores[KIOSK].score.coverage == scores[VISIT].score.coverage == (20 + 10 + 15) / 90
