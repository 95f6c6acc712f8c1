"""Somebody who knows every visit, every stored cell and the rule goes through all that may have happened."""

from collections import Counter as TallyOf
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.ground.calendar import local_day
from kiosk.queue.models import Ticket
from survey.ballots import actions, queries, seal_actions, version_days
from survey.ballots.actions import Voter
from survey.ballots.answers import Answers
from survey.ballots.models import Ballot, BallotChannel
from survey.ballots.queries import Heap, cell_of
from survey.ballots.sealing import ENOUGH_ARRIVALS, Cell, coarsen
from survey.questionnaires.models import Questionnaire
from survey.questionnaires.queries import form_for
from tests.factories import MONDAY
from tests.survey.audit.office import WEEK, Office, open_office

BUSY = Cell(9, 9)
CELLS = tuple(Cell(counter, group, band) for counter in (1, 2) for group in (7, 8) for band in ("under_5", None))
Seen = frozenset[tuple[Cell, int]]


def stored(votes: Mapping[Cell, int], arrivals: Mapping[Cell, int]) -> dict[tuple[Cell, int], Cell]:
    pending = {(cell, number): cell for cell, count in votes.items() for number in range(count)}
    return coarsen(pending | {(BUSY, number): BUSY for number in range(12)}, arrivals)


def fewest_suspects(arrivals: Mapping[Cell, int], most: int) -> int:
    """Return from how few people a stored ballot may come, over all ways in which up to *most* of a cell voted."""
    suspects: dict[tuple[Seen, Cell], set[Cell]] = defaultdict(set)
    there = [cell for cell in CELLS if arrivals[cell]]
    for counts in product(*(range(min(most, arrivals[cell]) + 1) for cell in there)):
        labels = stored(dict(zip(there, counts, strict=True)), arrivals)
        seen = frozenset(TallyOf(labels.values()).items())
        for (cell, _number), label in labels.items():
            suspects[seen, label].add(cell)
    return min(sum(arrivals[cell] for cell in cells) for cells in suspects.values())


@pytest.mark.parametrize("seed", range(30))
def test_in_everything_that_may_have_happened_five_people_are_left_for_each_ballot(seed: int) -> None:
    chance = Random(seed)
    arrivals = {cell: chance.choice((0, 0, 1, 2, 3, 5, 8, 20)) for cell in CELLS} | {BUSY: 30}
    assert fewest_suspects(arrivals, most=1 if seed % 3 else 2) >= ENOUGH_ARRIVALS


def test_a_ballot_of_three_is_not_told_from_those_of_the_twenty_beside_them() -> None:
    """Were theirs stored by the group and this one not, it could only be of the three."""
    few, many = Cell(1, 7, "under_5"), Cell(1, 8, "under_5")
    arrivals = {few: 3, many: 20, BUSY: 30}
    assert {
        stored(votes, arrivals)[cell, 0] for votes in ({few: 1}, {many: 1}, {few: 1, many: 1}) for cell in votes
    } == {Cell(1)}


@pytest.fixture
def switched(session: Session) -> tuple[Office, Heap]:
    """An office with ninety visits on Monday and ninety on Tuesday, whose form held until Monday evening."""
    office = open_office(session, 180, Random(11))
    session.get_one(Questionnaire, office.form_id).valid_until = MONDAY.date() + timedelta(days=1)
    session.flush()
    return office, Heap(office.unit_id, BallotChannel.VISIT, served=True, questionnaire_id=office.form_id)


def finest(session: Session, office: Office) -> dict[int, tuple[Cell, bool]]:
    """Return each visit's finest cell, and whether it was on Monday."""
    rows = session.scalars(select(Ticket).where(Ticket.unit_id == office.unit_id))
    return {
        row.number - 1: (
            cell_of(row.counter_id, row.group_id, row.arrived_at, row.first_called_at, row.respondent),
            local_day(row.arrived_at) == MONDAY.date(),
        )
        for row in rows
    }


def test_who_came_when_the_form_was_another_one_covers_nobody(session: Session, switched: tuple[Office, Heap]) -> None:
    """Those of Tuesday were never asked these words: whoever knows that counts only Monday's people."""
    office, heap = switched
    cells = finest(session, office)
    for visit in office.visits[:90:6]:
        voter = Voter(visit.token, office.unit_id, heap.channel, WEEK, cells[visit.index][0], served=True)
        assert actions.cast(session, voter, office.form_id, Answers())
    now = MONDAY + timedelta(days=7)
    batch = seal_actions.seal(session, heap, before=WEEK.shift(1), now=now, chance=Random(1))
    assert batch is not None
    for stored in session.scalars(select(Ballot).where(Ballot.batch_id == batch.id)):
        told = (stored.counter_id, stored.group_id, stored.wait_band, stored.respondent)
        may = [cell for cell, monday in cells.values() if monday and covers(told, cell)]
        assert len(may) >= ENOUGH_ARRIVALS, told
    assert session.scalar(select(func.count(Ballot.counter_id))), "nothing is known of any ballot"


def covers(stored: tuple[object, ...], cell: Cell) -> bool:
    return all(said is None or said == own for said, own in zip(stored, cell, strict=True))


def test_who_came_before_a_form_began_may_still_answer_it(session: Session, switched: tuple[Office, Heap]) -> None:
    office, heap = switched
    assert queries.arrivals(session, heap, (WEEK, WEEK)).total() == 90
    tuesday, next_week = (
        replace(heap, questionnaire_id=_form(session, day).id)
        for day in (MONDAY.date() + timedelta(days=1), WEEK.shift(1).monday)
    )
    assert queries.arrivals(session, tuesday, (WEEK, WEEK)).total() == 180
    assert queries.arrivals(session, tuesday, (WEEK, WEEK), survey_days=0).total() == 90
    others = queries.arrivals(session, next_week, (WEEK, WEEK))
    assert others.total() == 0
    assert len(others) == len({cell for cell, _monday in finest(session, office).values()})


def test_the_days_of_a_form_are_those_on_which_it_is_asked(session: Session) -> None:
    """The unit's own form goes before the one for all, as long as it holds."""
    office = open_office(session, 1, Random(11))
    all_week = MONDAY.date(), MONDAY.date() + timedelta(days=6)
    general, since = session.get_one(Questionnaire, office.form_id), all_week[0] + timedelta(days=2)
    mine = _form(session, since, until=since + timedelta(days=2), unit_id=office.unit_id)
    for row in (general, mine):
        days = [all_week[0] + timedelta(days=step) for step in range(7)]
        asked = {day for day in days if _asked(session, office, day) == row.id}
        assert version_days.held(session, row.id, office.unit_id, *all_week) == asked
        assert len(asked) == (2 if row is mine else 5)


def _form(session: Session, since: date, *, until: date | None = None, unit_id: int | None = None) -> Questionnaire:
    named = {"key": f"since-{since}", "name_vi": "Phiếu"}
    form = Questionnaire(role="visit", unit_id=unit_id, valid_from=since, valid_until=until, **named)
    session.add(form)
    session.flush()
    return form


def _asked(session: Session, office: Office, day: date) -> int | None:
    form = form_for(session, office.unit_id, "visit", day)
    return form.questionnaire.id if form else None
