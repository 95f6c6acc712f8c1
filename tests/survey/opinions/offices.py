"""Sealed ballots of made-up offices as counted rows: several units, twelve weeks, some ballots set aside."""

from collections import Counter as Tally
from random import Random
from typing import NamedTuple

from kiosk.ground.calendar import Week
from survey.opinions.counted import (
    Answered,
    Asked,
    Batch,
    CellLevel,
    Choice,
    Chosen,
    Counted,
    FactorBallots,
    FormAsked,
    Sealed,
)

LEVELS = tuple(Choice(level, str(level)) for level in range(1, 6))
FORM = FormAsked(
    1, "f", 1, "F",
    (
        Asked(1, "Chung", "levels", True, None, None, LEVELS),
        Asked(2, "Lịch sự", "levels", False, None, "officers", LEVELS),
        Asked(3, "Kịp thời", "levels", False, None, "officers", LEVELS),
        Asked(4, "Vì sao", "one", False, "wait_reason", None, LEVELS),
    ),
)  # fmt: skip
WEEKS = 12
UNITS = (1, 2, 3)
START = Week(2026, 30)


class Cast(NamedTuple):
    """One ballot that counts: what is kept of where it was cast, and its answers by question."""

    group: int | None
    band: str | None
    who: str | None
    answers: dict[int, int]


def office(seed: int) -> Counted:
    """Return what is counted of twelve weeks of three units."""
    chance, found = Random(seed), []
    for number, (unit, week) in enumerate(((unit, week) for unit in UNITS for week in range(WEEKS)), start=1):
        sealed = chance.randint(10, 45)
        left_out = chance.choice((0, 0, 5, 6))
        batch = Batch(number, unit, "visit", True, START.shift(week), START.shift(week), sealed, number)
        rows = rows_of(batch, [_cast(chance) for _ in range(sealed - left_out)])
        found.append(rows._replace(sealed=(*rows.sealed, Sealed(number, 1, "spam", True, left_out))))
    return Counted(*(tuple(row for one in found for row in getattr(one, table)) for table in Counted._fields))


def rows_of(batch: Batch, ballots: list[Cast]) -> Counted:
    """Return what is counted of *ballots*, all of one batch."""
    cells = Tally((one.group, one.band, one.who, one.answers[1]) for one in ballots if 1 in one.answers)
    chosen, answered, officers = Tally[tuple[int, int, bool]](), Tally[tuple[int, bool]](), 0
    for one in ballots:
        officers += bool(one.answers.keys() & {2, 3})
        for low in (False, True)[: 2 if one.answers.get(1, 5) < 4 else 1]:
            chosen.update((question, value, low) for question, value in one.answers.items())
            answered.update((question, low) for question in one.answers)
    return Counted(
        batches=(batch,),
        sealed=(Sealed(batch.id, 1, None, False, len(ballots)),),
        chosen=tuple(Chosen(batch.id, question, value, n, low) for (question, value, low), n in chosen.items()),
        answered=tuple(Answered(batch.id, question, n, low) for (question, low), n in answered.items()),
        factors=(FactorBallots(batch.id, 1, "officers", officers),),
        cells=tuple(
            CellLevel(batch.id, 1, None, group, band, who, level, n) for (group, band, who, level), n in cells.items()
        ),
    )


def between(whole: Counted, units: tuple[int, ...], first: int, last: int) -> Counted:
    """Return what a page of *units* and some weeks, both inside, is made of."""
    batches = tuple(
        one
        for one in whole.batches
        if one.unit_id in units and START.shift(first) <= one.until_week <= START.shift(last)
    )
    ids = {one.id for one in batches}
    tables = (tuple(row for row in getattr(whole, table) if row.batch_id in ids) for table in Counted._fields[1:])
    return Counted(batches, *tables)


def _cast(chance: Random) -> Cast:
    asked = [(1, 0.9), (2, 0.6), (3, 0.3), (4, 0.6)]
    return Cast(
        chance.choices((1, 2, 3, None), (12, 5, 1, 1))[0],
        chance.choices(("under_5", "5_to_15", "15_to_30", "30_to_60", "over_60", None), (9, 6, 4, 3, 2, 1))[0],
        chance.choices(("person", "business", None), (8, 1, 3))[0],
        {question: chance.randint(1, 5) for question, share in asked if chance.random() < share},
    )
