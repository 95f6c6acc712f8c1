"""The weekly figures are those that somebody would count by hand."""

import pytest

from admin.measures.visits import VisitColumns
from admin.measures.waiting import Counts, MeanWait, Targets, Waits, weekly
from kiosk.ground.calendar import Week
from tests.admin.measures.offices import TARGETS, W46, W47, figures, visit, waiting


def test_a_week_without_anybody_has_no_numbers_rather_than_zero_or_full_marks() -> None:
    empty = figures([])

    assert empty.counts == Counts(*[0] * 9)
    assert empty.wait == empty.until_start == Waits(0, None, None, None, None, None, None)
    assert empty.service_level is None
    assert empty.service_level_of_all is None
    assert empty.before_opening == empty.uncounted == empty.with_uncounted == MeanWait(0, None)
    assert empty.logged_by_staff == empty.without_logged == MeanWait(0, None)
    assert not empty.uncounted_matter
    assert not empty.logged_matter


def test_one_visit_is_its_own_mean_median_and_longest_wait() -> None:
    one = figures([visit(wait=900)])

    assert one.wait == Waits(1, 900.0, 900, 900, 900, 1.0, 1.0, within_15=1.0, within_30=1.0)
    assert one.until_start.mean_seconds == 930
    assert one.until_start.within_target == 0.0
    assert one.service_level == one.service_level_of_all == 1.0


def test_zero_waits_count() -> None:
    assert figures([visit(wait=0), visit(wait=600)]).wait.mean_seconds == 300


def test_the_week_begins_at_local_midnight_which_is_17_00_utc_on_sunday() -> None:
    visits = VisitColumns.of(
        [visit("2026-11-15 23:59"), visit("2026-11-16 00:00"), visit("2026-11-22 23:59"), visit("2026-11-23 00:00")]
    )

    counted = weekly(visits, [W46, W47, Week(2026, 48)], [TARGETS] * 3)

    assert [one.counts.arrivals for one in counted] == [1, 2, 1]


def test_a_visit_belongs_to_the_week_of_its_arrival_even_when_it_ends_in_the_next() -> None:
    night = [visit("2026-11-15 23:50", wait=1200, stay=3600)]

    assert figures(night, W46).wait.mean_seconds == 1200
    assert figures(night, W47).counts.arrivals == 0


def test_week_53_and_the_turn_of_the_year() -> None:
    visits = VisitColumns.of([visit("2026-12-31 08:00"), visit("2027-01-01 08:00"), visit("2027-01-04 08:00")])

    counted = weekly(visits, [Week(2026, 53), Week(2027, 1)], [TARGETS] * 2)

    assert [one.counts.arrivals for one in counted] == [2, 1]


def test_weeks_come_back_in_the_order_they_were_asked_for() -> None:
    visits = VisitColumns.of([visit("2026-11-10 08:00"), visit("2026-11-17 08:00"), visit("2026-11-17 08:00")])

    counted = weekly(visits, [W47, Week(2026, 40), W46], [Targets(60, 120), TARGETS, TARGETS])

    assert [(one.week, one.counts.arrivals) for one in counted] == [(W47, 2), (Week(2026, 40), 0), (W46, 1)]
    assert counted[0].targets == Targets(60, 120)


def test_every_week_needs_its_target() -> None:
    with pytest.raises(ValueError, match="shorter"):
        weekly(VisitColumns.of([]), [W46, W47], [TARGETS])


def test_everybody_who_came_is_counted_once_by_how_it_ended() -> None:
    week = figures(
        [
            visit(),
            visit(state="closed"),
            visit(state="closed", way=None),
            visit(state="closed", wait=None, way=None),
            waiting(60),
            visit(state="no_show", way=None),
            visit(state="removed", wait=None),
            visit(state="waiting", wait=None, stay=None),
            visit(state="serving", stay=None),
            visit(state="done", wait=None),
        ]
    )

    assert week.counts == Counts(
        arrivals=10, called=5, served=2, left=1, no_show=1, removed=1, closed=2, unfinished=3, doubtful=0
    )
    assert week.wait.n == 2


def test_those_who_left_before_the_target_are_not_expected_but_the_twin_counts_them() -> None:
    week = figures([visit(wait=900), visit(wait=901), waiting(899), waiting(900)])

    assert week.service_level == 1 / 3
    assert week.service_level_of_all == 1 / 4


def test_only_leaving_early_makes_no_service_level_at_all() -> None:
    week = figures([waiting(60)])

    assert week.service_level is None
    assert week.service_level_of_all == 0.0


def test_marking_a_visit_doubtful_takes_it_from_the_headline_and_never_lifts_the_service_level() -> None:
    sure = figures([visit(wait=60), visit(wait=7200), waiting(60)])
    marked = figures([visit(wait=60), visit(wait=7200, doubtful=True), waiting(60)._replace(doubtful=True)])

    assert marked.wait.n == 1
    assert marked.counts.doubtful == 2
    assert marked.counts.served == 2
    assert marked.uncounted == MeanWait(2, 3630.0)
    assert marked.with_uncounted.seconds == sure.with_uncounted.seconds
    assert (marked.service_level or 0) < (sure.service_level or 0)


def test_a_call_before_the_arrival_is_doubtful_rather_than_a_negative_wait() -> None:
    week = figures([visit(wait=-60), visit(wait=60)])

    assert week.wait.mean_seconds == 60
    assert week.counts.doubtful == 1
    assert week.uncounted == MeanWait(0, None)


def test_waiting_before_opening_is_part_of_the_wait_and_shown_apart() -> None:
    early = visit("2026-11-16 07:00", opened="2026-11-16 07:30", wait=2400)
    called_before_opening = visit("2026-11-16 07:20", opened="2026-11-16 07:30", wait=300)

    week = figures([early, called_before_opening, visit(wait=0)])

    assert week.wait.mean_seconds == 900
    assert week.before_opening == MeanWait(2, (1800 + 300) / 2)


def test_those_left_out_are_shown_with_what_they_had_waited() -> None:
    week = figures([visit(wait=600), visit(wait=600), waiting(3000), visit(state="waiting", wait=None, stay=None)])

    assert week.wait.mean_seconds == 600
    assert week.uncounted == MeanWait(1, 3000.0)
    assert week.with_uncounted == MeanWait(3, 1400.0)


def test_what_was_written_by_hand_is_told_apart() -> None:
    week = figures([visit(wait=600), visit(wait=60, by_staff=True), visit(wait=240, by_staff=True, by_hand=True)])
    assert week.wait.n == 3
    assert week.logged_by_staff == MeanWait(2, 150.0)
    assert week.by_hand == MeanWait(1, 240.0)


def test_the_page_must_speak_of_those_left_out_when_they_are_many_or_waited_longer() -> None:
    served = [visit(wait=600)] * 99

    assert figures([*served, waiting(700)]).uncounted_matter
    assert not figures([*served[:4], waiting(700)]).uncounted_matter
    assert not figures([*served, waiting(500)]).uncounted_matter
    assert figures([*served, *[waiting(500)] * 6]).uncounted_matter


def test_the_headline_is_also_given_without_what_the_staff_logged() -> None:
    logged = [visit(wait=0, by_staff=True), visit(wait=60, by_staff=True)]
    left_out = visit(wait=0, by_staff=True, doubtful=True)

    week = figures([visit(wait=1200), visit(wait=600), *logged, left_out])

    assert week.wait.mean_seconds == 465
    assert week.logged_by_staff == MeanWait(2, 30.0)
    assert week.without_logged == MeanWait(2, 900.0)


def test_the_page_must_speak_of_what_the_staff_logged_when_it_is_much_or_waited_half_as_long() -> None:
    others = [visit(wait=600)] * 12

    assert not figures(others).logged_matter
    assert not figures([*others, *[visit(wait=600, by_staff=True)] * 3]).logged_matter
    assert figures([*others, *[visit(wait=600, by_staff=True)] * 4]).logged_matter
    assert not figures([*others, visit(wait=300, by_staff=True)]).logged_matter
    assert figures([*others, visit(wait=299, by_staff=True)]).logged_matter
    assert figures([visit(wait=60, by_staff=True)] * 10).logged_matter
    assert not figures([visit(wait=60, by_staff=True)] * 9).logged_matter
