"""What happens in the sample's hall can happen in a real one."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from admin.demo.arrivals import arrivals
from admin.demo.hall import CLOSES, OPENS, Hall
from admin.demo.offices import OFFICES, Office
from admin.demo.rosters import roster
from admin.demo.stays import Pause, Presence, Stay
from kiosk.queue.kinds import Channel, PauseReason
from kiosk.queue.tickets import Quality, State

SEEDS = range(12)
NINE = 9 * 3600
OFFICE = OFFICES[0]


def busy_day(office: Office, seed: int) -> tuple[list[Stay], list[Presence]]:
    chance = Random(seed)
    stays = arrivals(office, 0, swing=1, chance=chance)
    presences = roster(office, 0, improved=seed % 2 == 0, chance=chance)
    Hall(office, stays, presences, chance).run()
    return stays, presences


def person(arrived: int, *, needs: int = 300, patience: int = 9999, says_so: bool = True) -> Stay:
    return Stay(0, arrived, needs, patience, says_so, Channel.PHONE, None, "too_long")


def test_one_with_priority_is_called_before_every_two_others() -> None:
    others = [person(NINE + second) for second in range(5)]
    old = [replace(person(NINE + 10 + second), priority="aged_80") for second in range(2)]
    hall([*others, *old], Presence(0, NINE, CLOSES, ()))
    called = sorted([*others, *old], key=lambda stay: stay.called or 0)
    assert [stay.priority for stay in called] == ["normal", "aged_80", "normal", "normal", "aged_80", *["normal"] * 2]


def hall(stays: list[Stay], *presences: Presence) -> None:
    Hall(OFFICE, stays, list(presences), Random(1)).run()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.slug)
def test_everybody_ends_and_no_time_runs_backwards(office: Office, seed: int) -> None:
    for stay in busy_day(office, seed)[0]:
        times = [stay.arrived, stay.called, stay.recalled, stay.started, stay.ended]
        happened = [at for at in times if at is not None]
        assert happened == sorted(happened)
        assert stay.state is not State.WAITING
        assert (stay.called is None) == (stay.desk is None)
        assert (stay.reason is None) or stay.state in {State.LEFT, State.REMOVED}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.slug)
def test_a_counter_has_one_person_at_a_time_and_only_of_its_services(office: Office, seed: int) -> None:
    stays, presences = busy_day(office, seed)
    for place, desk in enumerate(office.desks):
        mine = sorted((s for s in stays if s.desk == place), key=lambda stay: stay.called or 0)
        assert all(office.services[stay.service].prefix in desk.serves for stay in mine)
        finished = [stay for stay in mine if stay.state is not State.CLOSED]
        assert all(later.called and later.called >= earlier.ended for earlier, later in pairwise(finished))
        open_at = [(p.opens, p.stops) for p in presences if p.desk == place]
        assert all(any(a <= (s.called or 0) < b for a, b in open_at) for s in mine)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_called_in_a_break(seed: int) -> None:
    stays, presences = busy_day(OFFICE, seed)
    for presence in presences:
        assert [pause.reason for pause in presence.pauses] == [p.reason for p in presence.planned][
            : len(presence.pauses)
        ]
        for pause in presence.pauses:
            assert presence.opens <= pause.begins < pause.ends <= presence.closes
            called = [s.called for s in stays if s.desk == presence.desk and s.called is not None]
            assert not [at for at in called if pause.begins <= at < pause.ends]


def test_the_first_to_come_is_the_first_to_be_called() -> None:
    stays = [person(NINE + minute * 60) for minute in range(6)]
    hall(stays, Presence(0, OPENS, CLOSES, ()))
    called = [stay.called or 0 for stay in stays]
    assert called == sorted(called)
    assert called[0] == NINE


def test_who_comes_before_opening_is_called_at_opening() -> None:
    early = person(OPENS - 900)
    hall([early], Presence(0, OPENS - 240, CLOSES, ()))
    assert (early.called, early.estimate) == (OPENS, None)


def test_who_loses_patience_gives_the_number_back_or_is_called_in_vain() -> None:
    first, leaves, vanishes = (
        person(NINE, needs=3600),
        person(NINE + 1, patience=600),
        person(NINE + 2, patience=600, says_so=False),
    )
    hall([first, leaves, vanishes], Presence(0, OPENS, CLOSES, ()))
    assert (leaves.state, leaves.ended, leaves.reason) == (State.LEFT, NINE + 601, "too_long")
    assert (vanishes.state, vanishes.started, vanishes.reason) == (State.NO_SHOW, None, None)
    assert vanishes.called is not None
    assert vanishes.called >= first.ended


def test_a_break_begins_when_the_service_before_it_is_over() -> None:
    first, second = person(NINE, needs=1800), person(NINE + 60)
    planned = Pause(NINE + 600, NINE + 1200, PauseReason.BREAK)
    presence = Presence(0, OPENS, CLOSES, (planned,))
    hall([first, second], presence)
    (pause,) = presence.pauses
    assert first.ended <= pause.begins < first.ended + 30
    assert pause.ends - pause.begins == 600
    assert second.called == pause.ends


def test_whoever_still_waits_is_closed_as_of_closing_time() -> None:
    last = person(CLOSES - 60)
    hall([last], Presence(0, OPENS, NINE, ()))
    assert (last.state, last.ended, last.ended_quality) == (State.CLOSED, CLOSES, Quality.SYSTEM)


def test_the_wait_quoted_grows_with_the_people_in_front() -> None:
    stays = [person(NINE + second) for second in range(8)]
    hall(stays, Presence(0, OPENS, CLOSES, ()))
    assert [stay.ahead for stay in stays] == [0, 0, 1, 2, 3, 4, 5, 6]
    quoted = [stay.estimate.high_seconds for stay in stays if stay.estimate]
    assert quoted == sorted(quoted)
    assert len(quoted) == 8
