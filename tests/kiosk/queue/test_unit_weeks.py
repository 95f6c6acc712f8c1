from datetime import time

from kiosk.queue.unit_weeks import HourWait, hours_to_show

OFFICE = [(time(7, 30), time(11, 30)), (time(13, 30), time(17))]


def test_every_opening_hour_is_shown_also_when_nothing_is_known_about_it() -> None:
    shown = hours_to_show(OFFICE, [HourWait(8, 40, 600)])
    assert [one.hour for one in shown] == [7, 8, 9, 10, 11, 13, 14, 15, 16]
    assert shown[1] == HourWait(8, 40, 600)
    assert shown[0] == HourWait(7, 0, None)


def test_an_hour_outside_the_opening_hours_is_shown_when_enough_people_came_then() -> None:
    known = [HourWait(6, 12, 2400), HourWait(12, 3, None)]
    assert [one.hour for one in hours_to_show(OFFICE, known)] == [6, 7, 8, 9, 10, 11, 13, 14, 15, 16]


def test_where_no_hour_has_enough_visits_there_is_no_row() -> None:
    assert hours_to_show([], []) == ()
    assert hours_to_show(OFFICE, [HourWait(8, 9, None)]) == ()
