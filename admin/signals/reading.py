"""The one read of all signals, for any units and weeks: monitors' pages take it from here."""

from collections.abc import Collection

import numpy as np
from sqlalchemy.orm import Session

from admin.measures.visit_queries import visits
from admin.signals import counting, queries
from admin.signals.found import Found
from admin.signals.found import found as judged
from admin.signals.judging import Mask
from admin.signals.kinds import PAST_WEEKS, RULES, Signal
from kiosk.ground.calendar import Week, start_of_day
from survey.ballots import sign_queries

LONGEST = max(rule.weeks for rule in RULES.values())


def found(session: Session, unit_ids: Collection[int], week: Week, *, weeks: int = 1) -> list[Found]:
    """Return what is to be told of each signal, by unit, week and signal.

    Args:
        session: Any.
        unit_ids: Units with a queue of their own; nothing of what is below them is added.
        week: The last week told; one that is over.
        weeks: How many weeks up to it.

    Returns:
        Nine for each unit and week, those with too few included; empty without units.
    """
    if not unit_ids:
        return []
    frame = counting.Frame(unit_ids, _back(week, PAST_WEEKS + LONGEST - 1 + weeks))
    longer = counting.Frame(unit_ids, _back(week, 2 * PAST_WEEKS + LONGEST - 1 + weeks))
    since, until = start_of_day(frame.weeks[0].monday), start_of_day(week.shift(1).monday)
    came = visits(session, unit_ids, since, until, detailed=True)
    whole = frame.weeks[0], week
    sealed = queries.sealed(session, unit_ids, (longer.weeks[0], week))
    parts = {
        **counting.of_visits(came, frame),
        **counting.of_tallies(sign_queries.tallies(session, unit_ids, whole), frame),
        Signal.UNDER_REPORTED: counting.of_answers(sealed, came, frame),
        Signal.COVERAGE: counting.of_coverage(sealed, came, frame),
        Signal.ALL_FIVE: counting.of_all_five(sealed, longer),
    }
    before = {Signal.ALL_FIVE: _before_target(session, longer)}
    rows = [int(unit_id) for unit_id in frame.unit_ids]
    return judged(parts, rows, frame.weeks, told=frame.weeks[-weeks:], past=before)


def _back(week: Week, weeks: int) -> list[Week]:
    return [week.shift(-back) for back in range(weeks - 1, -1, -1)]


def _before_target(session: Session, frame: counting.Frame) -> Mask:
    """Return, for each unit that got a target, the quarter before it."""
    before = np.zeros(frame.shape, np.bool_)
    for unit_id, day in queries.targets_from(session, frame.unit_ids.tolist()).items():
        begun = frame.place(Week.of(day))
        before[frame.row(unit_id), max(0, begun - PAST_WEEKS) : max(0, begun)] = True
    return before
