"""Taking away, putting in, putting one in another's place."""

import json
from typing import Final

from survey.audit.report import Kind
from survey.ledger import entries
from tests.survey.audit.hand import Hand
from tests.survey.audit.ways import found_by

CELL: Final = ("counter_id", "group_id", "wait_band", "respondent")


@found_by(Kind.BATCH_DIFFERS)
def drop_a_ballot(hand: Hand) -> None:
    row = hand.pick("ballot", "block IS NULL")
    hand.run("DELETE FROM ballot_answer WHERE ballot_id = :id", id=row["id"])
    hand.run("DELETE FROM ballot WHERE id = :id", id=row["id"])


@found_by(Kind.BATCH_DIFFERS)
def drop_a_ballot_with_token_receipt_and_count(hand: Hand) -> None:
    drop_a_ballot(hand)
    hand.run("DELETE FROM spent_token WHERE token_hash = :one", one=hand.pick("spent_token")["token_hash"])
    hand.run("DELETE FROM cast_receipt WHERE code_hash = :one", one=hand.pick("cast_receipt")["code_hash"])
    hand.run("UPDATE ballot_batch SET ballots = ballots - 1 WHERE id = :id", id=hand.pick("ballot_batch")["id"])


@found_by(Kind.BATCH_DIFFERS)
def drop_an_answer(hand: Hand) -> None:
    row = hand.pick("ballot_answer")
    taken = "ballot_id = :ballot_id AND question_id = :question_id AND value = :value"
    hand.run(f"DELETE FROM ballot_answer WHERE {taken}", **row)


@found_by(Kind.BATCH_GONE)
def drop_a_whole_batch(hand: Hand) -> None:
    batch = hand.pick("ballot_batch")["id"]
    hand.run("DELETE FROM ballot_answer WHERE ballot_id IN (SELECT id FROM ballot WHERE batch_id = :id)", id=batch)
    for table, column in (("ballot", "batch_id"), ("comment", "batch_id"), ("ballot_batch", "id")):
        hand.run(f"DELETE FROM {table} WHERE {column} = :id", id=batch)


@found_by(Kind.LEAVES_MISSING, Kind.HEAD_WRONG)
def drop_a_leaf(hand: Hand) -> None:
    hand.run("DELETE FROM ledger_leaf WHERE position = :one", one=hand.pick("ledger_leaf")["position"])


@found_by(Kind.KNOWN_SHRUNK)
def cut_the_log(hand: Hand) -> None:
    """Thorough: the last entries and checkpoints are gone, and the tree fits what is left."""
    last = max(row["size"] for row in hand.rows("ledger_checkpoint"))
    kept = hand.chance.randrange(last - 8, last)
    hand.run("DELETE FROM ledger_leaf WHERE position >= :kept", kept=kept)
    hand.run("DELETE FROM ledger_checkpoint WHERE size > :kept", kept=kept)
    hand.regrow()


@found_by(Kind.SPENT_DIFFERS)
def drop_a_token(hand: Hand) -> None:
    hand.run("DELETE FROM spent_token WHERE token_hash = :one", one=hand.pick("spent_token")["token_hash"])


@found_by(Kind.SPENT_DIFFERS)
def drop_a_receipt(hand: Hand) -> None:
    hand.run("DELETE FROM cast_receipt WHERE code_hash = :one", one=hand.pick("cast_receipt")["code_hash"])


@found_by(Kind.BATCH_DIFFERS)
def drop_a_comment(hand: Hand) -> None:
    hand.run("DELETE FROM comment WHERE id = :one", one=hand.pick("comment")["id"])


@found_by(Kind.DECISION_GONE)
def drop_a_decision(hand: Hand) -> None:
    hand.run("DELETE FROM moderation WHERE id = :one", one=hand.pick("moderation")["id"])


@found_by(Kind.BALLOTS_DIFFER)
def drop_a_pending_ballot(hand: Hand) -> None:
    hand.run("DELETE FROM pending_ballot WHERE id = :one", one=hand.pick("pending_ballot")["id"])


@found_by(Kind.SPENT_DIFFERS)
def drop_a_pending_ballot_and_its_token(hand: Hand) -> None:
    row = hand.pick("pending_ballot")
    token = hand.pick("spent_token", "unit_id = :unit", unit=row["unit_id"])["token_hash"]
    hand.run("DELETE FROM pending_ballot WHERE id = :one", one=row["id"])
    hand.run("DELETE FROM spent_token WHERE token_hash = :one", one=token)


@found_by(Kind.TALLY_DIFFERS, Kind.CAST_WITHOUT_RECEIPT)
def drop_a_pending_ballot_its_token_and_its_receipt(hand: Hand) -> None:
    """Thorough but for the tally; and these ballots are in the log already."""
    row = hand.pick("pending_ballot")
    drop_a_pending_ballot_and_its_token(hand)
    hand.run("DELETE FROM cast_receipt WHERE commitment = :one", one=row["commitment"])


@found_by(Kind.BATCH_DIFFERS)
def swap_the_answers_of_two_ballots(hand: Hand) -> None:
    one, other = hand.two("ballot")
    answers = hand.rows("ballot_answer", "ballot_id IN (:one, :other)", one=one["id"], other=other["id"])
    hand.run("DELETE FROM ballot_answer WHERE ballot_id IN (:one, :other)", one=one["id"], other=other["id"])
    for row in answers:
        whose = other["id"] if row["ballot_id"] == one["id"] else one["id"]
        hand.add("ballot_answer", **(row | {"ballot_id": whose}))


@found_by(Kind.BATCH_DIFFERS)
def swap_the_places_of_two_ballots(hand: Hand) -> None:
    ballots = hand.rows("ballot")
    one = hand.chance.choice(ballots)
    other = hand.chance.choice([row for row in ballots if [row[name] for name in CELL] != [one[name] for name in CELL]])
    for mine, theirs in ((one, other), (other, one)):
        changed = ", ".join(f"{name} = :{name}" for name in CELL)
        hand.run(f"UPDATE ballot SET {changed} WHERE id = :id", id=mine["id"], **{name: theirs[name] for name in CELL})


@found_by(Kind.TILE_WRONG, Kind.CHECKPOINT_ROOT)
def swap_two_leaves(hand: Hand) -> None:
    one, other = hand.two("ledger_leaf")
    for mine, theirs in ((one, other), (other, one)):
        changed = "UPDATE ledger_leaf SET entry = :new WHERE position = :at"
        hand.run(changed, new=theirs["entry"], at=mine["position"])


@found_by(Kind.RECEIPT_DIFFERS)
def swap_the_places_of_two_receipts(hand: Hand) -> None:
    one, other = hand.two(
        "cast_receipt", f"position IS NOT NULL AND unit_id = {hand.rows('cast_receipt')[0]['unit_id']}"
    )
    for mine, theirs in ((one, other), (other, one)):
        changed = "UPDATE cast_receipt SET position = :at WHERE code_hash = :code"
        hand.run(changed, at=theirs["position"], code=mine["code_hash"])


@found_by(Kind.BATCH_DIFFERS)
def insert_a_ballot(hand: Hand) -> None:
    like, name = hand.pick("ballot"), hand.name()
    hand.add("ballot", **(like | {"id": name, "block": None, "aside_block": None}))
    for row in hand.rows("ballot_answer", "ballot_id = :id", id=like["id"]):
        hand.add("ballot_answer", **(row | {"ballot_id": name}))
    hand.run("UPDATE ballot_batch SET ballots = ballots + 1 WHERE id = :id", id=like["batch_id"])


@found_by(Kind.BATCH_UNLOGGED)
def insert_a_whole_batch(hand: Hand) -> None:
    like, number = hand.pick("ballot_batch"), 9000 + hand.chance.randrange(999)
    place = hand.chance.choice((None, like["position"], 10**6))
    hand.add("ballot_batch", **(like | {"id": number, "position": place, "ballots": 10}))
    ballot = hand.pick("ballot", "batch_id = :id", id=like["id"])
    for _ in range(10):
        hand.add("ballot", **(ballot | {"id": hand.name(), "batch_id": number, "block": None, "aside_block": None}))


@found_by(Kind.CAST_WITHOUT_RECEIPT)
def append_a_ballot_to_the_log(hand: Hand) -> None:
    """Thorough: with its place in the tree."""
    unit, size = hand.pick("unit", "slug LIKE 'unit-%'")["slug"], len(hand.rows("ledger_leaf"))
    hand.add("ledger_leaf", position=size, entry=entries.cast(unit, "2026-W47", hand.digest()))
    hand.regrow()


@found_by(Kind.START_LATE)
def append_old_ballots_to_the_log(hand: Hand) -> None:
    """Thorough: so many tokens more would need no receipt."""
    unit, size = hand.pick("unit", "slug LIKE 'unit-%'")["slug"], len(hand.rows("ledger_leaf"))
    hand.add("ledger_leaf", position=size, entry=entries.start(unit, hand.chance.randrange(1, 9)))
    hand.regrow()


@found_by(Kind.SPENT_DIFFERS)
def insert_a_token(hand: Hand) -> None:
    hand.add("spent_token", token_hash=hand.digest(), unit_id=hand.pick("ballot_batch")["unit_id"])


@found_by(Kind.SPENT_DIFFERS)
def insert_a_receipt(hand: Hand) -> None:
    like = hand.pick("cast_receipt")
    hand.add("cast_receipt", **(like | {"code_hash": hand.digest(), "commitment": hand.digest(), "position": None}))


@found_by(Kind.BALLOTS_DIFFER)
def insert_token_and_receipt(hand: Hand) -> None:
    like = hand.pick("cast_receipt")
    hand.add("spent_token", token_hash=hand.digest(), unit_id=like["unit_id"])
    hand.add("cast_receipt", **(like | {"code_hash": hand.digest(), "commitment": hand.digest(), "position": None}))


@found_by(Kind.PENDING_UNPROMISED, Kind.BALLOTS_DIFFER)
def insert_a_pending_ballot(hand: Hand) -> None:
    like = hand.pick("pending_ballot")
    answers = like["answers"] if isinstance(like["answers"], str) else json.dumps(like["answers"])
    bare = {"nonce": None, "commitment": None} if hand.chance.random() < 0.5 else {}
    hand.add("pending_ballot", **(like | {"id": hand.name(), "answers": answers} | bare))


@found_by(Kind.COMMENT_STRAY, Kind.BATCH_DIFFERS)
def insert_a_comment(hand: Hand) -> None:
    like = hand.pick("comment")
    new = {"id": hand.name(), "text": "Rất tốt!", "batch_id": hand.chance.choice((None, like["batch_id"]))}
    hand.add("comment", **(like | new))
