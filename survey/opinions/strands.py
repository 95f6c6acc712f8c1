"""From counted rows to strands: nothing of two channels, outcomes or forms is ever added, but for coverage. Pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from survey.moderation.standings import Standing, total
from survey.opinions.counted import Batch, By, CellLevel, Counted, FormAsked, Visits
from survey.opinions.coverage import OF_VISITS, coverage
from survey.opinions.figures import SATISFIED_FROM, Coverage, Low, Part, Rating, Strand, rating
from survey.opinions.parts import PartKey, by_key, by_week, levels
from survey.opinions.questions import factors, low_said, questions
from survey.opinions.telling import long_waits_alike, tellable

CHANNELS: Final = ("visit", "kiosk", "paper", "poster")


class Which(NamedTuple):
    """What a strand is of."""

    channel: str
    served: bool | None
    form_id: int


class Orders(NamedTuple):
    """By what parts are wanted, and in which order they stand: the office's own, never by result."""

    parts: Mapping[By, Sequence[int | str]]
    units: Sequence[int] = ()


def strands(
    counted: Counted, forms: Mapping[int, FormAsked], visits: Mapping[int, Visits], orders: Orders
) -> tuple[Strand, ...]:
    """Return the strands: of people who were served first, then by channel, the form with most ballots first.

    Args:
        counted: Rows of whole batches; of each of them only what is `tellable` goes into any figure.
        forms: Each form that any of them answered, by its key.
        visits: Served visits behind each form's ballots of visits, by the form's key; see `coverage.spans`.
        orders: Of the parts.
    """
    counted = tellable(counted, forms)
    batches = {batch.id: batch for batch in counted.batches}
    found = []
    for which, rows in _apart(counted, batches, forms).items():
        behind = visits.get(which.form_id) if which.served and which.channel in OF_VISITS else None
        covered = coverage(counted, which.form_id, behind) if behind else None
        found.append(_strand(which, forms[which.form_id], rows, orders, covered))
    return tuple(sorted(found, key=_rank))


def _strand(which: Which, form: FormAsked, rows: Counted, orders: Orders, covered: Coverage | None) -> Strand:
    few = _few(form, rows)
    overall = rating(levels(rows.cells), untold=sum(few.values())) if form.overall else None
    alike = long_waits_alike(rows.cells)
    asked = questions(form, rows)
    return Strand(
        channel=which.channel,
        served=which.served,
        form=form,
        batches=rows.batches,
        standing=_standing(rows),
        overall=overall,
        questions=asked,
        factors=factors(form, rows, asked),
        weeks=by_week(rows.batches, rows.cells, few) if overall else (),
        parts={by: by_key(alike, _key(by), order) for by, order in orders.parts.items()},
        units=_units(rows, orders.units, few),
        low=Low(_low(overall), low_said(form, rows)),
        coverage=covered,
    )


def _apart(counted: Counted, batches: Mapping[int, Batch], forms: Mapping[int, FormAsked]) -> dict[Which, Counted]:
    """Return the rows of each strand; rows of batches that are not there are left out."""
    form_of = {asked.id: form.id for form in forms.values() for asked in form.questions}
    sorted_in: dict[Which, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for table in Counted._fields[1:]:
        for row in getattr(counted, table):
            form_id = row.form_id if hasattr(row, "form_id") else form_of.get(row.question_id)
            batch = batches.get(row.batch_id)
            if batch is not None and form_id is not None and form_id in forms:
                sorted_in[Which(batch.channel, batch.served, form_id)][table].append(row)
    return {which: _of_strand(tables, batches) for which, tables in sorted_in.items() if tables["sealed"]}


def _of_strand(tables: Mapping[str, Sequence[object]], batches: Mapping[int, Batch]) -> Counted:
    rows = Counted(**{name: tuple(found) for name, found in tables.items()})  # type: ignore[arg-type]
    own = {batches[row.batch_id] for row in rows.sealed}
    return rows._replace(batches=tuple(sorted(own, key=lambda one: (one.until_week, one.from_week, one.id))))


def _few(form: FormAsked, rows: Counted) -> dict[int, int]:
    """Return how many ratings of the whole are not told, by batch."""
    found: dict[int, int] = {}
    for row in rows.few:
        if form.overall and row.question_id == form.overall.id and not row.low:
            found[row.batch_id] = found.get(row.batch_id, 0) + row.n
    return found


def _units(rows: Counted, order: Sequence[int], few: Mapping[int, int]) -> tuple[Part, ...]:
    units = {batch.id: batch.unit_id for batch in rows.batches}
    untold: dict[PartKey, int] = {}
    for batch_id, n in few.items():
        untold[units[batch_id]] = untold.get(units[batch_id], 0) + n
    return by_key(rows.cells, lambda row: units[row.batch_id], order, untold) if len({*units.values()}) > 1 else ()


def _key(by: By) -> Callable[[CellLevel], PartKey]:
    return lambda row: row.key(by)


def _standing(rows: Counted) -> Standing:
    return total(
        Standing(
            row.n,
            row.n if row.left_out else 0,
            {} if row.reason is None else {row.reason: row.n},
            row.n if row.reason is not None and not row.left_out else 0,
        )
        for row in rows.sealed
    )


def _low(overall: Rating | None) -> int | None:
    return sum(overall.counts[: SATISFIED_FROM - 1]) if overall and overall.counts else None


def _rank(strand: Strand) -> tuple[bool, bool, int, int, int]:
    place, kept = CHANNELS.index(strand.channel), strand.standing.kept
    return (not strand.served, strand.served is None, place, -kept, strand.form.id)
