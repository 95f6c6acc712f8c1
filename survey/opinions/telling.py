"""What may be told of each sealed batch, settled before anything is added up. Pure.

What is told of a batch does not depend on the period, unit or union that it is shown in. So every published figure is
a sum of the same pieces, and whoever takes one from another is left with such a sum again: never with fewer than ten
answers to a question, nor with fewer than five ballots of a part.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from survey.opinions.counted import OVER_30, Answered, By, CellLevel, Chosen, Counted, FactorBallots, FormAsked
from survey.opinions.enough import enough

PIECE: Final = 5
"""Ballots that a part of a batch needs, and what is not known of it, too."""
LONG: Final = ("30_to_60", "over_60")
FIELDS: Final = {
    By.GROUP: "group_id",
    By.RESPONDENT: "respondent",
    By.WAIT_BAND: "wait_band",
    By.COUNTER: "counter_id",
}
Key = int | str | None


class _Told(NamedTuple):
    """Which answers are told: by batch and question of all ballots, of those that rate low; by batch the form."""

    every: frozenset[tuple[int, int]]
    low: frozenset[tuple[int, int]]
    rated: frozenset[tuple[int, int]]

    def has(self, row: Answered | Chosen) -> bool:
        """Tell whether this row is told."""
        return (row.batch_id, row.question_id) in (self.low if row.low else self.every)


def tellable(counted: Counted, forms: Mapping[int, FormAsked]) -> Counted:
    """Return of *counted* what may be told; of the rest only how many answers there were (`Counted.few`).

    - A question that fewer than ten ballots of a batch answered is left out there, the overall one with all its parts.
    - What ballots that rate low say is left out where they, or the others that answered, are one to four.
    - A part of one to four is “not known”, and so is the smallest other part while these are one to four together.
      Waits over 30 minutes are one part where otherwise one of the two bands would be lost (`OVER_30`).

    Done twice it changes nothing more.
    """
    told = _told(counted, forms)
    overall = {form.id: form.overall.id for form in forms.values() if form.overall}
    asked = [row for row in counted.answered if row.question_id not in overall.values() or row.low]
    rated = [Answered(batch, overall[form], n) for (batch, form), n in _rated(counted.cells).items() if form in overall]
    few = (row for row in (*asked, *rated) if not told.has(row) and row.n)
    return counted._replace(
        chosen=tuple(row for row in counted.chosen if told.has(row)),
        answered=tuple(row for row in counted.answered if told.has(row)),
        factors=tuple(row for row in counted.factors if _has_question(row, forms, told)),
        cells=tuple(_regrouped([row for row in counted.cells if (row.batch_id, row.form_id) in told.rated])),
        few=(*counted.few, *few),
    )


def long_waits_alike(cells: Sequence[CellLevel]) -> tuple[CellLevel, ...]:
    """Return *cells* with waits over 30 minutes as one part everywhere, where any batch has them so."""
    if all(row.wait_band != OVER_30 for row in cells):
        return tuple(cells)
    return tuple(row._replace(wait_band=OVER_30) if row.wait_band in LONG else row for row in cells)


def under(sizes: Mapping[Key, int], last: Collection[Key] = ()) -> dict[Key, Key]:
    """Return for each part of one batch its key, or ``None`` where it has to be among what is not known.

    Args:
        sizes: Ballots of each part; ``None``: not known already.
        last: Parts that are given up after all others.
    """
    hidden = {key for key, n in sizes.items() if key is None or n < PIECE}
    for key in sorted(sizes.keys() - hidden, key=lambda key: (key in last, sizes[key], str(key))):
        unknown = sum(sizes[one] for one in hidden)
        if unknown == 0 or unknown >= PIECE:
            break
        hidden.add(key)
    return {key: None if key in hidden else key for key in sizes}


def _told(counted: Counted, forms: Mapping[int, FormAsked]) -> _Told:
    rated = frozenset(key for key, n in _rated(counted.cells).items() if enough(n))
    overall = {form.id: form.overall.id for form in forms.values() if form.overall}
    form_of = {asked.id: form.id for form in forms.values() for asked in form.questions}
    every = {(batch, overall[form]) for batch, form in rated if form in overall}
    answers = {(row.batch_id, row.question_id): row.n for row in counted.answered if not row.low}
    every |= {key for key, n in answers.items() if enough(n) and key[1] not in overall.values()}
    low = {
        (row.batch_id, row.question_id)
        for row in counted.answered
        if row.low
        and (row.batch_id, row.question_id) in every
        and (row.batch_id, form_of.get(row.question_id, 0)) in rated
        if row.n >= PIECE and _nobody_or_a_piece(answers.get((row.batch_id, row.question_id), 0) - row.n)
    }
    return _Told(frozenset(every), frozenset(low), rated)


def _nobody_or_a_piece(n: int) -> bool:
    return n == 0 or n >= PIECE


def _rated(cells: Iterable[CellLevel]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = defaultdict(int)
    for row in cells:
        found[row.batch_id, row.form_id] += row.n
    return found


def _has_question(row: FactorBallots, forms: Mapping[int, FormAsked], told: _Told) -> bool:
    asked = forms[row.form_id].questions if row.form_id in forms else ()
    return any(
        one.factor == row.factor and one.kind == "levels" and (row.batch_id, one.id) in told.every for one in asked
    )


def _regrouped(cells: Sequence[CellLevel]) -> Sequence[CellLevel]:
    for by in By:
        sizes: dict[tuple[int, int], dict[Key, int]] = defaultdict(lambda: defaultdict(int))
        for row in cells:
            sizes[row.batch_id, row.form_id][row.key(by)] += row.n
        keys = {which: _bands(own) if by is By.WAIT_BAND else under(own) for which, own in sizes.items()}
        cells = [
            row._replace(**{FIELDS[by]: keys[row.batch_id, row.form_id][row.key(by)]})  # type: ignore[arg-type]
            for row in cells
        ]
    return cells


def _bands(sizes: Mapping[Key, int]) -> dict[Key, Key]:
    """Return the key of each band of waits: long waits are what the table is there for, and are given up last."""
    together = any(0 < sizes.get(band, 0) < PIECE for band in LONG)
    first: dict[Key, Key] = {key: OVER_30 if together and key in LONG else key for key in sizes}
    joined: dict[Key, int] = defaultdict(int)
    for key, n in sizes.items():
        joined[first[key]] += n
    then = under(joined, last=(*LONG, OVER_30))
    return {key: then[one] for key, one in first.items()}
