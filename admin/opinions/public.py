"""What the public page of a unit says of its remedies."""

from sqlalchemy.orm import Session

from admin.opinions import queries
from kiosk.ground.calendar import Week, local_day
from survey.opinions.figures import Done


def done(session: Session, unit_id: int, since: Week, until: Week) -> list[Done]:
    """Return what the unit says it does about ratings of the weeks from *since* to *until*; no name goes out."""
    return [
        Done(row.text, local_day(row.written_at), Week.parse(row.from_week), Week.parse(row.until_week))
        for row in queries.remedies(session, [unit_id], since, until)
    ]
