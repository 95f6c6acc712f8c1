"""The one write of scans: what was added up in a process goes to the days of its units."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.ground import db
from kiosk.ground.web.addresses import read_code
from kiosk.office.models import Code, CodeScans
from kiosk.office.scan_tally import Opened


def add_scans(session: Session, counts: Mapping[Opened, int]) -> int:
    """Add *counts* to the days of the units whose codes they are, in one statement; return how many were added.

    Codes that were never printed are left out. Rows are written in one order, so that two processes never wait for
    each other in a circle.
    """
    spelled = {opened: read_code(opened.code) for opened in counts}
    codes = select(Code.code, Code.unit_id).where(Code.code.in_(set(spelled.values())))
    units = {row.code: row.unit_id for row in session.execute(codes)}
    totals: Counter[tuple[int, date]] = Counter()
    for opened, times in counts.items():
        if spelled[opened] in units:
            totals[units[spelled[opened]], opened.day] += times
    if totals:
        rows = [{"unit_id": unit, "day": day, "scans": scans} for (unit, day), scans in sorted(totals.items())]
        insert = db.upsert(session, CodeScans).values(rows)
        column = db.table(CodeScans).c.scans
        session.execute(
            insert.on_conflict_do_update(
                index_elements=["unit_id", "day"], set_={"scans": column + insert.excluded.scans}
            )
        )
    return sum(totals.values())
