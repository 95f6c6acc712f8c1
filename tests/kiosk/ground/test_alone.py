"""What only one process may do at a time."""

from pathlib import Path

import pytest

from kiosk.ground.alone import Occupied, alone
from kiosk.ground.db import Database


def test_the_second_is_told_and_the_next_gets_in(live_database: Database, tmp_path: Path) -> None:
    with alone(live_database, "weekly", tmp_path):
        with pytest.raises(Occupied), alone(live_database, "weekly", tmp_path):
            pass
        with alone(live_database, "another", tmp_path):
            pass
    with pytest.raises(ZeroDivisionError), alone(live_database, "weekly", tmp_path):
        raise ZeroDivisionError
    with alone(live_database, "weekly", tmp_path):
        pass
