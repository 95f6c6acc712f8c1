"""On which days a version of a questionnaire was the one that a unit's visitors were asked."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from kiosk.office import queries as office
from survey.questionnaires.models import Questionnaire


def held(session: Session, questionnaire_id: int, unit_id: int, first: date, last: date) -> frozenset[date]:
    """Return the days from *first* to *last* on which the unit's visitors were asked this very version.

    The same choice as :func:`survey.questionnaires.queries.form_for`, of all days at once: the unit's own goes before
    that of the nearest unit above, and that before the one for all.
    """
    table = Questionnaire
    role = select(table.role).where(table.id == questionnaire_id).scalar_subquery()
    known = session.execute(
        select(table.id, table.unit_id, table.valid_from, table.valid_until)
        .where(table.role == role, ~table.is_draft, table.valid_from <= last)
        .order_by(table.valid_from.desc(), table.id.desc())
    ).all()
    owned = any(row.unit_id is not None for row in known)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return frozenset(
        day
        for day in days
        if _asked(known, office.ancestor_ids(session, unit_id, day) if owned else [], day) == questionnaire_id
    )


def _asked(known: Sequence[Row[int, int | None, date, date | None]], chain: Sequence[int], day: date) -> int | None:
    places = {owner: place for place, owner in enumerate(chain)}
    there = [
        row
        for row in known
        if row.valid_from <= day and (row.valid_until is None or day < row.valid_until)
        if row.unit_id is None or row.unit_id in places
    ]
    nearest = min(there, key=lambda row: places.get(row.unit_id, len(chain)), default=None)
    return None if nearest is None else nearest.id
