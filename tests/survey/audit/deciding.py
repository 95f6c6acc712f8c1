"""Turning around what moderators decided, and what citizens wrote."""

from survey.audit.report import Kind
from tests.survey.audit.hand import Hand
from tests.survey.audit.ways import found_by


@found_by(Kind.COMMENT_CHANGED)
def change_a_comment(hand: Hand) -> None:
    struck = {row["subject_id"] for row in hand.rows("moderation", "act = 'masked'")}
    row = hand.chance.choice([row for row in hand.rows("comment") if row["id"] not in struck])
    hand.run("UPDATE comment SET text = 'Rất tốt!' WHERE id = :id", id=row["id"])


@found_by(Kind.COMMENT_CHANGED)
def say_that_a_comment_came_another_way(hand: Hand) -> None:
    struck = {row["subject_id"] for row in hand.rows("moderation", "act = 'masked'")}
    row = hand.chance.choice([row for row in hand.rows("comment") if row["id"] not in struck])
    hand.run("UPDATE comment SET channel = 'paper' WHERE id = :id", id=row["id"])


@found_by(Kind.COMMENT_CHANGED)
def slip_in_an_old_comment(hand: Hand) -> None:
    like = hand.pick("comment")
    new = {"id": hand.name(), "text": "Rất tốt!", "batch_id": None, "text_hash": None, "until_week": "2026-W01"}
    hand.add("comment", **(like | new))


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
