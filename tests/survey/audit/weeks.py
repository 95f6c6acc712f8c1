"""Twelve weeks of an office in memory, by the program's own rules: casting, late answers, sealing, setting aside."""

from collections import Counter as TallyOf
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from survey.ballots.sealing import ENOUGH_BALLOTS, Cell, coarsen, enough
from survey.moderation import blocks
from survey.moderation.blocks import Placed

WEEKS = 12
Arrivals = Mapping[Cell, int]


@dataclass
class Sealed:
    """A sealed ballot: its batch, stored cell, and whether figures counted it after each step so far."""

    name: str
    batch: int
    cell: Cell
    level: int
    unwanted: bool = False
    block: int | None = None
    aside: bool = False
    decided: bool = False
    counted: list[bool] = field(default_factory=list)


@dataclass
class Office:
    """Everything that happened, and the arrivals that each batch was cut by."""

    ballots: list[Sealed] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    cut_by: dict[int, Arrivals] = field(default_factory=dict)
    steps: int = 0


def live(seed: int) -> Office:
    """Let twelve weeks pass: busy ones and such in which too few vote to be sealed."""
    chance, office = Random(seed), Office()
    weeks = [_arrivals(chance, chance.choice((6, 12, 90, 150))) for _ in range(WEEKS)]
    pending: list[tuple[int, Cell]] = []
    for week, arrivals in enumerate(weeks):
        for cell in arrivals.elements():
            if chance.random() < 0.3:
                cast_in = week + (chance.random() < 0.1)
                pending.append((min(cast_in, WEEKS - 1), cell))
        ripe = [ballot for ballot in pending if ballot[0] <= week]
        if enough(ripe):
            pending = [ballot for ballot in pending if ballot[0] > week]
            _seal(office, ripe, weeks, chance)
        _snapshot(office)
        for _ in range(3):
            _decide(office, chance)
            _put_in_force(office)
            _snapshot(office)
    return office


def people(office: Office, batch: int) -> TallyOf[Cell]:
    """Return how many arrivals end in each stored cell of a batch: who knows all visits and the rule knows this."""
    arrivals = office.cut_by[batch]
    cells = [cell for cell, count in arrivals.items() for _ in range(count)]
    often = -(-ENOUGH_BALLOTS // len(cells))  # the rule looks at no fewer than ten ballots
    stored = coarsen(dict(enumerate(cells * often)), arrivals)
    return TallyOf(stored[number] for number in range(len(cells)))


def _arrivals(chance: Random, count: int) -> TallyOf[Cell]:
    return TallyOf(
        Cell(
            chance.choices((1, 2, 3), (6, 3, 1))[0],
            chance.choice((7, 8)),
            chance.choices(("under_5", "5_to_15", "over_60"), (6, 3, 1))[0],
            chance.choices(("person", "business", None), (8, 1, 1))[0],
        )
        for _ in range(count)
    )


def _seal(office: Office, ripe: list[tuple[int, Cell]], weeks: list[TallyOf[Cell]], chance: Random) -> None:
    first, last = min(week for week, _cell in ripe), max(week for week, _cell in ripe)
    arrivals: dict[Cell, int] = dict.fromkeys(weeks[first - 1], 0) if first else {}
    arrivals |= sum(weeks[first : last + 1], TallyOf())
    batch = len(office.spans)
    stored = coarsen({number: cell for number, (_week, cell) in enumerate(ripe)}, arrivals)
    office.spans[batch], office.cut_by[batch] = (first, last), arrivals
    for cell in stored.values():
        office.ballots.append(
            Sealed(
                f"{chance.getrandbits(64):016x}", batch, cell, chance.randrange(1, 6), counted=[False] * office.steps
            )
        )


def _decide(office: Office, chance: Random) -> None:
    """Somebody sets a few ballots of one batch aside, or takes decisions back; of a block all."""
    if not office.ballots:
        return
    some = chance.choice(office.ballots)
    near = [one for one in office.ballots if (one.batch, one.cell) == (some.batch, some.cell)]
    meant = chance.sample(near, min(len(near), chance.choice((1, 2, 4, 5, 6, 9))))
    whole = {one.block for one in meant} - {None}
    unwanted = chance.random() < 0.7
    for one in office.ballots:
        if one in meant or (one.batch == some.batch and one.block in whole):
            one.decided, one.unwanted = True, unwanted


def _put_in_force(office: Office) -> None:
    for batch in office.spans:
        mine = {one.name: one for one in office.ballots if one.batch == batch and one.decided}
        placed = [Placed(one.name, one.cell, one.block, one.aside, one.unwanted) for one in mine.values()]
        used = max((one.block or 0 for one in mine.values()), default=0)
        for change in blocks.changes(placed, used + 1):
            for name in change.ballot_ids:
                mine[name].block, mine[name].aside = change.block, change.aside


def _snapshot(office: Office) -> None:
    office.steps += 1
    for one in office.ballots:
        one.counted.append(not one.aside)
