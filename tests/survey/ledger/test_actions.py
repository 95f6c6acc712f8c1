"""Appending keeps leaves, tiles and head together; receipts get their places; nothing says who came first."""

import json
from datetime import date
from random import Random

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.ledger import actions, entries, queries, tree
from survey.ledger.models import CastReceipt, LedgerTile
from tests.factories import unit

WEEK = Week(2026, 47)
DUE = date(2026, 11, 30)


def lines(count: int) -> list[str]:
    return [entries.cast("ninh-kieu", str(WEEK), f"{place:064x}") for place in range(count)]


def promised(session: Session, unit_id: int, count: int, week: Week = WEEK, begin: int = 0) -> list[str]:
    """Promise *count* commitments in an order of their own; return the digests of the receipts' codes."""
    digests = [f"{place:064x}" for place in range(begin, begin + count)]
    Random(count).shuffle(digests)
    for place, digest in enumerate(digests):
        committed = f"{(place * 7919) % 65_537 + begin:064x}"
        session.add(CastReceipt(code_hash=digest, unit_id=unit_id, week=str(week), commitment=committed, due=DUE))
    session.flush()
    return digests


def test_entries_stand_where_they_were_put_and_are_proved(session: Session) -> None:
    told = lines(600)
    assert actions.append(session, told[:1]) == range(1)
    assert actions.append(session, told[1:300]) == range(1, 300)
    assert actions.append(session, []) == range(300, 300)
    assert actions.append(session, told[300:]) == range(300, 600)
    assert queries.size(session) == 600
    assert queries.entries(session, 0, 600) == told
    leaves = [tree.leaf_hash(line.encode()) for line in told]
    assert queries.root(session, 600) == tree.root(leaves)
    assert queries.root(session, 0) == tree.EMPTY_ROOT
    for position, size in ((0, 1), (0, 600), (299, 300), (511, 600), (599, 600)):
        proof = queries.inclusion(session, position, size)
        assert tree.includes(leaves[position], position, size, proof, tree.root(leaves[:size]))
    for old, new in ((1, 600), (256, 600), (300, 512), (599, 600)):
        proof = queries.consistency(session, old, new)
        assert tree.extends(old, new, proof, tree.root(leaves[:old]), tree.root(leaves[:new]))


def test_no_proof_is_made_of_leaves_that_are_not_there(session: Session) -> None:
    actions.append(session, lines(3))
    with pytest.raises((KeyError, ValueError)):
        queries.root(session, 4)
    with pytest.raises((KeyError, ValueError)):
        queries.inclusion(session, 0, 300)
    with pytest.raises(ValueError, match="no leaf"):
        queries.inclusion(session, 3, 3)


def test_nothing_is_appended_to_a_tree_that_lost_a_tile(session: Session) -> None:
    actions.append(session, lines(3))
    session.execute(update(LedgerTile).values(hashes=b""))
    with pytest.raises(ValueError, match="bytes"):
        actions.append(session, lines(1))


def test_words_of_any_language_are_hashed_as_they_are_kept(session: Session) -> None:
    entry = entries.decision("aside", "phường-ninh-kiều", [], reason="spam", batch_number=None)
    actions.append(session, [entry])
    assert queries.entries(session, 0, 1) == [entry]
    assert queries.root(session, 1) == tree.leaf_hash(entry.encode())


@pytest.mark.parametrize("statement", ["UPDATE ledger_leaf SET entry = ''", "DELETE FROM ledger_leaf"])
def test_the_database_itself_refuses_to_change_a_leaf(session: Session, statement: str) -> None:
    actions.append(session, lines(1))
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement))


def test_what_was_promised_stands_in_the_log_after_its_week(session: Session) -> None:
    here, there = unit(session), unit(session, "Phường Cái Răng")
    digests = promised(session, here.id, 30)
    promised(session, there.id, 2, begin=100)
    promised(session, here.id, 1, week=WEEK.shift(1), begin=200)
    assert actions.log_casts(session, here.id, here.slug, before=WEEK.shift(1)) == 30
    assert actions.log_casts(session, here.id, here.slug, before=WEEK.shift(1)) == 0
    told = [json.loads(line) for line in queries.entries(session, 0, 99)]
    assert [entry["commitment"] for entry in told] == sorted(entry["commitment"] for entry in told)
    assert {(entry["kind"], entry["unit"], entry["week"]) for entry in told} == {("cast", here.slug, "2026-W47")}
    for digest in digests:
        receipt = queries.receipt(session, digest)
        assert receipt is not None
        assert receipt.due == DUE
        assert receipt.position is not None
        assert told[receipt.position]["commitment"] == receipt.commitment
    open_ones = select(CastReceipt.unit_id, CastReceipt.week).where(CastReceipt.position.is_(None))
    assert sorted(session.execute(open_ones)) == [(here.id, "2026-W48"), (there.id, "2026-W47"), (there.id, "2026-W47")]


def test_rows_of_receipts_lie_in_an_order_that_says_nothing(session: Session) -> None:
    here = unit(session)
    promised(session, here.id, 40)
    actions.log_casts(session, here.id, here.slug, before=WEEK.shift(1))
    heap = "ctid" if session.get_bind().dialect.name == "postgresql" else "code_hash"  # SQLite: a table without rowid
    kept = list(session.scalars(text(f"SELECT code_hash FROM cast_receipt ORDER BY {heap}")))
    assert kept == sorted(kept)


def test_the_log_begins_once_with_what_was_cast_before_it(session: Session) -> None:
    assert actions.begin(session, {"b": 2, "a": 11, "none": 0}) == range(2)
    assert queries.entries(session, 0, 9) == [entries.start("a", 11), entries.start("b", 2)]
    assert actions.begin(session, {"c": 5}) == range(0)


def test_the_log_begins_although_a_moderator_was_faster(session: Session) -> None:
    actions.append(session, [entries.decision("aside", "a", ["f" * 64], reason="spam", batch_number=1)])
    assert actions.begin(session, {"a": 3}) == range(1, 2)


def test_nothing_begins_behind_a_ballot(session: Session) -> None:
    actions.append(session, lines(1))
    assert actions.begin(session, {"a": 3}) == range(0)
