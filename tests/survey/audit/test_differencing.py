"""Whoever keeps every figure that was ever published can reckon with them; no difference says anything of few.

Each published count is of ballots chosen by batch, by what their stored cell says and by whether they count at that
time: with what was set aside and without, by week and period, unit, group, counter, respondent, wait band, before and
after each seal and each decision. Sums, differences and intersections of such sets are made of whole atoms: ballots
that no published count has ever told apart. So it is enough to look at every atom, which no list of pairs could.
"""

from collections import Counter as TallyOf
from collections import defaultdict
from itertools import combinations, pairwise

import pytest

from survey.ballots.sealing import ENOUGH_ARRIVALS, ENOUGH_BALLOTS, Cell
from survey.opinions.counted import Answered, CellLevel, Chosen, FactorBallots, Sealed
from tests.survey.audit.weeks import Office, live, people

SEEDS = range(25)
PLACES = ("counter_id", "group_id", "wait_band", "respondent")
Atom = tuple[int, Cell, tuple[bool, ...]]


@pytest.fixture(scope="module", params=SEEDS)
def office(request: pytest.FixtureRequest) -> Office:
    return live(request.param)


def atoms(office: Office) -> dict[Atom, int]:
    return TallyOf((one.batch, one.cell, tuple(one.counted)) for one in office.ballots)


def test_every_atom_may_be_of_five_people_or_more(office: Office) -> None:
    known = {batch: people(office, batch) for batch in office.spans}
    for batch, cell, _history in atoms(office):
        whole = sum(office.cut_by[batch].values())
        assert known[batch][cell] >= min(ENOUGH_ARRIVALS, whole)


def test_ballots_leave_figures_and_come_back_by_five_or_more_of_a_cell(office: Office) -> None:
    by_cell: dict[tuple[int, Cell], list[Atom]] = defaultdict(list)
    counted = atoms(office)
    for atom in counted:
        by_cell[atom[:2]].append(atom)
    for same in by_cell.values():
        for one in same:
            assert counted[one] >= ENOUGH_ARRIVALS or _never_left(one)


def test_two_states_of_the_same_figure_differ_by_nothing_or_by_five_ballots(office: Office) -> None:
    """The same said of figures: any slice, any two moments after the batch was sealed, with and without."""
    for batch in office.spans:
        mine = [one for one in office.ballots if one.batch == batch]
        begun = next(step for step in range(office.steps) if any(one.counted[step] for one in mine))
        for place, value in {(place, getattr(one.cell, place)) for one in mine for place in PLACES}:
            some = [one for one in mine if getattr(one.cell, place) == value]
            states = [frozenset(one.name for one in some if one.counted[step]) for step in range(begun, office.steps)]
            for before, after in combinations({*states, frozenset(one.name for one in some)}, 2):
                assert len(before ^ after) >= ENOUGH_ARRIVALS


def test_a_late_seal_adds_ten_ballots_or_more_to_any_period(office: Office) -> None:
    sizes = TallyOf(one.batch for one in office.ballots)
    assert min(sizes.values()) >= ENOUGH_BALLOTS
    spans = sorted(office.spans.values())
    assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_the_twelve_weeks_have_what_is_dangerous() -> None:
    """A late seal over several weeks, a block that left and came back, a cell of one ballot."""
    offices = [live(seed) for seed in SEEDS]
    assert any(first < last for office in offices for first, last in office.spans.values())
    histories = [history for office in offices for _batch, _cell, history in atoms(office)]
    assert any(
        "TFT" in "".join("TF"[not one] for one in history).replace("TT", "T").replace("FF", "F")
        for history in histories
    )
    assert any(
        count == 1 for office in offices for count in TallyOf((one.batch, one.cell) for one in office.ballots).values()
    )


def test_no_counted_row_is_of_anything_finer_than_a_batch_and_a_stored_cell() -> None:
    """What is read for figures; a new column here has to be looked at before anybody sees it."""
    answers = {"question_id", "value", "level", "factor", "low", "n"}
    standing = {"reason", "left_out"}
    for row in (CellLevel, Chosen, Answered, FactorBallots, Sealed):
        assert set(row._fields) <= {"batch_id", "form_id", *PLACES, *answers, *standing}, row


def _never_left(atom: Atom) -> bool:
    """Whether its ballots counted from the seal on."""
    history = atom[2]
    return all(history[history.index(True) :]) if True in history else False
