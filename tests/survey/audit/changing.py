"""Falsifying what stands there: answers, counts, wordings, leaves, signatures, tiles, receipts."""

import json

from survey.audit.report import Kind
from survey.ledger import entries
from tests.survey.audit.hand import Hand
from tests.survey.audit.ways import found_by


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


@found_by(Kind.UNCOMMITTED)
def take_the_commitment_off_a_pending_ballot(hand: Hand) -> None:
    """As if it were from before there was a log; also put into the week in which the unit's first promise was made."""
    row = hand.pick("pending_ballot")
    week = min(one["week"] for one in hand.rows("cast_receipt", "unit_id = :unit", unit=row["unit_id"]))
    answers = row["answers"] if isinstance(row["answers"], dict) else json.loads(row["answers"])
    changed = "answers = :new, nonce = NULL, commitment = NULL, week = :week"
    new = json.dumps({question: [5] for question in answers})
    hand.run(f"UPDATE pending_ballot SET {changed} WHERE id = :id", new=new, week=week, id=row["id"])


@found_by(Kind.PENDING_CHANGED)
def move_a_pending_ballot_to_a_colleague(hand: Hand) -> None:
    row = hand.pick("pending_ballot")
    others = [one["id"] for one in hand.rows("counter") if one["id"] != row["counter_id"]]
    changes = {
        "counter_id": hand.chance.choice(others),
        "group_id": None,
        "wait_band": "5_to_15" if row["wait_band"] != "5_to_15" else "under_5",
        "respondent": "business",
    }
    column = hand.chance.choice(sorted(changes))
    hand.run(f"UPDATE pending_ballot SET {column} = :new WHERE id = :id", new=changes[column], id=row["id"])


@found_by(Kind.PENDING_UNPROMISED)
def replace_a_pending_ballot_and_its_commitment(hand: Hand) -> None:
    row, nonce = hand.pick("pending_ballot"), hand.digest()
    answers = row["answers"] if isinstance(row["answers"], dict) else json.loads(row["answers"])
    unit, form = hand.pick("unit", "id = :id", id=row["unit_id"]), hand.pick("questionnaire", "role = 'visit'")
    said = {"unit": unit["slug"], "week": row["week"], "channel": row["channel"], "served": bool(row["served"])}
    said |= {"cell": [row[name] for name in ("counter_id", "group_id", "wait_band", "respondent")]}
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


@found_by(Kind.DUE_DIFFERS)
def put_off_the_day_of_a_promise(hand: Hand) -> None:
    row = hand.pick("cast_receipt")
    hand.run("UPDATE cast_receipt SET due = '2030-01-07' WHERE code_hash = :code", code=row["code_hash"])


@found_by(Kind.CAST_WITHOUT_RECEIPT)
def take_back_that_a_receipt_is_in_the_log(hand: Hand) -> None:
    row = hand.pick("cast_receipt", "position IS NOT NULL")
    hand.run("UPDATE cast_receipt SET position = NULL WHERE code_hash = :code", code=row["code_hash"])


@found_by(Kind.PROMISED_TWICE)
def promise_two_people_one_ballot(hand: Hand) -> None:
    one, other = hand.two("cast_receipt")
    made = "UPDATE cast_receipt SET commitment = :made WHERE code_hash = :code"
    hand.run(made, made=one["commitment"], code=other["code_hash"])
