"""What a unit receives, as rows of a file that brings the same in again."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from kiosk.office import queries as office
from kiosk.procedures import actions, queries
from kiosk.procedures.entries import COLUMNS as TEXTS
from kiosk.procedures.queries import Held
from kiosk.procedures.time_limits import limit_of, written


def rows_of(session: Session, unit_id: int, day: date) -> Iterator[dict[str, str | None]]:
    """Yield a row for each procedure that the unit receives on *day*, in the order of their keys."""
    prefixes = {group.id: group.prefix for group in office.groups_of(session, unit_id, only_active=False)}
    for held in queries.all_held(session, unit_id, day):
        if held.at.active:
            yield _row(held, prefixes.get(held.at.group_id or 0))


def _row(held: Held, prefix: str | None) -> dict[str, str | None]:
    texts = actions.texts_of(held.version)
    limit = limit_of(held.announced.amount, held.announced.unit) if held.announced else None
    return {
        "code": held.procedure.code,
        **{column: getattr(texts, column) for column in TEXTS},
        "valid_from": _day(held.version.valid_from),
        "valid_until": _day(held.version.valid_until),
        "group": prefix,
        "announced": written(limit) if limit else None,
        "document": held.announced.document if held.announced else None,
        "announced_from": _day(held.announced.valid_from) if held.announced else None,
    }


def _day(day: date | None) -> str | None:
    return f"{day:%d/%m/%Y}" if day else None
