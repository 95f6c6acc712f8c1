from random import Random

import pytest

from tests.survey.audit.matching import match

VISITS = list(range(240))
TRUTH = {visit: f"ballot {visit}" for visit in VISITS}
CELLS = {ballot: visit % 6 for visit, ballot in TRUTH.items()}


def shuffled(seed: int) -> list[str]:
    ballots = list(TRUTH.values())
    Random(seed).shuffle(ballots)
    return ballots


def test_ballots_in_the_order_of_visits_are_all_found() -> None:
    found = match(VISITS, list(TRUTH.values()), TRUTH, CELLS)
    assert found.hits == len(VISITS)
    assert not found.blind


def test_ballots_in_the_opposite_order_are_no_luck_either() -> None:
    assert not match(VISITS, list(TRUTH.values())[::-1], TRUTH, CELLS).blind


def test_an_order_that_was_only_stirred_a_little_is_noticed() -> None:
    chance = Random(3)
    stirred = sorted(TRUTH.values(), key=lambda ballot: int(ballot.split()[1]) + chance.uniform(-60, 60))
    assert not match(VISITS, stirred, TRUTH, CELLS).blind


@pytest.mark.parametrize("seed", range(20))
def test_a_random_order_is_luck(seed: int) -> None:
    found = match(VISITS, shuffled(seed), TRUTH, CELLS)
    assert found.blind
    assert found.hits < 20


def test_the_chance_of_a_hit_is_exact() -> None:
    three = {0: "a", 1: "b", 2: "c"}
    whole = dict.fromkeys("abc", 0)
    assert match([0, 1, 2], ["a", "b", "c"], three, whole).chance == pytest.approx(1 / 6)
    assert match([0, 1, 2], ["a", "c", "b"], three, whole).chance == pytest.approx(4 / 6)
    assert match([0, 1, 2], ["b", "c", "a"], three, whole).chance == pytest.approx(1)
