"""What was answered to each question of one form, by factor, and by those who rate the whole 1 to 3. Pure."""

from collections.abc import Sequence
from typing import Final

from survey.opinions.counted import Asked, Counted, FormAsked
from survey.opinions.enough import enough, told
from survey.opinions.figures import FactorFigures, Picked, QuestionFigures, empty, rating

LEVELS: Final = "levels"
WHY: Final = "wait_reason"
CONDUCT: Final = "conduct"


def questions(form: FormAsked, rows: Counted) -> tuple[QuestionFigures, ...]:
    """Return every question of *form* that is answered by picking, in its order."""
    return tuple(_question(asked, rows, low=False, told=True) for asked in form.questions)


def factors(form: FormAsked, rows: Counted, asked: Sequence[QuestionFigures]) -> tuple[FactorFigures, ...]:
    """Return each factor that *form* has questions of levels about, in the order of the form.

    Its rating counts answers, so a ballot that answered four of its questions counts four times: those answers that are
    told of the questions, too, and of no others. Its ballots are of batches of which at least one question is told.

    Args:
        form: One version.
        rows: Of ballots on it.
        asked: Its questions as they are told.
    """
    found = []
    for factor in dict.fromkeys(one.factor for one in form.questions if one.factor and one.kind == LEVELS):
        own = [one for one in asked if one.asked.factor == factor and one.asked.kind == LEVELS]
        ballots = sum(row.n for row in rows.factors if row.factor == factor and row.form_id == form.id)
        counts = empty()
        for one in own:
            counts = [mine + more for mine, more in zip(counts, _levels(one.asked, rows, low=False), strict=True)]
        untold = sum(one.untold for one in own)
        found.append(FactorFigures(factor, len(own), ballots, rating(counts, told=enough(ballots), untold=untold)))
    return tuple(found)


def low_said(form: FormAsked, rows: Counted) -> tuple[QuestionFigures, ...]:
    """Return what ballots that rate the whole 1 to 3 say about the wait and about conduct.

    Beside the same of all ballots; so it is hidden, too, where the others would be fewer than ten.
    """
    found = []
    for asked in form.questions:
        if asked.overall or not (asked.meaning == WHY or asked.factor == CONDUCT):
            continue
        own, every = (_answered(asked, rows, low=low) for low in (True, False))
        may = enough(every) and all(told([own, every - own]))
        found.append(_question(asked, rows, low=True, told=may))
    return tuple(found)


def _question(asked: Asked, rows: Counted, *, low: bool, told: bool) -> QuestionFigures:
    n, few = _answered(asked, rows, low=low), _few(asked, rows, low=low)
    if asked.kind == LEVELS:
        found = rating(_levels(asked, rows, low=low), told=told, untold=few)
        return QuestionFigures(asked, n if found.shown else n + few, found, (), few)
    if not told or not enough(n):
        return QuestionFigures(asked, n + few, None, (), few)
    counts = _values(asked, rows, low=low)
    names = {choice.value: choice.name for choice in asked.choices}
    picked = [
        Picked(value, names.get(value, str(value)), counts.get(value, 0), counts.get(value, 0) / n)
        for value in dict.fromkeys([*names, *sorted(counts)])
    ]
    return QuestionFigures(asked, n, None, tuple(picked), few)


def _answered(asked: Asked, rows: Counted, *, low: bool) -> int:
    return sum(row.n for row in rows.answered if row.question_id == asked.id and row.low == low)


def _few(asked: Asked, rows: Counted, *, low: bool) -> int:
    return sum(row.n for row in rows.few if row.question_id == asked.id and row.low == low)


def _values(asked: Asked, rows: Counted, *, low: bool) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows.chosen:
        if row.question_id == asked.id and row.low == low:
            found[row.value] = found.get(row.value, 0) + row.n
    return found


def _levels(asked: Asked, rows: Counted, *, low: bool) -> list[int]:
    counts = _values(asked, rows, low=low)
    return [counts.get(level, 0) for level in range(1, 6)]
