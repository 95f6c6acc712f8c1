"""Ways to falsify ballots, one function each, from the clumsy to the thorough; each says by what it has to be found."""

import json
from collections.abc import Callable
from typing import Final

from survey.audit.report import Kind
from survey.ledger import entries
from tests.survey.audit.hand import Hand

Way = Callable[[Hand], None]
WAYS: Final[dict[str, tuple[Way, frozenset[Kind]]]] = {}
CELL: Final = ("counter_id", "group_id", "wait_band", "respondent")


def found_by(*kinds: Kind) -> Callable[[Way], Way]:
    """Mark a way to falsify, and the problems of which at least one has to be reported."""

    def keep(way: Way) -> Way:
        WAYS[way.__name__.replace("_", " ")] = way, frozenset(kinds)
        return way

    return keep


@found_by(Kind.BATCH_DIFFERS)
def change_an_answer(hand: Hand) -> None:
    row = hand.pick("ballot_answer")
    other = next(value for value in (9, 8) if value != row["value"])
    taken = "ballot_id = :ballot_id AND question_id = :question_id AND value = :value"
    hand.run(f"UPDATE ballot_answer SET value = :other WHERE {taken}", other=other, **row)


@found_by(Kind.PENDING_CHANGED)
def change_a_pending_answer(hand: Hand) -> None:
    row = hand.pick("pending_ballot")
    answers = row["answers"] if isinstance(row["answers"], dict) else json.loads(row["answers"])
    question = hand.chance.choice(sorted(answers))
    answers[question] = [answers[question][0] % 5 + 1, *answers[question][1:]]
    hand.run("UPDATE pending_ballot SET answers = :new WHERE id = :id", new=json.dumps(answers), id=row["id"])


@found_by(Kind.PENDING_UNPROMISED)
def replace_a_pending_ballot_and_its_commitment(hand: Hand) -> None:
    row, nonce = hand.pick("pending_ballot"), hand.digest()
    answers = row["answers"] if isinstance(row["answers"], dict) else json.loads(row["answers"])
    unit, form = hand.pick("unit", "id = :id", id=row["unit_id"]), hand.pick("questionnaire", "role = 'visit'")
    said = {"unit": unit["slug"], "week": row["week"], "channel": row["channel"], "served": bool(row["served"])}
    made = entries.commitment(nonce, said | {"form": f"{form['key']}/{form['version']}", "answers": answers})
    changed = "UPDATE pending_ballot SET nonce = :nonce, commitment = :made WHERE id = :id"
    hand.run(changed, nonce=nonce, made=made, id=row["id"])


@found_by(Kind.BATCH_DIFFERS)
def change_the_count_of_a_batch(hand: Hand) -> None:
    by = hand.chance.choice((-1, 1, 5))
    hand.run(
        "UPDATE ballot_batch SET ballots = ballots + :by WHERE id = :id", by=by, id=hand.pick("ballot_batch")["id"]
    )


@found_by(Kind.BATCH_DIFFERS)
def change_what_a_batch_is(hand: Hand) -> None:
    change = hand.chance.choice(
        ("channel = 'kiosk'", "served = NOT served", "until_week = '2027-W01'", "from_week = '2026-W02'")
    )
    hand.run(f"UPDATE ballot_batch SET {change} WHERE id = :id", id=hand.pick("ballot_batch")["id"])


@found_by(Kind.BATCH_DIFFERS)
def move_a_batch_to_another_unit(hand: Hand) -> None:
    one, other = hand.two("ballot_batch")
    hand.run("UPDATE ballot_batch SET unit_id = :unit WHERE id = :id", unit=other["unit_id"], id=one["id"])


@found_by(Kind.BATCH_DIFFERS)
def change_where_a_ballot_was_cast(hand: Hand) -> None:
    row, column = hand.pick("ballot"), hand.chance.choice(("counter_id", "group_id", "wait_band"))
    values = {
        "counter_id": hand.pick("counter")["id"],
        "group_id": hand.pick("service_group")["id"],
        "wait_band": "over_60",
    }
    new = None if row[column] == values[column] else values[column]
    hand.run(f"UPDATE ballot SET {column} = :new WHERE id = :id", new=new, id=row["id"])


@found_by(Kind.BATCH_DIFFERS)
def change_the_wording_of_a_question(hand: Hand) -> None:
    form = hand.rows("ballot")[0]["questionnaire_id"]
    asked = f"SELECT id FROM question WHERE questionnaire_id = {form}"
    places = {"question": f"id IN ({asked})", "choice": f"question_id IN ({asked})", "questionnaire": f"id = {form}"}
    table = hand.chance.choice(sorted(places))
    row = hand.pick(table, places[table])
    hand.run(f"UPDATE {table} SET name_vi = :new WHERE id = :id", new=f"{row['name_vi']} không", id=row["id"])


@found_by(Kind.TILE_WRONG, Kind.CHECKPOINT_ROOT)
def change_a_leaf(hand: Hand) -> None:
    row = hand.pick("ledger_leaf")
    digits = [place for place, letter in enumerate(row["entry"]) if letter.isdigit()]
    place = hand.chance.choice(digits)
    new = row["entry"][:place] + str((int(row["entry"][place]) + 1) % 10) + row["entry"][place + 1 :]
    hand.run("UPDATE ledger_leaf SET entry = :new WHERE position = :position", new=new, position=row["position"])


@found_by(Kind.CHECKPOINT_ROOT)
def change_an_answer_and_the_whole_tree_with_it(hand: Hand) -> None:
    """Thorough: the batch's entry, all tiles and the roots beside the notes fit again; only the signature does not."""
    change_an_answer(hand)
    forge_the_entry_of_a_batch(hand)
    hand.regrow()


def forge_the_entry_of_a_batch(hand: Hand) -> None:
    batch = hand.pick("ballot_batch")
    [row] = hand.rows("ledger_leaf", "position = :position", position=batch["position"])
    told = json.loads(row["entry"]) | {"levels": [0, 0, 0, 0, batch["ballots"]]}
    hand.run(
        "UPDATE ledger_leaf SET entry = :new WHERE position = :at", new=entries.canonical(told), at=batch["position"]
    )


@found_by(Kind.CHECKPOINT_FORGED, Kind.CHECKPOINT_DIFFERS)
def change_a_checkpoint(hand: Hand) -> None:
    row = hand.pick("ledger_checkpoint")
    column = hand.chance.choice(("root", "note"))
    places = [at for at, letter in enumerate(row[column]) if letter.isdigit()]
    place = hand.chance.choice(places)
    new = row[column][:place] + str((int(row[column][place]) + 1) % 10) + row[column][place + 1 :]
    hand.run(f"UPDATE ledger_checkpoint SET {column} = :new WHERE size = :size", new=new, size=row["size"])


@found_by(Kind.CHECKPOINT_ORDER)
def backdate_a_checkpoint(hand: Hand) -> None:
    last = max(row["size"] for row in hand.rows("ledger_checkpoint"))
    hand.run(
        "UPDATE ledger_checkpoint SET signed_at = 1000000 + :by WHERE size = :last",
        last=last,
        by=hand.chance.randrange(10**6),
    )


@found_by(Kind.TILE_WRONG)
def change_a_tile(hand: Hand) -> None:
    row = hand.pick("ledger_tile")
    held = bytearray(bytes(row["hashes"]))
    held[hand.chance.randrange(len(held))] ^= 1
    taken = "level = :level AND number = :number"
    hand.run(
        f"UPDATE ledger_tile SET hashes = :new WHERE {taken}", new=bytes(held), level=row["level"], number=row["number"]
    )


@found_by(Kind.RECEIPT_DIFFERS)
def change_a_receipt(hand: Hand) -> None:
    row = hand.pick("cast_receipt", "position IS NOT NULL")
    change = hand.chance.choice(({"commitment": hand.digest()}, {"week": "2026-W40"}))
    [(column, new)] = change.items()
    hand.run(f"UPDATE cast_receipt SET {column} = :new WHERE code_hash = :code", new=new, code=row["code_hash"])


@found_by(Kind.CAST_WITHOUT_RECEIPT)
def take_back_that_a_receipt_is_in_the_log(hand: Hand) -> None:
    row = hand.pick("cast_receipt", "position IS NOT NULL")
    hand.run("UPDATE cast_receipt SET position = NULL WHERE code_hash = :code", code=row["code_hash"])


@found_by(Kind.PROMISED_TWICE)
def promise_two_people_one_ballot(hand: Hand) -> None:
    one, other = hand.two("cast_receipt")
    made = "UPDATE cast_receipt SET commitment = :made WHERE code_hash = :code"
    hand.run(made, made=one["commitment"], code=other["code_hash"])


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


@found_by(Kind.COMMENT_CHANGED)
def change_a_comment(hand: Hand) -> None:
    struck = {row["subject_id"] for row in hand.rows("moderation", "act = 'masked'")}
    row = hand.chance.choice([row for row in hand.rows("comment") if row["id"] not in struck])
    hand.run("UPDATE comment SET text = 'Rất tốt!' WHERE id = :id", id=row["id"])


@found_by(Kind.BATCH_DIFFERS)
def change_a_comment_and_its_digest(hand: Hand) -> None:
    row = hand.pick("comment")
    hand.run("UPDATE comment SET text = 'Tốt', text_hash = :new WHERE id = :id", new=hand.digest(), id=row["id"])


@found_by(Kind.BLOCK_LATE, Kind.BLOCK_WRONG)
def count_again_what_was_set_aside(hand: Hand) -> None:
    only = hand.chance.choice(("", f" AND id = '{hand.pick('ballot', 'aside_block IS NOT NULL')['id']}'"))
    change = hand.chance.choice(("aside_block = NULL", "aside_block = NULL, block = NULL"))
    hand.run(f"UPDATE ballot SET {change} WHERE aside_block IS NOT NULL{only}")


@found_by(Kind.BLOCK_WRONG)
def set_aside_without_a_decision(hand: Hand) -> None:
    for row in hand.chance.sample(hand.rows("ballot", "block IS NULL"), hand.chance.choice((1, 3, 6))):
        hand.run("UPDATE ballot SET block = 77, aside_block = 77 WHERE id = :id", id=row["id"])


@found_by(Kind.DECISION_DIFFERS)
def turn_a_decision_around(hand: Hand) -> None:
    row = hand.pick("moderation", "act = 'aside'")
    change = hand.chance.choice(("act = 'restored'", f"reason = '{'test' if row['reason'] == 'spam' else 'spam'}'"))
    hand.run(f"UPDATE moderation SET {change} WHERE id = :id", id=row["id"])


@found_by(Kind.DECISION_DIFFERS)
def decide_about_another_ballot(hand: Hand) -> None:
    row = hand.pick("moderation", "subject = 'ballot'")
    new = hand.chance.choice([one["id"] for one in hand.rows("ballot") if one["id"] != row["subject_id"]])
    hand.run(
        "UPDATE moderation SET subject_id = :new, issue_key = :key WHERE id = :id",
        new=new,
        key=hand.digest(),
        id=row["id"],
    )


@found_by(Kind.DECISION_UNLOGGED, Kind.DECISION_DIFFERS)
def invent_a_decision(hand: Hand) -> None:
    like, ballot = hand.pick("moderation", "subject = 'ballot'"), hand.pick("ballot", "block IS NULL")["id"]
    place = hand.chance.choice((None, 0, like["position"]))
    new = {
        "id": 9000,
        "subject_id": ballot,
        "act": "aside",
        "reason": "spam",
        "position": place,
        "issue_key": hand.digest(),
    }
    hand.add("moderation", **(like | new))
