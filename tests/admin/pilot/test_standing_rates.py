"""What is said every Monday of units where nothing happens; the whole table: `python -m bench.standing`."""

from bench.standing import ONCE, TWICE, rates


def test_looked_at_every_monday_a_unit_without_any_change_is_rarely_said_to_have_improved() -> None:
    found = rates(12, 25)
    assert found[TWICE].looks < 0.02
    assert found[TWICE].units < 0.2 < found[ONCE].units
