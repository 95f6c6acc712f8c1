"""Writers at once: no gap, no fork, no leaf twice."""

import json
from threading import Thread

from kiosk.ground.db import Database
from survey.ledger import actions, entries, queries, tree

WRITERS, EACH = 4, 5


def test_entries_of_several_writers_stand_one_after_the_other(live_database: Database) -> None:
    def write(writer: int) -> None:
        for turn in range(EACH):
            told = [entries.start(f"w{writer}-{turn}", place) for place in range(writer + 1)]
            live_database.write(lambda s, told=told: actions.append(s, told))  # type: ignore[misc]

    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with live_database.read() as session:
        size = queries.size(session)
        kept = queries.entries(session, 0, size + 1)
        root = queries.root(session, size)
    assert size == len(kept) == EACH * sum(range(1, WRITERS + 1))
    assert root == tree.root([tree.leaf_hash(line.encode()) for line in kept])
    runs: dict[str, list[int]] = {}
    for line in kept:
        told = json.loads(line)
        runs.setdefault(told["unit"], []).append(told["spent"])
    assert len(runs) == WRITERS * EACH
    assert all(spent == list(range(len(spent))) for spent in runs.values())
