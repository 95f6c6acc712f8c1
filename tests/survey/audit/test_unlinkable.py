"""Somebody who has everything cannot say which ballot was whose better than by guessing blindly."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
from flask import Flask

from kiosk.ground.calendar import start_of_day
from kiosk.ground.db import Database
from kiosk.ground.engines import glance_options
from kiosk.ground.web import logs
from kiosk.ground.web.addresses import digest
from survey.ballots import canonical, cli
from survey.ballots.tokens import VotingToken
from survey.ledger import entries
from tests.survey.audit.keeping import with_key
from tests.survey.audit.loot import Loot, carry_off, shared
from tests.survey.audit.matching import match
from tests.survey.audit.office import WEEK, Office, Said, Visit, open_office, vote

K = TypeVar("K")
VISITS, LATER = 280, 12
CELL = ("counter_id", "group_id", "wait_band", "respondent")
OF_VISITORS = ("ticket", "cast_receipt", "spent_token", "ledger_leaf")


@dataclass(frozen=True, slots=True)
class Story:
    """The office's week: what could be carried off before and after the seal, and the truth."""

    office: Office
    voted: tuple[Visit, ...]
    before: Loot
    after: Loot
    lines: list[dict[str, Any]]

    @property
    def truth(self) -> dict[int, str]:
        """Visit to its sealed ballot."""
        found = _by_answers(self.after, "ballot_answer")
        return {visit.index: found[_flat(visit.said)] for visit in self.voted}

    @property
    def cells(self) -> dict[str, tuple[object, ...]]:
        """Sealed ballot to its stored cell."""
        return {row["id"]: tuple(row[name] for name in CELL) for row in self.after.rows["ballot"]}


def test_somebody_who_has_everything_cannot_say_which_ballot_was_whose(
    live_app: Flask,
    live_database: Database,
    set_clock: Callable[[datetime], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    subtests: pytest.Subtests,
) -> None:
    """The story is told once, because telling it takes seconds; what follows only looks at what was carried off."""
    story = _tell(live_app, live_database, set_clock, tmp_path, monkeypatch, capsys)
    for look in LOOKS:
        with subtests.test(look.__name__.replace("_", " ")):
            look(story)


def _tell(
    app: Flask,
    database: Database,
    set_clock: Callable[[datetime], None],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Story:
    with_key(app, folder)
    logs.configure("INFO")
    monkeypatch.setattr(cli, "SystemRandom", lambda: Random(20))
    office = database.write(lambda s: open_office(s, VISITS + LATER, Random(11)))
    voted = tuple(visit for visit in office.visits[:VISITS] if visit.index % 8)
    vote(app, office, voted, set_clock)
    vote(app, office, office.visits[VISITS:], set_clock, later=timedelta(days=4))
    before = _loot(database)
    evening = start_of_day(WEEK.shift(1).monday) + timedelta(hours=20)
    set_clock(evening)
    with app.app_context():
        assert cli.seal_past_weeks(evening).sealed == len(voted)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    logs.configure("WARNING")
    return Story(office, voted, before, _loot(database), lines)


def the_attack_finds_everybody_before_the_seal(story: Story) -> None:
    """The controls: what the seal takes away was there, and these very searches find it."""
    pending, truth = story.before.rows["pending_ballot"], _pending_truth(story)
    joined = shared(story.before, OF_VISITORS, ("pending_ballot",))
    assert sum(row["commitment"] in joined for row in pending) == len(pending)
    assert all(story.before.holds(row["nonce"]) for row in pending)
    one_cell = dict.fromkeys(truth.values(), "unit")
    if "xmin" in pending[0]:  # PostgreSQL: where rows lie says much, in which transaction they came says all
        leaving, ours = sorted(truth, key=_left(story)), [row for row in pending if row["id"] in one_cell]
        assert not match(leaving, [row["id"] for row in ours], truth, one_cell).blind
        by_transaction = sorted(ours, key=lambda row: int(row["xmin"]))
        assert match(leaving, [row["id"] for row in by_transaction], truth, one_cell).hits == len(truth)


def an_attacker_with_everything_matches_no_better_than_blindly(story: Story) -> None:
    truth, cells = story.truth, story.cells
    assert len(truth) == len(cells) == len(story.voted)
    visits, ballots = _orders_of_visits(story), _orders_of_ballots(story.after, "ballot", "ballot_answer")
    for (seen, order), (lying, other) in product(visits.items(), ballots.items()):
        found = match(order, other, truth, cells)
        assert found.blind, f"visits by {seen} against ballots by {lying}: {found}"


def comments_lead_to_no_visit_and_to_no_ballot(story: Story) -> None:
    said = {row["text"]: row["id"] for row in story.after.rows["comment"]}
    truth = {visit.index: said[visit.comment] for visit in story.voted if visit.comment}
    whole = dict.fromkeys(truth.values(), "unit")
    comments = _orders_of_ballots(story.after, "comment")
    visits = {name: [one for one in order if one in truth] for name, order in _orders_of_visits(story).items()}
    by_ballot = {ballot: visit for visit, ballot in story.truth.items() if visit in truth}
    for name, order in _orders_of_ballots(story.after, "ballot", "ballot_answer").items():
        visits[f"ballots by {name}"] = [by_ballot[ballot] for ballot in order if ballot in by_ballot]
    for (seen, who), (lying, texts) in product(visits.items(), comments.items()):
        found = match(who, texts, truth, whole)
        assert found.blind, f"{seen} against comments by {lying}: {found}"


def no_value_and_no_transaction_joins_a_visitor_to_a_ballot(story: Story) -> None:
    assert shared(story.after, OF_VISITORS) == {}


def nothing_of_a_sealed_ballot_is_left_in_any_file(story: Story) -> None:
    waiting = set(story.after.texts("pending_ballot", "id"))
    sealed = [row for row in story.before.rows["pending_ballot"] if row["id"] not in waiting]
    assert len(sealed) == len(story.voted)
    assert len(waiting) == LATER
    left = {row["id"] for row in sealed if story.after.holds(row["nonce"]) or story.after.holds(row["id"])}
    assert left == set()
    said = [row["id"] for row in story.before.rows["pending_comment"]]
    still = set(story.after.texts("pending_comment", "id"))
    assert [one for one in said if one not in still and story.after.holds(one)] == []


def whoever_finds_a_nonce_opens_a_commitment_and_nothing_else_does(story: Story) -> None:
    """The control of the one above: it is the nonce that has to go."""
    row = story.before.rows["pending_ballot"][0]
    answers = row["answers"] if isinstance(row["answers"], dict) else json.loads(row["answers"])
    names = {one["id"]: f"{one['key']}/{one['version']}" for one in story.before.rows["questionnaire"]}
    served = None if row["served"] is None else bool(row["served"])
    form, cell = names[row["questionnaire_id"]], [row[name] for name in CELL]
    said = canonical.cast_ballot(story.office.slug, row["week"], row["channel"], served, form, answers, cell=cell)
    assert entries.commitment(row["nonce"], said) == row["commitment"]
    assert entries.commitment("0" * 64, said) != row["commitment"]


def the_log_of_requests_has_no_line_of_anybody_who_voted(story: Story) -> None:
    """Sixty of them sent the page; with a line each nearly all would be known: see test_request_log."""
    assert [line for line in story.lines if "route" in line] == []
    words = json.dumps(story.lines)
    assert not [visit for visit in story.voted if visit.vote in words or VotingToken(visit.vote).receipt in words]


def no_count_says_when_a_ballot_came(story: Story) -> None:
    """Windows in which ballots were counted have an instant; none outlives the seal."""
    assert [row for row in story.after.rows["bucket"] if row["key"].startswith(("burst:", "remark:"))] == []
    tallies = {(row["week"], row["sign"]): row["ballots"] for row in story.after.rows["cast_tally"]}
    assert tallies[str(WEEK), "cast"] == len(story.voted)


def no_ticket_shows_whether_its_visitor_voted(story: Story) -> None:
    voted = {digest("ballot", visit.vote) for visit in story.voted}
    shown: dict[bool, set[object]] = {True: set(), False: set()}
    for row in story.after.rows["ticket"]:
        shown[row["vote_hash"] in voted].add(row.get("xmax"))
    assert shown[True] == shown[False]


def _orders_of_visits(story: Story) -> dict[str, list[int]]:
    """Return who voted in every order that an attacker can see or knows; receipts and tokens are the visitors' own."""
    after, voted = story.after, story.voted
    receipt = {VotingToken(visit.vote).receipt_hash: visit.index for visit in voted}
    spent = {VotingToken(visit.vote).spent_hash: visit.index for visit in voted}
    ticket = {digest("ballot", visit.vote): visit.index for visit in voted}
    kept = [row for row in after.rows["cast_receipt"] if row["code_hash"] in receipt]
    orders = {
        "arrival": [visit.index for visit in voted],
        "leaving": sorted((visit.index for visit in voted), key=_left(story)),
        "receipts as they lie": [receipt[row["code_hash"]] for row in kept],
        "tokens as they lie": [spent[one] for one in after.texts("spent_token", "token_hash") if one in spent],
        "tickets as they lie": [ticket[one] for one in after.texts("ticket", "vote_hash") if one in ticket],
        "receipt": [receipt[one] for one in sorted(receipt)],
        "spent token": [spent[one] for one in sorted(spent)],
        "ticket's digest": [ticket[one] for one in sorted(ticket)],
        "commitment": [receipt[row["code_hash"]] for row in sorted(kept, key=lambda row: str(row["commitment"]))],
        "leaf": [receipt[row["code_hash"]] for row in sorted(kept, key=lambda row: int(row["position"]))],
        "receipts in the file": sorted(receipt.values(), key=_offsets(after, {v: k for k, v in receipt.items()})),
    }
    if "xmax" in after.rows["ticket"][0]:  # the ticket is locked by the very transaction that casts
        rows = [row for row in after.rows["ticket"] if row["vote_hash"] in ticket]
        orders["transaction"] = [ticket[row["vote_hash"]] for row in sorted(rows, key=lambda row: int(row["xmax"]))]
    return orders


def _orders_of_ballots(loot: Loot, table: str, answers: str | None = None) -> dict[str, list[str]]:
    """Return ballots (or comments) in every order in which they lie or can be sorted by their own rows."""
    rows = loot.rows[table]
    ids = [str(row["id"]) for row in rows]
    orders = {
        "as they lie": ids,
        "id": sorted(ids),
        "place in the file": sorted(ids, key=_offsets(loot, {one: one for one in ids})),
    }
    if answers:
        orders["answers as they lie"] = list(dict.fromkeys(loot.texts(answers, "ballot_id")))
    return orders


def _offsets(loot: Loot, needles: Mapping[K, str]) -> Callable[[K], tuple[str, int]]:
    return lambda one: loot.offset(needles[one])


def _left(story: Story) -> Callable[[int], datetime]:
    return lambda index: story.office.visits[index].ended_at


def _pending_truth(story: Story) -> dict[int, str]:
    """Return visit to pending ballot, by what it says."""
    found = {}
    for row in story.before.rows["pending_ballot"]:
        answers = row["answers"] if isinstance(row["answers"], dict) else json.loads(row["answers"])
        found[frozenset((question, value) for question, picked in answers.items() for value in picked)] = row["id"]
    return {visit.index: found[_flat(visit.said)] for visit in story.voted}


def _loot(database: Database) -> Loot:
    with database.engine.connect().execution_options(**glance_options(database.is_sqlite)) as connection:
        return carry_off(connection)


def _flat(said: Said) -> frozenset[tuple[str, int]]:
    return frozenset((field.removeprefix("q"), value) for field, picked in said for value in picked)


def _by_answers(loot: Loot, table: str) -> dict[frozenset[tuple[str, int]], str]:
    given: dict[str, set[tuple[str, int]]] = {}
    for row in loot.rows[table]:
        given.setdefault(row["ballot_id"], set()).add((str(row["question_id"]), row["value"]))
    return {frozenset(pairs): ballot for ballot, pairs in given.items()}


LOOKS = (
    the_attack_finds_everybody_before_the_seal,
    an_attacker_with_everything_matches_no_better_than_blindly,
    comments_lead_to_no_visit_and_to_no_ballot,
    no_value_and_no_transaction_joins_a_visitor_to_a_ballot,
    nothing_of_a_sealed_ballot_is_left_in_any_file,
    whoever_finds_a_nonce_opens_a_commitment_and_nothing_else_does,
    the_log_of_requests_has_no_line_of_anybody_who_voted,
    no_count_says_when_a_ballot_came,
    no_ticket_shows_whether_its_visitor_voted,
)
