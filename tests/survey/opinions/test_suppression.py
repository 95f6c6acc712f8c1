"""On one page nothing of one to nine answers can be reckoned: each total less its told parts is nobody or ten."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ground.calendar import Week
from survey.opinions.counted import (
    Answered,
    Asked,
    Batch,
    By,
    CellLevel,
    Choice,
    Chosen,
    Counted,
    FactorBallots,
    FormAsked,
    Sealed,
    Visits,
)
from survey.opinions.coverage import coverage
from survey.opinions.figures import Rating
from survey.opinions.strands import Orders, strands

LEVELS = tuple(Choice(level, str(level)) for level in range(1, 6))
FORM = FormAsked(
    1, "f", 1, "F",
    (
        Asked(1, "Chung", "levels", True, None, None, LEVELS),
        Asked(2, "Lịch sự", "levels", False, None, "officers", LEVELS),
        Asked(3, "Kịp thời", "levels", False, None, "officers", LEVELS),
        Asked(4, "Vì sao", "several", False, "wait_reason", None, LEVELS),
    ),
)  # fmt: skip
COUNT = st.integers(0, 25)


@st.composite
def counts(draw: st.DrawFn) -> Counted:
    """Two batches of one strand, with cells, answers and reasons of any size."""
    batches = tuple(Batch(n, n, "visit", True, Week(2026, 45 + n), Week(2026, 45 + n), 99, n) for n in (1, 2))
    keys = [(1, "under_5", "person"), (2, "5_to_15", None), (None, None, "business")]
    cells = tuple(
        CellLevel(batch.id, 1, None, group, band, who, draw(st.sampled_from([2, 5])), n)
        for batch in batches
        for group, band, who in keys
        if (n := draw(COUNT))
    )
    answers = [(question, draw(COUNT)) for question in (2, 3)]
    every, low = draw(COUNT), 0
    low = draw(st.integers(0, every))
    return Counted(
        batches,
        sealed=tuple(Sealed(batch.id, 1, None, False, 99) for batch in batches),
        cells=cells,
        chosen=tuple(Chosen(1, question, 4, n) for question, n in answers),
        answered=(
            *(Answered(1, question, n) for question, n in answers),
            Answered(1, 4, every),
            Answered(1, 4, low, low=True),
        ),
        factors=(FactorBallots(1, 1, "officers", max(n for _, n in answers)),),
    )


def safe(total: Rating, parts: list[Rating]) -> bool:
    """Whether what is left of a told total is nobody, or ten."""
    rest = total.n - sum(part.n for part in parts if part.shown)
    return not total.shown or rest == 0 or rest >= 10


@given(counts())
def test_what_is_left_of_any_total_is_nobody_or_ten(counted: Counted) -> None:
    orders = Orders({By.GROUP: (1, 2), By.WAIT_BAND: ("under_5",), By.RESPONDENT: ()}, (1, 2))
    (strand,) = strands(counted, {1: FORM}, {1: Visits(500, 400)}, orders)
    assert strand.overall is not None
    assert safe(strand.overall, [week.rating for week in strand.weeks])
    assert safe(strand.overall, [part.rating for part in strand.units]) or not strand.units
    for parts in strand.parts.values():
        assert safe(strand.overall, [part.rating for part in parts]) or not parts
    (factor,) = strand.factors
    of_factor = [one.rating for one in strand.questions if one.asked.factor and one.rating]
    assert safe(factor.rating, of_factor)
    (why,) = strand.low.said
    whole = next(one for one in strand.questions if one.asked.id == why.asked.id)
    assert not why.shown or (why.n >= 10 and whole.n - why.n in (0, *range(10, 99)))


@given(st.integers(0, 30), st.integers(0, 30))
def test_bounds_give_away_no_channel_of_fewer_than_ten(phones: int, tablets: int) -> None:
    batches = tuple(
        Batch(n, 1, channel, True, Week(2026, 47), Week(2026, 47), 30, n) for n, channel in ((1, "visit"), (2, "kiosk"))
    )
    cells = tuple(
        CellLevel(n, 1, None, None, None, None, 5, rated) for n, rated in ((1, phones), (2, tablets)) if rated
    )
    sealed = tuple(Sealed(n, 1, None, False, 30) for n in (1, 2))
    found = coverage(Counted(batches, sealed=sealed, cells=cells), 1, Visits(100, 100))
    assert (found.lowest is None) == (phones + tablets < 10 or 0 < phones < 10 or 0 < tablets < 10)
