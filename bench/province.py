"""A province of a hundred units with millions of visits, made inside the database: minutes instead of hours."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.calendar import Week, start_of_day
from kiosk.ground.instants import to_microseconds
from kiosk.queue import packed
from kiosk.queue.models import Ticket
from tests import factories

OTHERS: Final = 99
BUSY_A_DAY: Final = 200
FEWEST_DAYS: Final = 150
MOST_DAYS: Final = 1_100
EVENTS: Final = 100_000
OFFICE_HOURS_US: Final = 9 * 3_600_000_000
REPORT: Final = "ix_ticket_report"
NARROW: Final = "ix_ticket_narrow"


@dataclass(frozen=True, slots=True)
class Province:
    """What was filled in.

    Attributes:
        top_id: The unit above all others.
        busy_id: The one with 200 visits a day.
        last: The last day with visits, a Friday.
        tickets: How many rows the table has.
    """

    top_id: int
    busy_id: int
    last: date
    tickets: int

    @property
    def week(self) -> Week:
        """The last week."""
        return Week.of(self.last)


def fill(session: Session, tickets: int, *, until: date) -> Province:
    """Put about *tickets* visits of a hundred units into an empty table, in the order in which people came.

    One unit has 200 a day, the others share the rest alike. The years go back from the week of *until*.
    """
    top = factories.unit(session, "Thành phố Cần Thơ")
    units = [factories.unit(session, f"Phường {number}", parent=top) for number in range(1 + OTHERS)]
    groups = [factories.group(session, unit) for unit in units]
    counters = [factories.counter(session, unit, "1", group) for unit, group in zip(units, groups, strict=True)]
    days = max(FEWEST_DAYS, min(MOST_DAYS, tickets // (BUSY_A_DAY + OTHERS)))
    days -= days % 5
    a_day = max(tickets // days, BUSY_A_DAY + OTHERS)
    monday = Week.of(until).monday - timedelta(weeks=days // 5 - 1)
    session.flush()
    _without_indexes(session)
    session.execute(
        text(_insert(session, a_day * days)),
        {
            "a_day": a_day,
            "monday": monday.isoformat() if db.dialect(session) == "sqlite" else monday,
            "begin": to_microseconds(start_of_day(monday) + timedelta(hours=7, minutes=30)),
            "unit": units[0].id,
            "group": groups[0].id,
            "counter": counters[0].id,
        },
    )
    session.execute(text(EVENTS_OF), {"since": a_day * days - EVENTS})
    return Province(top.id, units[0].id, monday + timedelta(weeks=days // 5 - 1, days=4), a_day * days)


def index(session: Session, *, cover: bool = True) -> None:
    """Make the indexes of the tickets again; without *cover* that of the reports leads only to the rows."""
    if db.dialect(session) == "postgresql":
        session.execute(text("SET LOCAL statement_timeout = 0"))
        session.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
    if not cover:
        _drop_report(session)
        session.execute(text(f"CREATE INDEX {NARROW} ON ticket (unit_id, arrived_at)"))
        return
    for one in db.table(Ticket).indexes:
        one.create(session.connection(), checkfirst=True)
    if db.dialect(session) == "sqlite":
        session.connection().exec_driver_sql(packed.SQLITE_INDEX)


def _drop_report(session: Session) -> None:
    for name in (REPORT, packed.INDEX):
        session.execute(text(f"DROP INDEX IF EXISTS {name}"))


def settle(database: db.Database) -> None:
    """Do what a night's maintenance does, so that statistics and PostgreSQL's visibility map are there."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("ANALYZE")
        else:
            autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
            autocommit.exec_driver_sql("SET statement_timeout = 0")
            autocommit.exec_driver_sql("VACUUM ANALYZE")


def _without_indexes(session: Session) -> None:
    _drop_report(session)
    for one in db.table(Ticket).indexes:
        one.drop(session.connection(), checkfirst=True)


def _insert(session: Session, rows: int) -> str:
    if db.dialect(session) == "sqlite":
        numbers = f"WITH RECURSIVE line(i) AS ({LINE} WHERE i + 1 < {rows})"
        return f"{INSERT} {numbers} {VISITS.format(day=DAY_SQLITE, false='0', line='line')}"
    session.execute(text("SET LOCAL statement_timeout = 0"))
    session.execute(text("SET LOCAL session_replication_role = replica"))
    line = f"generate_series(CAST(0 AS bigint), {rows - 1}) AS line(i)"
    return f"{INSERT} {VISITS.format(day=DAY_POSTGRESQL, false='false', line=line)}"


DAY_SQLITE: Final = "date(:monday, off || ' days')"
DAY_POSTGRESQL: Final = "CAST(:monday AS date) + CAST(off AS integer)"
LINE: Final = "SELECT 0 UNION ALL SELECT i + 1 FROM line"
INSERT: Final = """INSERT INTO ticket (unit_id, group_id, prefix, number, day, state, priority_class, priority_rank,
 channel, respondent, issue_key, counter_id,
 arrived_at, opened_at, first_called_at, last_called_at, started_at, ended_at, hold_seconds, came_back,
 arrived_quality, called_quality, started_quality, ended_quality, ahead,
 estimate_low_seconds, estimate_high_seconds)"""
# Constants of this file and no words of anybody.
VISITS: Final = f"""
SELECT :unit + u, :group + u, 'A', s + 1, {{day}}, state, 'normal', 0,
 CASE i % 10 WHEN 0 THEN 'clerk' WHEN 1 THEN 'kiosk' ELSE 'phone' END,
 CASE i % 4 WHEN 0 THEN 'person' WHEN 1 THEN 'business' END, 'k' || i,
 CASE WHEN state = 'left' THEN NULL ELSE :counter + u END, arrived,
 CASE WHEN s * 20 < :a_day THEN arrived + 600000000 END,
 CASE WHEN state <> 'left' THEN called END, CASE WHEN state <> 'left' THEN called END,
 CASE WHEN state = 'done' THEN called + 30000000 END, called + (150 + i * 104729 % 780) * 1000000,
 0, {{false}},
 'exact', CASE WHEN state <> 'left' THEN 'exact' END, CASE WHEN state = 'done' THEN 'exact' END, 'exact', 3,
 CASE WHEN i % 3 = 0 THEN 300 END, CASE WHEN i % 3 = 0 THEN 900 END
FROM (SELECT i, s, u, off, state, arrived, arrived + (i * 7919 % 2400) * 1000000 + i % 997 * 1003 AS called
 FROM (SELECT i, s, d / 5 * 7 + d % 5 AS off,
  CASE WHEN s * {BUSY_A_DAY} % :a_day < {BUSY_A_DAY} THEN 0 ELSE 1 + s % {OTHERS} END AS u,
  CASE i * 31 % 25 WHEN 0 THEN 'left' WHEN 1 THEN 'no_show' ELSE 'done' END AS state,
  :begin + (d / 5 * 7 + d % 5) * 86400000000 + s * ({OFFICE_HOURS_US} / :a_day) + i * 7919 % 1000000 AS arrived
  FROM (SELECT i, i / :a_day AS d, i % :a_day AS s FROM {{line}}) AS places) AS people) AS visits
ORDER BY i"""  # noqa: S608
EVENTS_OF: Final = """INSERT INTO ticket_event (unit_id, ticket_id, kind, at, to_state, channel)
SELECT unit_id, id, 'issue', arrived_at, 'waiting', channel FROM ticket WHERE id > :since"""
