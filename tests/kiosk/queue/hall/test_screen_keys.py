import pytest

from kiosk.queue.hall.screen_keys import CHARS, opens, screen_key

SECRET = "s" * 32


def test_each_unit_and_each_deployment_has_a_key_of_its_own() -> None:
    keys = {screen_key(secret, unit_id) for secret in (SECRET, "t" * 32) for unit_id in range(50)}
    assert len(keys) == 100
    assert all(len(key) == CHARS and key.isalnum() and key.islower() for key in keys)


@pytest.mark.parametrize("write", [str.upper, lambda key: f"{key[:4]}-{key[4:8]} {key[8:]}"])
def test_a_key_opens_however_it_is_typed(write: object) -> None:
    assert callable(write)
    assert opens(write(screen_key(SECRET, 7)), SECRET, 7)


@pytest.mark.parametrize("typed", ["", "x", screen_key(SECRET, 8), screen_key(SECRET, 7)[:-1], "ệ" * 12, "\0"])
def test_nothing_else_opens(typed: str) -> None:
    assert not opens(typed, SECRET, 7)
