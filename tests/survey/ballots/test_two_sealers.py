"""Two sealers at once, and a ballot cast while tokens are rewritten: nothing is doubled and nothing is lost."""

from contextlib import suppress
from datetime import timedelta
from random import Random
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from kiosk.ground.db import Base, Database
from survey.ballots import casting_queries, cli, seal_actions, sealing
from survey.ballots.models import Ballot, BallotAnswer, Comment, PendingBallot, SpentToken
from survey.ledger import queries as ledger
from survey.ledger.models import CastReceipt
from tests.factories import MONDAY
from tests.survey.ballots.test_seal_actions import WEEK, heap, visits

BLOCKED_SECONDS = 1.0


def count(database: Database, table: type[Base]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_two_sealers_seal_every_ballot_and_comment_once(
    live_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit_id = live_database.write(lambda s: visits(s, 12, comments=True))
    both_have_read, enough = Barrier(2), sealing.enough

    def slowly(pending: list[PendingBallot]) -> bool:
        with suppress(BrokenBarrierError):
            both_have_read.wait(BLOCKED_SECONDS)
        return enough(pending)

    monkeypatch.setattr(sealing, "enough", slowly)

    def seal() -> None:
        chance, now = Random(), MONDAY + timedelta(days=7)
        live_database.write(
            lambda s: seal_actions.seal(s, heap(s, unit_id), before=WEEK.shift(1), now=now, chance=chance)
        )

    sealers = [Thread(target=seal) for _ in range(2)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()
    counts = {table.__tablename__: count(live_database, table) for table in (Ballot, BallotAnswer, Comment)}
    assert counts == {"ballot": 12, "ballot_answer": 12, "comment": 12}
    assert count(live_database, PendingBallot) == 0


def test_a_token_burnt_while_the_unit_s_tokens_are_rewritten_stays_spent(live_database: Database) -> None:
    unit_id = live_database.write(lambda s: visits(s, 3))
    late = "f" * 64
    burning = Thread(target=live_database.write, args=(lambda s: s.add(SpentToken(token_hash=late, unit_id=unit_id)),))

    def burn_first(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:  # noqa: ANN401 - as the hook gives it
        if statement.startswith("DELETE FROM spent_token"):
            burning.start()
            burning.join(BLOCKED_SECONDS)  # SQLite lets nobody in between: there it is burnt after

    event.listen(live_database.engine, "before_cursor_execute", burn_first)
    live_database.write(lambda s: seal_actions.rewrite_spent_tokens(s, unit_id))
    burning.join()
    with live_database.read() as session:
        assert casting_queries.is_spent(session, late)
    assert count(live_database, SpentToken) == 4


def test_two_whole_runs_at_once_keep_each_promise_once(live_app: Flask, live_database: Database) -> None:
    live_database.write(lambda s: visits(s, 12, comments=True))
    together = Barrier(2)

    def run() -> None:
        with live_app.app_context():
            together.wait(BLOCKED_SECONDS)
            cli.seal_past_weeks(MONDAY + timedelta(days=7))

    runs = [Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    with live_database.read() as session:
        kinds = [entry.partition('"kind":"')[2].partition('"')[0] for entry in ledger.entries(session, 0, 99)]
        places = session.scalars(select(CastReceipt.position)).all()
    assert sorted(kinds) == ["batch", *["cast"] * 12]
    assert sorted(place for place in places if place is not None) == list(range(12))
    assert (count(live_database, Ballot), count(live_database, Comment)) == (12, 12)
