"""By what the version of the data changes with the events of the pilot."""

from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select

from admin.pilot.models import PilotEvent

CHANGES: Final[Select[*tuple[Any, ...]]] = select(
    func.count(),
    func.max(PilotEvent.id),
    func.count(PilotEvent.withdrawn_at),
    func.count(PilotEvent.last_day),
    func.max(PilotEvent.last_day),
).where(PilotEvent.unit_id.in_(bindparam("unit_ids", expanding=True)))
