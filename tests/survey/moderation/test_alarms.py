"""An alarm for what is set aside lately, by late decisions about whatever batch, and of one batch; it says which."""

import pytest
from flask import Flask

from kiosk.ground.calendar import Week
from survey.moderation import wording
from survey.moderation.alarms import BatchAside, Watch
from survey.moderation.standings import NONE, Standing

OLD = Week(2026, 22)


def lately(sealed: int, aside: int) -> Standing:
    return Standing(sealed, 0, {"spam": aside} if aside else {}, aside)


@pytest.mark.parametrize(
    ("sealed", "aside", "alarming"), [(11, 11, True), (5, 5, True), (4, 4, False), (250, 5, False), (249, 5, True)]
)
def test_a_batch_alone_is_an_alarm_from_five_ballots_and_over_two_in_a_hundred(
    sealed: int, aside: int, *, alarming: bool
) -> None:
    assert Watch(lately(1000, 0), 0, [BatchAside(OLD, OLD, sealed, aside)]).alarming is alarming


@pytest.mark.parametrize(("decided", "alarming"), [(0, False), (4, False), (5, True)])
def test_late_decisions_about_old_batches_are_an_alarm(decided: int, *, alarming: bool) -> None:
    assert Watch(lately(200, 0), decided, []).alarming is alarming


def test_without_ballots_lately_any_late_decision_is_an_alarm() -> None:
    assert Watch(NONE, 1, []).alarming
    assert not Watch(NONE, 0, []).alarming


def test_decisions_about_the_weeks_own_ballots_are_said_once(app: Flask) -> None:
    with app.test_request_context("/?lang=vi"):
        [said] = wording.alarm(Watch(lately(100, 3), 3, []))
    assert said == "Đã gạt 3 trên 100 phiếu của 13 tuần gần đây, quá 2 %."


def test_the_sentence_says_which_it_is(app: Flask) -> None:
    watch = Watch(lately(200, 0), 11, [BatchAside(OLD, OLD, 11, 11), BatchAside(OLD, OLD.shift(1), 30, 1)])
    with app.test_request_context("/?lang=vi"):
        first, second = wording.alarm(watch)
        assert wording.alarm(Watch(lately(200, 1), 1, [])) == []
    assert first.startswith("Trong 13 tuần gần đây có quyết định gạt 11 phiếu, kể cả phiếu của những tuần trước đó")
    assert second == "Đã gạt 11 trên 11 phiếu của đợt 25/05–31/05/2026, quá 2 %."
