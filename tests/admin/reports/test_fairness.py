"""Somebody is overtaken when a person who came to the same line later is called earlier; each has a reason."""

from admin.reports.fairness import Joined, Reason, Stay, fairness, overtakings
from kiosk.queue.order import Policy
from kiosk.queue.turns import By, Turn

MINUTE = 60_000_000
NEXT = Turn(By.ORDER, Policy.INTERLEAVED)
PICK = Turn(By.CHOICE, Policy.INTERLEAVED)
TARGET = 15 * 60


def stay(ticket_id: int, queued: int, called: int | None, **values: object) -> Stay:
    """Somebody who joined the line and was called so many minutes after nine."""
    until = None if called is None else called * MINUTE
    known: dict[str, object] = {
        "ticket_id": ticket_id,
        "group_id": 1,
        "code": "normal",
        "rank": 0,
        "joined": Joined.ARRIVED,
        "counts": True,
        "queued_us": queued * MINUTE,
        "called_us": until,
        "until_us": until,
        "wait_us": None if until is None else until - queued * MINUTE,
        "turn": None if until is None else PICK,
    }
    return Stay(**(known | values))  # type: ignore[arg-type]


def found(*stays: Stay, turn: Turn | None = PICK) -> dict[int, dict[Reason, int]]:
    """The overtakings by reason, all having been called in one way."""
    called = [one if one.called_us is None else one._replace(turn=turn) for one in stays]
    return {ticket: dict(counted) for ticket, counted in overtakings(called).items()}


def test_called_in_the_order_of_coming_nobody_is_overtaken() -> None:
    assert found(stay(1, 0, 5), stay(2, 1, 6), stay(3, 1, 7)) == {}


def test_whoever_is_called_after_a_later_comer_was_overtaken() -> None:
    assert found(stay(1, 0, 9), stay(2, 1, 5), stay(3, 2, 6)) == {1: {Reason.OUT_OF_TURN: 2}}


def test_another_line_does_not_count() -> None:
    assert found(stay(1, 0, 9), stay(2, 1, 5, group_id=2)) == {}


def test_whoever_came_after_the_call_overtook_nobody() -> None:
    assert found(stay(1, 0, 5), stay(2, 6, 7)) == {}


def test_people_who_came_at_once_overtake_nobody() -> None:
    assert found(stay(1, 0, 9), stay(2, 0, 5)) == {}


def test_whoever_gave_up_was_overtaken_as_well() -> None:
    assert found(stay(1, 0, None, until_us=9 * MINUTE), stay(2, 1, 5)) == {1: {Reason.OUT_OF_TURN: 1}}


def test_whoever_still_waits_is_not_judged_yet() -> None:
    assert found(stay(1, 0, None), stay(2, 1, 5)) == {}


def test_a_class_that_goes_first_is_the_policy() -> None:
    line = stay(1, 0, 9), stay(2, 1, 5, rank=2), stay(3, 2, 4, rank=1)

    assert found(*line, turn=NEXT) == {1: {Reason.PRIORITY: 2}, 2: {Reason.PRIORITY: 1}}


def test_a_class_that_a_clerk_picked_is_out_of_turn_under_every_policy() -> None:
    line = stay(1, 0, 9), stay(2, 1, 5, rank=2)

    for policy in Policy:
        assert found(*line, turn=Turn(By.CHOICE, policy)) == {1: {Reason.OUT_OF_TURN: 1}}


def test_what_no_rule_explains_and_nobody_picked_is_said_to_be_unknown() -> None:
    line = stay(1, 0, 9), stay(2, 1, 5, rank=1)
    others = stay(1, 0, 9, rank=1), stay(2, 1, 5), stay(3, 2, 6, rank=2), stay(4, 3, 7, rank=1)

    for turn in (None, Turn(By.ORDER, Policy.ARRIVAL)):
        assert found(*line, turn=turn) == {1: {Reason.NOT_KEPT: 1}}
    for policy in Policy:
        assert found(*others, turn=Turn(By.ORDER, policy))[1] == {Reason.NOT_KEPT: 3}


def test_whoever_was_written_down_later_may_overtake_and_is_not_overtaken() -> None:
    late = stay(3, 2, 5, joined=Joined.WRITTEN_LATER, counts=False)
    line = stay(1, 0, 9), stay(2, 1, 4), late, stay(4, 3, 4)

    assert found(*line, turn=NEXT) == {1: {Reason.NOT_KEPT: 2, Reason.WRITTEN_LATER: 1}}
    assert fairness(line, [], TARGET).overtakings.waited == 3


def test_whoever_comes_back_or_is_transferred_is_a_reason_of_its_own() -> None:
    line = (
        stay(1, 0, 9),
        stay(2, 1, 5, joined=Joined.CAME_BACK, rank=1),
        stay(3, 2, 6, joined=Joined.TRANSFER),
    )

    assert found(*line) == {1: {Reason.OUT_OF_TURN: 2}}
    assert found(*line, turn=NEXT) == {1: {Reason.CAME_BACK: 1, Reason.TRANSFER: 1}}


def test_the_report_counts_people_and_times() -> None:
    stays = [stay(1, 0, 20), stay(2, 1, 19), stay(3, 2, 6, rank=1, code="aged_80", turn=NEXT), stay(4, 3, 7)]
    stays += [stay(number, 30 + number, 31 + number) for number in range(5, 12)]

    report = fairness(stays, ["disabled", "aged_80"], TARGET).overtakings

    assert (report.waited, report.by_how_many, report.share) == (11, (2, 3), 2 / 11)
    assert report.people == {
        Reason.PRIORITY: 2,
        Reason.OUT_OF_TURN: 2,
        Reason.CAME_BACK: 0,
        Reason.TRANSFER: 0,
        Reason.WRITTEN_LATER: 0,
        Reason.NOT_KEPT: 0,
    }
    assert (report.times[Reason.PRIORITY], report.times[Reason.OUT_OF_TURN]) == (2, 3)


def test_waits_stand_by_class_those_who_go_first_in_front() -> None:
    stays = [stay(number, number, number + 20) for number in range(10)]
    stays += [stay(100 + number, number, number + 10, code="aged_80", rank=2) for number in range(9)]
    stays += [stay(200, 1, 3, code="disabled", rank=1), stay(201, 1, 3, code="unheard", rank=7)]

    classes = fairness(stays, ["disabled", "aged_80"], TARGET).classes

    assert [one.code for one in classes] == ["disabled", "aged_80", "unheard", "normal"]
    last = classes[-1]
    assert (last.n, last.mean_seconds, last.median_seconds, last.p90_seconds) == (10, 1200, 1200, 1200)
    assert (last.within_target, last.waited) == (0, 10)


def test_under_ten_visits_a_class_says_nothing_but_how_many() -> None:
    stays = [stay(number, number, number + 1, code="aged_80", rank=1) for number in range(9)]

    (only,) = fairness(stays, [], TARGET).classes

    assert (only.n, only.waited, only.overtaken) == (9, 9, 0)
    assert (only.mean_seconds, only.median_seconds, only.p90_seconds, only.within_target) == (None, None, None, None)
    assert only.overtaken_share is None


def test_without_anybody_there_is_nothing() -> None:
    report = fairness([], [], TARGET)

    assert (report.classes, report.overtakings.waited, report.overtakings.share) == ((), 0, None)
