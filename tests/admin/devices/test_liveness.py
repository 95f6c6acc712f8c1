from datetime import timedelta

import pytest

from admin.devices.liveness import Liveness, Pulse, liveness
from tests.factories import MONDAY


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        (timedelta(), Liveness(Pulse.ALIVE, 0)),
        (timedelta(seconds=119), Liveness(Pulse.ALIVE, 1)),
        (timedelta(minutes=2), Liveness(Pulse.MINUTES, 2)),
        (timedelta(minutes=59, seconds=59), Liveness(Pulse.MINUTES, 59)),
        (timedelta(hours=1), Liveness(Pulse.LONG, 60)),
        (timedelta(seconds=-30), Liveness(Pulse.ALIVE, 0)),  # a clock that was set back
    ],
)
def test_a_tablet_is_alive_for_two_minutes(silent: timedelta, expected: Liveness) -> None:
    assert liveness(MONDAY - silent, None, now=MONDAY) == expected


def test_one_that_was_never_heard_of_or_is_revoked_is_not_called_silent() -> None:
    assert liveness(None, None, now=MONDAY) == Liveness(Pulse.NEVER)
    assert liveness(MONDAY, MONDAY, now=MONDAY) == Liveness(Pulse.REVOKED)
