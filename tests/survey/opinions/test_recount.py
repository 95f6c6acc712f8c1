"""Every figure of satisfaction, recounted in plain Python from the ballots themselves."""

from collections import Counter as Tally
from datetime import date
from random import Random

import pytest
from sqlalchemy.orm import Session

from kiosk.ground.calendar import Week
from survey.ballots import queries as sealed
from survey.opinions import reading
from survey.opinions.counted import By
from survey.opinions.figures import Strand
from survey.opinions.reading import Opinions
from survey.questionnaires import queries as asked
from tests import factories
from tests.survey.opinions import ballots
from tests.survey.opinions.ballots import W46, W47, Picked

FIRST, LAST = date(2026, 10, 15), date(2026, 11, 22)
TODAY = date(2026, 11, 24)


def read(session: Session, unit_id: int, *, counters: bool = False) -> Opinions:
    return reading.read(session, unit_id, FIRST, LAST, today=TODAY, language="vi", counters=counters)


def drawn(form: asked.Form, groups: list[int], counter: int, number: int) -> list[Picked]:
    """Ballots by chance: some skip questions, some have no cell, every ninth is set aside."""
    chance, found = Random(7), []
    for place in range(number):
        answers: dict[int, tuple[int, ...]] = {}
        for one in form.questions:
            values = [choice.value for choice in one.choices]
            if values and chance.random() < 0.8:
                many = chance.randint(1, 3) if one.question.kind == "several" else 1
                answers[one.question.id] = tuple(chance.sample(values, many))
        found.append(
            Picked(
                answers,
                group_id=chance.choice([*groups, None]),
                counter_id=chance.choice([counter, None]),
                wait_band=chance.choice(["under_5", "5_to_15", None]),
                respondent=chance.choice(["person", "business", None]),
                block=1 if place % 9 == 0 else None,
            )
        )
    return found


@pytest.fixture
def counted(session: Session) -> tuple[Strand, list[Picked], asked.Form]:
    unit = factories.unit(session)
    groups = [factories.group(session, unit, prefix, prefix).id for prefix in "AB"]
    counter = factories.counter(session, unit, "1")
    form = ballots.form(session)
    some = drawn(form, groups, counter.id, 150)
    ballots.batch(session, unit, form, some[:90], weeks=(W46.shift(-1), W46))
    ballots.batch(session, unit, form, some[90:])
    (strand,) = read(session, unit.id, counters=True).strands
    return strand, [one for one in some if one.block is None], form


def levels(kept: list[Picked], question: int) -> tuple[int, ...]:
    found = Tally(value for one in kept for value in one.answers.get(question, ()))
    return tuple(found[level] for level in range(1, 6))


def test_questions_and_choices(counted: tuple[Strand, list[Picked], asked.Form]) -> None:
    strand, kept, _form = counted
    for found in strand.questions:
        answered = [one for one in kept if found.asked.id in one.answers]
        values = Tally(value for one in answered for value in one.answers[found.asked.id])
        assert found.n == len(answered)
        if found.rating:
            assert found.rating.counts == levels(kept, found.asked.id)
        else:
            assert {one.value: one.n for one in found.picked} == {value: values[value] for value in values}
            assert {one.value: one.share for one in found.picked} == {v: n / len(answered) for v, n in values.items()}


def test_the_overall_rating_its_weeks_and_parts(counted: tuple[Strand, list[Picked], asked.Form]) -> None:
    strand, kept, form = counted
    overall = ballots.overall_id(form)
    assert strand.overall is not None
    assert strand.overall.counts == levels(kept, overall)
    assert (strand.standing.sealed, strand.standing.kept) == (150, len(kept))
    assert [(one.from_week, one.until_week) for one in strand.weeks] == [(W46.shift(-1), W46), (W47, W47)]
    for by, name in ((By.GROUP, "group_id"), (By.COUNTER, "counter_id"), (By.RESPONDENT, "respondent")):
        for part in strand.parts[by]:
            own = [one for one in kept if getattr(one, name) == part.key]
            assert part.rating.counts == levels(own, overall)
        assert sum(part.rating.n for part in strand.parts[by]) == strand.overall.n


def test_factors_count_answers_and_ballots(counted: tuple[Strand, list[Picked], asked.Form]) -> None:
    strand, kept, form = counted
    questions = [one.question.id for one in form.questions if one.question.factor == "officers"]
    (factor,) = strand.factors
    assert factor.questions == 2
    assert factor.ballots == sum(any(question in one.answers for question in questions) for one in kept)
    both = zip(*(levels(kept, question) for question in questions), strict=True)
    assert factor.rating.counts == tuple(map(sum, both))


def test_low_ratings_and_why(counted: tuple[Strand, list[Picked], asked.Form]) -> None:
    strand, kept, form = counted
    overall = ballots.overall_id(form)
    low = [one for one in kept if one.answers.get(overall, (5,))[0] < 4]
    assert strand.low.n == len(low)
    assert [one.asked.kind for one in strand.low.said] == ["several", "one"]
    for found in strand.low.said:
        values = Tally(value for one in low for value in one.answers.get(found.asked.id, ()))
        assert found.n == sum(found.asked.id in one.answers for one in low)
        assert {one.value: one.n for one in found.picked} == values


def test_channels_outcomes_and_wordings_are_never_mixed(session: Session) -> None:
    unit = factories.unit(session)
    form, other = ballots.form(session), ballots.form(session, "other")
    for which, channel, served in (
        (form, "visit", True), (form, "kiosk", True), (form, "visit", False), (other, "visit", True),
        (form, "paper", None), (form, "poster", None),
    ):  # fmt: skip
        ballots.batch(session, unit, which, ballots.rated(which, [5] * 12), channel=channel, served=served)
    found = [(one.channel, one.served, one.form.key) for one in read(session, unit.id).strands]
    assert found == [
        ("visit", True, "visit-long"), ("visit", True, "other"), ("kiosk", True, "visit-long"),
        ("visit", False, "visit-long"), ("paper", None, "visit-long"), ("poster", None, "visit-long"),
    ]  # fmt: skip


def test_a_batch_belongs_whole_to_the_days_that_hold_the_sunday_of_its_last_week(session: Session) -> None:
    unit = factories.unit(session)
    form = ballots.form(session)
    ballots.batch(session, unit, form, ballots.rated(form, [5] * 12), weeks=(Week(2026, 40), Week(2026, 42)))
    ballots.batch(session, unit, form, ballots.rated(form, [1] * 11), weeks=(W47.shift(1), W47.shift(1)))
    (strand,) = read(session, unit.id).strands
    assert strand.overall is not None
    assert strand.overall.counts == (0, 0, 0, 0, 12)
    assert (strand.from_week, strand.until_week) == (Week(2026, 40), Week(2026, 42))


def test_nine_ballots_say_only_how_many_they_are(session: Session) -> None:
    unit = factories.unit(session)
    form = ballots.form(session)
    some = [*ballots.rated(form, [5] * 9), Picked({})]
    ballots.batch(session, unit, form, some)
    (strand,) = read(session, unit.id).strands
    assert strand.overall is not None
    assert (strand.overall.n, strand.overall.shown, strand.low.n) == (9, False, None)
    assert [(one.rating.n, one.rating.shown) for one in strand.weeks] == [(9, False)]
    assert strand.parts[By.GROUP] == ()


def test_units_stand_side_by_side_with_their_own_ratings(session: Session) -> None:
    tree = factories.tree(session)
    form = ballots.form(session)
    ballots.batch(session, tree.cai_rang, form, ballots.rated(form, [5] * 20))
    ballots.batch(session, tree.ninh_kieu, form, ballots.rated(form, [2] * 20))
    (strand,) = read(session, tree.province.id).strands
    assert {part.key: part.rating.counts for part in strand.units} == {
        tree.cai_rang.id: (0, 0, 0, 0, 20),
        tree.ninh_kieu.id: (0, 20, 0, 0, 0),
    }
    assert all(part.difference is not None for part in strand.units)


def test_what_is_set_aside_leaves_the_figures_of_weeks_too(session: Session) -> None:
    unit = factories.unit(session)
    form = ballots.form(session)
    spam = [Picked({ballots.overall_id(form): (5,)}, block=1) for _ in range(5)]
    ballots.batch(session, unit, form, [*ballots.rated(form, [2] * 10), *spam])
    (found,) = sealed.overall_counts(session, [unit.id])
    assert found.counts == (0, 10, 0, 0, 0)
