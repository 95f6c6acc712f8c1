"""Years before the last one, copied inside the database: a million visits by making a hundred thousand."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Date, String, cast, func, insert, literal, select, type_coerce
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.queue.models import Ticket

WEEKS: Final = 53
"""Between a visit and its copy a year before: each falls on its weekday, and no day has two copies."""
SHIFTED: Final = frozenset(
    {"arrived_at", "opened_at", "first_called_at", "last_called_at", "started_at", "ended_at", "lined_up_at"}
)
BLANKED: Final = frozenset({"id", "token_hash", "vote_hash", "claim_box", "former_box", "device_hash", "card"})
TICKET: Final = db.table(Ticket)


def add_years(session: Session, years: int, *, before: date) -> None:
    """Copy all visits of days earlier than *before* to each of so many *years* before, without their secrets."""
    names = [column.name for column in TICKET.columns if column.name not in BLANKED]
    for year in range(1, years + 1):
        copied = [_value(session, name, year).label(name) for name in names]
        past = select(*copied).where(TICKET.c.day < before, TICKET.c.day >= before - timedelta(weeks=WEEKS))
        session.execute(insert(TICKET).from_select(names, past))


def _value(session: Session, name: str, year: int) -> ColumnElement[Any]:
    column, days = TICKET.c[name], 7 * WEEKS * year
    if name in SHIFTED:
        return type_coerce(column, BigInteger) - literal(days * 86_400_000_000, BigInteger)
    if name == "day":
        shift = func.date(column, f"-{days} days") if db.dialect(session) == "sqlite" else column - days
        return type_coerce(shift, Date)
    if name == "issue_key":
        return literal(f"{year}-", String) + cast(TICKET.c.id, String)
    return column
