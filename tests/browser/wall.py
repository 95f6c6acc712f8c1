"""The clock on the office's wall, which only the test moves."""

from datetime import datetime, timedelta

from tests.factories import MONDAY


class Wall:
    """Holds *now*, an aware instant; time stands still until told otherwise."""

    def __init__(self) -> None:
        self.now: datetime = MONDAY

    def forward(self, *, days: int = 0, minutes: int = 0, seconds: int = 0) -> None:
        """Let time pass."""
        self.now += timedelta(days=days, minutes=minutes, seconds=seconds)
