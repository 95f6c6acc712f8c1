from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

from sqlalchemy.orm import Session

from kiosk.ground.db import Database
from kiosk.office import actions, queries
from kiosk.office.refusals import Refused
from tests.factories import MONDAY, unit

DAY = date(2026, 11, 16)


def move(session: Session, unit_id: int, parent_id: int) -> None:
    standing = replace(actions.standing_of(queries.versions_of(session, unit_id)[-1]), parent_id=parent_id)
    actions.change_from(session, unit_id, DAY, standing, now=MONDAY, staff_id=None)


def test_two_moves_at_once_never_make_a_loop(live_database: Database) -> None:
    for _ in range(8):
        one, two = live_database.write(lambda s: (unit(s).id, unit(s).id))
        start = Barrier(2)

        def move_at_once(unit_id: int, parent_id: int, start: Barrier = start) -> bool:
            start.wait()
            try:
                live_database.write(lambda s: move(s, unit_id, parent_id))
            except Refused:
                return False
            return True

        with ThreadPoolExecutor(2) as threads:
            done = list(threads.map(move_at_once, (one, two), (two, one)))

        assert sorted(done) == [False, True]
